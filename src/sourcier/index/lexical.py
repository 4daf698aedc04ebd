"""BM25 over the words of French texts: a word finds its own form first, then its stem, then the family of its stem."""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import ceil, log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sourcier.index.postings import Postings, saturated
from sourcier.language.analysis import stem

# What the form of a word adds to its stem, and what a stem of its family has of its own. On PIAF, nDCG@10 is .789
# without either, .799 with the first and .807 with both; .3 to .75 and .2 to .5 do as well within .002.
FORM, FAMILY = 0.5, 0.3
# Snowball keeps "inflation" and "inflationniste" apart, "président" and "présidentiel": a family shares so many
# letters, and so great a part of the stem that is asked for.
FEWEST_SHARED, LEAST_SHARED = 4, 0.6
# The nearest of a family, and how far they are looked for in the vocabulary: in a large collection, thousands of stems
# begin with the same four letters.
MOST_RELATIVES, NEIGHBOURS = 8, 100

Weights = Mapping[str, float]
"""The words of a question, as `analysis.content_words` gives them, and how much each counts."""


class LexicalIndex:
    """Scores of every text for a question; rows are the positions of the texts given to `build`."""

    def __init__(self, stems: Postings, forms: Postings, sizes: Sizes) -> None:
        self._stems, self._forms, self._sizes = stems, forms, sizes

    @classmethod
    def build(cls, texts: Iterable[Sequence[str]], sentence_length: float = 1.0) -> LexicalIndex:
        """Index texts given as their words; `sentence_length` is how many their sentences have on average."""
        numbers: defaultdict[str, int] = defaultdict()
        numbers.default_factory = numbers.__len__
        written, counted = array("i"), array("i")
        for text in texts:
            written.extend(map(numbers.__getitem__, text))
            counted.append(len(text))
        tokens, lengths = (np.frombuffer(values, dtype=np.int32) for values in (written, counted))
        sizes = Sizes(len(lengths), sentence_length)
        relative = (lengths / max(1, lengths.mean() if len(lengths) else 1)).astype(np.float32)
        owners = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
        stems, stem_of = _numbered(map(stem, numbers))
        # The only form of a stem has the postings of the stem.
        shared = np.bincount(stem_of)[stem_of] > 1
        kept = shared[tokens]
        forms = [form for form, one_of_several in zip(numbers, shared, strict=True) if one_of_several]
        form_of = (np.cumsum(shared) - 1).astype(np.int32)
        return cls(
            Postings.build(stems, stem_of[tokens], owners, relative),
            Postings.build(forms, form_of[tokens[kept]], owners[kept], relative),
            sizes,
        )

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex | None:
        """Map an index saved by `save` into memory; None when it is not there whole."""
        try:
            sizes = Sizes(**json.loads((folder / "sizes.json").read_text("ascii")))
            return cls(Postings.load(folder, "stems"), Postings.load(folder, "forms"), sizes)
        except (OSError, ValueError, TypeError):
            return None

    def save(self, folder: Path) -> None:
        """Write the index into `folder`, for `load`."""
        folder.mkdir(parents=True)
        self._stems.save(folder, "stems")
        self._forms.save(folder, "forms")
        (folder / "sizes.json").write_text(json.dumps(asdict(self._sizes)), "ascii")

    def __len__(self) -> int:
        return self._sizes.rows

    def knows(self, term: str) -> bool:
        """Whether any text has `term`, as `analysis.terms` gives it."""
        return self._stems.find(term) is not None

    def has_forms(self, word: str) -> bool:
        """Whether the texts have `word` and other forms of it, as they have of a word that is no acronym."""
        return self._forms.find(word) is not None

    def top(self, question: Weights, k: int, allowed: NDArray[np.bool_] | None = None) -> list[tuple[int, float]]:
        """The best `k` rows of those `allowed`, best first, with their scores; never a row that shares no term.

        Of equal rows the first come first.
        """
        scores = self.scores(question)
        found = np.flatnonzero(scores if allowed is None else scores * allowed)
        if len(found) > k:
            least = np.partition(scores[found], -k)[-k]
            found = found[scores[found] >= least]
        best = found[np.argsort(-scores[found], kind="stable")][:k]
        return [(int(row), float(scores[row])) for row in best]

    def scores(self, question: Weights) -> NDArray[np.float32]:
        """The score of every row, of shape (rows,); 0 where no term is shared."""
        scores = np.zeros(len(self), dtype=np.float32)
        for position, weight in self._stem_weights(question).items():
            self._stems.add(position, weight, scores)
        for position, weight in self._form_weights(question).items():
            self._forms.add(position, weight, scores)
        return scores

    def sentence_scores(self, question: Weights, sentences: Sequence[Sequence[str]]) -> NDArray[np.float32]:
        """The score of each of `sentences`, given as their words, a word being as rare as in the texts."""
        scores = np.zeros(len(sentences), dtype=np.float32)
        lengths = np.array([len(sentence) / self._sizes.sentence_length for sentence in sentences], dtype=np.float32)
        in_stems = [[stem(word) for word in sentence] for sentence in sentences]
        for postings, weights, written in (
            (self._stems, self._stem_weights(question), in_stems),
            (self._forms, self._form_weights(question), sentences),
        ):
            wanted = {postings.term(position): rank for rank, position in enumerate(weights)}
            counts = np.zeros((len(wanted), len(sentences)), dtype=np.float32)
            for column, sentence in enumerate(written):
                for term in sentence:
                    if (rank := wanted.get(term)) is not None:
                        counts[rank, column] += 1
            scores += np.dot(np.array(list(weights.values()), dtype=np.float32), saturated(counts, lengths))
        return scores

    def _stem_weights(self, question: Weights) -> dict[int, float]:
        """What a full count of each stem is worth, by its position: that of each word and those of its family."""
        weights: defaultdict[int, float] = defaultdict(float)
        for word, weight in question.items():
            term = stem(word)
            position = self._stems.find(term)
            if position is not None:
                # Or one that no text has: either way there are no postings of the form to tell texts apart by.
                is_only_form = self._forms.find(word) is None
                weights[position] += weight * (1 + FORM * is_only_form)
            # The family of a stem that no text has stands for it: the word is misspelt, or inflected in a rare way.
            share = FAMILY if position is not None else 1.0
            for relative, nearness in self._family(term):
                weights[relative] += weight * share * nearness
        return {position: weight * self._rarity(self._stems, position) for position, weight in weights.items()}

    def _form_weights(self, question: Weights) -> dict[int, float]:
        found = ((self._forms.find(word), weight) for word, weight in question.items())
        return {
            position: weight * FORM * self._rarity(self._forms, position)
            for position, weight in found
            if position is not None
        }

    def _family(self, term: str) -> list[tuple[int, float]]:
        """The nearest other stems of the family of `term`, with the part of the letters that they share."""
        if len(term) < FEWEST_SHARED or term[0].isdigit():
            return []
        root = term[: max(FEWEST_SHARED, ceil(LEAST_SHARED * len(term)))]
        family = []
        for position in self._stems.around(term, root, NEIGHBOURS):
            other = self._stems.term(position)
            if other != term:
                family.append((position, _shared(term, other) / max(len(term), len(other))))
        return sorted(family, key=lambda relative: (-relative[1], relative[0]))[:MOST_RELATIVES]

    def _rarity(self, postings: Postings, position: int) -> float:
        """The inverse document frequency of BM25 as Lucene computes it: above 0 for any term."""
        having = postings.frequency(position)
        return log(1 + (len(self) - having + 0.5) / (having + 0.5))


@dataclass(frozen=True)
class Sizes:
    """What scoring needs to know of the collection."""

    rows: int
    sentence_length: float
    """The mean, in words."""


def _numbered(values: Iterable[str]) -> tuple[list[str], NDArray[np.int32]]:
    """The distinct values, and for each value its position among them."""
    numbers: dict[str, int] = {}
    positions = [numbers.setdefault(value, len(numbers)) for value in values]
    return list(numbers), np.array(positions, dtype=np.int32)


def _shared(one: str, other: str) -> int:
    """How many letters both begin with."""
    shortest = min(len(one), len(other))
    return next((place for place in range(shortest) if one[place] != other[place]), shortest)
