"""A YAML file of gold questions as entries that know their lines; one that is malformed hides no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import yaml

from sourcier.errors import BadGold
from sourcier.evaluation.mistakes import (
    GoldBracketOpen,
    GoldColon,
    GoldIndent,
    GoldNoColon,
    GoldNotAList,
    GoldQuoteOpen,
    GoldSign,
    GoldTab,
    GoldUnreadable,
)

# What PyYAML says, in the order in which it is looked for; `True` where the mistake is at the opening of the value, not
# where its end was missed.
SYNTAX: tuple[tuple[re.Pattern[str], type[BadGold], bool], ...] = (
    (re.compile(r"quoted scalar.*unexpected end"), GoldQuoteOpen, True),
    (re.compile(r"flow (?:sequence|mapping)"), GoldBracketOpen, True),
    (re.compile(r"character '\\t'"), GoldTab, False),
    (re.compile(r"character '(?P<sign>.)' that cannot start"), GoldSign, False),
    (re.compile(r"could not find expected ':'"), GoldNoColon, True),
    (re.compile(r"mapping values are not allowed"), GoldColon, False),
    (re.compile(r"expected <block end>"), GoldIndent, False),
)
# YAML would read 7:52 as 472, 0612 as 394 and 4.40 as 4.4: what looks like a number or a date is the text it is.
UNREAD = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("int", "float", "timestamp"))
# The dash of an entry, with the indentation that all of them have.
ENTRY = re.compile(r"^(?P<indent> *)-(?=\s)", re.MULTILINE)
UNDEFINED = "undefined alias"


def parse(file: Path) -> tuple[list[yaml.MappingNode], list[BadGold]]:
    """The entries of `file`, and its mistakes of syntax, each in its order."""
    nodes: list[yaml.MappingNode] = []
    mistakes: list[BadGold] = []
    for found in _entries(file):
        if isinstance(found, yaml.MappingNode):
            nodes.append(found)
        else:
            mistakes.append(found)
    return nodes, mistakes


def place(file: Path, node: yaml.Node) -> str:
    """`file:line` of a node."""
    return f"{file}:{node.start_mark.line + 1}"


def unreadable(file: Path, node: yaml.Node, error: Exception) -> BadGold:
    """Why no value can be made of a node."""
    if isinstance(error, yaml.MarkedYAMLError):
        return GoldUnreadable(place=_marked(file, error.problem_mark), reason=error.problem)
    return GoldUnreadable(place=place(file, node), reason=error)


def _entries(file: Path) -> Iterator[yaml.MappingNode | BadGold]:
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        yield GoldUnreadable(place=file, reason=error.strerror or error)
        return
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        yield GoldUnreadable(place=f"{file}:{line}", reason="UTF-8")
        return
    try:
        root = _compose(text)
    except (yaml.YAMLError, RecursionError) as error:
        yield from _apart(file, text, _syntax_mistake(file, error, text))
        return
    yield from _of_list(file, root)


def _apart(file: Path, text: str, mistake: BadGold) -> Iterator[yaml.MappingNode | BadGold]:
    """The entries of a file that cannot be read whole, each read by itself; `mistake` when each of them can."""
    found: list[yaml.MappingNode | BadGold] = []
    for start, end in _spans(text):
        # Empty lines for what comes before keep the numbers of the lines.
        alone = "\n" * text.count("\n", 0, start) + text[start:end]
        try:
            found += _of_list(file, _compose(alone))
        except (yaml.YAMLError, RecursionError) as error:
            if UNDEFINED not in str(error):
                found.append(_syntax_mistake(file, error, alone))
    if not any(isinstance(each, BadGold) for each in found):
        yield mistake
    yield from found


def _syntax_mistake(file: Path, error: yaml.YAMLError | RecursionError, text: str) -> BadGold:
    """What PyYAML could not read, as a mistake with its line."""
    if isinstance(error, yaml.reader.ReaderError):
        line = text.count("\n", 0, error.position) + 1
        return GoldUnreadable(place=f"{file}:{line}", reason=f"U+{error.character:04X}")
    if not isinstance(error, yaml.MarkedYAMLError):
        return GoldUnreadable(place=file, reason=type(error).__name__)
    told = f"{error.context} {error.problem}"
    for pattern, kind, at_opening in SYNTAX:
        if match := pattern.search(told):
            mark = (error.context_mark if at_opening else None) or error.problem_mark
            return kind(place=_marked(file, mark), **match.groupdict())
    return GoldUnreadable(place=_marked(file, error.problem_mark), reason=error.problem)


def _spans(text: str) -> list[tuple[int, int]]:
    """The entries of the list by the dashes at its own indentation."""
    first = ENTRY.search(text)
    dashes = [match.start() for match in ENTRY.finditer(text) if first and match["indent"] == first["indent"]]
    return list(pairwise([*dashes, len(text)]))


def _of_list(file: Path, root: yaml.Node | None) -> Iterator[yaml.MappingNode | BadGold]:
    if root is None:
        return
    if not isinstance(root, yaml.SequenceNode):
        yield GoldNotAList(place=place(file, root))
        return
    for node in root.value:
        yield node if isinstance(node, yaml.MappingNode) else GoldNotAList(place=place(file, node))


class _Loader(yaml.SafeLoader):
    yaml_implicit_resolvers = {  # noqa: RUF012 (as PyYAML declares it)
        first: [(tag, pattern) for tag, pattern in resolvers if tag not in UNREAD]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def _compose(text: str) -> yaml.Node | None:
    root: yaml.Node | None = yaml.compose(text, Loader=_Loader)
    return root


def _marked(file: Path, mark: yaml.Mark | None) -> str:
    return f"{file}:{mark.line + 1}" if mark else str(file)
