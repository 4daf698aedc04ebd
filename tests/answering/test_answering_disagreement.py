"""Press sentences that disagree, and those that only look as if they did."""

from __future__ import annotations

from datetime import date

import pytest
from evidence_builders import article, evidence_of

from sourcier.answering.claims import claims
from sourcier.answering.conflicts import remarks
from sourcier.schema import Evidence, Remark

OUTLETS = ("Le Courrier de Vaubrac", "La Tribune d'Ormes", "Ouest-Lourande")
MARCH = date(2025, 3, 12)

# Texts, with the day of their papers where that is not `MARCH`.
Told = tuple[str | tuple[str, date], ...]


def said(question: str, told: Told) -> list[Remark]:
    """What is remarked where each of `told` stands in a paper of its own."""
    evidence: tuple[Evidence, ...] = evidence_of(
        *(
            article(text, outlet, when).model_copy(update={"id": outlet})
            for outlet, (text, when) in zip(OUTLETS, (_dated(one) for one in told), strict=False)
        )
    )
    return list(remarks(question, "fr", claims(question, evidence), evidence))


def _dated(told: str | tuple[str, date]) -> tuple[str, date]:
    return (told, MARCH) if isinstance(told, str) else told


@pytest.mark.parametrize(
    ("question", "told", "values"),
    [
        pytest.param(
            "Combien de personnes ont manifesté à Vaubrac contre la fermeture du lycée ?",
            (
                "Ils étaient 4 500 à défiler samedi à Vaubrac contre la fermeture du lycée, selon les syndicats.",
                "La manifestation contre la fermeture du lycée de Vaubrac a réuni 1 800 personnes, selon la police.",
            ),
            ("4 500", "1 800"),
            id="police and unions in two papers",
        ),
        pytest.param(
            "Combien de manifestants ont défilé à Ormes contre la réforme ?",
            (
                "Ils étaient 2 100 selon la préfecture, 6 000 selon l'intersyndicale, à défiler à Ormes.",
                "La préfecture a dénombré 2 100 manifestants contre la réforme à Ormes.",
            ),
            ("2 100", "6 000"),
            id="police and unions in one sentence",
        ),
        pytest.param(
            "Combien de blessés l'explosion de la scierie Talvard a-t-elle faits ?",
            (
                "L'explosion survenue à la scierie Talvard a fait sept blessés, dont deux graves.",
                "Onze personnes ont été blessées dans l'explosion de la scierie Talvard.",
            ),
            ("sept", "Onze"),
            id="numbers written out",
        ),
        pytest.param(
            "Combien de logements la tempête a-t-elle privés d'électricité à Sainte-Ylie ?",
            (
                "À Sainte-Ylie, une centaine de logements ont été privés d'électricité par la tempête.",
                "La tempête a privé d'électricité 180 logements de Sainte-Ylie, selon le gestionnaire du réseau.",
            ),
            ("une centaine", "180"),
            id="about a hundred is not 180",
        ),
        pytest.param(
            "Combien de militants ont été interpellés au barrage de Corvelle ?",
            (
                "Entre 200 et 300 militants ont été interpellés au barrage de Corvelle.",
                "Au barrage de Corvelle, 85 militants ont été interpellés, précise le parquet.",
            ),
            ("Entre 200 et 300", "85"),
            id="a range and a number out of it",
        ),
        pytest.param(
            "Combien a coûté la rénovation du théâtre de Vaubrac ?",
            (
                "La rénovation du théâtre de Vaubrac a coûté 12,4 millions d'euros.",
                "La facture de la rénovation du théâtre de Vaubrac s'élève à 15 millions d'euros, selon l'opposition.",
            ),
            ("12,4 millions", "15 millions"),
            id="amounts",
        ),
        pytest.param(
            "Quel est le montant de l'amende infligée à la laiterie Brossac ?",
            (
                "La laiterie Brossac a été condamnée à une amende de 300 000 euros.",
                "Le tribunal a infligé 450 000 euros d'amende à la laiterie Brossac.",
            ),
            ("300 000 euros", "450 000 euros"),
            id="a fine",
        ),
        pytest.param(
            "Quand le pont de Lourande a-t-il été inauguré ?",
            (
                "Inauguré le 3 juin 2019, le pont de Lourande doit être repeint.",
                "Le pont de Lourande a été inauguré le 8 juin 2019 par le préfet.",
            ),
            ("3 juin 2019", "8 juin 2019"),
            id="the date of an opening",
        ),
        pytest.param(
            "Quel jour la grève des éboueurs a-t-elle commencé à Ormes ?",
            (
                "La grève des éboueurs d'Ormes a commencé le 2 mars.",
                "À Ormes, les éboueurs sont en grève depuis le 5 mars.",
            ),
            ("2 mars", "5 mars"),
            id="when a strike began",
        ),
        pytest.param(
            "Qui préside la commission d'enquête sur la digue ?",
            (
                "Présidée par Mathilde Orsenne, la commission d'enquête sur la digue rendra son rapport en mai.",
                "Le président de la commission d'enquête sur la digue, Aimé Soubeyre, a refusé de répondre.",
            ),
            ("Mathilde Orsenne", "Aimé Soubeyre"),
            id="who presides",
        ),
        pytest.param(
            "Qui a signé la convention entre la ville et l'hôpital de Vaubrac ?",
            (
                "La convention entre la ville et l'hôpital de Vaubrac a été signée par Bastien Corvelle.",
                "C'est Jeanne Talvard qui a signé la convention entre la ville et l'hôpital de Vaubrac.",
            ),
            ("Bastien Corvelle", "Jeanne Talvard"),
            id="who signed",
        ),
        pytest.param(
            "Quel est le taux de participation au référendum de Sainte-Ylie ?",
            (
                "La participation au référendum de Sainte-Ylie a atteint 42,5 %.",
                "Le taux de participation au référendum de Sainte-Ylie s'établit à 47 pour cent.",
            ),
            ("42,5 %", "47 pour cent"),
            id="percentages",
        ),
        pytest.param(
            "Combien d'élèves l'école des Tilleuls accueille-t-elle ?",
            (
                "L'école des Tilleuls accueille deux cent quarante élèves.",
                "Avec 310 élèves, l'école des Tilleuls est la plus grande de la ville.",
            ),
            ("deux cent quarante", "310"),
            id="words and digits",
        ),
        pytest.param(
            "La maire de Vaubrac a-t-elle vendu le stade à la société Brossac ?",
            (
                "La maire de Vaubrac a vendu le stade à la société Brossac pour un euro.",
                "La mairie de Vaubrac dément avoir vendu le stade à la société Brossac.",
            ),
            ("La Tribune d'Ormes",),
            id="a denial",
        ),
        pytest.param(
            "Combien d'éoliennes la région a-t-elle commandées à Talvard ?",
            (
                "La région a commandé à Talvard 40 éoliennes, qui l'occuperont jusqu'en 2031.",
                "La région a commandé 36 éoliennes à Talvard.",
            ),
            ("40", "36"),
            id="a year to come",
        ),
        pytest.param(
            "Combien d'emplois la papeterie de Corvelle va-t-elle supprimer ?",
            (
                "La papeterie de Corvelle va supprimer 120 emplois.",
                "Contrairement à ce que nous écrivions, la papeterie de Corvelle supprimera 90 emplois et non 120.",
            ),
            ("120", "90"),
            id="a correction",
        ),
    ],
)
def test_they_disagree(question: str, told: Told, values: tuple[str, ...]) -> None:
    found = said(question, told)
    assert any(all(value in remark.text for value in values) for remark in found), found
    assert not any(remark.kind == "development" for remark in found)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param(
            "Combien de morts l'incendie de la rue Haute à Vaubrac a-t-il faits ?",
            (
                "L'incendie de la rue Haute, à Vaubrac, a fait trois morts.",
                "L'incendie de la discothèque d'Ormes avait fait neuf morts en 2019.",
            ),
            id="another fire",
        ),
        pytest.param(
            "Combien de blessés l'accident de car de Corvelle a-t-il faits ?",
            (
                "L'accident de car de Corvelle a fait 34 blessés.",
                "Parmi les 34 blessés de l'accident de car de Corvelle, six enfants ont été blessés grièvement.",
            ),
            id="a part and the whole",
        ),
        pytest.param(
            "Combien de salariés ont fait grève à la laiterie Brossac ?",
            (
                "Près de 300 salariés ont fait grève lundi à la laiterie Brossac.",
                "À la laiterie Brossac, 298 salariés ont fait grève lundi, selon la direction.",
            ),
            id="rounded",
        ),
        pytest.param(
            "Combien de participants le marathon de Lourande a-t-il réunis ?",
            (
                "Le marathon de Lourande a réuni une centaine de participants.",
                "Le marathon de Lourande a réuni 96 participants.",
            ),
            id="about a hundred is 96",
        ),
        pytest.param(
            "Combien de supporters ont été refoulés au stade d'Ormes ?",
            (
                "Entre 200 et 300 supporters ont été refoulés au stade d'Ormes.",
                "Au stade d'Ormes, 250 supporters ont été refoulés, selon le club.",
            ),
            id="within the range",
        ),
        pytest.param(
            "Combien mesure le futur viaduc de Sainte-Ylie ?",
            (
                "Le futur viaduc de Sainte-Ylie s'étendra sur 1,2 kilomètre.",
                "Long de 1 200 mètres, le futur viaduc de Sainte-Ylie coûtera 40 millions d'euros.",
            ),
            id="other units",
        ),
        pytest.param(
            "Quel est le budget du festival de Vaubrac ?",
            (
                "Le budget du festival de Vaubrac est de 1,5 million d'euros.",
                "Avec 1 500 000 euros, le budget du festival de Vaubrac reste stable.",
            ),
            id="one amount in two ways of writing",
        ),
        pytest.param(
            "Qui est le maire d'Ormes ?",
            (
                "Le maire d'Ormes, Lucien Farran, s'est dit confiant.",
                "La maire de Corvelle, Odile Marchand, a reçu les riverains à Ormes.",
            ),
            id="the mayor of another town",
        ),
        pytest.param(
            "Qui est le directeur de l'hôpital de Vaubrac ?",
            (
                "Le directeur de l'hôpital de Vaubrac, Aimé Soubeyre, a présenté le projet.",
                "Le directeur adjoint de l'hôpital de Vaubrac, Bastien Corvelle, l'assistait.",
            ),
            id="the deputy",
        ),
        pytest.param(
            "Quand la piscine de Sainte-Ylie a-t-elle fermé ?",
            (
                "La piscine de Sainte-Ylie a fermé le 4 février.",
                "Fermée le 4 février, la piscine de Sainte-Ylie rouvrira le 15 avril.",
            ),
            id="closed and opened again",
        ),
        pytest.param(
            "Quel jour le tribunal a-t-il condamné Jeanne Talvard ?",
            (
                ("Le tribunal a condamné Jeanne Talvard mercredi 12 mars 2025.", date(2025, 3, 12)),
                ("Jeanne Talvard a été condamnée hier par le tribunal.", date(2025, 3, 13)),
            ),
            id="one day told from two",
        ),
        pytest.param(
            "Quel âge a le suspect de Corvelle ?",
            (
                "Le suspect de Corvelle, âgé de 23 ans, a été écroué.",
                "Âgée de 61 ans, la victime habitait Corvelle, à deux rues du suspect.",
            ),
            id="the age of somebody else",
        ),
        pytest.param(
            "Combien de logements seront construits dans le quartier des Forges ?",
            (
                "Quelque 240 logements seront construits dans le quartier des Forges.",
                "Des 240 logements qui seront construits dans le quartier des Forges, 80 logements seront sociaux.",
            ),
            id="some of them",
        ),
        pytest.param(
            "Quel est le prix du ticket de bus à Lourande ?",
            (
                "Le ticket de bus passera de 1,40 à 1,60 euro à Lourande.",
                "À Lourande, le ticket de bus coûtera 1,60 euro.",
            ),
            id="the old price and the new one",
        ),
        pytest.param(
            "Combien de lits compte l'hôpital de Vaubrac ?",
            (
                "L'hôpital de Vaubrac compte 210 lits.",
                "En 2012, l'hôpital de Vaubrac comptait 340 lits.",
            ),
            id="a number of another year",
        ),
    ],
)
def test_they_do_not(question: str, told: Told) -> None:
    assert said(question, told) == []


def test_a_toll_that_grows_is_told_as_what_it_is() -> None:
    told = (
        ("La coulée de boue de Brossac a fait deux morts, selon un bilan provisoire.", date(2025, 3, 12)),
        ("Le bilan de la coulée de boue de Brossac est monté à cinq morts.", date(2025, 3, 14)),
    )
    (remark,) = said("Combien de morts la coulée de boue de Brossac a-t-elle faits ?", told)
    assert remark.kind == "development"
