"""The options that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Store = Annotated[Path | None, typer.Option("--store", help="Dossier de l'index (.sourcier par défaut).")]
Llm = Annotated[
    str | None,
    typer.Option("--llm", help="extractive · local\\[:FICHIER.gguf] · openai:MODÈLE\\[@URL] · ollama:MODÈLE\\[@URL]"),
]
AsJson = Annotated[bool, typer.Option("--json", help="Écrire du JSON.")]
