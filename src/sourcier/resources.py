"""The folders that ship with Sourcier: in the checkout when there is one, inside the installed package otherwise."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent


def shipped(name: str) -> Path:
    """The folder `name` ("prompts" or "seeds")."""
    packaged = PACKAGE / "data" / name
    return packaged if packaged.is_dir() else PACKAGE.parents[1] / name
