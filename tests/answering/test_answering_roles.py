"""Who does what to whom."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.answering.roles import same_roles

PEOPLE = ("Paul Veyrac", "Odile Farran", "Jean Tessandre", "Lucie Soubeyre", "Aimé Corvelle")
DEEDS = ("a remplacé", "accuse", "a nommé", "a battu", "soutient", "a convoqué", "a arrêté", "remercie", "a limogé")


@pytest.mark.parametrize(
    ("proof", "claim"),
    [
        ("Paul Veyrac a remplacé Odile Farran.", "Odile Farran a été remplacée par Paul Veyrac."),
        ("Odile Farran a été remplacée par Paul Veyrac.", "Paul Veyrac remplace Odile Farran."),
        ("Odile Farran, remplacée par Paul Veyrac, part.", "Paul Veyrac a remplacé Odile Farran."),
        ("Paul Veyrac a reçu Odile Farran, qui dirige l'agence.", "Odile Farran dirige l'agence."),
        ("Paul Veyrac, qui a reçu Odile Farran, dirige l'agence.", "Paul Veyrac dirige l'agence."),
        ("L'enquête va à la police, que dirige le commissaire Jean Tour.", "Jean Tour dirige la police."),
        ("« On roule », a précisé la préfète, Odile Farran.", "La préfète, Odile Farran, a précisé qu'on roule."),
        (
            "Le maire de Lisse, Paul Veyrac, venu à pied, a été hué par des riverains.",
            "Paul Veyrac a été hué par des riverains.",
        ),
        ("Au port de Lisse, où douze marins ont été admis, on attend.", "Douze marins ont été admis au port de Lisse."),
        ("Paul Veyrac et Odile Farran ont signé l'accord.", "Paul Veyrac a signé l'accord."),
        ("Rien de tout cela.", "Paul Veyrac a signé l'accord."),
    ],
)
def test_the_same_said_otherwise(proof: str, claim: str) -> None:
    assert same_roles(claim, proof)


@pytest.mark.parametrize(
    ("proof", "claim"),
    [
        ("Paul Veyrac a remplacé Odile Farran.", "Odile Farran a remplacé Paul Veyrac."),
        ("Paul Veyrac a remplacé Odile Farran.", "Paul Veyrac a été remplacé par Odile Farran."),
        ("Paul Veyrac a reçu Odile Farran, qui dirige l'agence.", "Paul Veyrac dirige l'agence."),
        ("Paul Veyrac, qui a reçu Odile Farran, dirige l'agence.", "Odile Farran dirige l'agence."),
        ("Élue hier au port, où elle a succédé à Jean Tour, Odile Farran dort.", "Jean Tour a succédé à Odile Farran."),
        ("Le maire a suspendu la circulation, annonce la préfète.", "La préfète a suspendu la circulation."),
        ("La police a blessé un manifestant.", "Un manifestant a blessé la police."),
        ("Paul Veyrac a remercié Odile Farran d'avoir aidé Jean Tour.", "Paul Veyrac a remercié Jean Tour."),
        ("La société Orcal a racheté le groupe Tavel.", "Le groupe Tavel a racheté la société Orcal."),
    ],
)
def test_another_did_it_or_to_another(proof: str, claim: str) -> None:
    assert not same_roles(claim, proof)


@given(st.permutations(PEOPLE), st.sampled_from(DEEDS), st.sampled_from(["", " à Lisse", " en mars", ", dit-on"]))
def test_two_people_on_the_two_sides_of_a_deed_never_change_places(people: list[str], deed: str, rest: str) -> None:
    one, other = people[:2]
    proof = f"{one} {deed} {other}{rest}."
    assert same_roles(proof, proof)
    assert not same_roles(f"{other} {deed} {one}{rest}.", proof)
