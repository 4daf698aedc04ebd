"""Numbers of French text as values: "1,5 million d'euros", "1.500.000 euros" and "1 500 000 €" become the same words.

A value stands in digits without groups, with its decimals after a point ("1500000", "4.5"). A value of a million or
more is followed by the name of its scale, whatever the text wrote: a question about millions meets it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

PERCENT = "pourcent"
SIGNS = {"%": (PERCENT, PERCENT), "€": ("euro", "euros"), "$": ("dollar", "dollars")}
SMALL = "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split()
VALUES = {
    **{word: value for value, word in enumerate(SMALL)},
    "une": 1,
    "vingt": 20,
    "vingts": 20,
    "trente": 30,
    "quarante": 40,
    "cinquante": 50,
    "soixante": 60,
    "septante": 70,
    "huitante": 80,
    "octante": 80,
    "nonante": 90,
}
SCALES = {
    **dict.fromkeys(("k", "mille"), Decimal(10**3)),
    **dict.fromkeys(("m", "mio", "million", "millions"), Decimal(10**6)),
    **dict.fromkeys(("md", "mds", "mrd", "mrds", "milliard", "milliards"), Decimal(10**9)),
}
NAMED_SCALES = ((10**9, "milliard"), (10**6, "million"))
# A longer run of digits, and a run of more than a day or a month that a zero opens, are references and count nothing.
MOST_DIGITS, MOST_DIGITS_AFTER_ZERO = 12, 2
# English writes "1,500" for 1 500 and French for 1.5: with three decimals the value is not known, and stays as written.
DOUBTFUL_DECIMALS = 3

_UNIT = "deux|trois|quatre|cinq|six|sept|huit|neuf"
_TEEN = "dix[ -](?:sept|huit|neuf)|onze|douze|treize|quatorze|quinze|seize|dix"
_TENS = (
    rf"quatre[ -]vingt(?:s|[ -](?:{_TEEN}|{_UNIT}|une?))?|soixante[ -](?:et[ -])?(?:{_TEEN})|"
    rf"(?:vingt|trente|quarante|cinquante|soixante|septante|huitante|octante|nonante)"
    rf"(?:[ -]et[ -]une?|[ -](?:{_UNIT}))?"
)
_BELOW_100 = rf"(?:{_TENS}|{_TEEN}|{_UNIT})"
_BELOW_1000 = rf"(?:(?:(?:{_UNIT})[ -])?cents?(?:[ -](?:{_BELOW_100}|une?))?|{_BELOW_100})\b"
# "Neuf" counts what follows in the plural; "un stade neuf dans", "neuf six ans après" are new.
_NO_NOUN = (
    r"(?:alors|apres|ailleurs|aux|certes|dans|depuis|des|desormais|deux|dix|hors|jamais|les|leurs|mais|mes|moins|"
    r"pas|plus|plusieurs|pres|puis|sans|ses|six|sous|toujours|tres|trois|vers)\b"
)
_MONTH = "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
_NEUF_COUNTS = rf"[ -](?:cent|mill|(?:pour[ -]?cent|{_MONTH})\b|(?!{_NO_NOUN})\w{{2,}}[sx]\b)"
# "cents" alone are coins, "neuf" alone may be new, "un" is an article but before a scale; "300 mille", "30 pour cent"
# and "50 cent" are read with their digits.
_NOT_ALONE = rf"(?!cents\b|neuf\b(?!{_NEUF_COUNTS}))(?:(?<!\d )(?<!pour )|(?!cent|mille))"
NUMBER_IN_WORDS = re.compile(
    rf"\b{_NOT_ALONE}(?:(?:{_BELOW_1000}[ -])?mille(?:[ -](?:{_BELOW_1000}|une?))?\b|{_BELOW_1000}|"
    r"une?(?= (?:million|milliard)s?\b))"
)
_CURRENCY = r"(?: ?[€$]| (?:de )?(?:euros?|dollars?|francs?)\b)"
_SCALE = rf"(?:mille\b|millions?\b|milliards?\b|mrds?\b|mds?\b|mio\b|[mk](?={_CURRENCY}))"
NUMBER = re.compile(
    # Groups of three digits with one mark between; commas only where there are two.
    r"(?<![\w.,])(?P<whole>\d{1,3}(?:(?P<mark>[ .'])\d{3}(?:(?P=mark)\d{3})*|(?:,\d{3}){2,})(?!\d)|\d+)"
    r"(?:[.,](?P<decimals>\d+))?(?![.,]?\d)"
    rf"(?:(?P<scales>(?: ?{_SCALE})+)(?P<half> et demie?\b)?)?"
    r"(?: ?(?P<sign>[%€$])| (?P<percent>pour[ -]?cent|per ?cent)\b)?"
)
SCALE = re.compile("|".join(sorted(SCALES, key=len, reverse=True)))
# "1,5 M" is 1.5 million; "100 M" may be a race, "1,5 m" is a length and "5 M." opens a name.
MILLIONS = re.compile(r"(?<=\d)([.,]\d{1,2}) ?M(?![\w.'])")
# "10h30" and "10 h 30" are the same hour.
HOUR = re.compile(r"(?<=\d)h(?=\d)")
BLANKS = re.compile(r"[^\S\n]+")


def spell_millions(text: str) -> str:
    """`text` with the capital that stands for a million after a decimal number spelt out: "1,5 M" gives "1,5 million".

    The only number that depends on its case; the others are for `as_values`.
    """
    return MILLIONS.sub(r"\1 million", text)


def as_values(text: str) -> str:
    """`text`, folded and without elisions, with its numbers as values in digits."""
    text = NUMBER_IN_WORDS.sub(lambda match: str(_read(match[0])), BLANKS.sub(" ", text))
    return NUMBER.sub(lambda match: f" {' '.join(_write(match))} ", HOUR.sub(" h ", text))


def _read(words: str) -> int:
    """The value of a number below a million in words."""
    thousands = below = 0
    before = ""
    for word in re.split(r"[ -]", words):
        if word in ("cent", "cents"):
            below = max(1, below) * 100
        elif word == "mille":
            thousands, below = max(1, below), 0
        elif word in ("vingt", "vingts") and before == "quatre":
            below += 80 - VALUES["quatre"]
        elif word != "et":
            below += VALUES[word]
        before = word
    return thousands * 1000 + below


def _write(match: re.Match[str]) -> Iterator[str]:
    """The value of a number, the name of its scale, and its unit if that is written as a sign."""
    whole, decimals = re.sub(r"\D", "", match["whole"]), match["decimals"] or ""
    value = Decimal(f"{whole}.{decimals or 0}")
    scales = [SCALES[scale] for scale in SCALE.findall(match["scales"] or "")]
    if match["half"]:
        value += Decimal("0.5")
    for scale in scales:
        value *= scale
    if len(whole) > MOST_DIGITS or (whole.startswith("0") and len(whole) > MOST_DIGITS_AFTER_ZERO):
        yield whole
    elif len(decimals) == DOUBTFUL_DECIMALS and not scales:
        yield f"{whole}.{decimals}"
    else:
        yield f"{value:f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"
        yield from (name + "s" * (value >= 2 * size) for size, name in NAMED_SCALES if size <= value < 1000 * size)
    if match["percent"]:
        yield PERCENT
    elif match["sign"]:
        yield SIGNS[match["sign"]][value >= 2]
