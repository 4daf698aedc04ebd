"""When the articles do not say: the signals of a search, what a model adds that read, and who decides."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import pytest
from evidence_builders import EVIDENCE, article, evidence_of, findings_of
from hypothesis import given
from hypothesis import strategies as st

from model_fakes import FakeModel
from sourcier.answering.answer import Answering
from sourcier.answering.prompts import Prompt
from sourcier.answering.refusal import HOPELESS, LEAST, TOGETHER, answerability, is_doubtful, signals
from sourcier.errors import LLMInterrupted
from sourcier.resources import shipped
from sourcier.schema import Answer

QUESTION = "Qui dirige le port de Vaubrac ?"
PROMPT = Prompt.load(shipped("prompts"), "answer")
TRUE = EVIDENCE[0].text


def last(model: FakeModel | None, place: float = 1.0) -> Answer:
    answering = Answering(QUESTION, findings_of(EVIDENCE, QUESTION, place=place), time.perf_counter(), "fake")
    *_, answer = answering.stream(model, PROMPT)
    return answer


def place_of(least: float, most: float) -> float:
    """A place on the scale at which the signals alone give a probability between these."""
    places = (-3 + step / 20 for step in range(120))
    return next(at for at in places if least < answerability(findings_of(EVIDENCE, QUESTION, place=at)) < most)


@given(st.floats(-2, 2), st.floats(-2, 2), st.floats(0, 1), st.floats(0, 1))
def test_more_of_a_signal_is_never_less_likely(one: float, other: float, read: float, reread: float) -> None:
    low, high = (findings_of(EVIDENCE, QUESTION, place=at) for at in sorted((one, other)))
    assert answerability(low) <= answerability(high)
    assert answerability(low, min(read, reread)) <= answerability(low, max(read, reread))
    assert 0 <= answerability(low, read) <= 1


def test_each_signal_tells_what_it_says() -> None:
    found = findings_of(EVIDENCE, QUESTION)
    assert signals(found).form == signals(found).names == 1
    assert signals(replace(found, unknown_names=frozenset({"Orbec"}))).names == 0
    assert signals(replace(found, unknown_names=frozenset({"Orbec"}), language="en")).names == 1
    assert signals(findings_of(EVIDENCE, "Quel pourcentage du port est à vendre ?")).form == 0
    assert signals(findings_of(EVIDENCE, "Que répond la mairie ?")).typed < signals(found).typed
    assert answerability(findings_of((), QUESTION)) == 0


@pytest.mark.parametrize(
    ("least", "most", "told"),
    [(LEAST, 0.55, ["Il n'est pas sûr que ces phrases répondent à la question."]), (0.6, 1, []), (0, LEAST, [])],
)
def test_what_is_hardly_likely_enough_is_answered_with_a_doubt(least: float, most: float, told: list[str]) -> None:
    answer = last(None, place_of(least, most))
    assert [remark.text for remark in answer.remarks] == told
    assert [remark.kind for remark in answer.remarks] == ["doubt"] * len(told)
    assert (answer.status == "not_in_corpus") == (most == LEAST)


@given(st.floats(0.01, 0.98), st.floats(0.01, 0.98))
def test_a_doubt_grows_with_what_is_asked_of_an_answer_and_lessens_with_its_likelihood(
    one: float, other: float
) -> None:
    assert is_doubtful(one, one)
    assert not is_doubtful(0.99, 0.9)
    assert is_doubtful(min(one, other), max(one, other))
    assert is_doubtful(0.5, one) <= is_doubtful(0.5, max(one, other))


def test_a_model_that_finds_no_answer_is_believed_where_the_search_doubts() -> None:
    doubtful = place_of(LEAST, 0.6)
    assert last(None, doubtful).status == "answered"
    refused = last(FakeModel(["NON"]), doubtful)
    assert (refused.status, refused.statements) == ("not_in_corpus", ())
    assert refused.answerability is not None
    assert refused.answerability < TOGETHER.least


def test_a_model_that_finds_an_answer_is_heard_where_the_search_alone_would_refuse() -> None:
    doubtful = place_of(HOPELESS + 0.1, LEAST)
    assert last(None, doubtful).status == "not_in_corpus"
    heard = last(FakeModel([f"OUI : {TRUE}"]), doubtful)
    assert heard.status == "answered"
    assert heard.statements[0].text == TRUE


@pytest.mark.parametrize("reply", [TRUE, [LLMInterrupted(model="fake")]])
def test_a_model_that_does_not_say_leaves_it_to_the_search(reply: str | list[LLMInterrupted]) -> None:
    assert last(FakeModel([reply]), place_of(HOPELESS, LEAST)).status == "not_in_corpus"
    assert last(FakeModel([reply])).status == "answered"


@pytest.mark.parametrize("reply", [f"OUI : {TRUE}", f"Oui. {TRUE}", f"**OUI** : {TRUE}", f"OUI :\n{TRUE}", TRUE])
def test_the_verdict_is_no_part_of_the_answer(reply: str) -> None:
    assert last(FakeModel([reply])).statements[0].text == TRUE


def test_a_thing_under_another_word_is_counted_where_two_papers_count_it() -> None:
    """ "Combien de tramways": sets of them are what the articles count."""
    one = article("La ville de Lisse a commandé 40 rames.")
    other = article("La commande de la ville de Lisse porte sur 36 rames.")
    asked = "Combien de tramways la ville de Lisse a-t-elle commandés ?"
    assert signals(findings_of(evidence_of(one, other), asked)).form == 1
    assert signals(findings_of(evidence_of(one), asked)).form == 0


def test_thieves_are_counted_as_men() -> None:
    told = evidence_of(article("Trois hommes ont dérobé une toile au musée de Lisse."))
    assert signals(findings_of(told, "Combien de voleurs ont agi au musée de Lisse ?")).form == 1
    assert signals(findings_of(told, "Combien de salles le musée de Lisse a-t-il ?")).form == 0
    hurt = evidence_of(article("Trois personnes ont été blessées au musée de Lisse."))
    assert signals(findings_of(hurt, "Combien de voleurs ont agi au musée de Lisse ?")).form == 0


def test_whether_papers_agree_stands_in_no_article() -> None:
    same = signals(findings_of(EVIDENCE, f"{QUESTION} Que disent les différents articles ?"))
    assert same == signals(findings_of(EVIDENCE, QUESTION))


def test_a_bare_why_is_about_the_question_before_it() -> None:
    told = evidence_of(article("Le pont de Lisse a fermé parce que la crue l'a fragilisé."))
    elsewhere = evidence_of(article("La mairie paie parce que la digue a cédé."))
    before = "Quand le pont de Lisse a-t-il fermé ?"
    assert signals(findings_of(told, f"Pourquoi ? ({before})")).form == 1.0
    assert signals(findings_of(elsewhere, f"Pourquoi ? ({before})")).form == 0.0


@pytest.mark.parametrize(
    ("text", "question", "form"),
    [
        ("Le pic de la crue a été de 5,82 mètres au pont de Lisse.", "Quelle hauteur la crue a-t-elle atteinte ?", 1),
        ("La crue a duré 12 mois au pont de Lisse.", "Quelle hauteur la crue a-t-elle atteinte ?", 0),
        ("Le parc de Lisse couvre deux milliers d'hectares.", "Quelle est la superficie du parc de Lisse ?", 1),
        ("La maternité a enregistré 412 naissances.", "Combien de bébés sont nés à la maternité ?", 1),
        ("La maternité a enregistré 412 plaintes.", "Combien de bébés sont nés à la maternité ?", 0),
        ("Odile Farran, 46 ans, dirige le port.", "Quel âge a Odile Farran ?", 1),
        ("À quarante-six ans, Odile Farran dirige le port.", "Quel âge a Odile Farran ?", 1),
        ("Odile Farran quitte le port après dix-huit ans de mandat.", "Quel âge a Odile Farran ?", 0),
        ("Odile Farran dirigeait déjà le port il y a trois ans.", "Quel âge a Odile Farran ?", 0),
        ("Son film a remporté le prix de Lisse.", "Quel film a gagné le prix de Lisse ?", 1),
        ("La directrice du port gagne 4 200 euros par mois.", "Combien gagne la directrice du port ?", 1),
        ("La directrice du port a reçu 300 000 euros d'aide.", "Combien gagne la directrice du port ?", 0),
        ("Il est parti en invoquant des honoraires impayés.", "Pourquoi est-il parti ?", 1),
        ("L'argent volé servait à éponger ses dettes.", "Pourquoi a-t-il volé de l'argent ?", 1),
        ("La salle est fermée depuis un dégât des eaux.", "pk la salle est fermée ?", 1),
        ("La salle est fermée depuis mardi.", "pk la salle est fermée ?", 0),
        ("« Trop peu d'élèves », se défend le recteur de l'école.", "Pourquoi l'école ferme-t-elle ?", 1),
        (
            "Atteinte par la limite d'âge, Odile Farran quitte le port.",
            "Pourquoi Odile Farran quitte-t-elle le port ?",
            1,
        ),
        (
            "Le sol a cédé, ce qui a repoussé la livraison du pont.",
            "Pourquoi la livraison du pont est-elle repoussée ?",
            1,
        ),
        ("Paul Sarre, 58 ans, est le gendre d'Odile Farran.", "Quel âge a Odile Farran ?", 0),
        ("La patinoire a coûté 14 millions d'euros.", "Combien coûtera la reconstruction du pont de Lisse ?", 0),
        ("Le pont a coûté 14 millions d'euros.", "Combien coûtera la reconstruction du pont de Lisse ?", 1),
        ("Sarrel a payé l'usine 3 millions d'euros.", "Quel est le chiffre d'affaires de Sarrel ?", 0),
        ("Les ventes de Sarrel atteignent 3 millions d'euros.", "Quel est le chiffre d'affaires de Sarrel ?", 1),
        ("La pirogue mesure 7,40 mètres.", "Combien pèse la pirogue ?", 0),
        ("La pirogue fait 300 kilos.", "Combien pèse la pirogue ?", 1),
        ("Le plan pour Lisse contient 21 mesures.", "Combien de mesures contient le plan pour Lisse ?", 1),
        ("La dette de Lisse pèse 3 milliards d'euros.", "Combien pèse la dette de Lisse ?", 1),
        ("Paul Sarre, 58 ans, maire de Lisse, a parlé.", "Quel âge a le maire de Lisse ?", 1),
        ("Le département octroie 40 000 euros au bac.", "Quel est le montant de la subvention du bac ?", 1),
        ("Le nouveau propriétaire du club de Lisse est Paul Sarre.", "Qui a racheté le club de Lisse ?", 1),
        ("Odile Farran entraîne le club de Lisse.", "Qui a racheté le club de Lisse ?", 0),
        ("Odile Farran est l'acquéreur du club de Lisse.", "Qui a racheté le club de Lisse ?", 1),
        ("Un cortège de 300 personnes a traversé Lisse.", "Combien de manifestants ont défilé à Lisse ?", 1),
        ("Elle souffre d'une rupture des ligaments.", "De quelle blessure souffre-t-elle ?", 1),
    ],
)
def test_what_is_asked_shows_in_other_words(text: str, question: str, form: int) -> None:
    assert signals(findings_of(evidence_of(article(text)), question)).form == form


@pytest.mark.parametrize(
    ("text", "question", "is_typed"),
    [
        ("Les sinistrés de Lisse dorment au gymnase.", "Où dorment les sinistrés de Lisse ?", True),
        ("Les sinistrés de Lisse dorment peu.", "Où dorment les sinistrés de Lisse ?", False),
        ("Le chantier du pont avance.", "Où en est le chantier du pont ?", True),
        ("La piscine est fermée depuis dix-huit mois.", "Depuis quand la piscine est-elle fermée ?", True),
        ("Odile Farran, sage-femme, préside le collectif.", "Qui est Odile Farran ?", True),
    ],
)
def test_a_type_shows(text: str, question: str, is_typed: bool) -> None:
    assert (signals(findings_of(evidence_of(article(text)), question)).typed > 0) == is_typed


def test_elle_is_who_came_before() -> None:
    told = evidence_of(article("Odile Farran est élue maire de Lisse. Elle succède à Paul Sarre."))[-1]
    behind = told.model_copy(update={"context": "Odile Farran est élue maire de Lisse."})
    question = "Qui a succédé à Paul Sarre ?"
    assert signals(findings_of([told.model_copy(update={"context": ""})], question)).typed == 0
    assert signals(findings_of([behind], question)).typed > 0


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("Qui a remporté la régate de Lisse en 2024 ?", 1),
        ("Qui a remporté la régate de Lisse en 2021 ?", 0),
        ("Qui dirigeait le port en 2021 ?", 1),
        ("Qui remportera la régate de Lisse en 2026 ?", 1),
    ],
)
def test_who_did_something_in_another_year_is_no_answer(question: str, form: int) -> None:
    told = evidence_of(article("Odile Farran, du port, a remporté la régate de Lisse.", published=date(2024, 8, 1)))
    assert signals(findings_of(told, question)).form == form


def test_a_reply_is_about_what_was_asked_and_is_somebodys_words() -> None:
    reply = evidence_of(
        article("Que pensez-vous de la ville ?\n\nDe combien est le déficit ?\n\nDe 7,3 millions d'euros.")
    )[-1]
    asked = reply.model_copy(update={"context": "De combien est le déficit ?"})
    question = "Quel est le déficit de la ville ?"
    assert signals(findings_of([reply], question)).form == 0
    assert signals(findings_of([asked], question)).form == 1
    thought = asked.model_copy(update={"context": "Que pensez-vous du déficit ?"})
    opinion = "Que pense la maire du déficit ?"
    assert signals(findings_of([thought], opinion)).typed > signals(findings_of([reply], opinion)).typed


@pytest.mark.parametrize(
    ("text", "year", "form"),
    [
        ("Quelque 81 000 personnes sont venues au festival en 2022.", 2019, 1),
        ("Quelque 81 000 personnes sont venues au festival.", 2022, 1),
        ("Quelque 81 000 personnes étaient venues au festival l'an dernier.", 2023, 1),
        ("Quelque 81 000 personnes étaient venues au festival il y a deux ans.", 2024, 1),
        ("Quelque 81 000 personnes sont venues au festival.", None, 1),
        ("Quelque 81 000 personnes sont venues au festival en 2019.", 2019, 0),
    ],
)
def test_a_number_of_one_year_is_none_of_another(text: str, year: int | None, form: int) -> None:
    told = evidence_of(article(text, published=date(year, 8, 1) if year else None))
    question = "Combien de personnes sont venues au festival en 2022 ?"
    assert signals(findings_of(told, question)).form == form
