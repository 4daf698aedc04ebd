"""A question with the name of what it points back to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sourcier.language.analysis import fold, terms
from sourcier.language.names import proper_names
from sourcier.retrieval.antecedents import Entity, people, things
from sourcier.retrieval.references import Reference, exchanged, references

# "Quand la crue a-t-elle…": the pronoun repeats the noun that stands before it.
REPEATED = re.compile(
    r"(?<!de )(?<!à )\b(?:l['’]|(?:le|la|les|un|une|des|cet?|cette|ces)\s)\w{2,}"
    r"[^,?]*-(?:t-)?(?:il|elle)s?\b",
    re.IGNORECASE,
)
# "Ce pont" is the bridge that was named.
NAMED_AGAIN = re.compile(r"\b(?:ce|cet|cette|ces|this|that|these|those)\s+(?P<noun>[\w-]+)", re.IGNORECASE)
WHO = re.compile(
    r"(?:^|\b(?:à|de|avec|par|pour|et|mais)\s)qui\b|\bwho(?:m|se)?\b|\bs['’]appelle|\bnom\b", re.IGNORECASE
)
# What happens to things only: after "Qui dirige le port ?", "quand a-t-il été construit" asks about the port.
OF_THINGS = re.compile(
    r"\b(?:prévoit|prévoyait|contien|comport|stipul|entrera|dure|mesure|"
    r"constru|inaugur|coût|signé|adopt|publi|sorti|fondé|situ|rénov|détrui|démoli|voté|en vigueur|eu lieu|"
    r"built|cost|sign|adopt|publish|located|destroyed|take place|opened|founded)",
    re.IGNORECASE,
)
# What people have and do: after "Que dit Odile Marchand de la crue ?", "où est-elle née" asks about her.
OF_PEOPLE = re.compile(
    r"\b(?:âge|née?s?\b|di[ts]|décla|répon|pens|propos|expliqu|affirm|annonc|promet|habit|vi[ts]\b|travail|poste|nommé|"
    r"élue?s?\b|carrière|étud|école|parcours|formation|diplôm|parti\b|salaire|gagne|métier|marié|enfants|épou|soutien|"
    r"démission|quitt|vot|installé|remplac|succéd|veut|voul|projets?\b|"
    r"old|born|said\b|says?\b|think|promis|live[sd]?\b|work|job|career|stud|elected|appointed|married|resign|salary)",
    re.IGNORECASE,
)


class Named(NamedTuple):
    """A question with a name put in, and whether something in it still points back."""

    question: str
    points_back: bool


def with_name(question: str, topic: str, reply: str) -> Named | None:
    """`question` with what its first reference stands for after the question `topic` and its `reply`.

    None when nobody and nothing, or more than one, agrees.
    """
    for match in NAMED_AGAIN.finditer(question):
        same = [thing for thing in things(f"{topic} {reply}") if _head(thing) == terms(match["noun"])]
        if len(same) == 1 and len(terms(same[0].text)) > 1:
            return Named(exchanged(match, same[0].text), points_back=False)
    pointing = references(question)
    if not pointing or REPEATED.search(question):
        return None
    first = pointing[0]
    antecedent = _antecedent(first, question, topic, reply)
    if antecedent is None:
        return None
    return Named(first.replaced(antecedent.text), points_back=len(pointing) > 1 or first.has_object)


def only_person(topic: str, reply: str) -> str:
    """The name that a short reply gave to a question of who, when it gave just one: what "il" stands for."""
    if not re.search(r"\b(?:qui|who|quel|quelle)\b", fold(topic)):
        return ""
    named = {
        name for name in proper_names(_without_attribution(reply)) if " " in name and fold(name) not in fold(topic)
    }
    return named.pop() if len(named) == 1 else ""


def _antecedent(reference: Reference, question: str, topic: str, reply: str) -> Entity | None:
    """The one person or thing that agrees with `reference`: whoever a question of who was answered with comes first."""

    def agreeing(entities: Sequence[Entity]) -> list[Entity]:
        return [entity for entity in entities if entity.agrees(reference.gender, reference.is_plural)]

    named, objects = agreeing(people(topic)), agreeing(things(topic))
    answered = [person for person in agreeing(people(_without_attribution(reply))) if person not in named]
    asks_for_thing = reference.form.is_person is False or OF_THINGS.search(question)
    asks_for_person = reference.form.is_person or OF_PEOPLE.search(question)
    if asks_for_thing:
        candidates = objects
    elif WHO.search(topic):
        # "Qui a signé l'accord ?" and then "que prévoit-il ?": the answer, unless a thing agrees as well.
        told = answered or named
        candidates = told if asks_for_person or reference.form.is_near else [*told, *objects]
        candidates = candidates if told else []
    elif asks_for_person:
        candidates = named or answered or objects
    else:
        candidates = [*named, *objects]
    return candidates[0] if len(candidates) == 1 else None


def _head(thing: Entity) -> list[str]:
    """The terms of the noun of a noun phrase."""
    return terms(re.split(r"\s+(?:de|du|des|of)\b|\s+d['’]", thing.text)[0])


def _without_attribution(reply: str) -> str:
    """`reply` without the "outlet, date :" that introduces each quotation."""
    return re.sub(r"(?:^|(?<=\] ))(?:« [^«»]* »)?[^«»]{0,120}: (?=«)", "", reply)
