"""BM25 of all the passages and of all the sentences of an index, in the row order of `Index`."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sourcier.index.lexical import LexicalIndex
from sourcier.index.manifest import Manifest
from sourcier.index.passages import head
from sourcier.language.analysis import terms

HALVES = ("passages", "sentences")


@dataclass(frozen=True)
class Terms:
    """Both lexical indexes."""

    passages: LexicalIndex
    sentences: LexicalIndex


def open_terms(folder: Path, manifest: Manifest) -> Terms:
    """The BM25 of an index folder: as saved for the state of its manifest, else computed.

    After a crash, the rows saved would be those of other texts.
    """
    saved = _load(terms_folder(folder, manifest.state())) if manifest.settled() else None
    return saved or _build(manifest)


def save_terms(folder: Path, manifest: Manifest) -> None:
    """Write the BM25 for the state of the manifest, and remove the older ones."""
    target, pending = terms_folder(folder, manifest.state()), folder / "terms-new"
    for old in folder.glob("terms-*"):
        shutil.rmtree(old, ignore_errors=True)
    built = _build(manifest)
    built.passages.save(pending / HALVES[0])
    built.sentences.save(pending / HALVES[1])
    if pending.is_dir():
        pending.replace(target)


def terms_folder(folder: Path, state: str) -> Path:
    """Where the BM25 of a state of the manifest is kept."""
    return folder / f"terms-{state}"


def is_saved(folder: Path, manifest: Manifest) -> bool:
    """Whether the BM25 of the state of the manifest can be read."""
    return _load(terms_folder(folder, manifest.state())) is not None


def _load(folder: Path) -> Terms | None:
    passages, sentences = (LexicalIndex.load(folder / half) for half in HALVES)
    return Terms(passages, sentences) if passages and sentences else None


def _build(manifest: Manifest) -> Terms:
    """The title and date of an article are terms of its passages and sentences, as they are of their embeddings."""
    passages: list[list[str]] = []
    sentences: list[list[str]] = []
    # Each distinct term is kept once: ten thousand articles have millions.
    known: dict[str, str] = {}
    for article, cut, lines in zip(manifest.articles(), manifest.cuts(), manifest.terms(), strict=True):
        of_head = _shared(terms(head(article)), known)
        of_sentences = [_shared(line.split(), known) for line in lines]
        sentences += [of_head + of_sentence for of_sentence in of_sentences]
        for first, end in cut.passages:
            passages.append(of_head + [term for of_sentence in of_sentences[first:end] for term in of_sentence])
    return Terms(LexicalIndex.build(passages), LexicalIndex.build(sentences))


def _shared(of_text: Sequence[str], known: dict[str, str]) -> list[str]:
    return [known.setdefault(term, term) for term in of_text]
