"""What an outlet says of itself in whole sentences under an article: its appeals for money, who its journalists are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from sourcier.corpus.blocks import is_prose
from sourcier.corpus.wrapping import Line
from sourcier.language.analysis import fold

# "Nous n'avons pas d'actionnaire … si chacun de vous donnait 2 euros par mois, notre rédaction …"
WE, YOU, QUOTED = re.compile(r"\b(?:nous|notre|nos)\b"), re.compile(r"\b(?:vous|votre|vos)\b"), re.compile(r"[«»“”\"]")
MONEY = re.compile(
    r"\b(?:don|donn|souti|souten|abonne|adhe|lecteur|lectrice|actionnaire|publicit|independan|redaction|journalis|"
    r"media|acces libre|gratuit|(?:€|euros?) (?:par|/) ?mois|defiscalis|financ)"
)
FEWEST_MONEY_WORDS = 2
STAFF = r"(?:grande? |une? )*(?:journaliste|reporter|redact|correspondant|pigiste|envoye|chef)"


def pitches(lines: Sequence[Line], out: set[int]) -> set[int]:
    """The paragraphs under the body in which the outlet asks its readers for money."""
    prose = [index for index, line in enumerate(lines) if index not in out and is_prose(line.text)]
    found = set(takewhile(lambda index: _is_pitch(lines[index].text), reversed(prose)))
    return found if len(found) < len(prose) else set()


def about(byline: str | None, lines: Sequence[Line]) -> set[int]:
    """The lines that begin "Anne Le Goff est journaliste …" where Anne Le Goff signs: who a guest is, the text says."""
    if byline is None:
        return set()
    box = re.compile(rf"{re.escape(fold(byline))} est {STAFF}")
    return {index for index, line in enumerate(lines) if box.match(fold(line.text))}


def _is_pitch(text: str) -> bool:
    """Whether "we" speak to "you" of money and of the paper, outside any quotation."""
    folded = fold(text)
    spoken = WE.search(folded) and YOU.search(folded) and not QUOTED.search(text)
    return bool(spoken) and len(set(MONEY.findall(folded))) >= FEWEST_MONEY_WORDS
