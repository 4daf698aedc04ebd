"""Pages that need nothing else: one file, no script, no request, every piece of foreign text escaped."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from unicodedata import category

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def document(title: str, body: str, style: str, language: str) -> str:
    """The whole page; `title` is foreign text, `body` and `style` are markup made here."""
    tokens = files(__package__).joinpath("tokens.css").read_text("utf-8")
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{clean(title)}</title>'
        f"<style>{tokens}{style}</style></head><body><main>{body}</main></body></html>\n"
    )


def clean(text: str) -> str:
    """Foreign text as text of the page: line ends are spaces, controls and direction marks are written as escapes."""
    return escape("".join(map(_shown, text)))


def length(value: float) -> str:
    """A length of a drawing, to a tenth of a pixel."""
    return f"{value:.1f}".removesuffix(".0")


def _shown(character: str) -> str:
    # No-break spaces are not printable to Python, and French writes them before ":" and in numbers.
    if character.isprintable() or category(character) == "Zs":
        return character
    return " " if character.isspace() else character.encode("unicode_escape").decode()
