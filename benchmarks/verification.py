"""How often the support check accepts what a text entails, and what it does not, at every least coverage.

    python benchmarks/verification.py RTE3-FR-dev-set-3class.tsv

The file is tab-separated with the columns premise, hypothesis and label (0 entailed, 1 neither, 2 contradicted).
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from sourcier.answering.verification import find_proof
from sourcier.schema import Article, Evidence, Sentence

ENTAILED, NEITHER, CONTRADICTED = "0", "1", "2"
LEVELS = (0.0, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 1.0)


def main(path: Path) -> None:
    pairs = list(labelled(path))
    total = {label: sum(own == label for own, _ in pairs) for label in (ENTAILED, NEITHER, CONTRADICTED)}
    print(
        f"{len(pairs)} pairs, {total[ENTAILED]} entailed, {total[NEITHER]} neither, {total[CONTRADICTED]} contradicted"
    )
    print("least coverage | precision | recall | neither accepted | contradicted accepted")
    for level in LEVELS:
        accepted = [label for label, coverage in pairs if coverage is not None and coverage >= level]
        rate = {label: accepted.count(label) / total[label] for label in total}
        precision = accepted.count(ENTAILED) / len(accepted) if accepted else 1.0
        print(f"{level:.2f} | {precision:.2f} | {rate[ENTAILED]:.2f} | {rate[NEITHER]:.2f} | {rate[CONTRADICTED]:.2f}")


def labelled(path: Path) -> Iterator[tuple[str, float | None]]:
    """The label of every pair and the coverage found, None when the check refutes the hypothesis."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            proof = find_proof(row["hypothesis"], [evidence(row["premise"])], 0.0)
            yield row["label"], proof.coverage if proof else None


def evidence(text: str) -> Evidence:
    article = Article(id="0", path="premise", title="premise", text=text)
    return Evidence(
        marker=1, sentence=Sentence(article_id="0", index=0, start=0, end=len(text)), article=article, text=text
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
