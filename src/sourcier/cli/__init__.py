"""The `sourcier` command."""

from sourcier.cli.main import app, main

__all__ = ["app", "main"]
