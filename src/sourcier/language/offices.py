"""Who holds which office in a text: "le maire de Lisse, Paul Veyrac", "Paul Veyrac, ancien maire", "élu maire"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sourcier.language.analysis import fold, stem, terms
from sourcier.language.concepts import concept
from sourcier.language.names import name_spans
from sourcier.language.tokens import Token, tokens


def _concepts(written: str) -> frozenset[str]:
    return frozenset(concept(stem(fold(word))) for word in written.split())


OFFICES = _concepts(
    """
    président présidente ministre secrétaire chancelier chancelière roi reine prince princesse sultan émir gouverneur
    préfet préfète maire adjoint adjointe député députée sénateur sénatrice commissaire
    ambassadeur ambassadrice consul consule directeur directrice chef cheffe patron patronne
    fondateur fondatrice propriétaire général générale colonel colonelle capitaine amiral procureur
    procureure juge magistrat magistrate avocat avocate policier policière gendarme pdg entraîneur entraîneuse
    sélectionneur sélectionneuse évêque cardinal pape professeur professeure doyen doyenne recteur rectrice rabbin imam
    pasteur bâtonnier greffier greffière trésorier trésorière président-directeur porte-parole opposant opposante
    president minister secretary governor mayor ambassador director head chief spokesman founder general prosecutor
    judge
    """.replace("-", " ")
)
# Words that make another office of it: who was, will be or assists is not who is.
RANKS = _concepts(
    "adjoint adjointe ancien ancienne anciens anciennes ex vice sous suppléant suppléante intérim intérimaire "
    "honoraire futur future candidat candidate délégué déléguée"
)
# "Élu maire de la ville" leaves it to the rest of the sentence which.
ANY_PLACE = _concepts("ville commune pays région département groupe entreprise société compagnie journal")
# What may stand between the word of an office and its complement; any other word of grammar ends it.
LINKS = frozenset("de du des d la le les l a au aux et sur contre pour of the".split())
# A name after these completes the office ("le maire de Lisse"); after anything else it is the holder's.
BEFORE_COMPLEMENT = frozenset("de du des d la le les l a au aux et en of the".split())
VERBS = frozenset(
    "a ont est sont etait etaient avait avaient sera fut n ne se s y qui que qu dont ou devient has is was".split()
)
TITLE_GAP = re.compile(r"[\s,(–—-]*(?:(?:M|MM|Mme|Mlle|Dr|Pr|Me)\.?\s+)?\Z")
# Between a holder and an office that follows: a comma or a bracket, a verb of being or becoming, or nothing ("a élu
# Paul Veyrac maire").
_BEING = (
    r"(?:(?:n['’])?(?:est|était|sera|fut|demeure|reste|restait|devient|devenait|deviendra|is|was|became|becomes)|"
    r"(?:a|avait|aura)\s+été|(?:est|était)\s+(?:devenue?|restée?|(?:re)?nommée?|désignée?|(?:ré)?élue?)|has been)"
)
# When it was: "a été élue dimanche maire", "est devenu, le 3 mai 2021, préfet".
_WHEN = (
    r"(?:ce\s+)?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?:\s+(?:matin|midi|soir|après-midi))?|"
    r"le\s+\d{1,2}(?:er)?\s+[a-zéû]+(?:\s+\d{4})?|en\s+(?:[a-zéû]+\s+)?\d{4}|on\s+\w+day|in\s+\d{4}|hier(?:\s+soir)?"
)
_NAMED = (
    r"(?:,?\s+(?:(?:re)?nommée?|désignée?|(?:ré)?élue?|appointed|elected|désormais|aussi|toujours|à nouveau|"
    rf"[a-zéèêîïâôûç]{{4,}}ment|{_WHEN}),?)*"
)
_DETERMINER = r"(?:(?:le|la|les|l['’]|une?|son|sa|the|a|an)\s*)?"
# What is said of the holder before the verb: "Odile Farran, 45 ans, professeure à Lisse, a été élue maire".
_ASIDE = (
    r"(?P<aside>(?:\s*,\s*(?!(?:dont|qui|que|où|mais|et|who|whose|son|sa|ses|leurs?)\b)"
    r"(?-i:[a-zà-öø-ÿœ\d])[^,;.:()«»]{1,80}){1,2},)?"
)
HOLDER_GAP = re.compile(
    rf"(?:\s+|(?:\s*[,(–—]\s*(?:\d+\s+ans\s*,\s*)?|{_ASIDE}\s+{_BEING}{_NAMED}\s+|\s+comme\s+){_DETERMINER})"
    rf"(?:(?:nouvel(?:le)?|nouveau|actuel(?:le)?|ancien(?:ne)?|ex|vice|futur|future|premier|première|jeune)[\s-]+)*\Z",
    re.IGNORECASE,
)
# Whoever something is said of before the verb is its subject: "devant Luc Ormond, Odile Farran, 45 ans, a été élue".
OPENS = re.compile(r"(?:\A|[.!?…»”\n]\s*|,\s+)\Z")
# "Office central (OC), Paul Veyrac": the acronym is no holder.
ACRONYM = re.compile(r"\([A-Z][A-Z0-9]+\)")
# Words before an office that are part of its rank: "ancien premier ministre".
BEFORE = 2


@dataclass(frozen=True)
class Held:
    """An office and who holds it: the terms of the name, and the concepts of the office, its rank and its complement.

    `start:end` is the span of the office.
    """

    holder: frozenset[str]
    office: str
    ranks: frozenset[str]
    complement: frozenset[str]
    start: int
    end: int

    def says(self, other: Held) -> bool:
        """Whether this says all that `other` says: of the same person, the same office at the same rank."""
        return (
            (self.holder <= other.holder or other.holder <= self.holder)
            and self.office == other.office
            and self.ranks == other.ranks
            and (other.complement <= self.complement or self.complement <= ANY_PLACE)
        )

    def may_be(self, other: Held) -> bool:
        """Whether both may be one office: the complement of one says all that the other's says."""
        same = self.office == other.office and self.ranks == other.ranks
        return same and (self.complement <= other.complement or other.complement <= self.complement)


def held(text: str) -> list[Held]:
    """The offices that `text` gives to somebody by name, in order."""
    acronyms = {match.start(): match[0] for match in ACRONYM.finditer(text)}
    text = ACRONYM.sub(lambda match: " " * len(match[0]), text)
    own = tokens(text)
    names = name_spans(text)
    return [found for rank in range(len(own)) for found in _held_at(rank, own, names, acronyms, text)]


def _held_at(
    rank: int, own: list[Token], names: list[tuple[int, int]], acronyms: Mapping[int, str], text: str
) -> Iterator[Held]:
    """The office whose first word is token `rank`, once for whoever it is said of."""
    if own[rank].concept not in OFFICES or (rank and own[rank - 1].concept in OFFICES):
        return
    last = _last_of_office(rank, own, names, text)
    body = own[rank : last + 1]
    before = [token for token in own[max(0, rank - BEFORE) : rank] if token.concept in RANKS]
    ranks = frozenset(token.concept for token in (*before, *body) if token.concept in RANKS)
    complement = frozenset(token.concept for token in body[1:] if token.carries) - ranks
    complement |= {concept(stem(fold(acronyms[place][1:-1]))) for place in acronyms if body[-1].end == place - 1}
    first = min([own[rank].start, *(token.start for token in before)])
    for start, end in names:
        follows = start >= own[last].end and TITLE_GAP.match(text[own[last].end : start])
        gap = HOLDER_GAP.match(text[end : own[rank].start]) if end <= first else None
        precedes = gap and (not gap["aside"] or OPENS.search(text[:start]))
        if follows or precedes:
            holder = frozenset(terms(text[start:end]))
            yield Held(holder, own[rank].concept, ranks, complement - holder, first, own[last].end)


def _last_of_office(rank: int, own: list[Token], names: list[tuple[int, int]], text: str) -> int:
    """The last token of the office that begins at `rank`: its adjectives and complements, up to a verb or a holder."""
    last = rank
    for place in range(rank + 1, len(own)):
        token, previous = own[place], own[place - 1]
        if not re.fullmatch(r"[\s'’-]*", text[previous.end : token.start]) or token.word in VERBS:
            break
        inside = any(start <= token.start < end for start, end in names)
        opens = any(start == token.start for start, _ in names)
        other_office = token.concept in OFFICES and "et" in (previous.word, own[place - 2].word)
        if other_office or (opens and previous.word not in BEFORE_COMPLEMENT):
            break
        if token.carries or inside:
            last = place
        elif token.word not in LINKS:
            break
    return last
