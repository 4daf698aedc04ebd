"""Pages whose text was written on one line: the lines of the page around the article are cut out of it again.

Only what no sentence holds is a place to cut: announced dates, reading times, rows of buttons, headings of blocks.
"""

from __future__ import annotations

import re

from sourcier.corpus.names import SECTIONS
from sourcier.corpus.vocabulary import NETWORKS
from sourcier.language.analysis import fold

# A longer line with this many places to cut was more than one; the longest paragraph has none.
LONG_LINE, FEWEST_PLACES = 1200, 3
CLOCK = r"\d{1,2} ?[:hH] ?\d{0,2}"
DAY = r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|(?:\w+ )?\d{1,2}(?:er)? \w{3,9}\.? \d{4})"
DATED = rf"(?:Publié|Mis à jour|Modifié|Posté|Mis en ligne)e?s?(?: le)? ?:? ?{DAY}(?:,? ?(?:à|[-–|•])? ?{CLOCK})?"
READING = r"(?:Temps de lecture ?:? ?\d+ ?(?:min(?:utes?)?|mn)\b\.?|Lecture ?:? ?\d+ ?min\b\.?|\d+ min de lecture)"
BUTTON = rf"(?:{NETWORKS}|Partager|Tweeter|Imprimer|E-?mail|Courriel|Copier le lien|Commenter|Enregistrer|Envoyer)"
BUTTONS = rf"{BUTTON}(?:[ ,|·]+{BUTTON})+"
LABEL = r"(?:(?:À|A|à) lire (?:aussi|également)|Lire (?:aussi|également)|(?:À|A) voir aussi)\b ?[:|>]?"
ADVERTISING = r"(?:Publicité|La suite après (?:cette|la) publicité|Article réservé aux abonnés)"
HEADING = (
    r"(?:Sur le même (?:sujet|thème)|Les (?:articles les )?plus (?:lus|vus|commentés)|Dans la même rubrique|"
    r"Articles? similaires|"
    r"Laisser un commentaire|Newsletter|Recevez |Inscrivez-vous|Abonnez-vous|Suivez(?:-nous)? |Mots[- ]clés ?:|Tags ?:|"
    r"Mentions légales|Qui sommes-nous|Gestion des cookies|À propos|Tous droits réservés|© ?\d{4}|Je m'abonne|"
    r"\(Avec \w+\))"
)
PLACES = re.compile(rf"(?<!\w)(?:{DATED}|{READING}|(?i:{BUTTONS})|{LABEL}|{ADVERTISING}|{HEADING})(?!\w)")
LABELLED = re.compile(LABEL)
# The words that begin sentences: behind a title with no full stop, one of them begins the text again.
OPENER = re.compile(
    r"(?<=[\w»%]) (?=(?:L['’]|Le|La|Les|Un|Une|Des|Ce|Cet|Cette|Ces|Il|Elle|Ils|Elles|On|Selon|Après|Mais|En|Dans|Au|"
    r"Aux|Pour|Depuis|Si|À|Sur|Or|Reste|Quant|D['’]|C['’]|S['’]|Son|Sa|Leur)\b)"
)
# A title linked to has this many words before the text may begin again.
TITLE_WORDS = 4
# "Le Monde a …" begins a sentence: a menu has more sections.
FEWEST_SECTIONS = 3
SMALL = frozenset("a la le les et en de du l d".split())


def unrun(text: str) -> str:
    """`text` with line ends around the lines of the page that were run into it; as it is where none were."""
    return "\n".join(map(_unrun_line, text.split("\n")))


def _unrun_line(line: str) -> str:
    if len(line) < LONG_LINE or len(PLACES.findall(line)) < FEWEST_PLACES:
        return line
    pieces: list[str] = []
    end = 0
    for match in PLACES.finditer(line):
        pieces += [_restarted(line[end : match.start()], pieces), match[0]]
        end = match.end()
    pieces.append(_restarted(line[end:], pieces))
    pieces[0] = _under_menu(pieces[0])
    return "\n".join(piece.strip() for piece in pieces if piece.strip())


def _restarted(piece: str, before: list[str]) -> str:
    """`piece` cut where the text begins again, when a label stands before it: the title it announces comes first."""
    if not before or not LABELLED.fullmatch(before[-1]):
        return piece
    places = (match.start() for match in OPENER.finditer(piece) if len(piece[: match.start()].split()) >= TITLE_WORDS)
    place = next(places, len(piece))
    return f"{piece[:place]}\n{piece[place:]}"


def _under_menu(piece: str) -> str:
    """The first words of the page cut where its menu ends: sections, one after the other."""
    words = piece.split()
    menu = 0
    for count, word in enumerate(words, 1):
        if fold(word.strip(">/|»,")) in SECTIONS or not word.isalpha():
            menu = count
        else:
            break
    while menu and fold(words[menu - 1]) in SMALL:
        menu -= 1
    if menu < FEWEST_SECTIONS:
        return piece
    return f"{' '.join(words[:menu])}\n{' '.join(words[menu:])}"
