"""Lines that name who signs an article, told by their shape alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sourcier.corpus.mastheads import is_masthead, may_be_masthead
from sourcier.language.analysis import fold
from sourcier.language.forenames import forename_gender

PARTICLES = frozenset(
    {"de", "du", "des", "d", "el", "al", "ben", "bin", "ibn", "bent", "bint", "ould", "van", "von", "der", "da", "di"}
    | {"dos", "la", "le", "et", "and"}
)
# A name has two to five words: "Anne de La Tour", "Mohamed Ould Cheikh El Hadrami".
MIN_WORDS, MAX_WORDS, MAX_LENGTH = 2, 5, 45
# A signature with its places and roles.
SIGNATURE_LENGTH = 160
WORD = re.compile(r"(?:[dlDLO]')?[A-ZÀ-ÖØ-ÞŒ][\w.'-]*")
# Sections of a paper, which stand where names stand.
SECTIONS = frozenset(
    fold(
        "politique économie société monde international internationale nation national nationale sport sports "
        "culture afrique maghreb europe france maroc algérie tunisie sénégal amériques asie moyen-orient "
        "proche-orient régions région local locale justice sécurité défense diplomatie santé éducation "
        "enseignement environnement climat planète énergie agriculture tech technologie technologies high- "
        "tech numérique sciences science médias média people insolite faits-divers actualité actualités actu "
        "actus news info infos une dossier dossiers opinion opinions tribune tribunes éditorial édito débats "
        "débat idées chronique analyse analyses enquête reportage entretien interview vidéo vidéos photos "
        "podcast podcasts football finance finances entreprises entreprise marchés bourse emploi immobilier "
        "auto automobile voyage voyages tourisme cuisine mode beauté lifestyle loisirs cinéma musique livres "
        "télévision religion histoire accueil home menu communiqué communiqués dépêche dépêches brèves brève "
        "divers faits grand grands grande moyen proche orient australe centrale nord sud est ouest "
        "newsletter newsletters connexion abonnement abonnements rechercher recherche live direct inscription "
        "météo jeux "
        "occidentale subsaharienne à la le les et en de du l d "
    ).split()
)
AGENCIES = (
    r"afp|map|aps|tap|apa|ani|ats|belga|reuters|ap|xinhua|anadolu|agences?|efe|dpa|tass|"
    r"la presse canadienne|associated press|agence france[- ]presse"
)
DESK = re.compile(
    rf"(?:la )?redaction(?: (?:de |du |d')?\S+){{0,3}}|(?:.{{2,40}}? )?\W{{0,3}}avec (?:l')?(?:{AGENCIES})"
    rf"(?:(?:,| et) (?:l')?(?:{AGENCIES}))*\)?|\W{{0,2}}(?:{AGENCIES})(?:(?:,| et|/| -) ?(?:{AGENCIES}))*\)?"
)
# Any capitals behind "avec" are an agency where a name stands before it: "Luc Roux avec ANP", "Le Phare (avec l'ANP)".
ACRONYM = re.compile(r"(?:[lL]['’])?[A-ZÀ-Ý]{2,6}")
WITH_AGENCY = re.compile(
    rf"(?:(?P<name>.{{2,40}}?),? )?\(?(?:[aA]vec|AVEC) {ACRONYM.pattern}(?:(?:,| et) {ACRONYM.pattern})*\)?"
)
INTERVIEW = r"(?:(?:entretien|interview|propos)s? (?:recueilli|r[ée]alis[ée]|men[ée]|conduit)e?s?|recueillis?)"
SIGNED = re.compile(
    r"(?i)^(?:(?:article|texte|dossier|publi[ée]e?|[ée]crit|r[ée]dig[ée]|sign[ée]|r[ée]alis[ée]|post[ée]|"
    rf"soumis|submitted|{INTERVIEW})\s+)?(?:par|by)\s*:?\s+|"
    r"^(?:auteure?|author|signature|r[ée]daction|r[ée]dacteur|journaliste|texte)\s*(?:par\s*)?:\s*|"
    r"^(?:de )?notre (?:correspondante?|envoyée? spéciale?)(?: (?:permanente?|particuli(?:er|ère)))?"
    r"(?:\s+(?:à|en|aux?|dans)\s[^,]{2,40},|,)?\s+|^l['’][ée]dito(?:rial)? (?:de |d['’])"
)
# "… dix ans d'enquête. Propos recueillis par Anne Le Goff.": behind a sentence, in its paragraph.
SIGNED_BEHIND = re.compile(
    rf"(?:^|(?<=[.!?…»”\")\]])\s+)[(\[]?(?i:{INTERVIEW})\s+(?:à [A-ZÀ-Ý][\w-]+,? )?(?i:par)\s*:?\s+"
    r"(?P<names>(?:[^.:;!?()]|(?<=[A-ZÀ-Ý])\.){3,120}?)[.)\]]*$"
)
# "Anne Le Goff - 9 décembre 2024", "Anne Le Goff, le 9/12/2024"; a comma without a space belongs to "3,6 milliards".
BEFORE_DATE = re.compile(
    r"(?:[-–—|•·]|,(?=\s)|\ble)\s*(?:\w+ )?\d{1,2}(?:er)?[\s/.]|\s\d{1,2}(?:er)? [^\W\d]{3,9}\.? (?:19|20)\d\d"
)
# "R. H.", "M.-C. B.", and those of agencies: "MS/ADK".
INITIALS = re.compile(
    r"(?:[A-ZÀ-Ý][a-z]?\.[ -]?){2,4}|[A-Z]{2,4}(?:/[A-Za-z]{2,5}){1,3}|[a-z]{2,4}(?:/[a-z]{2,5}){1,3}"
)
# "Anne Le Goff. Publié le 12 mars", "Anne Le Goff (à Rome)": what follows the names of a signature.
END_OF_NAME = re.compile(
    r"\s*(?:\bSuivre\b|[|•·(–—:]|(?<=\w{3})\.\s|\s-\s|\s(?:le|[Pp]ubli[ée]e?|[Mm]ise?|[Mm]odifi[ée]|à)\b|\d).*$"
)
# "Anne Le Goff (à Rome)", "Luc Roux (stagiaire)"
IN_BRACKETS = re.compile(r"\s*\([^()]{2,60}\)$")
# "juin 19, 2025 Anne Le Goff", "19 juin 2025 - Anne Le Goff"
AFTER_DATE = re.compile(r"^(?:[^\W\d]{3,9}\.? \d{1,2},? \d{4}|\d{1,2}(?:er)? [^\W\d]{3,9}\.? \d{4})\s+(?:[-–—|•·]\s+)?")
# "Anne Le Goff, à Rome", "Luc Roux, envoyé spécial à Rome": a signature without "par".
AT_POST = re.compile(
    r", (?:à [A-ZÀ-Ý][\w'’-]+(?: [A-ZÀ-Ý][\w'’-]+)?|(?:notre )?(?:correspondante?|envoyée? spéciale?)\b.{0,40})$"
)
# "Publié le 19 juin 2025 par Anne": the name at the end of the date's line.
SIGNED_LAST = re.compile(r"(?:19|20)\d\d\b.{0,15}?\s(?:par|by)\s+(?P<names>[^\d]+)$")
BETWEEN_SIGNATURES = re.compile(r",\s+|\s+(?:et|and|&|avec)\s+")
# What stands beside names in the fields of pages: addresses, accounts, dates, what is in brackets.
NO_NAME = re.compile(
    r"https?://\S+|www\.\S+|\S+@\S+|(?<!\w)@\w+|\([^)]*\)|\b(?:[Pp]ubli[ée]e?|[Mm]is(?:e)? à jour|[Mm]odifi[ée])\b.*"
    r"|\b(?:le )?\d.*"
)
BETWEEN_NAMES = re.compile(r"\s*[,;/|&•·]\s*|\s+(?:et|and|-|–|—)\s+|\n")
# Accounts that publish, whoever wrote.
NOBODY = re.compile(
    r"(?:super )?(?:admin|administrateur|administrator|utilisateur|user|webmaster|webmestre|root|editeur|editor|"
    r"redacteur|author|auteur|contributeur|publisher|anonyme|inconnu|unknown|null|none|nan|undefined|wordpress|test)\w{0,3}"
)


def byline_of(line: str) -> str | None:
    """The author that `line` names, if any: "Par Anne Le Goff, à Rennes", "Anne Le Goff avec AFP", "La rédaction"."""
    if INITIALS.fullmatch(line):
        return line
    if len(line) <= SIGNATURE_LENGTH and (behind := signature_behind(line)) and behind.start == 0:
        return behind.names
    if len(line) > SIGNATURE_LENGTH or line.endswith((".", ";", "?", "!")):
        return None
    if last := SIGNED_LAST.search(line):
        return last["names"] if WORD.fullmatch(last["names"]) else last["names"][: _end_of_names(last["names"])] or None
    signed = SIGNED.match(line)
    named = AT_POST.sub("", AFTER_DATE.sub("", IN_BRACKETS.sub("", line.rstrip(" |•·"))))
    if not signed and is_name(rest := named.removeprefix("De ")) and rest != named and forename_gender(rest):
        return rest
    if not signed and (is_name(named) or is_desk(line)):
        person = named if is_name(named) and not may_be_masthead(named) else None
        return person or (line.rstrip(" |•·") if is_desk(line) else None)
    if not signed and (len(line) > 2 * MAX_LENGTH or not BEFORE_DATE.search(line)):
        return None
    names = END_OF_NAME.sub("", line[signed.end() if signed else 0 :]).strip(" ,")
    if signed and WORD.fullmatch(names):
        return None if NOBODY.fullmatch(fold(names)) else names
    found = names[: _end_of_names(names)] or None
    return None if found and not signed and may_be_masthead(found) else found


@dataclass(frozen=True)
class Signature:
    """Who signs at the end of a paragraph, and where in it the signature begins."""

    names: str
    start: int


def signature_behind(paragraph: str) -> Signature | None:
    """Who signs behind the last sentence of `paragraph`: "… Propos recueillis par Anne Le Goff, à Rome."."""
    match = SIGNED_BEHIND.search(paragraph, max(0, len(paragraph) - SIGNATURE_LENGTH))
    if match is None:
        return None
    length = _end_of_names(match["names"])
    rest = match["names"][length:].strip()
    # A sentence that goes on after the names is the text's own.
    return Signature(match["names"][:length], match.start()) if length and (not rest or AT_POST.match(rest)) else None


def is_signed(line: str) -> bool:
    """Whether `line` says that it names an author, and names one: "Par Anne Le Goff"."""
    return bool(SIGNED.match(line)) and byline_of(line) is not None


def _end_of_names(text: str) -> int:
    """How many characters of `text` are names, one after the other: a role or a place ends them."""
    if is_desk(text):
        return len(text)
    end = start = 0
    beside_agency = False
    for between in (*BETWEEN_SIGNATURES.finditer(text), None):
        name = text[start : between.start() if between else len(text)]
        if not (is_name(name) or is_desk(name) or (beside_agency and ACRONYM.fullmatch(name))):
            break
        beside_agency = between is not None and between[0].strip() == "avec"
        end, start = start + len(name), between.end() if between else len(text)
    return end


def signed_names(text: str) -> list[str]:
    """The names in a field that says who signs: without addresses, accounts, dates, roles, and names of software.

    "Par Anne Le Goff, correspondante à Rome, et AFP" gives "Anne Le Goff" and "AFP".
    """
    names: list[str] = []
    for part in BETWEEN_NAMES.split(NO_NAME.sub(" ", SIGNED.sub("", text))):
        name = " ".join(part.split()).strip(" -–—|·.:") if part else ""
        if 1 < len(name) <= MAX_LENGTH and (name[0].isupper() or is_desk(name)) and not NOBODY.fullmatch(fold(name)):
            names.append(name)
    return names


def is_name(line: str) -> bool:
    """Whether `line` is shaped like a person's name, and is not a section of the paper."""
    words = line.replace("’", "'").split()
    if not MIN_WORDS <= len(words) <= MAX_WORDS or len(line) > MAX_LENGTH or is_section(line):
        return False
    proper = [word for word in words if fold(word) not in PARTICLES]
    return len(proper) >= MIN_WORDS and all(WORD.fullmatch(word) for word in proper)


def is_desk(line: str) -> bool:
    """Whether a newsroom or an agency signs: "La rédaction", "AFP", "Le Phare avec Reuters"."""
    if DESK.fullmatch(fold(line).replace("’", "'")):
        return True
    match = WITH_AGENCY.fullmatch(line)
    if not match or line.isupper():
        return False
    if name := match["name"]:
        return is_name(name) or may_be_masthead(name) or bool(DESK.fullmatch(fold(name)))
    return line.startswith("(")


def signs(line: str) -> bool:
    """Whether `line` stands where a signature does: it names an author, or a person or a paper alone."""
    return byline_of(line) is not None or is_name(line) or is_masthead(line)


def is_section(line: str) -> bool:
    """Whether every word of `line` belongs to the name of a section: "Politique", "Faits divers"."""
    words = re.findall(r"\w[\w-]*", fold(line))
    return bool(words) and all(word in SECTIONS for word in words)
