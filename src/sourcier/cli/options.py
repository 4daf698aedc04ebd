"""The options that several commands have."""

from __future__ import annotations

from typing import Annotated

import typer

Store = Annotated[
    str | None,
    typer.Option(
        "--store", help="Dossier de l'index (.sourcier par défaut), ou http://HÔTE:PORT/NOM sur un serveur Chroma."
    ),
]
Llm = Annotated[
    str | None,
    typer.Option("--llm", help="extractive · local\\[:FICHIER.gguf] · openai:MODÈLE\\[@URL] · ollama:MODÈLE\\[@URL]"),
]
AsJson = Annotated[bool, typer.Option("--json", help="Écrire du JSON.")]
