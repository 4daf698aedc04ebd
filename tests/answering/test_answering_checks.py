"""One family of mistakes after another: what a check refuses, and what is like it and true."""

from __future__ import annotations

from itertools import combinations

import pytest
from evidence_builders import EVIDENCE, article, evidence_of
from hypothesis import given
from hypothesis import strategies as st

from sourcier.answering import checks
from sourcier.answering.checks import CHECKS, Hypothesis
from sourcier.answering.premises import Premise
from sourcier.answering.verification import find_proof
from sourcier.schema import Evidence


def premise(text: str) -> Premise:
    return Premise(text, evidence_of(article(text))[:1])


FAMILIES = [
    (
        checks.names_known,
        "Le maire de Lisse, Paul Veyrac, a ouvert le pont mardi 3 mars devant 200 riverains.",
        ["Le maire Paul Veyrac a ouvert le pont.", "Mardi, 200 riverains étaient là.", "Paul Veyrac est maire."],
        ["Odile Farran a ouvert le pont.", "Le préfet a ouvert le pont.", "Le maire a ouvert le pont mercredi."],
    ),
    (
        checks.nothing_turned,
        "Les tests faits à Lisse se sont révélés négatifs.",
        ["Les tests de Lisse se sont révélés négatifs.", "Les tests faits ici se sont révélés négatifs."],
        [
            "Les tests faits à Lisse se sont révélés positifs.",
            "Tous les tests faits à Lisse se sont révélés négatifs.",
            "Le préfet dirige les tests faits à Lisse.",
            "Les tests faits à Lisse ne sont guère concluants.",
        ],
    ),
    (
        checks.same_denied,
        "Le préfet n'a pas signé la concession du quai.",
        ["La concession n'a pas été signée.", "Il y a une concession du quai."],
        ["Le préfet a signé la concession.", "Le préfet n'a pas de concession, signée pour le quai."],
    ),
    (
        checks.stays_open,
        "Le maire dément que le pont soit fermé, mais le port aurait perdu un quai.",
        [
            "Le maire dément que le pont soit fermé.",
            "Le port aurait perdu un quai.",
            "Selon la presse, le port a perdu un quai.",
        ],
        ["Le pont est fermé.", "Le port a perdu un quai.", "Selon le maire, le pont est fermé."],
    ),
    (
        checks.dates_known,
        "Le pont a ouvert le 3 mars 2024.",
        ["Le pont a ouvert en mars 2024.", "Le pont a ouvert en 2024."],
        ["Le pont a ouvert le 4 mars 2024.", "Le pont a ouvert en avril 2024.", "Le pont a ouvert le 3 mars 2023."],
    ),
    (
        checks.dates_meet_events,
        "Nommée le 3 mars 2023, la directrice a démissionné le 5 mai 2024.",
        ["La directrice a démissionné le 5 mai 2024.", "Elle a été nommée le 3 mars 2023."],
        ["La directrice a démissionné le 3 mars 2023.", "Elle a été nommée le 5 mai 2024."],
    ),
    (
        checks.words_in_company,
        "La crue de la nuit a surpris le bourg de Lisse, où le marché du samedi attire les marchands du canton.",
        ["La crue a surpris le bourg de Lisse.", "Le marché du samedi attire les marchands."],
        ["La crue attire les marchands.", "Le canton a surpris la nuit."],
    ),
    (
        checks.counts_alike,
        "La crue a fait 12 blessés et deux disparus.",
        ["La crue a fait deux disparus.", "Il y a 12 blessés."],
        ["La crue a fait 2 blessés.", "Il y a 12 disparus."],
    ),
    (
        checks.offices_held,
        "Le maire de Lisse, Paul Veyrac, a reçu la directrice du port, Odile Farran.",
        ["Paul Veyrac, maire de Lisse, est là.", "Odile Farran, directrice du port, est là."],
        [
            "Odile Farran, maire de Lisse, est là.",
            "Paul Veyrac, directeur du port, est là.",
            "Paul Veyrac, ancien maire, dort.",
        ],
    ),
    (
        checks.roles_kept,
        "Paul Veyrac a remplacé Odile Farran.",
        ["Odile Farran a été remplacée par Paul Veyrac.", "Paul Veyrac remplace Odile Farran."],
        ["Odile Farran a remplacé Paul Veyrac.", "Paul Veyrac a été remplacé par Odile Farran."],
    ),
]


@pytest.mark.parametrize(
    ("check", "proof", "claim", "passes"),
    [
        pytest.param(check, proof, claim, passes, id=f"{check.__name__}: {claim}")
        for check, proof, true, false in FAMILIES
        for claims, passes in ((true, True), (false, False))
        for claim in claims
    ],
)
def test_a_check_refuses_its_family_of_mistakes_and_nothing_true(check, proof: str, claim: str, passes: bool) -> None:
    assert check(Hypothesis(claim), premise(proof)) is passes


def test_every_check_has_a_family() -> None:
    assert [check for check, *_ in FAMILIES] == list(CHECKS)


@pytest.mark.parametrize(
    ("case", "proof", "claim"),
    [
        (
            "stitched from two sentences",
            "Paul Veyrac, 54 ans, préside le port. Odile Farran, ancienne ingénieure, a obtenu 11 voix.",
            "Paul Veyrac, ancien ingénieur de 54 ans, a obtenu 11 voix.",
        ),
        (
            "one man's words in another's mouth",
            "« Le pont tiendra », affirme Paul Veyrac. « La route cédera », répond Jean Tessandre.",
            "« Le pont tiendra », affirme Jean Tessandre.",
        ),
        (
            "merely topical",
            "Une cellule d'aide a été ouverte à l'hôpital de Lisse, où dix blessés ont été admis.",
            "La cellule d'aide de l'hôpital de Lisse restera ouverte jusqu'au départ des blessés.",
        ),
        (
            "what the other one did",
            "Paul Veyrac a reçu Odile Farran, qui dirige l'agence des eaux.",
            "Paul Veyrac dirige l'agence des eaux.",
        ),
        (
            "deputy taken for head",
            "Paul Veyrac est devenu directeur adjoint du port de Lisse.",
            "Paul Veyrac est devenu directeur du port de Lisse.",
        ),
        (
            "wish taken for deed",
            "Odile Farran veut rouvrir le poste de police de Lisse au printemps.",
            "Le poste de police de Lisse va rouvrir au printemps.",
        ),
    ],
)
def test_a_claim_that_no_sentence_makes_is_not_proved(case: str, proof: str, claim: str) -> None:
    assert find_proof(claim, evidence_of(article(proof))) is None, case


@pytest.mark.parametrize(
    ("proof", "claim", "cited"),
    [
        (
            "Odile Farran, maire de Lisse, est arrivée. Elle a signé un accord avec le port.",
            "Odile Farran, maire de Lisse, a signé un accord avec le port.",
            2,
        ),
        (
            "Le maire de Lisse, Paul Veyrac, a suspendu la circulation sur le pont.",
            "The mayor of Lisse, Paul Veyrac, suspended traffic on the bridge.",
            1,
        ),
        ("Le conseil a révoqué Paul Veyrac en mai 2024.", "Paul Veyrac a été limogé par le conseil en mai 2024.", 1),
    ],
)
def test_what_is_said_otherwise_is_proved(proof: str, claim: str, cited: int) -> None:
    found = find_proof(claim, evidence_of(article(proof)))
    assert found is not None
    assert len(found.evidence) == cited


CLAIMS = [item.text for item in EVIDENCE] + [
    "Bastien Corvelle succède à Mathilde Orsenne.",
    "Le maire Lucien Farran demande une digue.",
    "Mathilde Orsenne dirige le port de Vaubrac.",
]


@given(st.sampled_from(CLAIMS), st.sets(st.sampled_from(EVIDENCE)), st.sets(st.sampled_from(EVIDENCE)))
def test_more_evidence_never_takes_a_proof_away(claim: str, some: set[Evidence], more: set[Evidence]) -> None:
    fewer, all_ = (sorted(items, key=lambda item: item.marker) for items in (some, some | more))
    assert find_proof(claim, fewer) is None or find_proof(claim, all_) is not None


@pytest.mark.parametrize(
    ("one", "other"), list(combinations(["Bastien Corvelle", "Mathilde Orsenne", "Aimé Soubeyre"], 2))
)
def test_no_two_names_of_the_press_change_places(one: str, other: str) -> None:
    for item in EVIDENCE:
        swapped = item.text.replace(one, "\0").replace(other, one).replace("\0", other)
        assert swapped == item.text or find_proof(swapped, EVIDENCE) is None
