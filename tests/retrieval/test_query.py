"""Follow-ups made to stand alone."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.retrieval.query import condense, subject_of
from sourcier.schema import Turn

FIRST = "Qui dirige le port de Vaubrac ?"
REPLY = "Le Phare (9 janvier 2024) : « Bastien Corvelle dirige le port de Vaubrac. » [1]"
ALONE = [
    FIRST,
    "Quel est le bilan de la crue ?",
    "Quel est le prix du pont en 2024 ?",
    "Combien de blessés la crue a-t-elle faits ?",
    "Quand Paul Veyrac a-t-il quitté le port ?",
    "Y a-t-il eu des blessés dans la crue ?",
    "Est-ce que le pont de pierre est ouvert ?",
    "Qu'est-ce que la crue a détruit ?",
    "Est-il vrai que le pont de pierre est fermé ?",
    "Faut-il un permis pour entrer au port ?",
    "Il y a combien de navires en rade ?",
    "Que dit Paul Veyrac de la crue ?",
    "Et qui dirige la Lourande ?",
    "How many people did the flood hurt?",
    "Are there ships in the port?",
]
BACKWARD = [
    "Depuis quand ?",
    "Pourquoi ?",
    "Où ça ?",
    "Qu'en pense le maire ?",
    "Mais qui la remplace ?",
    "Que lui reproche-t-on ?",
    "Since when?",
]


def said(*contents: str) -> list[Turn]:
    return [
        Turn(role="assistant" if number % 2 else "user", content=content) for number, content in enumerate(contents)
    ]


IMPERSONAL = [
    "Que s'est-il passé à Orlac en 2023 ?",
    "Que s’était-il réellement passé à Orlac ?",
    "Qu'est-ce qu'il s'est passé à Orlac ?",
    "Que se passe-t-il à Orlac ?",
    "Que se passera-t-il à Orlac en 2025 ?",
    "Que s'est-il produit à Orlac ?",
    "Qu'est-il arrivé à Odile Marchand ?",
    "Qu'arrive-t-il à Odile Marchand ?",
    "Que reste-t-il du musée de Vaubrac ?",
    "Combien de places reste-t-il au musée de Vaubrac ?",
    "Reste-t-il des places au musée de Vaubrac ?",
    "Que manque-t-il au musée de Vaubrac ?",
    "Combien manque-t-il de soignants à Orlac ?",
    "Existe-t-il un musée à Vaubrac ?",
    "Quels musées existe-t-il à Vaubrac ?",
    "Suffit-il de payer pour entrer au musée de Vaubrac ?",
    "Fait-il froid à Orlac ?",
    "Quel temps faisait-il à Orlac ?",
    "Pleut-il souvent à Orlac ?",
    "Neigera-t-il à Orlac ?",
    "Se peut-il que le musée de Vaubrac ferme ?",
    "Comment se fait-il que le musée de Vaubrac ferme ?",
    "Quelle heure est-il à Orlac ?",
    "Fallait-il fermer le musée de Vaubrac ?",
]


@pytest.mark.parametrize("question", IMPERSONAL)
def test_a_pronoun_that_stands_for_nothing_is_nobody(question: str) -> None:
    assert condense(question, said(PONT, "…")) == question


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Comment s'est-il passé ?", "Comment le concert de Sainte-Ylie s'est-il passé ?"),
        ("Où se passe-t-il ?", "Où le concert de Sainte-Ylie se passe-t-il ?"),
        ("Quand s'est-il produit ?", "Quand le concert de Sainte-Ylie s'est-il produit ?"),
        ("Depuis quand existe-t-il ?", "Depuis quand le concert de Sainte-Ylie existe-t-il ?"),
        ("Reste-t-il gratuit ?", "Le concert de Sainte-Ylie reste-t-il gratuit ?"),
        ("Combien fait-il d'entrées ?", "Combien le concert de Sainte-Ylie fait-il d'entrées ?"),
    ],
)
def test_the_same_verbs_may_be_said_of_something(question: str, expected: str) -> None:
    assert condense(question, said("Combien coûte le concert de Sainte-Ylie ?", "…")) == expected


def test_when_he_arrives_is_asked_of_somebody() -> None:
    who = said("Que dit Bastien Corvelle ?", "…")
    assert condense("Quand arrive-t-il ?", who) == "Quand Bastien Corvelle arrive-t-il ?"
    assert condense("Que lui est-il arrivé ?", who) == "Que lui est-il arrivé ? (Que dit Bastien Corvelle ?)"


@pytest.mark.parametrize("question", ALONE)
def test_a_question_that_stands_alone_is_unchanged(question: str) -> None:
    assert condense(question, said(FIRST, REPLY)) == question


@pytest.mark.parametrize("question", [*ALONE, *BACKWARD, "Et elle ?", "Et en 2022 ?", ""])
def test_the_first_question_is_unchanged(question: str) -> None:
    assert condense(question) == question
    assert condense(question, said("")) == question


@pytest.mark.parametrize("question", BACKWARD)
def test_a_question_that_points_back_brings_the_previous_one_and_the_name_it_was_given(question: str) -> None:
    assert condense(question, said(FIRST, REPLY)) == f"{question} ({FIRST} Bastien Corvelle)"


@pytest.mark.parametrize(
    ("previous", "question", "expected"),
    [
        (FIRST, "Et Lisse ?", "Qui dirige le port de Lisse ?"),
        (FIRST, "Et celui de Lisse ?", "Qui dirige le port de Lisse ?"),
        (FIRST, "Et en 2022 ?", "Qui dirige le port de Vaubrac en 2022 ?"),
        (FIRST, "Et Lisse en 2022 ?", "Qui dirige le port de Lisse en 2022 ?"),
        ("Qui dirigeait le port en mars 2022 ?", "Et en 2024 ?", "Qui dirigeait le port en 2024 ?"),
        ("Qui dirigeait le port en 2022 ?", "Et en mai 2024 ?", "Qui dirigeait le port en mai 2024 ?"),
        ("Qui dirigeait Vaubrac en 2022 ?", "Et Lisse en 2024 ?", "Qui dirigeait Lisse en 2024 ?"),
        ("Combien de trains en mars 2024 ?", "Et en avril ?", "Combien de trains en avril 2024 ?"),
        ("Combien de trains en octobre 2024 ?", "Et en mars ?", "Combien de trains en mars 2024 ?"),
        ("Combien de trains entre 2019 et 2021 ?", "Et en 2022 ?", "Combien de trains en 2022 ?"),
        ("Combien de trains entre 2019 et 2021 ?", "Et pour 2022 ?", "Combien de trains en 2022 ?"),
        ("Combien de trains en 2019 et 2021 ?", "Et en 2022 ?", "Combien de trains en 2022 ?"),
        ("Quel budget pour 2023 ?", "Et pour 2024-2025 ?", "Quel budget pour 2024-2025 ?"),
        ("Quel est le budget 2023 du port ?", "Et 2024 ?", "Quel est le budget 2024 du port ?"),
        ("Qui a voté l'an dernier à Orlac ?", "Et cette année ?", "Qui a voté cette année à Orlac ?"),
        ("Qui a voté l'an dernier à Orlac ?", "Et en avril ?", "Qui a voté en avril, l'an dernier à Orlac ?"),
        ("Qui a voté en 2023 à Orlac ?", "Et depuis 2024 ?", "Qui a voté depuis 2024 à Orlac ?"),
        ("Qui a voté le 12 mars 2024 ?", "Et en 2023 ?", "Qui a voté en 2023 ?"),
        ("Qui a voté le 12 mars 2024 ?", "Et le 13 avril ?", "Qui a voté le 13 avril 2024 ?"),
        ("Qui a voté le mardi 12 mars 2024 ?", "Et le 13 ?", "Qui a voté le 13 mars 2024 ?"),
        ("Le 12 mars, qui a voté ?", "Et le 13 ?", "Le 13 mars, qui a voté ?"),
        ("Qui a voté du 3 au 12 mars 2024 ?", "Et le 1er ?", "Qui a voté le 1er mars 2024 ?"),
        ("Qui a voté en mars 2024 ?", "Et le 13 ?", "Qui a voté le 13 mars 2024 ?"),
        ("Quel bilan au 12 mars 2023 ?", "Et au 13 avril ?", "Quel bilan au 13 avril 2023 ?"),
        ("Quel bilan depuis mars 2023 ?", "Et depuis mai ?", "Quel bilan depuis mai 2023 ?"),
        ("Quel bilan en 2022 ?", "Et en avril dernier ?", "Quel bilan en avril dernier ?"),
        ("Que disait-on en mai 2024 ?", "Et hier ?", "Que disait-on hier ?"),
        ("Que disait-on en mai 2024 ?", "Et l'année suivante ?", "Que disait-on en 2025 ?"),
        ("Que disait-on en mai 2024 à Orlac ?", "et un an plus tôt ?", "Que disait-on en 2023 à Orlac ?"),
        ("Que disait-on le 3 mai 2024 ?", "Et la même année ?", "Que disait-on en 2024 ?"),
        ("Qui a voté en 2023 ?", "Et la semaine dernière ?", "Qui a voté la semaine dernière ?"),
        (
            "Qui dirige le port de Vaubrac ?",
            "Et en 2022 dans le sud ?",
            "Qui dirige le port de Vaubrac en 2022 dans le sud ?",
        ),
        (
            "Pourquoi la SNVA a-t-elle supprimé le train Orlac-Lisse ?",
            "Et la RTVA ?",
            "Pourquoi la RTVA a-t-elle supprimé le train Orlac-Lisse ?",
        ),
        ("Que propose le PZ ?", "Et LVD ?", "Que propose LVD ?"),
        ("Le PZ est-il d'accord ?", "Et LVD ?", "LVD est-il d'accord ?"),
        ("Que prévoit-on en France ?", "Et au Portugal ?", "Que prévoit-on au Portugal ?"),
        ("Que prévoit-on en France ?", "Et le Portugal ?", "Que prévoit-on au Portugal ?"),
        ("Que prévoit-on au Portugal ?", "Et en France ?", "Que prévoit-on en France ?"),
        ("Que dit-on du PZ ?", "Et d'Orlac ?", "Que dit-on d'Orlac ?"),
        ("Qui a quitté le conseil de Vaubrac ?", "Et Orlac ?", "Qui a quitté le conseil d'Orlac ?"),
        (
            "Pourquoi la SNVA ferme-t-elle la gare de Vaubrac ?",
            "Et Lisse ?",
            "Pourquoi la SNVA ferme-t-elle la gare de Lisse ?",
        ),
        ("Pourquoi la SNVA ferme-t-elle ?", "Et à Lisse ?", "Pourquoi la SNVA ferme-t-elle à Lisse ?"),
        ("Who runs Vaubrac?", "What about Lisse?", "Who runs Lisse?"),
        ("Who ran Vaubrac in June 2022?", "And Lisse?", "Who ran Lisse in June 2022?"),
        ("Who ran Vaubrac in June 2022?", "And in July 2023?", "Who ran Vaubrac in July 2023?"),
    ],
)
def test_an_elliptic_question_is_the_previous_one_with_the_part_exchanged(
    previous: str, question: str, expected: str
) -> None:
    assert condense(question, said(previous, REPLY)) == expected


CRUE = "Que dit Odile Marchand de la crue de la Lourande ?"
PONT = "Quand le pont de pierre de Sainte-Ylie a-t-il été emporté ?"
MAIRE = "Que demande la préfète Claude Auzat au maire Dominique Perrec ?"
USINE = "Pourquoi l'usine Tessandre ferme-t-elle ?"
PEOPLE = [
    ("Quel âge a-t-il ?", "Quel âge Bastien Corvelle a-t-il ?"),
    ("Où est-il né ?", "Où Bastien Corvelle est-il né ?"),
    ("Est-il toujours en poste ?", "Bastien Corvelle est-il toujours en poste ?"),
    ("Quand s'est-il installé à Lisse ?", "Quand Bastien Corvelle s'est-il installé à Lisse ?"),
    ("Où est-ce qu'il vit ?", "Où est-ce que Bastien Corvelle vit ?"),
    ("Il gagne combien ?", "Bastien Corvelle gagne combien ?"),
    ("Qui l'a nommé ?", "Qui a nommé Bastien Corvelle ?"),
    ("Qui l'a nommée ?", "Qui a nommé Bastien Corvelle ?"),
    ("Qui l'a remplacé à la tête du conseil ?", "Qui a remplacé Bastien Corvelle à la tête du conseil ?"),
    ("Mais qui le remplace ?", "Mais qui remplace Bastien Corvelle ?"),
    ("Quelle est sa formation ?", "Quelle est la formation de Bastien Corvelle ?"),
    ("Quelle est son école ?", "Quelle est l'école de Bastien Corvelle ?"),
    ("Quels sont ses projets pour le quai ?", "Quels sont les projets de Bastien Corvelle pour le quai ?"),
    ("Que dit-on de lui ?", "Que dit-on de Bastien Corvelle ?"),
    ("Qui travaille avec lui ?", "Qui travaille avec Bastien Corvelle ?"),
    ("Que répond ce dernier ?", "Que répond Bastien Corvelle ?"),
    ("Que veut celui-ci ?", "Que veut Bastien Corvelle ?"),
    ("Et avant lui ?", "Qui dirige le port de Vaubrac avant Bastien Corvelle ?"),
    ("Quand a-t-il été construit ?", "Quand le port de Vaubrac a-t-il été construit ?"),
    ("Quand ce port a-t-il ouvert ?", "Quand le port de Vaubrac a-t-il ouvert ?"),
    ("How old is he?", "How old is Bastien Corvelle?"),
    ("Is he still in office?", "Is Bastien Corvelle still in office?"),
    ("Who appointed him?", "Who appointed Bastien Corvelle?"),
    ("What is his salary?", "What is Bastien Corvelle's salary?"),
    ("Pourquoi l'a-t-il quitté ?", f"Pourquoi Bastien Corvelle l'a-t-il quitté ? ({FIRST})"),
]


@pytest.mark.parametrize(("question", "expected"), PEOPLE)
def test_a_pronoun_becomes_the_person_who_was_the_answer(question: str, expected: str) -> None:
    assert condense(question, said(FIRST, REPLY)) == expected


@pytest.mark.parametrize(
    ("previous", "question", "expected"),
    [
        (CRUE, "Quel âge a-t-elle ?", "Quel âge Odile Marchand a-t-elle ?"),
        (CRUE, "Quel est son parti ?", "Quel est le parti d'Odile Marchand ?"),
        (CRUE, "What did she say?", "What did Odile Marchand say?"),
        (CRUE, "Quand a-t-elle eu lieu ?", "Quand la crue de la Lourande a-t-elle eu lieu ?"),
        (CRUE, "Cette crue a-t-elle fait des morts ?", "La crue de la Lourande a-t-elle fait des morts ?"),
        (CRUE, "Et Lucien Farran ?", "Que dit Lucien Farran de la crue de la Lourande ?"),
        (CRUE, "Et de la Vesle ?", "Que dit Odile Marchand de la crue de la Vesle ?"),
        (CRUE, "Et en 2021 ?", "Que dit Odile Marchand de la crue de la Lourande en 2021 ?"),
        (PONT, "Quand sera-t-il reconstruit ?", "Quand le pont de pierre de Sainte-Ylie sera-t-il reconstruit ?"),
        (PONT, "Qui l'a construit ?", "Qui a construit le pont de pierre de Sainte-Ylie ?"),
        (PONT, "Combien mesure ce pont ?", "Combien mesure le pont de pierre de Sainte-Ylie ?"),
        (PONT, "Qui passe devant lui ?", "Qui passe devant le pont de pierre de Sainte-Ylie ?"),
        (PONT, "Que sait-on de celui-ci ?", "Que sait-on du pont de pierre de Sainte-Ylie ?"),
        (MAIRE, "Quel âge a-t-elle ?", "Quel âge Claude Auzat a-t-elle ?"),
        (MAIRE, "Et que répond-il ?", "Et que Dominique Perrec répond-il ?"),
        (USINE, "Combien de salariés a-t-elle ?", "Combien de salariés l'usine Tessandre a-t-elle ?"),
        (
            "Why did the port of Vaubrac close?",
            "How many people did it employ?",
            "How many people did the port of Vaubrac employ?",
        ),
        ("Qui a signé l'accord de pêche ?", "Que prévoit-il ?", "Que l'accord de pêche prévoit-il ?"),
        (
            "Qui a voté le plan de secours communal ?",
            "Que contient-il ?",
            "Que le plan de secours communal contient-il ?",
        ),
        (
            "Qui a rédigé le rapport annuel ?",
            "Quand a-t-il été publié ?",
            "Quand le rapport annuel a-t-il été publié ?",
        ),
        (
            "Qui dirige l'agence régionale de santé ?",
            "Où est-elle située ?",
            "Où l'agence régionale de santé est-elle située ?",
        ),
        (
            "Que fait la SNSM à Lisse ?",
            "Combien de bénévoles a-t-elle ?",
            "Combien de bénévoles la SNSM à Lisse a-t-elle ?",
        ),
        ("Combien coûte le nouveau pont ?", "Qui l'a dessiné ?", "Qui a dessiné le nouveau pont ?"),
        ("Who is Odile Marchand?", "Where was she born?", "Where was Odile Marchand born?"),
        ("Qui est M. Farran ?", "Où est-il né ?", "Où Farran est-il né ?"),
    ],
)
def test_a_pronoun_becomes_the_only_one_that_agrees(previous: str, question: str, expected: str) -> None:
    assert condense(question, said(previous, "Les articles le disent.")) == expected


@pytest.mark.parametrize(
    ("previous", "question"),
    [
        (CRUE, "Combien de blessés a-t-elle faits ?"),
        (CRUE, "Quel âge a-t-il ?"),
        (CRUE, "Et lui ?"),
        (CRUE, "Et la mairie ?"),
        (CRUE, "Et la mairie en 2022 ?"),
        (MAIRE, "Et Lucien Farran ?"),
        ("Pourquoi le train Vaubrac-Orlac évite-t-il Lisse ?", "Et Ylie-sur-Mer ?"),
        ("Où Paul Veyrac a-t-il vu Lucien Farran ?", "Quel âge a-t-il ?"),
        ("Quel est le prix du pont de Lisse ?", "Quand sera-t-il voté ?"),
        ("Que disent Paul Veyrac et Odile Marchand ?", "Où sont-ils nés ?"),
        ("Qui paie l'accord trouvé ?", "Quand a-t-il été signé ?"),
        ("Who signed the fishing agreement?", "When was it signed?"),
        ("Qui sont les candidats ?", "Lequel est soutenu par le préfet ?"),
        ("Quand ont lieu les régates de Vaubrac ?", "Les pêcheurs aident-ils à les organiser ?"),
    ],
)
def test_where_none_or_several_agree_the_previous_question_follows_in_brackets(previous: str, question: str) -> None:
    assert condense(question, said(previous, "Les articles le disent.")) == f"{question} ({previous})"


def test_a_pronoun_that_repeats_its_noun_or_stands_for_nothing_is_left_alone() -> None:
    for question in ("Le pont est-il ouvert ?", "Y a-t-il des blessés à Lisse ?", "Faut-il évacuer le camping ?"):
        assert condense(question, said(CRUE, "…")) == question


@pytest.mark.parametrize(
    "question", ["combien de navires au port ?", "quand ferme la boîte ?", "l'équipe a-t-elle gagné ?"]
)
def test_a_short_question_about_what_was_said_or_only_that_can_tell_is_about_it(question: str) -> None:
    assert condense(question, said(FIRST, REPLY)).startswith(f"{question} ({FIRST}")


@pytest.mark.parametrize(
    "question",
    [
        "Combien de navires le nouveau port de plaisance attend-il ?",
        "quand ferme la piscine ?",
    ],
)
def test_a_longer_one_or_one_about_something_else_is_not(question: str) -> None:
    assert condense(question, said(FIRST, REPLY)) == question


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        ("non, je parle de Lisse", "Qui dirige le port de Lisse ?"),
        ("Non, je voulais dire en 2022.", "Qui dirige le port de Vaubrac en 2022 ?"),
        ("non, de la capitainerie", f"et la capitainerie ? ({FIRST})"),
        ("No, I mean Lisse", "Qui dirige le port de Lisse ?"),
    ],
)
def test_a_correction_asks_the_same_of_something_else(question: str, alone: str) -> None:
    assert condense(question, said(FIRST, REPLY)) == alone


@pytest.mark.parametrize(
    "question",
    [
        "Non-lieu pour Paul Veyrac : quand ?",
        "Qui a dit non ?",
        "Non, c'est faux.",
        "Non merci.",
        "Non au tunnel de Lisse : que réclame Odile Farran ?",
        "No Kings de Lisse : combien de manifestants ?",
    ],
)
def test_what_only_begins_like_one_is_none(question: str) -> None:
    assert condense(question, said(FIRST, REPLY)) == question


def test_a_correction_with_another_noun_is_about_that() -> None:
    asked = condense("Non, je parle de la directrice de l'hôpital de Dijon.", said("Qui est le maire de Lisse ?", "…"))
    assert asked == "et la directrice de l'hôpital de Dijon ? (Qui est le maire de Lisse ?)"


@pytest.mark.parametrize(
    "question",
    ["Après la grève, elle a obtenu quoi ?", "Sur le port, elle propose quoi ?", "Les travaux, elle en dit quoi ?"],
)
def test_a_pronoun_that_cannot_say_it_again_is_left(question: str) -> None:
    asked = condense(question, said("Qui est Odile Farran ?", "…"))
    assert "elle" in asked or "Odile Farran" in asked.partition(" (")[0]


def test_a_pronoun_that_says_the_noun_before_it_again_stands_for_that() -> None:
    asked = condense("et la mairie, elle en dit quoi ?", said(FIRST, REPLY))
    assert asked.startswith(f"et la mairie en dit quoi ? ({FIRST}")


@pytest.mark.parametrize(
    ("question", "alone", "subject"),
    [
        ("Qui dirige le port ?", "Qui dirige le port ?", "Qui dirige le port ?"),
        ("et l'adjointe ?", f"et l'adjointe ? ({FIRST})", "et l'adjointe ? dirige le port de Vaubrac"),
        (
            "et la mairie ?",
            "et la mairie ? (Combien de navires Bray attend-il ?)",
            "et la mairie ? navires Bray attend-il",
        ),
        ("et le chef ?", "et le chef ? (Quel était le chiffre d'affaires du port ?)", "et le chef ? du port"),
        ("pourquoi ?", "pourquoi ? (Quand ferme le port ?)", "pourquoi ? ferme le port"),
        # Another time is asked the same.
        ("et l'an d'avant ?", "et l'an d'avant ? (Combien de navires ?)", "et l'an d'avant ? (Combien de navires ?)"),
        # Brackets of one's own.
        ("Quel budget (2024) a Lisse ?", "Quel budget (2024) a Lisse ?", "Quel budget (2024) a Lisse ?"),
        ("Et lui (le maire) ?", f"Et lui (le maire) ? ({FIRST})", f"Et lui (le maire) ? ({FIRST})"),
    ],
)
def test_of_the_question_before_what_it_asked_is_not_searched_for(question: str, alone: str, subject: str) -> None:
    assert subject_of(question, alone) == subject


def test_brackets_do_not_pile_up() -> None:
    turns = said(FIRST, REPLY, "Depuis quand ?", "…", "Pourquoi ?", "…")
    assert condense("Où ça ?", turns) == f"Où ça ? ({FIRST})"


def test_a_name_stays_the_subject_over_several_turns() -> None:
    turns = said(FIRST, REPLY, "Quel âge a-t-il ?", "Il a 48 ans.", "Où est-il né ?", "À Lisse.")
    assert condense("Et quelle est sa formation ?", turns) == "Et quelle est la formation de Bastien Corvelle ?"


class Rewriter:
    """Gives what it is told to, and keeps what it was asked."""

    def __init__(self, wording: str | None) -> None:
        self.wording = wording
        self.asked: list[str] = []

    def __call__(self, question: str, history: Sequence[Turn]) -> str | None:
        self.asked.append(question)
        return self.wording


def test_a_model_words_what_rules_cannot_tell() -> None:
    rewriter = Rewriter("Combien de blessés la crue de la Lourande a-t-elle faits ?")
    assert condense("Combien de blessés a-t-elle faits ?", said(CRUE, "…"), rewriter) == rewriter.wording
    assert rewriter.asked == ["Combien de blessés a-t-elle faits ?"]


@pytest.mark.parametrize("question", [*ALONE, "Quel âge a-t-il ?", "Et Lisse ?", "Et en 2022 ?"])
def test_no_model_is_asked_where_rules_can_tell(question: str) -> None:
    rewriter = Rewriter("Non ?")
    assert condense(question, said(FIRST, REPLY), rewriter) == condense(question, said(FIRST, REPLY))
    assert rewriter.asked == []


@pytest.mark.parametrize(
    "wording",
    [
        None,
        "",
        "   ",
        "Combien de blessés a-t-elle faits ?",
        "Combien de blessés la crue de la Vesle a-t-elle faits ?",
        "Combien de blessés la crue de la Lourande a-t-elle faits en 2019 ?",
        "Que dit Odile Marchand ?",
        "Combien de blessés ? La crue de la Lourande ?",
        "Combien de blessés\nla crue de la Lourande a-t-elle faits ?",
        "Combien de blessés la crue de la Lourande a-t-elle faits ? " + "crue " * 100,
        "La crue a fait pomme banane chaise",
        "Combien de blessés la crue de la Lourande a-t-elle faits. Combien de blessés ?",
        "Combien de blessés la crue de la Lourande a faits",
    ],
)
def test_a_wording_that_is_no_question_about_the_same_is_not_searched_for(wording: str | None) -> None:
    question = "Combien de blessés a-t-elle faits ?"
    assert condense(question, said(CRUE, "…"), Rewriter(wording)) == f"{question} ({CRUE})"


def test_a_chain_of_follow_ups_keeps_every_exchange() -> None:
    turns = said(FIRST, REPLY, "Et Lisse ?", "…", "Et en 2022 ?", "…")
    assert condense("Et Sainte-Ylie ?", turns) == "Qui dirige le port de Sainte-Ylie en 2022 ?"
    assert condense("Depuis quand ?", turns) == "Depuis quand ? (Qui dirige le port de Lisse en 2022 ?)"


def test_a_new_subject_ends_the_chain() -> None:
    turns = said(FIRST, REPLY, "Combien la crue a-t-elle fait de blessés ?", "…")
    assert condense("Et en 2022 ?", turns) == "Combien la crue a-t-elle fait de blessés en 2022 ?"


@pytest.mark.parametrize(
    "reply",
    [
        "Bastien Corvelle et Mathilde Orsenne. [1]",
        "Les articles ne le disent pas.",
        "Bastien Corvelle (Le Phare) : « Le port de Vaubrac est dirigé. » [1]",
    ],
)
def test_only_a_single_name_in_the_reply_is_brought_along(reply: str) -> None:
    assert condense("Depuis quand ?", said(FIRST, reply)) == f"Depuis quand ? ({FIRST})"


def test_the_name_is_brought_only_after_a_question_of_who() -> None:
    assert condense("Depuis quand ?", said("Où est le port ?", REPLY)) == "Depuis quand ? (Où est le port ?)"


@given(st.lists(st.text(max_size=60), max_size=5), st.text(max_size=60))
def test_any_conversation_gives_a_question(contents: list[str], question: str) -> None:
    assert isinstance(condense(question, said(*contents)), str)
