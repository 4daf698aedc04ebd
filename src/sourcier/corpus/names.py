"""Lines that name who signs an article, told by their shape alone."""

from __future__ import annotations

import re

from sourcier.language.analysis import fold

PARTICLES = frozenset(
    {"de", "du", "des", "d", "el", "al", "ben", "bin", "ibn", "bent", "bint", "ould", "van", "von", "der", "da", "di"}
    | {"dos", "la", "le", "et", "and"}
)
# A name has two to five words: "Anne de La Tour", "Mohamed Ould Cheikh El Hadrami".
MIN_WORDS, MAX_WORDS, MAX_LENGTH = 2, 5, 45
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
        "occidentale subsaharienne à la le les et en de du l d "
    ).split()
)
AGENCIES = r"afp|map|aps|tap|apa|ani|ats|belga|reuters|ap|xinhua|anadolu|agences?|efe|dpa|tass"
DESK = re.compile(
    rf"(?:la )?redaction(?: (?:de |du |d')?\S+){{0,3}}|(?:.{{2,40}}? )?\(?avec (?:l')?(?:{AGENCIES})\)?|"
    rf"\(?(?:{AGENCIES})\)?"
)
SIGNED = re.compile(
    r"(?i)^(?:(?:article|texte|dossier|publi[ée]e?|[ée]crit|r[ée]dig[ée]|sign[ée]|r[ée]alis[ée]|post[ée]|recueilli|"
    r"propos recueillis)\s+)?(?:par|by)\s*:?\s+|"
    r"^(?:auteure?|author|signature|r[ée]daction|r[ée]dacteur|journaliste|texte)\s*(?:par\s*)?:\s*"
)
# "Anne Le Goff - 9 décembre 2024", "Anne Le Goff, le 9/12/2024"; a comma without a space belongs to "3,6 milliards".
BEFORE_DATE = re.compile(r"(?:[-–—|•·]|,(?=\s)|\ble)\s*(?:\w+ )?\d{1,2}(?:er)?[\s/.]")
# "R. H.", "M.-C. B.", and those of agencies: "MS/ADK".
INITIALS = re.compile(r"(?:[A-ZÀ-Ý][a-z]?\.[ -]?){2,4}|[A-Z]{2,4}(?:/[A-Z]{2,4}){1,2}")
END_OF_NAME = re.compile(r"\s*(?:\bSuivre\b|[,|•·(–—:]|\s-\s|\s(?:le|publi[ée]|mis|à)\b|\d).*$")


def byline_of(line: str) -> str | None:
    """The author that `line` names, if any: "Par Anne Le Goff, à Rennes", "Anne Le Goff avec AFP", "La rédaction"."""
    if INITIALS.fullmatch(line):
        return line
    if len(line) > 2 * MAX_LENGTH or line.endswith((".", ";", "?", "!")):
        return None
    signed = SIGNED.match(line)
    if not signed and (is_name(line) or is_desk(line)):
        return line
    if not signed and not BEFORE_DATE.search(line):
        return None
    name = END_OF_NAME.sub("", line[signed.end() if signed else 0 :]).strip()
    one_word = bool(signed and WORD.fullmatch(name))
    return name if is_name(name) or is_desk(name) or one_word else None


def is_name(line: str) -> bool:
    """Whether `line` is shaped like a person's name, and is not a section of the paper."""
    words = line.replace("’", "'").split()
    if not MIN_WORDS <= len(words) <= MAX_WORDS or len(line) > MAX_LENGTH or is_section(line):
        return False
    proper = [word for word in words if fold(word) not in PARTICLES]
    return len(proper) >= MIN_WORDS and all(WORD.fullmatch(word) for word in proper)


def is_desk(line: str) -> bool:
    """Whether a newsroom or an agency signs: "La rédaction", "AFP", "Le Phare avec Reuters"."""
    return bool(DESK.fullmatch(fold(line).replace("’", "'")))


def is_section(line: str) -> bool:
    """Whether every word of `line` belongs to the name of a section: "Politique", "Faits divers"."""
    words = re.findall(r"[\w-]+", fold(line))
    return bool(words) and len(line) <= MAX_LENGTH and all(word in SECTIONS for word in words)
