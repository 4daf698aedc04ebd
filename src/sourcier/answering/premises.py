"""What the evidence says, sentence by sentence, with whom a sentence speaks of when another tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from sourcier.language.analysis import terms
from sourcier.language.concepts import concept, concepts
from sourcier.language.dates import format_date
from sourcier.language.forenames import forename_gender
from sourcier.language.names import name_spans, name_terms
from sourcier.language.offices import OFFICES, Held, held
from sourcier.language.predicates import predicates
from sourcier.language.tokens import tokens
from sourcier.retrieval.antecedents import Entity, people
from sourcier.retrieval.references import joined
from sourcier.schema import Evidence

# Characters between a sentence and the one that names whom it speaks of; what is named further back is seldom meant.
FURTHEST = 250
# Sentences that each say only in the one before of whom they speak.
LONGEST_CHAIN = 2
PRONOUN = re.compile(
    r"\A(?P<said>(?P<near>celui-ci|celle-ci|ce dernier|cette dernière|l[’']intéressée?)|il|elle|he|she)\s"
    r"(?!y a\b|faut|s[’']agit|est (?:vrai|possible|probable|prévu))",
    re.IGNORECASE,
)
FEMININE = re.compile(r"elle|celle-ci|cette dernière|she|l[’']intéressée\Z", re.IGNORECASE)
OPENING = re.compile(r"(?P<det>l[’']|(?:le|la|un|une|ce|cet|cette)\s)(?P<noun>\w+)", re.IGNORECASE)
ARTICLES = {"m": frozenset({"le", "l’", "l'", "un", "ce", "cet"}), "f": frozenset({"la", "l’", "l'", "une", "cette"})}
POSSESSIVES = {"son": "le", "sa": "la"}
INSTITUTION = re.compile(
    r"\b(?P<det>(?:[Ll][ea]|[Ll]es)\s|[Ll][’'])(?P<name>[A-ZÀ-Ý][\w-]+(?:\s(?:(?:de|du|des|la|le)\s)?(?:d[’']|l[’'])?[\w-]+){0,4})"
)
COMPLEMENT = re.compile(r"\s(?:de|du|des|à|au)\s|\sd[’']")
# Neither another complement nor a name behind it: "le maire d'Orlac", "le maire, Paul Veyrac".
NOT_MORE = r"(?!\s(?:de|du|des|adjointe?|délégué)\b|\sd[’']|,?\s(?:(?:M|Mme)\.?\s)?[A-ZÀ-Ý])"
TO = re.compile(r"\bà\s\Z")
POSSESSED = re.compile(r"\b(?P<own>son|sa)\s+(?P<noun>\w+)(?P<rest>(?:\s\w+)?)", re.IGNORECASE)


@dataclass(frozen=True)
class Premise:
    """A sentence of the evidence, its pronoun exchanged for a name, and the evidence that tells so."""

    text: str
    evidence: tuple[Evidence, ...]

    @cached_property
    def sourced(self) -> str:
        """The sentence with what may be said of where and when it was written."""
        return " ".join((self.text, *map(_source, self.evidence)))

    @cached_property
    def known(self) -> frozenset[str]:
        """The concepts of its terms and names, and of its source."""
        return frozenset((*concepts(self.sourced), *map(concept, name_terms(self.sourced))))

    @cached_property
    def offices(self) -> list[Held]:
        """The offices that it gives to somebody."""
        return held(self.text)


def premises(evidence: Sequence[Evidence]) -> list[Premise]:
    """Every sentence of `evidence` as it stands, then those that speak of what another one names, with the name."""
    plain = [Premise(item.text, (item,)) for item in evidence]
    named: dict[tuple[str, tuple[int, ...]], Premise] = {}
    for _ in range(LONGEST_CHAIN):
        for before in (*plain, *named.values()):
            for item in plain:
                together = (*before.evidence, *item.evidence)
                for text in _named(item, before):
                    named.setdefault((text, tuple(own.marker for own in together)), Premise(text, together))
    return [*plain, *named.values()]


def _named(item: Premise, before: Premise) -> Iterator[str]:
    """The text of `item` with the name that `before` gives to its pronoun, or to the owner of an office."""
    own, other = item.evidence[0], before.evidence[-1]
    gap = own.sentence.start - other.sentence.end
    if own.article.id != other.article.id or gap < 0:
        return
    yield from _incumbents(item.text, before, own.article.text)
    if gap > FURTHEST or people(_between(other, own)):
        return
    if match := PRONOUN.match(item.text):
        gender = "f" if FEMININE.match(match["said"]) else "m"
        for name in _meant(before.text, gender, is_near=match["near"] is not None):
            yield f"{name[:1].upper()}{name[1:]}{_office(name, before)} {item.text[match.end() :]}"
    if (owned := _owned(item.text)) and (owner := _institution(before.text)):
        article = POSSESSIVES[owned["own"].casefold()]
        article = article.capitalize() if owned["own"][0].isupper() else article
        of = f"{article} {owned['noun']}{owned['rest']} {joined('de', owner)}"
        yield item.text[: owned.start()] + of + item.text[owned.end() :]


def _incumbents(text: str, before: Premise, article: str) -> Iterator[str]:
    """`text` with "le maire de Lisse" exchanged for whom `before` says that is, if the article gives nobody else so."""
    for office in before.offices:
        whole = before.text[office.start : office.end]
        short = COMPLEMENT.split(whole, maxsplit=1)[0]
        said = re.compile(rf"\b(?:[Ll][ea]\s|[Ll][’'])(?:{re.escape(whole)}|{re.escape(short)})\b{NOT_MORE}")
        match, name = said.search(text), _name(office, before.text)
        if match and name and not office.ranks and not _is_disputed(office, article):
            yield f"{text[: match.start()]}{name}, {whole},{text[match.end() :]}"


def _is_disputed(office: Held, article: str) -> bool:
    """Whether `article` gives the office to somebody else as well."""
    return any(other.may_be(office) and office.holder.isdisjoint(other.holder) for other in held(article))


def _name(office: Held, text: str) -> str | None:
    """The holder of `office` as `text` writes the name."""
    written = (text[start:end] for start, end in name_spans(text))
    return next((name for name in written if frozenset(terms(name)) == office.holder), None)


def _between(before: Evidence, item: Evidence) -> str:
    """The text between two sentences, where the article has it: a citation may know no more than its quote."""
    text, sentence = item.article.text, item.sentence
    is_whole = text[sentence.start : sentence.end] == item.text
    return text[before.sentence.end : sentence.start] if is_whole else ""


def _meant(text: str, gender: str, *, is_near: bool) -> Iterator[str]:
    """Whom or what a pronoun of this gender may mean after `text`: at most one person and one thing.

    The latter of two is the last person named; else the person meant is the first before the verb, or the only one.
    """
    persons = [person.text for person in _persons(text) if person.agrees(gender, is_plural=False)]
    verb = min((verb.start for verb in predicates(text)), default=len(text))
    if is_near:
        yield from persons[-1:]
    elif persons and (len(persons) == 1 or text.find(persons[0]) < verb):
        yield persons[0]
    if (opening := OPENING.match(text)) and not is_near and opening["det"].strip().casefold() in ARTICLES[gender]:
        yield opening[0]


def _persons(text: str) -> list[Entity]:
    """The persons named in `text`, also after "à" where the name begins with a common forename."""
    after = [text[start:end] for start, end in name_spans(text) if TO.search(text[:start])]
    genders = [(name, forename_gender(name)) for name in after]
    others = [Entity(name, gender, is_plural=False, is_person=True) for name, gender in genders if gender]
    return sorted([*people(text), *others], key=lambda person: text.find(person.text))


def _office(name: str, before: Premise) -> str:
    """What `before` says `name` is, set between commas; nothing when it says nothing."""
    known = frozenset(terms(name))
    office = next((own for own in before.offices if own.holder == known), None)
    return f", {before.text[office.start : office.end]}," if office else ""


def _institution(text: str) -> str | None:
    """The first thing with a name of its own before the verb of `text`: "la Compagnie des docks de Lisse"."""
    verb = min((verb.start for verb in predicates(text)), default=len(text))
    match = INSTITUTION.search(text[:verb])
    return f"{match['det'].casefold()}{match['name']}" if match else None


def _owned(text: str) -> re.Match[str] | None:
    """ "Son directeur général": an office of what was named before."""
    for match in POSSESSED.finditer(text):
        if tokens(match["noun"])[0].concept in OFFICES:
            return match
    return None


def _source(item: Evidence) -> str:
    """The outlet and the month of publication, for what happened may be days older."""
    published = item.article.published
    if published is not None and published.precision == "day":
        published = published.model_copy(update={"precision": "month"})
    return f"{item.article.outlet or ''} {format_date(published) if published else ''}"
