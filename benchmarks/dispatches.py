"""How long grouping the dispatches of 10,000 articles takes, and whether the groups are those the articles came from.

python benchmarks/dispatches.py [ARTICLES]

The articles are sentences drawn from the words of the seeds; one in five is a version of another: cut, completed, or
with a sentence rewritten. A common footer stands under one in ten.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import TypeVar

from sourcier.corpus.dispatches import group, signature
from sourcier.resources import shipped

T = TypeVar("T")
ARTICLES = 10_000
# Of 400 words on average, as a long article of the press.
SENTENCES = range(10, 31)
WORDS = range(8, 33)
VERSIONS_EACH = 4
FOOTER_SENTENCES = 6


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    rng = random.Random(1)
    texts, truth = _articles(rng, count)
    words = sum(len(text.split()) for text in texts.values()) / len(texts)
    print(f"{len(texts)} articles of {words:.0f} words, {len(truth)} of them in {len(set(truth.values()))} dispatches")
    signature(next(iter(texts.values())))
    signatures, first = _timed(lambda: {id_: signature(text) for id_, text in texts.items()})
    print(f"signatures: {first:.1f} s of CPU, {sum(map(len, signatures.values())) / 1e6:.1f} MB")
    asked: Counter[str] = Counter()

    def text_of(id_: str) -> str:
        asked[id_] += 1
        return texts[id_]

    found, seconds = _timed(lambda: group(signatures, text_of))
    print(
        f"grouping: {seconds:.2f} s of CPU, {len(asked)} texts read, each {max(asked.values(), default=0)} time at most"
    )
    right, wanted, got = (len(pairs) for pairs in (_pairs(truth) & _pairs(found), _pairs(truth), _pairs(found)))
    print(f"pairs: precision {right / max(1, got):.4f}, recall {right / max(1, wanted):.4f} (n = {wanted})")


def _articles(rng: random.Random, count: int) -> tuple[dict[str, str], dict[str, str]]:
    """Texts by id, and the dispatch of those that are versions of one."""
    words = " ".join(path.read_text("utf-8", errors="replace") for path in shipped("seeds").glob("*.txt")).split()
    footer = list(_sentences(rng, words, FOOTER_SENTENCES))
    texts: dict[str, str] = {}
    truth: dict[str, str] = {}
    while len(texts) < count:
        dispatch = list(_sentences(rng, words, rng.choice(SENTENCES)))
        versions = [dispatch]
        # A seventeenth of the texts drawn, each four times: a fifth of all articles.
        if rng.random() < 1 / 17:
            versions += [_version(rng, words, dispatch) for _ in range(VERSIONS_EACH - 1)]
        ids = [f"{rng.getrandbits(64):016x}" for _ in versions]
        for id_, version in zip(ids, versions, strict=True):
            foot = footer if rng.random() < 1 / 10 else []
            texts[id_] = " ".join(version + foot)
            if len(versions) > 1:
                truth[id_] = min(ids)
    return texts, truth


def _sentences(rng: random.Random, words: list[str], count: int) -> Iterator[str]:
    for _ in range(count):
        yield " ".join(rng.choices(words, k=rng.choice(WORDS))) + "."


def _version(rng: random.Random, words: list[str], dispatch: list[str]) -> list[str]:
    changed = dispatch[: rng.randint(max(1, len(dispatch) // 3), len(dispatch))]
    kind = rng.randrange(3)
    if kind == 0:
        changed = changed + list(_sentences(rng, words, 3))
    elif kind == 1 and len(changed) > 4:
        changed[rng.randrange(len(changed))] = next(_sentences(rng, words, 1))
    return changed


def _pairs(groups: dict[str, str]) -> set[tuple[str, str]]:
    members: dict[str, list[str]] = {}
    for id_, dispatch in groups.items():
        members.setdefault(dispatch, []).append(id_)
    return {pair for ids in members.values() for pair in combinations(sorted(ids), 2)}


def _timed(call: Callable[[], T]) -> tuple[T, float]:
    started = time.process_time()
    return call(), time.process_time() - started


if __name__ == "__main__":
    main()
