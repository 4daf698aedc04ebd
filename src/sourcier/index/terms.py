"""The words of an index: BM25 of its passages, and the names that stand for one another in its articles."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sourcier.index.lexical import LexicalIndex
from sourcier.index.manifest import Manifest
from sourcier.index.passages import Cut, head
from sourcier.language.analysis import content_words, stem
from sourcier.language.expansions import learn
from sourcier.language.synonyms import Synonyms

PASSAGES, SYNONYMS = "passages", "synonyms.json"
# Where the manifest keeps the synonyms that a person told.
TOLD = "synonyms"


@dataclass(frozen=True)
class Terms:
    """What a question finds by its words; rows are those of the passages of `Index`."""

    passages: LexicalIndex
    synonyms: Synonyms

    def top(self, question: str, k: int, allowed: NDArray[np.bool_] | None = None) -> list[tuple[int, float]]:
        """The best `k` passages of those `allowed`, best first, with their scores; only such as share a word."""
        return self.passages.top(self.synonyms.expanded(question), k, allowed)

    def sentence_scores(self, question: str, sentences: Sequence[Sequence[str]]) -> NDArray[np.float32]:
        """The score of each of `sentences`, given as the words of its article's head and its own."""
        return self.passages.sentence_scores(self.synonyms.expanded(question), sentences)

    def knows(self, term: str) -> bool:
        """Whether a passage has `term`, as `analysis.terms` gives it, or a full name that this acronym stands for."""
        return self.passages.knows(term) or self.synonyms.stands_for_known(term, self.passages.knows)


def open_terms(folder: Path, manifest: Manifest) -> Terms:
    """The words of an index folder: as saved for the state of its manifest, else computed.

    After a crash, the rows saved would be those of other texts.
    """
    saved = _load(terms_folder(folder, manifest.state())) if manifest.settled() else None
    return saved or _build(manifest)


def save_terms(folder: Path, manifest: Manifest) -> None:
    """Write the words for the state of the manifest, and remove the older ones."""
    target, pending = terms_folder(folder, manifest.state()), folder / "terms-new"
    for old in folder.glob("terms-*"):
        shutil.rmtree(old, ignore_errors=True)
    built = _build(manifest)
    built.passages.save(pending / PASSAGES)
    (pending / SYNONYMS).write_text(built.synonyms.to_json(), "utf-8")
    pending.replace(target)


def terms_folder(folder: Path, state: str) -> Path:
    """Where the words of a state of the manifest are kept."""
    return folder / f"terms-{state}"


def is_saved(folder: Path, manifest: Manifest) -> bool:
    """Whether the words of the state of the manifest can be read."""
    return _load(terms_folder(folder, manifest.state())) is not None


def _load(folder: Path) -> Terms | None:
    passages = LexicalIndex.load(folder / PASSAGES)
    try:
        synonyms = Synonyms.from_json((folder / SYNONYMS).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return Terms(passages, synonyms) if passages else None


def _build(manifest: Manifest) -> Terms:
    articles, lines = manifest.articles(), list(manifest.terms().values())
    heads = [" ".join(content_words(head(article))) for article in articles]
    passages = LexicalIndex.build(_passages(heads, lines, manifest.cuts()), _sentence_length(heads, lines))
    told = Synonyms.from_json(manifest.get(TOLD) or Synonyms().to_json())
    return Terms(passages, _synonyms(told, (article.text for article in articles), passages))


def _passages(heads: Iterable[str], lines: Iterable[Sequence[str]], cuts: Iterable[Cut]) -> Iterator[list[str]]:
    """The words of each passage: the title and date of an article are words of it, as they are of its embedding."""
    for of_head, of_sentences, cut in zip(heads, lines, cuts, strict=True):
        for first, end in cut.passages:
            yield " ".join((of_head, *of_sentences[first:end])).split()


def _sentence_length(heads: Iterable[str], lines: Iterable[Sequence[str]]) -> float:
    """The mean number of words of a sentence with the head of its article."""
    lengths = [
        len(of_head.split()) + len(line.split())
        for of_head, of_sentences in zip(heads, lines, strict=True)
        for line in of_sentences
    ]
    return max(1.0, sum(lengths) / max(1, len(lengths)))


def _synonyms(told: Synonyms, texts: Iterable[str], passages: LexicalIndex) -> Synonyms:
    """What a person told, and what the texts explain of acronyms that the person did not."""
    learned = [tuple(tuple(content_words(name)) for name in names) for names in learn(texts)]
    kept = [group for group in learned if not told.has(group[0])]
    words = frozenset(stem(word) for (word,), _ in kept if passages.has_forms(word))
    return Synonyms((*told.groups, *kept), words)
