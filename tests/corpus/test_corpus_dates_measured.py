"""How often a date is right, on the files of `dated_cases.yaml`: unknown is a miss, wrong is a fault."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from page_builders import article_from

from sourcier.corpus import Known
from sourcier.schema import ArticleDate

CASES = yaml.safe_load((Path(__file__).parent / "dated_cases.yaml").read_text("utf-8"))
BODY = (
    "Le bac de Port-Louan a repris son service dans la matinée, après deux ans d'arrêt, a annoncé la mairie.\n"
    "Le ponton avait été emporté par une tempête, et sa reconstruction a coûté plus cher que prévu à la commune."
)
TITLE = "Le bac reprend du service"
LEAST_RIGHT = 0.95


@dataclass(frozen=True)
class Outcome:
    case: dict[str, Any]
    published: str | None
    updated: str | None

    @property
    def right(self) -> bool:
        return self.published == self.case.get("published") and self.updated == self.case.get("updated")

    @property
    def wrong(self) -> bool:
        """Whether a date is given that the case excludes: another one, or one more exact than is known."""
        return claims_too_much(self.published, self.case.get("published")) or claims_too_much(
            self.updated, self.case.get("updated")
        )

    def __str__(self) -> str:
        return f"{self.published} / {self.updated} instead of {self.case}"


def test_dates_are_right_and_never_wrong() -> None:
    outcomes = [outcome_of(case) for case in CASES]
    misses = [str(outcome) for outcome in outcomes if not outcome.right]
    assert not [str(outcome) for outcome in outcomes if outcome.wrong]
    assert len(CASES) >= 80
    assert 1 - len(misses) / len(CASES) >= LEAST_RIGHT, "\n".join(misses)


def outcome_of(case: dict[str, Any]) -> Outcome:
    article = article_from(written(case["text"]).encode(), case["file"], Known())
    return Outcome(case, told(article.published), told(article.updated, with_basis=False))


def written(text: str) -> str:
    """`text` with its body, or the page it describes."""
    if page := re.fullmatch(r"\{page:(?P<head>.*)\|(?P<above>[^|]*)\|(?P<under>[^|]*)\}", text):
        paragraphs = "".join(f"<p>{line}</p>" for line in BODY.split("\n"))
        return (
            f"<!DOCTYPE html><html lang='fr'><head><title>{TITLE}</title>{page['head']}</head><body>"
            f"<main><article>{page['above']}<h1>{TITLE}</h1>{page['under']}{paragraphs}</article></main>"
            "<footer>© 2024 Le Phare</footer></body></html>"
        )
    return text.replace("{body}", BODY)


def told(found: ArticleDate | None, *, with_basis: bool = True) -> str | None:
    return found and f"{found.value} {found.precision}{f' {found.basis}' if with_basis else ''}"


def claims_too_much(found: str | None, known: str | None) -> bool:
    if found is None:
        return False
    if known is None:
        return True
    (value, precision), (true_value, true_precision) = found.split()[:2], known.split()[:2]
    shared = {"day": 10, "month": 7, "year": 4}
    return shared[precision] > shared[true_precision] or not true_value.startswith(value[: shared[precision]])
