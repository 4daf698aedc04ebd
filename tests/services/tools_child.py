"""The tools over a folder, in a process of their own, with the fake embedder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from model_fakes import FakeEmbedder
from sourcier.library import Library
from sourcier.services.tools import tools
from sourcier.settings import load_settings


class Chatterer(FakeEmbedder):
    """A library that says on the standard output what it does."""

    def prepare(self) -> None:
        sys.stdout.write("chargement du modèle…\n")
        sys.stdout.flush()
        os.write(1, b'{"jsonrpc": "2.0"}\n')


if __name__ == "__main__":
    settings = load_settings(store=Path(sys.argv[1]), llm="extractive")
    tools(Library.from_settings(settings, Chatterer()), settings.language).run("stdio")
