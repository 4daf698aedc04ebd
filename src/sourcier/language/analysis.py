"""The lexical analysis of French text: the terms on which BM25, coverage and verification agree."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import Stemmer

from sourcier.language.numbers import as_values, spell_millions
from sourcier.language.stopwords import STOP_WORDS

# One apostrophe and one hyphen for all that keyboards, agencies and web pages write; marks that show nothing are none.
MARKS = str.maketrans(
    dict.fromkeys("’‘ʼ‛`´′ʹ＇", "'")
    | dict.fromkeys("‐‑‒–—―−﹣－", "-")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
)
# Words with an apostrophe inside: "aujourd'hui", "presqu'île", "prud'homme".
JOINED = re.compile(r"\b(aujourd|prud|presqu(?=.[iî]le))'(?=\w)", re.IGNORECASE)
# An elided word before an apostrophe: "l'", "d'", "qu'", "jusqu'", "lorsqu'", …
ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu|presqu)'(?=\w)", re.IGNORECASE)
# "S.N.C.F.", "P.-D.G.", "U.E", "R&D", "H&M": one word each, and "G-20" is "G20".
DOTTED_ACRONYM = re.compile(r"\b(?:[^\W\d_]\.-?)+[^\W\d_]\b\.?|\b[^\W\d_]{1,2}&[^\W\d_]{1,2}\b|\b[^\W\d_]-(?=\d)")
# "G20", "A13" and "CO2" are names; a longer word before a number ("covid19") stands beside it.
TERM = re.compile(r"\d+(?:\.\d+)?|(?<![^\W_])[^\W\d_]{1,3}\d[^\W_]*|[^\W\d_]+|\w+")


def terms(text: str, *, keep_stop_words: bool = False) -> list[str]:
    """The terms of `text` in order: folded, without elisions and stop words, stemmed.

    Accents are folded before stemming, so that a question typed without accents has the terms of the article.
    """
    return [stem(word) for word in (words(text) if keep_stop_words else content_words(text))]


def content_words(text: str) -> list[str]:
    """The words of `text` without those of grammar and single letters: `terms` before they are stemmed."""
    return [word for word in words(text) if word not in STOP_WORDS and (len(word) > 1 or word.isdigit())]


def words(text: str) -> list[str]:
    """The folded words of `text` in order, its numbers as values: "S.N.C.F." gives "sncf", "1 500" gives "1500"."""
    return list(_words(text))


# A question looks at each sentence that it finds a dozen times.
@lru_cache(maxsize=2_000)
def _words(text: str) -> tuple[str, ...]:
    text = unicodedata.normalize("NFKC", text.translate(MARKS))
    text = DOTTED_ACRONYM.sub(lambda match: re.sub(r"[.&-]", "", match[0]), spell_millions(text))
    text = ELISION.sub(" ", JOINED.sub(r"\1", text))
    return tuple(TERM.findall(as_values(fold(text))))


def fold(text: str) -> str:
    """`text` in lower case without accents, œ and æ spelt out."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text).casefold().replace("œ", "oe").replace("æ", "ae")
    return decomposed.translate(_UNACCENTED)


class _Unaccented(dict[int, int | None]):
    """What `str.translate` makes of a character: nothing of one that combines with another. Filled as texts are met."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_UNACCENTED = _Unaccented()


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The Snowball French stem of a folded word; numbers, acronyms of up to three letters and "mars" are left alone."""
    # The stem of "mars" is that of "mari": every question about March would ask for a husband.
    return word if len(word) <= 3 or word == "mars" else str(_STEMMER.stemWord(word))


_STEMMER = Stemmer.Stemmer("french")
