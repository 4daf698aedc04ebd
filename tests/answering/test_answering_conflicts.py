"""Claims of the thing asked, the sides that sources take, and what is said of them."""

from __future__ import annotations

from datetime import date

import pytest
from evidence_builders import article, evidence_of
from hypothesis import given
from hypothesis import strategies as st

from sourcier.answering.claims import Claim, claims
from sourcier.answering.conflicts import agree, remarks, sides
from sourcier.answering.quoting import choose, to_read
from sourcier.language.quantities import Amount
from sourcier.schema import Article, Evidence, Remark

MAY_14, MAY_15, OCTOBER = date(2024, 5, 14), date(2024, 5, 15), date(2024, 10, 10)


def press(*told: tuple[str, str, date | None]) -> tuple[Evidence, ...]:
    """Evidence of one article each: outlet, text, date."""
    return evidence_of(*(paper(outlet, text, published) for outlet, text, published in told))


def paper(outlet: str, text: str, published: date | None) -> Article:
    return article(text, outlet, published).model_copy(update={"id": outlet})


def said(question: str, evidence: tuple[Evidence, ...], language: str = "fr") -> list[Remark]:
    return list(remarks(question, language, claims(question, evidence), evidence))


def values(question: str, evidence: tuple[Evidence, ...]) -> list[str]:
    return [claim.words for claim in claims(question, evidence)]


TOLL = "Combien de morts la crue de la Lisse a-t-elle faits ?"
FIRST = ("Le Phare", "La crue de la Lisse a fait deux morts, selon les pompiers.", MAY_14)
SAME_DAY = ("L'Écho", "Trois personnes ont été tuées par la crue de la Lisse.", MAY_14)
NEXT_DAY = ("La Vigie", "Le bilan de la crue de la Lisse est de trois morts.", MAY_15)


def test_two_tolls_of_one_day_are_a_conflict() -> None:
    (remark,) = said(TOLL, press(FIRST, SAME_DAY))
    assert remark.kind == "conflict"
    assert remark.markers == (1, 2)
    assert remark.text == (
        "Les sources divergent : deux morts (les pompiers), selon Le Phare (14 mai 2024) [1] ; "
        "Trois personnes ont été tuées, selon L'Écho (14 mai 2024) [2]."
    )


def test_two_tolls_of_two_days_are_a_development_told_in_time() -> None:
    (remark,) = said(TOLL, press(NEXT_DAY, FIRST))
    assert remark.kind == "development"
    assert remark.markers == (2, 1)


@pytest.mark.parametrize(
    ("language", "opening"), [("fr", "Les sources divergent"), ("en", "The sources differ"), ("ar", "المصادر تختلف")]
)
def test_it_is_said_in_the_language_of_the_answer(language: str, opening: str) -> None:
    assert said(TOLL, press(FIRST, SAME_DAY), language)[0].text.startswith(opening)


def test_sources_that_agree_and_one_that_speaks_twice_differ_in_nothing() -> None:
    assert said(TOLL, press(SAME_DAY, NEXT_DAY)) == []
    twice = article("La crue de la Lisse a fait deux morts. La crue a fait trois morts.", published=MAY_14)
    assert said(TOLL, evidence_of(twice)) == []


def test_one_dispatch_is_one_source() -> None:
    one, other = (
        paper(outlet, f"La crue de la Lisse a fait {toll} morts.", MAY_14).model_copy(update={"dispatch_id": "d"})
        for outlet, toll in (("Le Phare", "deux"), ("L'Écho", "trois"))
    )
    assert said(TOLL, evidence_of(one, other)) == []
    reprinted = tuple(item.model_copy(update={"also_in": ("L'Écho", "La Vigie")}) for item in evidence_of(one))
    (remark,) = said(TOLL, (*reprinted, press(FIRST, ("Le Jour", "La crue de la Lisse a fait six morts.", MAY_14))[1]))
    assert "3 titres, 1 dépêche" in remark.text


@pytest.mark.parametrize(
    ("question", "one", "other", "told"),
    [
        (
            "Quel âge a le conducteur du bac ?",
            "Le conducteur du bac, âgé de 29 ans, est indemne.",
            "Le conducteur du bac, un homme de 31 ans, a été entendu.",
            ["29 ans", "31 ans"],
        ),
        (
            "À quelle heure le bac a-t-il coulé dans l'accident ?",
            "L'accident du bac s'est produit à 7 h 52.",
            "Mardi, à 7 h 47, l'accident du bac a fait deux blessés.",
            ["7 h 52", "7 h 47"],
        ),
        (
            "À quelle vitesse roulait le train de Lisse ?",
            "Le train de Lisse roulait à 54 km/h dans la courbe.",
            "Le train de Lisse roulait à 38 km/h, selon le syndicat.",
            ["54 km/h", "38 km/h"],
        ),
        (
            "Combien de conseillers ont voté pour Odile Farran ?",
            "Odile Farran a été élue par 29 voix sur 45.",
            "Odile Farran n'a obtenu que 27 voix.",
            ["29 voix", "27 voix"],
        ),
        (
            "Combien de tramways Lisse a-t-elle achetés ?",
            "La ville de Lisse a commandé 40 rames au constructeur.",
            "La commande de Lisse porte sur 36 rames.",
            ["40 rames", "36 rames"],
        ),
        (
            "Quel jour Paul Sarre a-t-il quitté la mairie ?",
            "Le maire, Paul Sarre, a démissionné le 5 septembre.",
            "Paul Sarre a remis sa démission le 9 septembre, après l'accident du 14 mai.",
            ["5 septembre", "9 septembre"],
        ),
        (
            "Depuis quand Odile Farran est-elle à Lisse ?",
            "Odile Farran a pris lundi 13 mai la tête de la police de Lisse.",
            "La cheffe de la police, Odile Farran, arrivée à Lisse en février, se tait.",
            ["13 mai", "février"],
        ),
        (
            "Combien de victimes l'incendie de Lisse a-t-il faites ?",
            "L'incendie de Lisse a fait douze morts.",
            "Quinze personnes ont perdu la vie dans l'incendie de Lisse.",
            ["douze morts", "Quinze personnes ont perdu la vie"],
        ),
        (
            "Combien de personnes ont manifesté à Lisse ?",
            "Quelque 3 000 personnes ont manifesté à Lisse, selon les syndicats.",
            "La préfecture a compté 1 200 manifestants à Lisse.",
            ["3 000 personnes", "1 200 manifestants"],
        ),
        (
            "How many people died in the fire of Lisse?",
            "L'incendie de Lisse a fait douze morts.",
            "Quinze morts à Lisse, selon les pompiers.",
            ["douze morts", "Quinze morts"],
        ),
        (
            "Qui est le nouveau directeur du port de Lisse ?",
            "Odile Farran remplace Paul Sarre à la tête du port de Lisse.",
            "Le directeur du port de Lisse, Lucas Ormond, s'en félicite.",
            ["Odile Farran", "Lucas Ormond"],
        ),
        (
            "Qui préside le comité de suivi de la crue ?",
            "Présidé par Odile Farran, le comité de suivi de la crue s'est réuni.",
            "Lucas Ormond, qui préside le comité de suivi de la crue, s'explique.",
            ["Odile Farran", "Lucas Ormond"],
        ),
        (
            "À combien s'élèvent les dégâts de la crue de la Lisse ?",
            "Les dégâts de la crue de la Lisse sont évalués à 3 millions d'euros.",
            "La crue de la Lisse : des dégâts de 4,5 millions d'euros.",
            ["3 millions d'euros", "4,5 millions d'euros"],
        ),
        (
            "Quel était le prix d'entrée au festival de Lisse ?",
            "Le billet d'entrée au festival de Lisse coûtait 38 euros.",
            "L'entrée au festival de Lisse était à 45 euros.",
            ["38 euros", "45 euros"],
        ),
    ],
)
def test_two_sides_of_what_is_asked(question: str, one: str, other: str, told: list[str]) -> None:
    evidence = press(("Le Phare", one, MAY_14), ("L'Écho", other, MAY_14))
    assert values(question, evidence) == told
    assert [remark.kind for remark in said(question, evidence)] == ["conflict"]


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        ("Qui a signé la concession ?", "Paul Sarre a signé la concession.", "Odile Farran dirige le port."),
        (TOLL, "La crue de la Lisse a fait deux morts.", "La crue de la Lisse a noyé 40 vaches."),
        ("Quel âge a Odile Farran ?", "Odile Farran, 46 ans, est née à Lisse.", "Odile Farran l'a dit après six ans."),
        ("Qui dirige le port de Lisse ?", "Paul Sarre dirige le port de Lisse.", "Paul Sarre succède à Odile Farran."),
        (
            "Qui est le directeur du port de Lisse ?",
            "Le directeur du port de Lisse, Paul Sarre, se tait.",
            "Le port de Lisse annonce le licenciement de son directeur, Luc Ormond.",
        ),
        (
            "Combien gagne le directeur de l'hôpital de Lisse ?",
            "L'hôpital de Lisse, dit son directeur, a perdu 3 millions d'euros.",
            "Le directeur de l'hôpital de Lisse achète un lit à 4 000 euros.",
        ),
        (
            "À combien s'élèvent les dégâts de la crue de la Lisse ?",
            "Les dégâts de la crue de la Lisse sont de 3 millions d'euros.",
            "L'État verse 500 000 euros d'aide après les dégâts de la crue de la Lisse.",
        ),
        (
            "Quel est le prix du bac de Lisse ?",
            "Le prix du bac de Lisse est de 2 euros.",
            "Le bac de Lisse a coûté 800 000 euros.",
        ),
        (
            "Quel a été le coût du pont de Lisse ?",
            "Le pont de Lisse, qui a deux arches, a coûté 3 millions d'euros.",
            "Le pont de Lisse aux quatre arches a coûté 3 millions d'euros.",
        ),
        (
            "Quand ouvre la médiathèque de Lisse ?",
            "La médiathèque de Lisse ouvre le 14 septembre.",
            "L'enquête sur l'usine de Lisse s'ouvre le 2 septembre.",
        ),
        (
            "Quand Odile Farran a-t-elle été nommée ?",
            "Odile Farran, nommée le 3 mai.",
            "Odile Farran a signé le 9 mai.",
        ),
    ],
)
def test_what_is_not_asked_is_no_conflict(question: str, one: str, other: str) -> None:
    assert said(question, press(("Le Phare", one, MAY_14), ("L'Écho", other, MAY_14))) == []


def test_heads_of_an_office_months_apart_follow_each_other() -> None:
    question = "Qui est le directeur du port de Lisse ?"
    evidence = press(
        ("Le Phare", "Le directeur du port de Lisse, Paul Sarre, a souri.", MAY_14),
        ("L'Écho", "Odile Farran, directrice du port de Lisse, est à Rennes.", OCTOBER),
    )
    assert [remark.kind for remark in said(question, evidence)] == ["development"]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("Le maire de Lisse, Paul Sarre, démissionne.", "La maire de Lisse, Odile Farran, a souri.", "development"),
        ("Le maire de Lisse, Paul Sarre, a souri.", "Odile Farran a été élue hier maire de Lisse.", "development"),
        ("Le maire de Lisse, Paul Sarre, a souri.", "La maire de Lisse, Odile Farran, a souri.", "conflict"),
        ("Paul Sarre a été élu maire de Lisse.", "Odile Farran a été élue hier maire de Lisse.", "conflict"),
    ],
)
def test_an_office_changes_hands_within_days_where_that_is_told(before: str, after: str, kind: str) -> None:
    evidence = press(("Le Phare", before, MAY_14), ("L'Écho", after, MAY_15))
    assert [remark.kind for remark in said("Qui est maire de Lisse ?", evidence)] == [kind]
    same_day = press(("Le Phare", before, MAY_14), ("L'Écho", after, MAY_14))
    assert [remark.kind for remark in said("Qui est maire de Lisse ?", same_day)] == ["conflict"]


@pytest.mark.parametrize(("year", "count"), [(2024, 1), (2021, 0)])
def test_two_votes_of_two_years_are_no_conflict(year: int, count: int) -> None:
    one = ("Le Phare", "La maire de Lisse l'emporte par 214 voix au conseil.", MAY_14)
    other = ("L'Écho", "La maire de Lisse l'emporte par 28 voix au conseil.", date(year, 5, 14))
    question = "Par combien de voix la maire de Lisse l'a-t-elle emporté au conseil ?"
    assert len(said(question, press(one, other))) == count


def test_who_heads_the_opposition_does_not_head_the_town() -> None:
    mayor = ("Le Phare", "La maire de Lisse, Odile Farran, a démissionné.", MAY_14)
    other = ("L'Écho", "À Lisse, Paul Sarre, à la tête de l'opposition, demande un vote.", OCTOBER)
    assert values("Qui était maire de Lisse ?", press(mayor, other)) == ["Odile Farran"]
    town = ("L'Écho", "À Lisse, Paul Sarre est à la tête de la ville.", OCTOBER)
    assert values("Qui était maire de Lisse ?", press(mayor, town)) == ["Odile Farran", "Paul Sarre"]


def test_the_head_of_one_national_body_is_not_that_of_another() -> None:
    evidence = press(
        ("Le Phare", "Le directeur de la poste nationale, Paul Sarre, a reçu ceux de la police nationale.", MAY_14),
        ("L'Écho", "La directrice de la police nationale, Odile Farran, a souri.", MAY_15),
    )
    assert values("Qui dirige la police nationale française ?", evidence) == ["Odile Farran"]


@pytest.mark.parametrize(
    "question", ["Qui est le maire de Lisse ?", "c qui le maire de lisse en 2021", "C'est qui, la maire de Lisse ?"]
)
def test_an_office_without_its_town_is_of_the_town_that_the_article_is_from(question: str) -> None:
    told = article("La maire, Odile Farran, est venue.", "Le Phare", MAY_14)
    assert [claim.words for claim in claims(question, evidence_of(told))] == []
    dated = told.model_copy(update={"title": "Grève à Lisse : la fonderie arrêtée"})
    assert [claim.words for claim in claims(question, evidence_of(dated))] == ["Odile Farran"]


def test_the_year_asked_about_is_no_part_of_the_office() -> None:
    told = evidence_of(article("Odile Farran, directrice de l'hôpital Sainte-Ylie, sourit.", "Le Phare", MAY_14))
    assert [claim.words for claim in claims("qui dirigeait l'hôpital de lisse en 2019", told)] == ["Odile Farran"]


def test_an_acronym_is_the_office_spelt_out() -> None:
    question = "Qui dirige la DPL ?"
    evidence = press(
        (
            "Le Phare",
            "La Direction des ports de Lisse (DPL) recrute. Le directeur de la DPL, Paul Sarre, sourit.",
            MAY_14,
        ),
        (
            "L'Écho",
            "Odile Farran, directrice des ports de Lisse, est à Rennes. La Direction des ports de Lisse va.",
            OCTOBER,
        ),
    )
    assert "Paul Sarre" in values(question, evidence)


def test_a_denial_is_told() -> None:
    question = "Pourquoi Paul Sarre a-t-il démissionné ?"
    evidence = press(
        ("Le Phare", "Paul Sarre a démissionné pour raisons de santé.", MAY_14),
        ("Ville de Lisse", "La ville dément que Paul Sarre ait démissionné.", MAY_15),
    )
    (remark,) = said(question, evidence)
    assert (remark.kind, remark.markers) == ("denial", (2,))
    assert "Ville de Lisse (15 mai 2024) [2]" in remark.text


def test_a_rough_number_agrees_with_one_near_it() -> None:
    evidence = press(
        ("Le Phare", "Près de 300 grévistes de Lisse ont défilé.", MAY_14),
        ("L'Écho", "On comptait 287 grévistes à Lisse.", MAY_14),
    )
    assert said("Combien de grévistes ont défilé à Lisse ?", evidence) == []


def test_the_other_side_is_quoted_however_far_behind() -> None:
    filler = [("Le Jour", f"La rive {side} de la Lisse est sous les eaux.", MAY_14) for side in ("nord", "sud", "est")]
    evidence = press(FIRST, *filler, SAME_DAY)
    scored = [
        item.model_copy(update={"score": score})
        for item, score in zip(evidence, (1, 0.8, 0.79, 0.78, 0.65), strict=True)
    ]
    chosen = choose(TOLL, scored, claims(TOLL, scored))
    assert [item.marker for item in chosen] == [1, 5]


def test_the_reason_that_another_paper_gives_is_quoted() -> None:
    evidence = press(
        ("Le Phare", "Le cargo s'est échoué à Lisse parce que l'officier dormait.", MAY_14),
        ("Le Phare", "Le cargo est à Lisse.", MAY_14),
        ("L'Écho", "Une panne est à l'origine de l'échouement.", MAY_14),
        ("La Vigie", "Le capitaine a été entendu.", MAY_14),
    )
    scored = [
        item.model_copy(update={"score": score}) for item, score in zip(evidence, (1, 0.9, 0.72, 0.72), strict=True)
    ]
    assert [item.marker for item in choose("Pourquoi le cargo s'est-il échoué ?", scored, [])] == [1, 2, 3]
    assert [item.marker for item in choose("Où le cargo s'est-il échoué ?", scored, [])] == [1, 2]


def test_a_model_reads_the_sides_that_differ_first_and_then_all_the_rest() -> None:
    filler = [("Le Jour", f"La rive {side} de la Lisse est sous les eaux.", MAY_14) for side in ("nord", "sud")]
    evidence = press(*filler, FIRST, SAME_DAY)
    assert [item.marker for item in to_read(TOLL, evidence, claims(TOLL, evidence))] == [3, 4, 1, 2]


PAPERS = [
    paper(name, f"La crue a fait {number} morts à Lisse.", when)
    for name, number, when in (
        ("Le Phare", "deux", MAY_14),
        ("L'Écho", "trois", MAY_14),
        ("La Vigie", "trois", MAY_15),
        ("Le Jour", "six", None),
    )
]


@given(st.lists(st.sampled_from(PAPERS), unique_by=lambda own: own.id, min_size=1))
def test_sides_share_out_the_claims(papers: list[Article]) -> None:
    found = claims(TOLL, evidence_of(*papers))
    taken = sides(found)
    assert len(taken) != 1
    assert sorted(claim.item.marker for side in taken for claim in side.claims) in (
        [],
        [claim.item.marker for claim in found],
    )
    firsts = [side.first for side in taken]
    assert not any(agree(one, other) for rank, one in enumerate(firsts) for other in firsts[:rank])


@given(st.integers(1, 10**6), st.booleans(), st.integers(1, 10**6), st.booleans())
def test_agreeing_is_mutual(one: int, rough: bool, other: int, also_rough: bool) -> None:
    item = evidence_of(PAPERS[0])[0]
    first, second = (
        Claim(item, "mort", Amount(value * (0.9 if is_rough else 1), float(value)), "")
        for value, is_rough in ((one, rough), (other, also_rough))
    )
    assert agree(first, second) == agree(second, first)
    assert agree(first, first)


def test_what_is_told_of_two_days_follows_though_it_is_printed_within_a_month() -> None:
    question = "Combien de foyers sont privés d'électricité à Lisse ?"
    one = paper("Le Phare", "Jeudi soir, 85 000 foyers de Lisse ont été privés d'électricité.", date(2024, 5, 17))
    other = paper("L'Écho", "Dimanche soir, 12 000 foyers de Lisse ont été privés d'électricité.", date(2024, 5, 20))
    (remark,) = said(question, evidence_of(one, other))
    assert remark.kind == "development"
    asked = "Qui est le directeur du port de Lisse ?"
    told = paper("Le Phare", "Jeudi, le directeur du port de Lisse, Luc Ormond, a parlé.", date(2024, 5, 17))
    denied = paper("L'Écho", "Dimanche, la directrice du port de Lisse, Odile Farran, a parlé.", date(2024, 5, 20))
    assert [remark.kind for remark in said(asked, evidence_of(told, denied))] == ["conflict"]
    same = paper("L'Écho", "Jeudi soir, 12 000 foyers de Lisse ont été privés d'électricité.", date(2024, 5, 17))
    assert [remark.kind for remark in said(question, evidence_of(one, same))] == ["conflict"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("La crue de la Lisse a fait deux morts, selon un premier bilan des pompiers.", "(les pompiers)"),
        (
            "La crue de la Lisse a fait deux morts, selon un bilan provisoire communiqué lundi par la préfecture.",
            "(la préfecture)",
        ),
        ("La crue de la Lisse a fait deux morts, selon un bilan provisoire.", "deux morts, selon"),
        ("La crue de la Lisse a fait deux morts, selon la police et la préfecture.", "(la police et la préfecture)"),
        ("La crue de la Lisse a fait deux morts, selon le maire dont la gauche se plaint.", "(le maire)"),
        ("La crue de la Lisse a fait deux morts selon la mairie et quatre blessés.", "(la mairie)"),
    ],
)
def test_of_who_gives_a_number_only_the_name_is_told(text: str, speaker: str) -> None:
    (remark,) = said(TOLL, evidence_of(paper("Le Phare", text, MAY_14), paper("L'Écho", SAME_DAY[1], MAY_14)))
    assert speaker in remark.text
    assert "bilan" not in remark.text


def test_the_dead_of_a_herd_are_no_people() -> None:
    question = "Combien de moutons sont morts à Lisse ?"
    herd = paper("Le Phare", "À Lisse, 1 870 brebis sont mortes de la fièvre.", MAY_14)
    storm = paper("L'Écho", "La tempête a fait cinq morts à Lisse.", MAY_14)
    assert said(question, evidence_of(herd, storm)) == []
    other = paper("La Vigie", "Les éleveurs de Lisse ont perdu 3 000 brebis, mortes de la fièvre.", MAY_14)
    (remark,) = said(question, evidence_of(herd, storm, other))
    assert "1 870 brebis" in remark.text
    assert "3 000 brebis" in remark.text
    assert "cinq" not in remark.text
