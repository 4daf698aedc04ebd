"""A group of commands of which one is meant when none is named."""

from __future__ import annotations

from typing import Any, ClassVar

from typer.core import TyperGroup


class RunGroup(TyperGroup):
    """A group whose command `run` takes what names no command of the group: `eval FILE` is `eval run FILE`."""

    default: ClassVar[str] = "run"

    # Typer has its own copy of click's context, under a private name.
    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments with the name of the command before them, where the person left it out."""
        named = bool(args) and (args[0] in self.commands or args[0] in ctx.help_option_names)
        return super().parse_args(ctx, args if named else [self.default, *args])
