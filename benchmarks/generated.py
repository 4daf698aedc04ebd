"""Folders of generated articles: words of the seeds drawn into sentences, so that no two articles are alike."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from sourcier.resources import shipped

WORDS = range(8, 33)
SENTENCES_A_PARAGRAPH = 3


def write_articles(folder: Path, count: int, sentences: range) -> float:
    """Write `count` articles of `sentences` sentences, one file each; gives their mean number of words."""
    chance = random.Random(1)
    words = " ".join(path.read_text("utf-8", errors="replace") for path in shipped("seeds").glob("*.txt")).split()
    # A full stop within a word would end a sentence where none is.
    plain = [word for word in words if word.isalpha()]
    folder.mkdir(parents=True)
    total = 0
    for number in range(count):
        body = list(_sentences(chance, plain, chance.choice(sentences)))
        paragraphs = [
            body[first : first + SENTENCES_A_PARAGRAPH] for first in range(0, len(body), SENTENCES_A_PARAGRAPH)
        ]
        text = "\n\n".join([f"Titre de l'article numéro {number}", *map(" ".join, paragraphs)])
        (folder / f"{number:05}.txt").write_text(text, "utf-8")
        total += len(text.split())
    return total / count


def _sentences(chance: random.Random, words: list[str], count: int) -> Iterator[str]:
    for _ in range(count):
        yield " ".join(chance.choices(words, k=chance.choice(WORDS))).capitalize() + "."
