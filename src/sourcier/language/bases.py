"""How the date of an article is known, in words."""

from __future__ import annotations

from collections.abc import Mapping

from sourcier.language.dates import format_date
from sourcier.schema import ArticleDate, Basis

BASES: Mapping[str, Mapping[Basis, str]] = {
    "fr": {
        "stated": "affichée",
        "metadata": "métadonnées",
        "sidecar": "articles.yaml",
        "filename": "nom du fichier",
        "inferred": "déduite",
    },
    "en": {
        "stated": "shown",
        "metadata": "metadata",
        "sidecar": "articles.yaml",
        "filename": "file name",
        "inferred": "inferred",
    },
}


def dated(value: ArticleDate | None, language: str) -> str:
    """ "12 mars 2024 (affichée)": the date as exactly as it is known, and how it is."""
    written = format_date(value, language)
    return f"{written} ({BASES[language][value.basis]})" if value else written
