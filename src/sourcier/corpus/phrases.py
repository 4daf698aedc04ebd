"""What a line of a press page is, told from its words alone; whether it goes, by its place, is for `boilerplate`."""

from __future__ import annotations

from enum import Enum, auto

from sourcier.corpus import leads, vocabulary
from sourcier.corpus.interface import is_interface
from sourcier.language.analysis import fold


class Kind(Enum):
    """What a line that is no part of the article's text is."""

    CHROME = auto()  # buttons, banners, counters: never the article's words
    ADVERTISING = auto()  # "Publicité", which is set anywhere
    LINK = auto()  # "Lire aussi : titre"
    LABEL = auto()  # "Lire aussi", whose title is on the next line
    RELATED = auto()  # heading of a block of other articles
    COMMENTS = auto()  # first line of the comments or of their form
    TICKER = auto()  # "07h34 Titre" in a news ticker
    TIME = auto()  # the time alone, its headline on the next line
    CREDIT = auto()  # caption or credit of a picture
    QUOTE = auto()  # pull quote between typographic marks


# A longer line is read as text whatever its first words are, but for the cookie banner.
CHROME_LENGTH, BANNER_LENGTH = 250, 600
# In this order: "Lire aussi" is a label before it is a heading.
SHORT_RULES = (
    (Kind.LABEL, leads.LABEL),
    (Kind.COMMENTS, leads.COMMENTS),
    (Kind.RELATED, leads.RELATED),
    (Kind.CHROME, vocabulary.FOLLOW),
    (Kind.CHROME, vocabulary.OFFER),
    (Kind.CHROME, vocabulary.SUBSCRIBE),
    (Kind.ADVERTISING, vocabulary.ADVERTISING),
    (Kind.CHROME, vocabulary.READING_TIME),
    (Kind.CHROME, vocabulary.COUNTER),
    (Kind.CHROME, vocabulary.TAGS),
    (Kind.CHROME, vocabulary.MOVING_ABOUT),
    (Kind.CHROME, vocabulary.MEDIA),
    (Kind.CHROME, vocabulary.PAGE_FOOT),
    (Kind.CREDIT, vocabulary.CREDIT),
)


def kind_of(line: str) -> Kind | None:
    """What `line` is when its words alone tell, None for anything that may belong to the article."""
    if kind := _kind_as_written(line):
        return kind
    folded = fold(line).replace("’", "'").replace("ʼ", "'")
    if len(folded) <= BANNER_LENGTH and vocabulary.BANNER.fullmatch(folded):
        return Kind.CHROME
    if leads.LINK.fullmatch(folded):
        return Kind.LINK
    if len(folded) > CHROME_LENGTH:
        return None
    if vocabulary.SHARE.fullmatch(folded) and not vocabulary.SMALL_WORDS.fullmatch(folded):
        return Kind.CHROME
    if is_interface(folded) and not line.endswith((".", ":", ";")):
        return Kind.CHROME
    if kind := next((kind for kind, pattern in SHORT_RULES if pattern.fullmatch(folded)), None):
        return kind
    return Kind.CREDIT if vocabulary.CREDIT_AS_WRITTEN.fullmatch(line) else None


def _kind_as_written(line: str) -> Kind | None:
    if vocabulary.PULL_QUOTE_AS_WRITTEN.fullmatch(line):
        return Kind.QUOTE
    if vocabulary.TIME_AS_WRITTEN.fullmatch(line):
        return Kind.TIME
    ticker = vocabulary.TICKER_AS_WRITTEN.fullmatch(line)
    return Kind.TICKER if ticker and not ticker["headline"].endswith((".", ":", ";", ",")) else None
