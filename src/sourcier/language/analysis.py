"""The lexical analysis of French text: the terms on which BM25, coverage and verification agree."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import Stemmer

from sourcier.language.stopwords import STOP_WORDS

# An elided word before an apostrophe: "l'", "d'", "qu'", "jusqu'", "lorsqu'", …
ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu)['’ʼ](?=\w)", re.IGNORECASE)
# "S.N.C.F.", "P.-D.G.", "U.E", "R&D": one word each.
DOTTED_ACRONYM = re.compile(r"\b(?:[^\W\d_]\.-?)+[^\W\d_]\b\.?|\b[A-Z]&[A-Z]\b")
# "1 500 000" and "12.000" are one number each; "1,5" keeps its decimals as "1.5".
GROUPED_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?![\d])")
DECIMAL = re.compile(r"(\d),(\d)")
TERM = re.compile(r"\d+(?:\.\d+)?|[^\W\d_]+|\w+")


def terms(text: str, *, keep_stop_words: bool = False) -> list[str]:
    """The terms of `text` in order: folded, without elisions and stop words, stemmed.

    Accents are folded before stemming, so that a question typed without accents has the terms of the article.
    """
    return [
        stem(word)
        for word in words(text)
        if keep_stop_words or (word not in STOP_WORDS and (len(word) > 1 or word.isdigit()))
    ]


def words(text: str) -> list[str]:
    """The folded words and numbers of `text`, in order; "S.N.C.F." gives "sncf", "1 500" gives "1500"."""
    text = unicodedata.normalize("NFKC", text)
    text = DOTTED_ACRONYM.sub(lambda match: re.sub(r"[.&-]", "", match[0]), text)
    text = GROUPED_NUMBER.sub(lambda match: re.sub(r"\D", "", match[0]), text)
    text = DECIMAL.sub(r"\1.\2", ELISION.sub(" ", text))
    return TERM.findall(fold(text))


def fold(text: str) -> str:
    """`text` in lower case without accents, œ and æ spelt out."""
    decomposed = unicodedata.normalize("NFKD", text).casefold().replace("œ", "oe").replace("æ", "ae")
    return "".join(character for character in decomposed if not unicodedata.combining(character))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The Snowball French stem of a folded word; numbers, acronyms of up to three letters and "mars" are left alone."""
    # The stem of "mars" is that of "mari": every question about March would ask for a husband.
    return word if len(word) <= 3 or word == "mars" else str(_STEMMER.stemWord(word))


_STEMMER = Stemmer.Stemmer("french")
