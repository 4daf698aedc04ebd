"""The command line called as a person does, in this process."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from sourcier.cli import main

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
