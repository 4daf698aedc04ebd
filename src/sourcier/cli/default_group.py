"""A group of commands of which one is meant when none is named."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import Any, ClassVar

from typer.core import TyperGroup

from sourcier.errors import CommandUnknown


class RunGroup(TyperGroup):
    """A group whose command `run` takes what names no command of the group: `eval FILE` is `eval run FILE`."""

    default: ClassVar[str] = "run"

    # Typer has its own copy of click's context, under a private name.
    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments with the name of the command before them, where the person left it out.

        Raises CommandUnknown for a word that is nearly the name of a command and no file.
        """
        if args and (args[0] in self.commands or args[0] in ctx.help_option_names):
            return super().parse_args(ctx, args)
        if args and not args[0].startswith("-") and not Path(args[0]).exists():
            for nearest in get_close_matches(args[0], self.commands, n=1):
                raise CommandUnknown(written=args[0], nearest=f"sourcier {ctx.info_name} {nearest}")
        return super().parse_args(ctx, [self.default, *args])

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The commands, then the options of the one that is meant: they are the group's too."""
        super().format_help(ctx, formatter)
        command = self.commands[self.default]
        with command.make_context(self.default, [], parent=ctx, resilient_parsing=True) as own:
            command.format_help(own, formatter)
