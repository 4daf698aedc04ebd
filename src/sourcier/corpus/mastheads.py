"""Names of papers and channels, told by how they are written: "Le Courrier des plaines", "Radio Sarmance".

French capitalises the noun of a paper behind its article, "Le Réveil cauchois", where a title of an article does not:
"Le réveil du volcan".
"""

from __future__ import annotations

import re

from sourcier.language.analysis import fold

# A longer line is a title that speaks of a paper.
LONGEST = 60
ARTICLE = r"(?:(?:Le|La|Les|LE|LA|LES) |L['’])"
PROPER = r"[A-ZÀ-ÖØ-ÞŒ][\w.'’&-]*"
# "social", "cauchois", "libertaire": "condamné" and "licencie" tell what becomes of a paper.
ADJECTIVE = (
    r"[a-zà-ÿ-]*(?:al|el|ol|ois|ais|i?en|éen|ain|in|an|on|ant|ard|ot|if|ic|eur|aire|ique|iste|[ai]ble|ale|elle|ole|ive|"
    r"i?er|ière|oise|aise|enne|éenne|aine|ine|ane|onne|ante|arde|ote|esque|libre|libéré|enchaîné)s?"
)
OF = r"(?:de la |de l['’]|des |du |de |d['’])"
# "communes", "chemins creux".
THING = r"(?:[a-zà-ÿœ]+[sx] [a-zà-ÿœ]+[sx]|[a-zà-ÿœ]{3,})"
BESIDE = r"(?:(?:et|en|sur|à) (?:l(?:a|e|es) |l['’])?)"
NAME = re.compile(
    rf"(?P<article>{ARTICLE})?(?P<first>{PROPER}(?: (?:{PROPER}|\d{{1,3}}))*)(?P<adjective> {ADJECTIVE})?"
    rf"(?P<rest>(?: (?:(?:et )?{OF}(?:{PROPER}|{THING})|{BESIDE}{PROPER})(?: {PROPER})*(?: {ADJECTIVE})?){{0,2}})"
)
# What French papers are called behind an article, whatever follows: "La Gazette des plaines".
NOUNS = frozenset(
    fold(
        "courrier gazette journal écho échos matinal matinale tribune hebdo hebdomadaire dépêche dépêches phare fanal "
        "lanterne indépendant républicain quotidien presse feuille cahier cahiers revue magazine mag messager patriote "
        "observateur actu actus éco figaro libération libre libéré canard charivari démocrate populaire parisien "
        "télégramme télégraphe bulletin moniteur mercure nouvelles nouvelliste sémaphore vigie éclaireur crieur "
        "clairon travailleur affiches news post radio télé télévision"
    ).split()
)
# Words of the language too: "La Voix de Bray" is a paper, "L'Avenir de l'école" a title.
COMMON_NOUNS = frozenset(
    fold(
        "matin soir progrès réveil éveil avenir monde voix vie temps point express liberté humanité aube aurore soleil "
        "sentinelle éclair essor combat dimanche info infos actualité média direct"
    ).split()
)
# Those that need no article before the name of a place: "Courrier de Bray".
BARE_NOUNS = frozenset("courrier gazette journal nouvelles echo echos depeche quotidien".split())
# Of names without an article, the first word of some and the last of others.
FIRST = frozenset("radio tele television canal tv ici".split())
LAST = frozenset(
    "direct matin soir sports hebdo info infos actu actus news presse press tv fm magazine mag eco "
    "quotidien libre libere eclair radio tele media 24".split()
)
# What papers call their own pages.
RUBRIC = re.compile(
    r"(?:l[ea]s? |l['’])?(?:(?:alerte|flash|fil|special|trafic|meteo|dossier|edition|kiosque|redaction|revue de presse|"
    r"en)\b.*|infos?|actus?|actualite|direct|mag|magazine|journal|revue|quotidien|media|radio|tele|television|news|"
    r"point presse|(?:tribune|opinion)s? libres?)|"
    r".*\b(?:lect(?:eurs?|rices?)|du jour|de la semaine|du mois|du week-end|de bord|de la redaction|de presse|"
    r"de lecture|de vue|officiel|en direct)"
)
# What regions, departments and bodies are called behind an article.
PLACES_AND_BODIES = frozenset(
    fold(
        "pays hauts val cote territoire territoires ile iles seine bouches haute haut bas basse alpes vallee plaine "
        "pointe region departement province conseil parti union ministere tribunal cour prefecture ville mairie "
        "chambre assemblee republique ecole universite musee ligue federation jeux coupe tour"
    ).split()
)
SMALL_WORDS = frozenset("le la les l de du des d en et a au aux sur par pour un une".split())
# "Source : Le Petit Phare", over a text that was copied.
FIELD = re.compile(r"(?i:sources?|journal|m[ée]dia|publication|paru dans|publi[ée] dans)\s*:\s*(?P<name>.+)")
# "Vignes & Vergers — le magazine des récoltants", "Écho de Bray — Édition de la côte".
TAGLINE = re.compile(
    r"(?P<name>[A-ZÀ-ÖØ-ÞŒ][^.!?:«»]{2,40}?)\s+[—–|-]\s+(?i:(?:(?:le|la|votre|un|une|premier) |l['’])*"
    r"(?:magazine|m[ée]dia|mensuel|hebdomadaire|bimensuel|trimestriel|webzine)\b|[ée]dition d(?:e|u)\b)[^.!?]{0,40}"
)
# "Le National du soir": the hour at which it comes out.
AT_AN_HOUR = re.compile(r" du (?:soir|matin)")
EVENING = frozenset("national regional petit grand nouveau populaire".split())
# "Le Matin de Bray avec ANP", "Le Phare (avec l'ANP)".
BESIDE_PAPER = re.compile(r"^Rédaction\s+|,?\s+\(?avec\s.*$")


def is_masthead(text: str) -> bool:
    """Whether `text` is surely the name of a paper or of a channel: it is written like one, and called like one."""
    match = _named(text)
    if match is None:
        return False
    # "La Nouvelle-Orléans" is no paper, "Aven-Matin" is one.
    words = [word.rpartition("-")[2] for word in fold(match["first"]).split()]
    of_proper = any(map(str.isupper, match["rest"]))
    if match["article"]:
        common = (of_proper or not match["rest"]) and not (text.isupper() and len(words) == 1)
        at_an_hour = AT_AN_HOUR.fullmatch(match["rest"]) and not EVENING.isdisjoint(words)
        return bool(at_an_hour) or not NOUNS.isdisjoint(words) or (common and not COMMON_NOUNS.isdisjoint(words))
    if words[0] == "agence" and "presse" in fold(text):
        return True
    if match["rest"] or match["adjective"]:
        return of_proper and len(words) == 1 and words[0] in BARE_NOUNS
    composed = len(words) > 1 or "-" in match["first"]
    return composed and SMALL_WORDS.isdisjoint(words) and (words[0] in FIRST or words[-1] in LAST)


def may_be_masthead(text: str) -> bool:
    """Whether `text`, where only a paper, a place or a person is named, is the first: "L'Aiguillon cauchois"."""
    match = _named(text)
    if match is None:
        return False
    # "Le Conseil municipal", "Les Assises nationales": what meets on a day.
    adjective = match["adjective"] and not match["adjective"].endswith(("al", "ale", "ales"))
    return bool(match["article"] and (adjective or re.match(f" {OF}{PROPER}", match["rest"]))) or is_masthead(text)


def may_top_a_page(text: str) -> bool:
    """Whether `text`, on top of a page and over its date, is who publishes it: "Le Nouveau Fanal"."""
    match = _named(text)
    composed = match and match["article"] and " " in match["first"] and not match["adjective"] and not match["rest"]
    return bool(composed) or may_be_masthead(text)


def may_stand_over_a_signature(text: str) -> bool:
    """Whether `text`, between a title and who signs it, is who publishes it: "Les Affaires du Centre".

    "Le Globe" may be, but so may "Le Havre" be where it happened.
    """
    match = _named(text)
    named = match and match["article"] and match["rest"] and fold(match["first"]).split("-")[0] not in PLACES_AND_BODIES
    return bool(named) or is_masthead(text)


def paper_in_field(line: str) -> str | None:
    """The paper that a line says the text comes from: "Source : Le Petit Phare"."""
    match = FIELD.fullmatch(line)
    return match["name"] if match and may_top_a_page(match["name"]) else None


def paper_with_tagline(line: str) -> str | None:
    """The paper that a line on top of a page names with what it is: "Vignes & Vergers — le magazine des récoltants"."""
    match = TAGLINE.fullmatch(line)
    return match["name"] if match else None


def paper_of(signature: str) -> str | None:
    """The paper that signs by its newsroom, or beside an agency: "Le Matin de Bray avec ANP"."""
    name = BESIDE_PAPER.sub("", signature)
    return name if is_masthead(name) else None


def _named(text: str) -> re.Match[str] | None:
    """The parts of `text` when it is written like the name of a paper, and names no page of one."""
    match = NAME.fullmatch(text) if len(text) <= LONGEST else None
    return None if match and RUBRIC.fullmatch(fold(text)) else match
