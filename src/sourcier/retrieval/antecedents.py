"""What a pronoun may stand for: the people and things that the last turn names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sourcier.language.analysis import fold
from sourcier.language.dates import written_dates
from sourcier.language.forenames import forename_gender
from sourcier.language.names import proper_names
from sourcier.language.questions import ADJECTIVES_BEFORE
from sourcier.language.stopwords import STOP_WORDS
from sourcier.retrieval.references import END


@dataclass(frozen=True)
class Entity:
    """Someone or something named; `gender` is "m", "f" or None when nothing tells."""

    text: str
    gender: str | None
    is_plural: bool
    is_person: bool

    def agrees(self, gender: str | None, is_plural: bool) -> bool:
        """Whether a pronoun of this gender (None: of either) and number may stand for it."""
        return self.is_plural == is_plural and (None in (gender, self.gender) or gender == self.gender)


# First words of the names of what is no person.
INSTITUTIONS = frozenset(
    """
    academie agence alliance armee assemblee association autorite banque bureau caisse centre chambre cite collectif
    college comite commission communaute compagnie confederation conseil cour coupe cote departement direction ecole
    etat etats federation festival fondation front grand grande groupe gare haut haute hopital hotel ile iles institut
    jeux journal ligue lycee mairie maison marche ministere mont mouvement musee new nord observatoire office opera
    organisation palais parc parlement parti place plan pont port prefecture prix projet radio region republique
    reseau rue saint sainte san secours senat service societe stade sud syndicat theatre tour traite tribunal union
    universite usine ville west bank city council court united north south east university
    """.split()
)
# "Mme Marchand", and a role without a preposition: "la préfète Odile Marchand", but not "la lettre de".
_ROLE = r"[a-zà-öø-ÿœ-]+(?:\s+[a-zà-öø-ÿœ-]+)?\s+\Z"
MAN = re.compile(rf"(?:\b(?:M\.|Mr\.?|[Mm]onsieur)\s+\Z|\b(?:[Ll]e|[Uu]n|[Dd]u|[Aa]u)\s+{_ROLE})")
WOMAN = re.compile(rf"(?:\b(?:Mme|Mlle|Mrs\.?|Ms\.?|[Mm]adame)\s+\Z|\b(?:[Ll]a|[Uu]ne)\s+{_ROLE})")
COURTESY = re.compile(r"\b(?:M\.|Mr\.?|Mme|Mlle|Mrs\.?|Ms\.?|[Mm]onsieur|[Mm]adame)\s+\Z")
LAST_WORD = re.compile(r"([\w-]+)['’]?\s*\Z")
NO_PERSON_AFTER = frozenset("le la les l au aux du des en a the in at from near".split())

_NAME = r"[A-ZÀ-ÖØ-ÞŒ][\w’-]*(?:[ -][A-ZÀ-ÖØ-ÞŒ][\w’-]*)*"
_WORD = r"[a-zà-öø-ÿœ][\w-]*"
_LINK = r"(?:de\s+la\s+|de\s+l['’]|du\s+|des\s+|de\s+|d['’]|of\s+the\s+|of\s+)"
_ADJECTIVE = r"(?P<adjective>(?:(?:" + "|".join(sorted(ADJECTIVES_BEFORE)) + r")\s+)?)"
# "Le rapport annuel", "le plan de secours communal": adjectives behind a noun, by their endings; no verbs.
_VERB = r"(?:r?appelle|arrive|(?:ex|com|im|ap)plique|indique|critique|fabrique|pratique|revendique|communique)"
_BEHIND = (
    rf"(?:\s+(?!{_VERB}\b)(?:[a-zà-öø-ÿœ]{{2,}}(?:al|ales?|aux|els?|elles?|iques?|aires?|ifs?|ives?|éen(?:ne)?s?|ien(?:ne)?s?|"
    r"oise?s?|aine?s?|ières?|ables?|ibles?|oles?)|conjointe?s?|commune?s?|publics?|privée?s?|mixtes?|civile?s?)\b)"
)
NOUN_PHRASE = re.compile(
    r"(?:\b(?P<det>[Ll]e|[Ll]a|[Ll]es|[Cc]et?|[Cc]ette|[Cc]es|[Uu]ne?|[DdAa]u|[Dd]es|[Aa]ux|[Tt]he)\s+|\b(?P<elided>[Ll])['’])"
    rf"{_ADJECTIVE}(?P<noun>{_NAME}|{_WORD}(?:\s+{_NAME})?)"
    rf"(?P<of>{_BEHIND}?(?:\s+{_LINK}(?:{_NAME}|{_WORD}))*{_BEHIND}?(?:\s+(?:à|en|in|at)\s+{_NAME})?)"
)
# "L'accord trouvé" is no "accord" alone: what may belong to the noun leaves it unclear.
WHOLE = re.compile(END, re.IGNORECASE)
ARTICLES = {
    **dict.fromkeys(("le", "un", "ce", "cet", "du", "au"), ("le", "m", False)),
    **dict.fromkeys(("la", "une", "cette"), ("la", "f", False)),
    **dict.fromkeys(("les", "ces", "des", "aux"), ("les", None, True)),
    "l": ("l'", None, False),
    "the": ("the", None, False),
}
# Nouns that tell when, how or where, and not of what.
NO_THING = frozenset(
    "an annee mois semaine jour jours fois heure heures fin debut moment temps tete cours suite part sein cause lieu "
    "place cas plus moins time year month week day end".split()
)


def people(text: str) -> list[Entity]:
    """Persons named in `text`, each once, in order: forename and surname, or a surname after a courtesy title."""
    found: dict[str, Entity] = {}
    cursor = 0
    for name in proper_names(text):
        start = text.find(name, cursor)
        cursor = start + len(name)
        before = text[:start]
        gender = _gender(before) or forename_gender(name)
        if _is_person(name, before):
            found.setdefault(fold(name), Entity(name, gender, is_plural=False, is_person=True))
    return list(found.values())


def things(text: str) -> list[Entity]:
    """Noun phrases of `text` with their article, each once: "le port de Vaubrac"; not the names that complete them."""
    dates = [range(date.start, date.end) for date in written_dates(text)]
    persons = [person.text for person in people(text)]
    found = (
        entity
        for match in _noun_phrases(text)
        for entity in [_thing(match)]
        if entity
        and not any(match.start("noun") in date for date in dates)
        # "La préfète Odile Marchand" is a person.
        and not any(person in match["noun"] for person in persons)
    )
    return list({fold(entity.text): entity for entity in found}.values())


def _is_person(name: str, before: str) -> bool:
    if COURTESY.search(before):
        return True
    words = name.split()
    last = LAST_WORD.search(before)
    return (
        len(words) > 1
        and not name.isupper()
        and fold(words[0]) not in INSTITUTIONS
        and (last is None or fold(last[1]) not in NO_PERSON_AFTER)
    )


def _gender(before: str) -> str | None:
    """The gender that the words right before a name tell."""
    if COURTESY.search(before) is None and (last := LAST_WORD.search(before)) and fold(last[1]) in STOP_WORDS:
        return None
    return "m" if MAN.search(before) else "f" if WOMAN.search(before) else None


def _noun_phrases(text: str) -> Iterator[re.Match[str]]:
    """Noun phrases, also those within the complement of another one: "le bilan de la crue" has two."""
    start = 0
    while match := NOUN_PHRASE.search(text, start):
        start = match.end("noun")
        yield match


def _thing(match: re.Match[str]) -> Entity | None:
    noun = match["noun"]
    inside = re.search(r"\b(?:de|of)\s+\Z", match.string[: match.start()]) or fold(match["det"] or "") == "du"
    # A name ends it whatever follows: "the port of Vaubrac closed".
    whole = match[0].split()[-1][0].isupper() or WHOLE.match(match.string, match.end())
    if fold(noun.split()[0]) in NO_THING | STOP_WORDS or (inside and noun[0].isupper()) or not whole:
        return None
    article, gender, is_plural = ARTICLES[fold(match["det"] or match["elided"])]
    blank = "" if article.endswith("'") else " "
    named = f"{match['adjective']}{noun}{match['of']}"
    if article in ("le", "la") and fold(named)[0] in "aeiou":
        article, blank = "l'", ""
    return Entity(f"{article}{blank}{named}", gender, is_plural, is_person=False)
