"""The options that several commands have."""

from __future__ import annotations

from typing import Annotated

import typer

from sourcier.errors import OptionsClash
from sourcier.settings import Settings, collection_settings, load_settings

# What says where articles and index are, as a collection does.
PLACES = {"articles": "FOLDER", "store": "--store"}

Store = Annotated[
    str | None,
    typer.Option(
        "--store", help="Dossier de l'index (.sourcier par défaut), ou http://HÔTE:PORT/NOM sur un serveur Chroma."
    ),
]
Collection = Annotated[
    str | None, typer.Option("--collection", help="Une des collections de sourcier.toml : son dossier et son index.")
]
Llm = Annotated[
    str | None,
    typer.Option("--llm", help="extractive · local\\[:FICHIER.gguf] · openai:MODÈLE\\[@URL] · ollama:MODÈLE\\[@URL]"),
]
AsJson = Annotated[bool, typer.Option("--json", help="Écrire du JSON.")]
After = Annotated[
    str | None,
    typer.Option("--after", help="Articles qui ont pu paraître à partir de ce jour : 12/03/2024, mars 2024, 2024."),
]
Before = Annotated[str | None, typer.Option("--before", help="Articles qui ont pu paraître jusqu'à ce jour compris.")]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", help="La question est posée ce jour-là : ce qui a paru ensuite, ou a pu, n'est pas lu."),
]
Outlets = Annotated[list[str] | None, typer.Option("--outlet", help="Titre de presse (plusieurs fois si besoin).")]
Paths = Annotated[
    list[str] | None,
    typer.Option(
        "--path", help="Dossier, fichier ou motif comme '2024/*.html', où * traverse les dossiers (plusieurs fois)."
    ),
]


def chosen_settings(collection: str | None, **given: object) -> Settings:
    """The settings of a command line: those of `collection` where one is named.

    Raises CollectionUnknown, and OptionsClash for a folder or an index beside it.
    """
    settings = load_settings(**given)
    if collection is None:
        return settings
    for name, option in PLACES.items():
        if given.get(name) is not None:
            raise OptionsClash(first="--collection", second=option)
    return collection_settings(settings, collection)
