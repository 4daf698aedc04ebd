"""Whether a sentence has the same people on the same side of its verbs as its proof."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sourcier.language.analysis import fold, stem
from sourcier.language.concepts import concept
from sourcier.language.dates import ALL_MONTHS, WEEKDAYS
from sourcier.language.names import name_spans
from sourcier.language.predicates import ADVERB, INVERTING, Predicate, predicates
from sourcier.language.tokens import Token, tokens

Span = tuple[int, int]

# Apart from its subject: ", maire de Lisse," and "(dit le Grand)"; and what is said in between of the name before.
ASIDE = re.compile(r"\([^()]*\)|,[^,;:()]*,")
RELATIVE_CLAUSE = re.compile(r",\s*(?:qui|que|qu[’']|dont|où|lequel|laquelle)\b[^,;:]*,")
# "Paul Veyrac et Odile Farran", "le maire de Lisse": another name between a subject and its verb that is no subject.
COORDINATED = re.compile(r"\s*(?:,|et|and|ou)\s+[\w\s’'.-]*\Z")
COMPLEMENT = re.compile(
    r"\b(?:de|du|des|d[’']|à|au|aux|en|dans|sur|of|in|from)\s*(?:(?:la|le|les|l[’']|the)\s*)?\Z", re.IGNORECASE
)
RELATIVE = re.compile(r"\bqui\s+(?:(?:ne|en|y|se|lui|leur|le|la|les)\s+|[nsly][’'])*\Z", re.IGNORECASE)
# Where, when and how: what follows is not who or what it is done to. "À" is: "succéder à".
PLACED = re.compile(r"\b(?:au|aux|en|dans|sur|sous|chez|pour|depuis|de|du|des|d[’']|in|at|on|for|of)\s", re.IGNORECASE)
BY_THE_WAY = re.compile(rf"{PLACED.pattern}|\b(?:à|avec|sans|with)\s|\bd[’']", re.IGNORECASE)
TIMES = frozenset(fold(word) for names in WEEKDAYS.values() for word in names) | frozenset(ALL_MONTHS)
# "« … », a précisé la préfète": after a mark these have their subject behind them.
AFTER_MARK = re.compile(r"[»”\",–—]\s*\Z")
LAST_WORD = re.compile(r"(\w+)[’']?\s*\Z")
REPORTING = frozenset(
    concept(stem(fold(word)))
    for word in """
    affirme affirmé ajoute ajouté annonce annoncé assure assuré avance confie confié commente conclut confirme déclare
    déclaré déplore dit dénonce estime estimé explique expliqué indique indiqué insiste juge justifie lance martèle note
    observe plaide poursuit précise précisé prévient promet raconte rapporte rappelle reconnaît regrette relève répond
    répondu résume salue soupire souligne souligné témoigne tranche said says told added announced
    """.split()
)


@dataclass(frozen=True)
class Read:
    """A text with its words, verbs and names."""

    text: str

    @cached_property
    def words(self) -> list[Token]:
        return tokens(self.text)

    @cached_property
    def verbs(self) -> list[Predicate]:
        return predicates(self.text)

    @cached_property
    def names(self) -> list[Span]:
        return name_spans(self.text)

    def has_verb_within(self, start: int, end: int) -> bool:
        """Whether a verb lies between two places."""
        return any(start <= verb.start and verb.end <= end for verb in self.verbs)


@dataclass(frozen=True)
class Beside:
    """What stands beside a verb: a word, the last one of a name or any other."""

    word: Token
    is_before: bool
    is_name: bool


def same_roles(text: str, proof: str) -> bool:
    """Whether every verb of `text` that stands in `proof` has beside it there what it has in `text`.

    That is the nearest name and the nearest other word on either side. A passive counts as the active with its sides
    exchanged, and so does "que dirige Paul Veyrac".
    """
    claimed, proving = Read(text), Read(proof)
    for verb in claimed.verbs:
        same = [other for other in proving.verbs if other.verb == verb.verb]
        if same and not any(_fits(verb, other, claimed, proving) for other in same):
            return False
    return True


def _fits(verb: Predicate, other: Predicate, claimed: Read, proving: Read) -> bool:
    turned = (verb.is_passive != other.is_passive) != _is_inverted(other, proving)
    return all(_stands(beside, other, proving, turned=turned) for beside in _beside(verb, claimed))


def _is_inverted(verb: Predicate, read: Read) -> bool:
    """Whether the subject of `verb` stands behind it: "le port, que dirige Paul Veyrac", "« … », dit le maire"."""
    before = read.text[: verb.start]
    last = LAST_WORD.search(before)
    is_relative = last is not None and fold(last[1]) in INVERTING
    return is_relative or (verb.verb in REPORTING and AFTER_MARK.search(before) is not None)


def _beside(verb: Predicate, read: Read) -> Iterator[Beside]:
    """The nearest names and words on both sides of `verb`, no other verb between; not what only tells where or when."""
    left = [end for _, end in read.names if end <= verb.start and not read.has_verb_within(end, verb.start)]
    right = [name for name in read.names if name[0] >= verb.end and not read.has_verb_within(verb.end, name[0])]
    near = [(end, True) for end in left[-1:]]
    near += [(end, False) for start, end in right[:1] if not PLACED.search(read.text[verb.end : start])]
    yield from (Beside(word, is_before, True) for end, is_before in near for word in read.words if word.end == end)
    plain = [word for word in read.words if _is_plain(word, read)]
    yield from (Beside(word, True, False) for word in [word for word in plain if word.end <= verb.start][-1:])
    for word in [word for word in plain if word.start >= verb.end][:1]:
        if not BY_THE_WAY.search(read.text[verb.end : word.start]):
            yield Beside(word, False, False)


def _is_plain(word: Token, read: Read) -> bool:
    is_other = word.word[0].isdigit() or word.word in TIMES or ADVERB.match(word.word)
    return word.carries and not is_other and not any(start <= word.start < end for start, end in read.names)


def _stands(beside: Beside, verb: Predicate, read: Read, *, turned: bool) -> bool:
    """Whether the word stands on the side of `verb` where it should, and no other name or verb comes between."""
    spots = [word for word in read.words if word.concept == beside.word.concept]
    before = [spot for spot in spots if spot.end <= verb.start]
    after = [spot for spot in spots if spot.start >= verb.end]
    right, wrong = (before, after) if beside.is_before != turned else (after, before)
    if not right:
        return not wrong
    return not beside.is_name or any(_is_next(spot, verb, read) for spot in right)


def _is_next(spot: Token, verb: Predicate, read: Read) -> bool:
    """Whether the name that ends with `spot` belongs to `verb`."""
    if spot.start >= verb.end:
        return not read.has_verb_within(verb.end, spot.start)
    if any(
        start <= spot.start and spot.end <= end <= verb.start + 1 for start, end in _spans(RELATIVE_CLAUSE, read.text)
    ):
        return False
    between = read.text[spot.end : verb.start]
    asides = [(spot.end + start, spot.end + end) for start, end in _spans(ASIDE, between)]
    others = [
        name
        for name in read.names
        if spot.end <= name[0] and name[1] <= verb.start
        if not _within(name, asides) and not COORDINATED.match(read.text[spot.end : name[0]])
    ]
    verbs = [(other.start, other.end) for other in read.verbs if spot.end <= other.start and other.end <= verb.start]
    if (others or RELATIVE.search(between)) and not all(_within(other, asides) for other in verbs):
        return False
    return all(COMPLEMENT.search(read.text[:start]) for start, _ in others)


def _spans(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [match.span() for match in pattern.finditer(text)]


def _within(span: Span, others: list[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)
