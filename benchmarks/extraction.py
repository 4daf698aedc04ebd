"""What is kept and lost of pages and raw scrapes written for the purpose, beside trafilatura's own `extract`.

python benchmarks/extraction.py

Pages: F1 of the tokens of the body (with repetition), fields read right. Scrapes: characters of the page around that
are kept, characters of the body that are lost, counted word by word along the best alignment of output and page.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "corpus"))

from annotated_pages import annotated_pages
from annotated_scrapes import AnnotatedScrape, annotated_scrapes
from trafilatura import extract

from sourcier.corpus.boilerplate import Scrape, read_scrape
from sourcier.corpus.formats.html import read_html
from sourcier.corpus.reading import clean

FIELDS = ("title", "outlet", "byline", "published", "updated", "url")


def main() -> None:
    pages()
    scrapes()


def pages() -> None:
    print(f"{'page':28} sourcier  default  precision  fields not as annotated")
    scores = []
    started = spent = 0.0
    for page in annotated_pages():
        started = time.perf_counter()
        read = read_html(page.html)
        spent += time.perf_counter() - started
        texts = [" ".join(read.paragraphs), *(_extracted(page.html, precise) for precise in (False, True))]
        scores.append([f1(text, " ".join(page.body)) for text in texts])
        wrong = [f"{field}: {found}" for field, found in _fields(read).items() if found != page.said[field]]
        print(f"{page.name:28} {scores[-1][0]:8.3f} {scores[-1][1]:8.3f} {scores[-1][2]:10.3f}  {' | '.join(wrong)}")
    means = [sum(column) / len(scores) for column in zip(*scores, strict=True)]
    print(f"{'mean':28} {means[0]:8.3f} {means[1]:8.3f} {means[2]:10.3f}  {len(scores) / spent:.0f} pages/s")


def scrapes() -> None:
    print(f"\n{'scrape':28} around kept  body lost")
    total: Counter[str] = Counter()
    spent = 0.0
    for scrape in annotated_scrapes():
        started = time.perf_counter()
        read = read_scrape(clean(scrape.raw))
        spent += time.perf_counter() - started
        counts = kept_and_lost(read, scrape)
        total += Counter(counts) + Counter(scrapes=1)
        print(f"{scrape.name:28} {_share(counts, 'kept', 'around'):11} {_share(counts, 'lost', 'body'):10}")
    print(f"{'all':28} {_share(total, 'kept', 'around'):11} {_share(total, 'lost', 'body'):10}", end="  ")
    print(f"{total['scrapes']} scrapes, {total['scrapes'] / spent:.0f}/s")


def f1(text: str, gold: str) -> float:
    """Harmonic mean of precision and recall over the words, each counted as often as it occurs."""
    found, wanted = (Counter(re.findall(r"\w+", clean(side).lower())) for side in (text, gold))
    common = (found & wanted).total()
    return 2 * common / (found.total() + wanted.total())


def kept_and_lost(read: Scrape, scrape: AnnotatedScrape) -> dict[str, int]:
    body, around = " ".join(scrape.body).split(), " ".join((*scrape.around, *scrape.doubtful)).split()
    output = " ".join(read.paragraphs).split()
    matched = _aligned(body, output)
    kept = [word for index, word in enumerate(output) if index not in matched]
    return {
        "around": _characters(around),
        "kept": _characters(kept),
        "body": _characters(body),
        "lost": _characters(body) + _characters(kept) - _characters(output),
    }


def _aligned(body: Sequence[str], output: Sequence[str]) -> set[int]:
    blocks = SequenceMatcher(None, body, output, autojunk=False).get_matching_blocks()
    return {index for block in blocks for index in range(block.b, block.b + block.size)}


def _characters(some_words: Sequence[str]) -> int:
    return sum(map(len, some_words))


def _share(counts: dict[str, int], part: str, whole: str) -> str:
    return f"{counts[part] / counts[whole]:.2%}" if counts[whole] else "-"


def _extracted(html: str, precise: bool) -> str:
    return extract(html, favor_precision=precise, include_comments=False) or ""


def _fields(read: Scrape) -> dict[str, str | None]:
    said = {name: getattr(read, name) for name in FIELDS}
    return {
        name: str(value.value) if name in ("published", "updated") and value else value for name, value in said.items()
    }


if __name__ == "__main__":
    main()
