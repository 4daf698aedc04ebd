"""Sentences of French press text, with exact offsets.

A general-purpose splitter cuts "M. / Veyrac", "1er janv. / 2024" and "S.N.C.F."; the rules here are few, ordered, and
only about what French newspapers write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

# Titles before a name: their full stop never ends a sentence.
TITLES = frozenset("mm mme mmes mlle mlles mgr mr mrs dr drs pr st ste sgt cne cdt gal gén lt adj cf".split())
# Titles only with a capital: "5 m." is a length.
CAPITAL_TITLES = frozenset({"M", "Me", "Mes"})
# Shortened words that take a number; without one they are words like others ("un vol. Le suspect…", "de l'art.").
NUMBERED = frozenset("art al chap fig vol n no nos p pp t tél".split())
# Shortened words that may end a sentence: only when what follows looks like a new one.
SHORTENED = frozenset(
    "janv févr fév avr juil sept oct nov déc etc cie sté dép hab min max av bd boul apr jc univ prof suiv trad vs "
    "inc ltd jr col réf ex éd env cit ibid".split()
)
# Words that open a French sentence far more often than they continue an abbreviation.
OPENERS = frozenset(
    "le la les l un une des du d il elle ils elles on ce cette ces cet c en dans pour selon mais et depuis après "
    "avant avec sans sur sous par si s quand lors lorsque ainsi aussi or car outre enfin à au aux de son sa ses "
    "leur leurs nous vous je j n qu puis alors plusieurs chaque tout tous toutes certains cela celui celle ceux "
    "notre nos votre vos mon ma mes".split()
)
# Those that also open a surname ("J. De la Tour").
PARTICLES = frozenset("de du des d".split())
OPENING = "«“\"'‘(—–-"
# What may follow the stop inside the same sentence: a closing quote or bracket, a source or credit in brackets.
BOUNDARY = re.compile(r"(?P<stop>(?<![.!?…؟])[.!?…؟]++)(?:\s?[»”])*[\"’')\]]*(?:\s?\([^()]{1,40}\))?(?P<space>\s+)")
# "la fin.Le préfet", "en 2024.L'usine": a stop without the blank that should follow it.
GLUED = re.compile(r"(?:(?<=[a-zà-öø-ÿœ]{3})|(?<=\d{4})|(?<=[»”)]))(?P<stop>[.!?])(?=[«“]?[A-ZÀ-ÖØ-ÞŒ][\w’'-]*\s)")
PARAGRAPH = re.compile(r"\n\s*\n")
LAST_WORD = re.compile(r"([\w°-]+(?:\.[\w-]+)*)\.$")
# A first word and the first letter of the next, after a blank or an elision.
NEXT_WORD = re.compile(r"(?P<word>\w+)(?:['’]|\s+)?(?P<then>\w?)")
NUMBER = re.compile(r"\d|[A-Z]{1,5}\b")
# "J.", "J.-P.", and the "Ph." of Philippe, "Th." of Thomas.
FORENAME = re.compile(r"[A-ZÀ-ÖØ-Þ]h?(?:\.-[A-ZÀ-ÖØ-Þ]h?)?")
ACRONYM = re.compile(r"(?:[A-ZÀ-ÖØ-Þ]\.-?)+[A-ZÀ-ÖØ-Þ]")
# "1. Premier point": the number opens an item of a list.
ITEM = re.compile(r"(?:^|[:;\n])\s*\d{1,2}\.$")
# A quotation longer than this is cut into its sentences; a shorter one stays whole with the verb that introduces it.
LONG_QUOTE = 400
# Characters before a stop in which its last word is looked for.
CONTEXT = 60
QUOTE = re.compile(r"«[^«»]*»|“[^“”]*”|\([^()]*\)")
STRAIGHT_QUOTE = re.compile(r'"[^"]*"')


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Half-open spans of the sentences of `text`, in order.

    Spans never overlap, start and end on a visible character, and leave only white space between them.
    """
    spans: list[tuple[int, int]] = []
    for start, end in _paragraph_spans(text):
        cuts = [start, *_cuts(text, start, end), end]
        for left, right in pairwise(cuts):
            span = _trim(text, left, right)
            if span is None:
                continue
            # A stray mark ("commun. .", "… Puis") belongs to its neighbour: it is never a sentence.
            if spans and spans[-1][0] >= start and not (_has_word(text, span) and _has_word(text, spans[-1])):
                spans[-1] = (spans[-1][0], span[1])
            else:
                spans.append(span)
    return spans


def _paragraph_spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in PARAGRAPH.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    cuts = {match.start("space"): (match.end("stop"), match.end()) for match in BOUNDARY.finditer(text, start, end)}
    cuts |= {match.end("stop"): (match.end("stop"), match.end()) for match in GLUED.finditer(text, start, end)}
    quotes = _short_quotes(text, start, end)
    begin = closed = start
    for cut, (stop, resume) in sorted(cuts.items()):
        while quotes and quotes[-1][0] < cut:
            closed = max(closed, quotes.pop()[1])
        if closed <= cut and _ends_sentence(
            text[max(begin, stop - CONTEXT) : stop], text[resume : min(resume + CONTEXT, end)]
        ):
            begin = cut
            yield cut


def _ends_sentence(before: str, following: str) -> bool:
    """Whether the stop at the end of `before` ends a sentence when `following` comes next."""
    opened = following.lstrip(OPENING + " \u00a0\u202f")
    first = opened[:1]
    if not first.isalnum() or first.islower():
        return False
    match = LAST_WORD.search(before)
    if match is None or before.endswith(".."):
        return True
    word = match[1]
    folded = word.lower().replace(".", "")
    if word in CAPITAL_TITLES or folded in TITLES or ITEM.search(before):
        return False
    if FORENAME.fullmatch(word):
        opener = _opener(opened, lower_case_follows=True)
        return opener is not None and opener not in PARTICLES
    if folded in NUMBERED:
        return NUMBER.match(opened) is None
    if folded in SHORTENED or ACRONYM.fullmatch(word):
        return _opener(opened) is not None
    return True


def _opener(opened: str, *, lower_case_follows: bool = False) -> str | None:
    """The word that opens a sentence, if one of `OPENERS` does: "Le maire", but not "Le Goff" where a name may come."""
    match = NEXT_WORD.match(opened)
    if match is None or match["word"].lower() not in OPENERS or (lower_case_follows and not match["then"].islower()):
        return None
    return match["word"].lower()


def _short_quotes(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of «…», "…" and (…) that stay in one sentence, the last one first."""
    spans = [match.span() for match in QUOTE.finditer(text, start, end)]
    # Straight quotes open and close alike: an odd one makes it unknowable which is which.
    if text.count('"', start, end) % 2 == 0:
        spans += [match.span() for match in STRAIGHT_QUOTE.finditer(text, start, end)]
    return sorted((span for span in spans if span[1] - span[0] <= LONG_QUOTE), reverse=True)


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    stripped = piece.strip()
    if not stripped:
        return None
    left = start + len(piece) - len(piece.lstrip())
    return left, left + len(stripped)


def _has_word(text: str, span: tuple[int, int]) -> bool:
    return any(character.isalnum() for character in text[span[0] : span[1]])
