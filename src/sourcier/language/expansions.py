"""Acronyms that articles explain: "Direction générale de l'aviation civile (DGAC)", "DGAC (Direction générale…)".

After Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text" (2003), with
the small words of French: the initials of the words must be the letters of the acronym.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sourcier.language.analysis import content_words, fold, stem
from sourcier.language.stopwords import STOP_WORDS

# "DGAC", "D.G.A.C.", "P.-D.G.", "PLUi"; "Insee" only from four letters on.
ACRONYM = r"(?:(?:[A-ZÀ-Ý]\.?[&-]?){2,10}[a-z]?|[A-ZÀ-Ý][a-zà-ÿ]{3,9})"
BRACKETS = re.compile(r"\(([^()\n]{2,120})\)")
WHOLE_ACRONYM, ACRONYM_AT_END = re.compile(ACRONYM), re.compile(rf"\b{ACRONYM}(?=\s$)")
WORD = re.compile(r"[^\W\d_]+")
# A name does not reach over these.
STOPS = re.compile(r".*[.!?;:,()«»“”\n]", re.DOTALL)
# "Paul Sarre (PS)" is a member of a party: a name of two letters is no person's.
PERSON = re.compile(r"(?!Les? |La )[A-ZÀ-Ý][\w’'-]+ [A-ZÀ-Ý][\w’'-]+")
# Characters before a bracket in which a name is looked for.
REACH = 160
# How a name may spell its acronym, the strictest way first: the letters that one word may give ("Medef" takes two of
# "de"), and the words besides small ones that give none ("SNCF" has no "fer"). Two or three letters are too few for the
# looser ways.
WAYS = ((1, 0), (2, 0), (2, 1))
FEWEST_LETTERS = 4
# An acronym with two meanings keeps those that at least half as many articles give as its first, and so many.
LEAST_SHARE, MOST_MEANINGS = 0.5, 3

Expansion = tuple[str, str]
"""An acronym and the name that it stands for, as written."""


def learn(texts: Iterable[str]) -> list[Expansion]:
    """The acronyms that `texts` explain, in alphabetical order; of several meanings, those that most texts give."""
    meanings: defaultdict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
    written: dict[tuple[str, ...], Expansion] = {}
    for text in texts:
        found = {(*_key(acronym), *_key(name)): (acronym, name) for acronym, name in explained(text)}
        for key, expansion in found.items():
            meanings[key[0]][key] += 1
            written.setdefault(key, expansion)
    return [written[key] for short in sorted(meanings) for key in _usual(meanings[short])]


def explained(text: str) -> Iterator[Expansion]:
    """The acronyms that `text` explains, in order."""
    for match in BRACKETS.finditer(text):
        inside, before = match[1].strip(), text[max(0, match.start() - REACH) : match.start()]
        if WHOLE_ACRONYM.fullmatch(inside):
            acronym, name = inside, _name_at_end(inside, STOPS.sub("", before))
        elif outside := ACRONYM_AT_END.search(before):
            acronym, name = outside[0], inside if _is_name(_folded(inside), _letters(outside[0])) else ""
        else:
            continue
        if name and len(_key(acronym)) == 1:
            yield acronym, name


def _key(name: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in content_words(name))


def _usual(names: Counter[tuple[str, ...]]) -> list[tuple[str, ...]]:
    ranked = sorted(names, key=lambda name: (-names[name], name))
    return [name for name in ranked[:MOST_MEANINGS] if names[name] >= LEAST_SHARE * names[ranked[0]]]


def _name_at_end(acronym: str, text: str) -> str:
    """The shortest end of `text` that spells the acronym, in the strictest way that any end does; empty when none."""
    letters, words = _letters(acronym), list(WORD.finditer(text))
    folded = [fold(word[0]) for word in words]
    nearest = range(len(words) - 2, max(-1, len(words) - 3 - 2 * len(letters)), -1)
    # "La Poste mobile" may begin with its article, and "de la sécurité militaire" begins too late.
    firsts = [first for first in nearest if folded[first] not in STOP_WORDS or words[first][0][0].isupper()]
    for way in _ways(letters):
        for first in firsts:
            if _spells(folded[first:], letters, *way):
                name = text[words[first].start() :].strip()
                return "" if len(letters) == 2 and PERSON.fullmatch(name) else name
    return ""


def _is_name(words: Sequence[str], letters: str) -> bool:
    return len(words) > 1 and any(_spells(words, letters, *way) for way in _ways(letters))


def _ways(letters: str) -> Sequence[tuple[int, int]]:
    return WAYS if len(letters) >= FEWEST_LETTERS else WAYS[:1]


def _spells(words: Sequence[str], letters: str, most: int, left_out: int) -> bool:
    """Whether the beginnings of `words` make up `letters`: the first and the last word give one or more."""
    # How many letters may be spelt after each word, with how many words that may still be left out.
    states = {(0, left_out)}
    for place, word in enumerate(words):
        opens, closes, small = place == 0, place == len(words) - 1, word in STOP_WORDS
        given = range(1, most + 1) if opens or most > 1 or not small else range(0)
        silent = set() if opens or closes else {(spelt, left - (not small)) for spelt, left in states if small or left}
        states = silent | {
            (spelt + count, left)
            for spelt, left in states
            for count in given
            if spelt + count <= len(letters) and word.startswith(letters[spelt : spelt + count])
        }
    return any(spelt == len(letters) for spelt, _ in states)


def _letters(acronym: str) -> str:
    return "".join(WORD.findall(fold(acronym)))


def _folded(text: str) -> list[str]:
    return [fold(word) for word in WORD.findall(text)]
