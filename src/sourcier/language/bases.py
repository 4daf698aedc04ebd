"""How the date of an article is known, in words."""

from __future__ import annotations

from collections.abc import Mapping

from sourcier.language.dates import format_date
from sourcier.schema import ArticleDate, Basis

BASES: Mapping[str, Mapping[Basis, str]] = {
    "fr": {
        "stated": "sur la page",
        "metadata": "métadonnées",
        "sidecar": "articles.yaml",
        "filename": "nom du fichier",
        "inferred": "déduite",
    },
    "en": {
        "stated": "on the page",
        "metadata": "metadata",
        "sidecar": "articles.yaml",
        "filename": "file name",
        "inferred": "inferred",
    },
}


def dated(value: ArticleDate | None, language: str) -> str:
    """ "12 mars 2024 (sur la page)": the date as exactly as it is known, and how it is."""
    written = format_date(value, language)
    return f"{written} ({BASES[language][value.basis]})" if value else written
