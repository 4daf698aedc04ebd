"""Names that stand for one another: an acronym and its full name, or whatever a person's `synonyms.yaml` says.

DGAC: Direction générale de l'aviation civile
SNCF: [Société nationale des chemins de fer français, la compagnie ferroviaire]

or, as a list of groups:

- [DGAC, Direction générale de l'aviation civile, les aiguilleurs du ciel]
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path

import yaml

from sourcier.errors import BadSynonyms, SynonymsMisshapen
from sourcier.language.analysis import content_words, stem

SYNONYMS = "synonyms.yaml"
# What another name counts beside the one that is said: that is the surer sign.
REDUCED = 0.5

Name = tuple[str, ...]
"""The words of a name, as `content_words` gives them."""
Group = tuple[Name, ...]


@dataclass(frozen=True)
class Synonyms:
    """Groups of names that stand for one another."""

    groups: tuple[Group, ...] = ()
    in_capitals: frozenset[str] = frozenset()
    """The terms that are also ordinary words, and only names when they are written in capitals: "AGE"."""

    def expanded(self, question: str) -> dict[str, float]:
        """The words of `question`, and at a reduced weight those of the names that stand for names of it."""
        weights: defaultdict[str, float] = defaultdict(float)
        for word in content_words(question):
            weights[word] += 1
        others: dict[str, float] = {}
        for said, group in self._said(question):
            for name in group:
                if _terms(name) != said:
                    # An acronym stands for all the words of the name said.
                    others |= dict.fromkeys(name, REDUCED * max(1.0, len(said) / len(name)))
        return {**others, **weights}

    def stands_for_known(self, term: str, known: Callable[[str], bool]) -> bool:
        """Whether `term` alone is a name, and another of its names has only `known` terms."""
        names = chain.from_iterable(self._groups_of.get((term,), ()))
        return any(all(map(known, _terms(name))) for name in names if _terms(name) != (term,))

    def has(self, name: Name) -> bool:
        """Whether a group has this name."""
        return _terms(name) in self._groups_of

    def to_json(self) -> str:
        """All of it, for `from_json`."""
        return json.dumps([self.groups, sorted(self.in_capitals)], ensure_ascii=False)

    @classmethod
    def from_json(cls, written: str) -> Synonyms:
        """What `to_json` wrote; raises ValueError for anything else."""
        groups, in_capitals = json.loads(written)
        return cls(tuple(tuple(map(tuple, group)) for group in groups), frozenset(in_capitals))

    def _said(self, question: str) -> Iterator[tuple[Name, Group]]:
        """The names in `question`, as their terms, each with its group; of names that overlap, the longest."""
        asked = _terms(content_words(question))
        capitals = {term for piece in question.split() if _is_acronym(piece) for term in _terms(content_words(piece))}
        start = 0
        while start < len(asked):
            said = next((name for name in self._starting(asked[start:]) if self._is_meant(name, capitals)), ())
            for group in self._groups_of.get(said, ()):
                yield said, group
            start += max(1, len(said))

    def _starting(self, asked: Name) -> Iterator[Name]:
        for length in range(min(self._longest, len(asked)), 0, -1):
            if asked[:length] in self._groups_of:
                yield asked[:length]

    def _is_meant(self, name: Name, capitals: set[str]) -> bool:
        return len(name) > 1 or name[0] in capitals or name[0] not in self.in_capitals

    @cached_property
    def _groups_of(self) -> dict[Name, list[Group]]:
        """The groups of each name, by its terms."""
        groups: defaultdict[Name, list[Group]] = defaultdict(list)
        for group in self.groups:
            for name in {_terms(name) for name in group}:
                groups[name].append(group)
        return dict(groups)

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._groups_of), default=0)


def read_synonyms(root: Path) -> Synonyms:
    """The synonyms of the folder `root`, none when it has no such file; raises BadSynonyms naming the line."""
    file = root / SYNONYMS
    try:
        node = yaml.compose(file.read_text("utf-8-sig"), Loader=yaml.SafeLoader)
    except FileNotFoundError:
        return Synonyms()
    except (OSError, UnicodeDecodeError) as error:
        raise BadSynonyms(place=file, reason=error) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BadSynonyms(place=f"{file}:{line}", reason=error.problem) from error
    except yaml.YAMLError as error:
        raise BadSynonyms(place=file, reason=error) from error
    return Synonyms(tuple(_group(file, names) for names in _lines(file, node)))


def _lines(file: Path, node: yaml.Node | None) -> Iterator[list[yaml.Node]]:
    """The names of each group. They are taken as written: YAML would read the acronym "NO" as a refusal."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield [key, *(value.value if isinstance(value, yaml.SequenceNode) else [value])]
    elif isinstance(node, yaml.SequenceNode):
        for group in node.value:
            if not isinstance(group, yaml.SequenceNode) or not group.value:
                raise _misshapen(file, group)
            yield group.value
    elif node is not None:
        raise _misshapen(file, node)


def _group(file: Path, nodes: Sequence[yaml.Node]) -> Group:
    names = []
    for node in nodes:
        words = tuple(content_words(node.value)) if isinstance(node, yaml.ScalarNode) else ()
        if not words:
            raise _misshapen(file, node)
        names.append(words)
    if len(set(names)) < 2:
        raise _misshapen(file, nodes[0])
    return tuple(names)


def _misshapen(file: Path, node: yaml.Node) -> SynonymsMisshapen:
    return SynonymsMisshapen(place=f"{file}:{node.start_mark.line + 1}")


def _terms(words: Iterable[str]) -> Name:
    return tuple(stem(word) for word in words)


def _is_acronym(piece: str) -> bool:
    return sum(character.isupper() for character in piece) > 1
