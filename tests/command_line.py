"""The command line called as a person does, in this process or in one of its own."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sourcier.cli import main

# `sourcier` in a process of its own, with the fake embedder: torch and a real one take ten seconds of work.
APART = [
    sys.executable,
    "-c",
    f"""
import sys
sys.path.append({str(Path(__file__).parent)!r})
from model_fakes import FakeEmbedder
from sourcier.index import embedding
embedding.SentenceTransformerEmbedder = lambda name, backend="": FakeEmbedder()
from sourcier.cli import main
main()
""",
]

# The arguments of `sourcier …` to its exit code, output and errors.
Run = Callable[..., tuple[int, str, str]]


def runner(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["sourcier", *map(str, arguments)])
        code = 0
        try:
            main()
        except SystemExit as leaving:
            code = int(leaving.code or 0)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call
