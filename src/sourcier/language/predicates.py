"""What stands before and after each verb of a text, by which a reader knows who did it and to whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from sourcier.language.analysis import fold, stem
from sourcier.language.concepts import concept
from sourcier.language.names import name_spans
from sourcier.language.tokens import Token, tokens

HAVING = frozenset("a ont avait avaient aura auront ait aient ayant avoir aurait auraient eu has have had".split())
BEING = frozenset(
    "est sont etait etaient sera seront fut furent soit soient etant ete etre serait seraient is are was were be been"
    " being".split()
)
# Between an auxiliary and its participle.
BETWEEN = frozenset(
    "pas plus jamais toujours encore rien guere deja aussi egalement ensuite enfin bientot donc alors bien tous toutes "
    "not never also been ete".split()
)
PARTICIPLE = re.compile(r"\w{2,}(?:e|ee|es|ees|i|ie|is|ies|ite|its|ites|u|ue|us|ues|erte|erts|ertes|aite|ed|t)\Z")
ADVERB = re.compile(r"\w+(?:ment|ly)\Z")
# With "être" these are active: "elle est partie".
ACTIVE_WITH_BEING = frozenset(
    stem(word)
    for word in "alle arrive parti partie venu venue devenu devenue revenu revenue ne nee mort morte reste restee "
    "entre entree sorti sortie tombe tombee retourne monte descendu decede decedee passe".split()
)
REFLEXIVE = frozenset("s se m me".split())
# Verbs of which both sides may be people, in the forms that have no auxiliary.
TWO_SIDED = frozenset(
    concept(stem(fold(word)))
    for word in """
    accuse accusait accueille aide arrête attaque bat battait blesse choisit combat commande commandait condamne
    confie conseille convoque craint critique défend défie demande dénonce dépasse dépend devance dirige dirigeait
    doit domine élit embauche emploie engage entend envoie épouse exploite félicite finance forme fournit gère
    incarne informe interroge invite juge licencie limoge menace mène nomme paie perçoit poursuit précède préfère
    préside présidait prévient protège quitte rachète reçoit recrute rejoint remercie remet remplace remplaçait
    rencontre représente retrouve sauve seconde signe soutient succède succédait suit surveille touche tue vend verse
    visite héberge accompagne défie désigne révoque occupe occupait exerce exerçait détient détenait
    appoints replaces succeeds accuses meets leads heads runs supports beats sells buys owes
    """.split()
)
# What makes a noun of a word that could be a verb: "la commande", "du juge".
BEFORE_NOUN = frozenset(
    "le la les l un une des du de d au aux ce cet cette ces son sa ses leur leurs notre nos votre vos a en par pour "
    "sur sans chaque toute tout aucun aucune quel quelle the an of".split()
)
INVERTING = frozenset("que qu ou dont".split())


@dataclass(frozen=True)
class Predicate:
    """A verb of a text: its concept, its voice, and where it stands with its auxiliaries."""

    verb: str
    is_passive: bool
    start: int
    end: int


def predicates(text: str) -> list[Predicate]:
    """The verbs of `text` that are told by their auxiliary, or are of those that have people on both sides."""
    own = tokens(text)
    return [found for rank, token in enumerate(own) if (found := _predicate(rank, token, own, text)) is not None]


def after_names(text: str) -> set[str]:
    """The words right behind a name, as concepts: mostly what its bearer does ("Paul Veyrac inaugure")."""
    own = tokens(text)
    ends = {end for _, end in name_spans(text)}
    return {
        token.concept
        for previous, token in pairwise(own)
        if previous.end in ends
        and token.carries
        and text[token.start].islower()
        and text[previous.end : token.start].strip() in ("", ",")
    }


def _predicate(rank: int, token: Token, own: list[Token], text: str) -> Predicate | None:
    if _comes_between(token):
        return None
    place = rank - 1
    while place >= 0 and _comes_between(own[place]):
        place -= 1
    helper = own[place].word if place >= 0 else ""
    if token.carries and helper in HAVING | BEING and PARTICIPLE.match(token.word):
        first = place - 1 if place and own[place - 1].word in HAVING | {"n"} else place
        been = any(own[back].word in BEING for back in range(place, rank))
        reflexive = place and own[place - 1].word in REFLEXIVE
        passive = been and not reflexive and stem(token.word) not in ACTIVE_WITH_BEING
        return Predicate(token.concept, bool(passive), own[max(first, 0)].start, token.end)
    if token.concept in TWO_SIDED and (rank == 0 or own[rank - 1].word not in BEFORE_NOUN):
        # "Paul Veyrac, remplacé par Odile Farran"
        is_passive = text[token.start : token.end].endswith(("é", "ée", "és", "ées"))
        return Predicate(token.concept, is_passive, token.start, token.end)
    return None


def _comes_between(token: Token) -> bool:
    return token.word in BETWEEN or ADVERB.match(token.word) is not None
