"""What evidence proves, and what it does not."""

from __future__ import annotations

import pytest
from evidence_builders import EVIDENCE, article, evidence_of
from hypothesis import given
from hypothesis import strategies as st

from sourcier.answering.checks import closeness
from sourcier.answering.premises import Premise
from sourcier.answering.verification import coverage, find_proof
from sourcier.language.scopes import negated


@pytest.mark.parametrize(
    ("text", "markers"),
    [
        ("Bastien Corvelle dirige le port de Vaubrac.", (1,)),
        ("Depuis le 8 janvier 2024, le port de Vaubrac est dirigé par Bastien Corvelle.", (1,)),
        ("Depuis janvier 2024, Bastien Corvelle dirige le port de Vaubrac.", (1,)),
        ("Selon Le Phare, Bastien Corvelle dirige le port de Vaubrac depuis 2024.", (1,)),
        ("Le préfet Aimé Soubeyre n'a pas signé la concession du quai nord.", (3,)),
        ("La crue de la Lourande a fait 12 blessés et deux disparus.", (4,)),
        ("Les secours ont évacué 1.200 habitants de Sainte-Ylie.", (5,)),
        ("Le maire Lucien Farran demande une digue de 14 millions d’euros.", (6,)),
        ("La crue de la Lourande a fait 12 blessés et les secours ont évacué 1 200 habitants de Sainte-Ylie.", (4, 5)),
    ],
)
def test_a_true_paraphrase_is_proved_by_the_sentence_it_paraphrases(text: str, markers: tuple[int, ...]) -> None:
    proof = find_proof(text, EVIDENCE)
    assert proof is not None
    assert tuple(item.marker for item in proof.evidence) == markers


@pytest.mark.parametrize(
    ("case", "text"),
    [
        ("swapped name", "Mathilde Orsenne dirige le port de Vaubrac depuis le 8 janvier 2024."),
        ("invented name", "Bastien Corvelle et Jeanne Tessandre dirigent le port de Vaubrac."),
        ("invented forename", "Lucien Corvelle dirige le port de Vaubrac depuis le 8 janvier 2024."),
        ("invented acronym", "Bastien Corvelle dirige le port de Vaubrac pour la CCIV."),
        ("invented place", "Bastien Corvelle dirige le port de Lisse depuis le 8 janvier 2024."),
        ("other office", "Le ministre Aimé Soubeyre n'a pas signé la concession du quai nord."),
        ("other office, long sentence", "Le procureur Lucien Farran demande une digue de 14 millions d'euros."),
        ("wrong figure", "La crue de la Lourande a fait 31 blessés et deux disparus."),
        ("wrong figure in words", "La crue de la Lourande a fait 12 blessés et trois disparus."),
        ("wrong amount", "Le maire, Lucien Farran, demande une digue de 1,4 million d'euros."),
        ("wrong unit of amount", "Le maire, Lucien Farran, demande une digue de 14 milliards d'euros."),
        ("wrong day", "Bastien Corvelle dirige le port de Vaubrac depuis le 9 janvier 2024, mardi."),
        ("wrong month", "Bastien Corvelle dirige le port de Vaubrac depuis le 8 mars 2024."),
        ("wrong year", "Bastien Corvelle dirige le port de Vaubrac depuis janvier 2022."),
        ("negated", "Bastien Corvelle ne dirige pas le port de Vaubrac."),
        ("never", "Les secours n'ont jamais évacué 1 200 habitants de Sainte-Ylie."),
        ("no longer negated", "Le préfet Aimé Soubeyre a signé la concession du quai nord."),
        (
            "negation moved",
            "La concession du quai nord, signée par le préfet Aimé Soubeyre, ne devait pas durer trente ans.",
        ),
        ("without", "La crue de la Lourande a fait deux disparus sans blessés."),
        ("two articles", "Bastien Corvelle dirige le port de Vaubrac, où la crue de la Lourande a fait 12 blessés."),
        ("merely topical", "Le port de Vaubrac reste un sujet de débat pour les habitants de la région."),
        ("words picked here and there", "La nuit de la crue, 12 disparus de la Lourande."),
        ("other verb", "Bastien Corvelle quitte le port."),
        ("preamble", "Voici la réponse à votre question :"),
        ("no terms", "Il est là."),
        ("nothing", ""),
        ("no words", "… !"),
        (
            "subject of one sentence, fact of another",
            "Mathilde Orsenne, partie présider le musée, dirige le port de Vaubrac.",
        ),
        (
            "two facts of two, one subject",
            "Bastien Corvelle dirige le port de Vaubrac et préside le musée de la Marine.",
        ),
        ("publication taken for the event", "Bastien Corvelle dirige le port de Vaubrac depuis le 9 janvier."),
        ("publication day taken for a figure", "La crue de la Lourande a fait 2 blessés et deux disparus."),
        ("from general knowledge", "La capitale du Japon est Tokyo."),
    ],
)
def test_what_is_not_said_is_not_proved(case: str, text: str) -> None:
    assert find_proof(text, EVIDENCE) is None, case


@pytest.mark.parametrize(
    ("evidence", "false"),
    [
        # One odd word in a long sentence passes under the least coverage, unless it turns the sentence.
        (
            "La commune paie une digue de 14 millions d'euros au quai nord de Sainte-Ylie.",
            "La commune paie une digue de 14 millions d'euros au vaste quai nord de Sainte-Ylie.",
        ),
        # A verb without an auxiliary is one of a list; the sides of others are not read.
        ("La compagnie nargue le syndicat depuis l'hiver.", "Le syndicat nargue la compagnie depuis l'hiver."),
    ],
)
def test_known_limit_of_a_rule_on_words(evidence: str, false: str) -> None:
    assert find_proof(false, evidence_of(article(evidence))) is not None


@pytest.mark.parametrize("item", EVIDENCE, ids=lambda item: str(item.marker))
def test_a_sentence_word_for_word_proves_itself(item) -> None:
    proof = find_proof(item.text, EVIDENCE)
    assert proof is not None
    assert proof.evidence == (item,)
    assert proof.coverage == 1.0


WORDS = "Odile Marchand préfet ne pas n'a signé 12 1 200 deux janvier 2024 le 3 mars aucun sans quai « » ( ) ,".split()

LETTERS = st.characters(categories=["L", "N", "P", "Z"], exclude_characters="_")


@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(LETTERS, max_size=8)), max_size=20))
def test_any_sentence_with_a_term_proves_itself(words: list[str]) -> None:
    text = " ".join(words) + " pont."
    (item,) = evidence_of(article(text))[:1]
    whole = item.model_copy(update={"text": text})
    assert coverage(text, Premise(text, (whole,))) == 1.0


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
def test_a_coverage_is_a_share_and_a_proof_is_evidence(words: list[str]) -> None:
    text = " ".join(words)
    assert all(0 <= coverage(text, Premise(item.text, (item,))) <= 1 for item in EVIDENCE)
    proof = find_proof(text, EVIDENCE)
    assert proof is None or (1 <= len(proof.evidence) <= 2 and set(proof.evidence) <= set(EVIDENCE))


def test_an_undated_article_proves_no_date() -> None:
    (item,) = evidence_of(article("Le pont de Lisse est fermé aux camions."))
    assert find_proof("Le pont de Lisse est fermé aux camions depuis 2024.", [item]) is None
    assert find_proof("Le pont de Lisse est fermé aux camions, date inconnue.", [item]) is None


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Il n'a pas signé l'accord.", {"sign"}),
        ("Le pont ne rouvrira jamais.", {"rouvr"}),
        ("Ils n’ont toujours pas signé.", {"sign"}),
        ("Aucun blessé n'est signalé, ni disparu.", {"bless", "signal", "disparu"}),
        ("Le pont est ouvert.", set()),
        ("The mayor did not sign.", {"sign"}),
        ("Il ne", set()),
    ],
)
def test_what_a_sentence_denies(text: str, denied: set[str]) -> None:
    assert negated(text) == denied


def test_closeness_counts_neighbours_that_stay_neighbours() -> None:
    proving = ["a", "b", "c", "d", "e", "f", "g", "h"]
    assert closeness(["a", "b", "c"], proving) == 1.0
    assert closeness(["c", "b", "a"], proving) == 1.0
    # a-h are 7 apart, more than the reach of 4; h-g are next to each other.
    assert closeness(["a", "h", "g"], proving) == 0.5
    # "x" stands nowhere: a and b are neighbours without it.
    assert closeness(["a", "x", "b"], proving) == 1.0
    assert closeness([], proving) == 1.0


@pytest.mark.parametrize("text", ["Bastien Corvelle.", "Mathilde Orsenne, Bastien Corvelle."])
def test_a_name_alone_is_no_claim(text: str) -> None:
    assert find_proof(text, EVIDENCE) is None
