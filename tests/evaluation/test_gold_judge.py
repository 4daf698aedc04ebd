from __future__ import annotations

from pathlib import Path

import pytest
from gold_builders import BRIDGE, HARBOUR, HEAD, ScriptedAssistant, answer, citation, evidence

from model_fakes import FakeModel
from sourcier import resources
from sourcier.answering.prompts import Prompt
from sourcier.errors import FileUnreadable, LLMError, LLMGarbled, LLMUnreachable
from sourcier.evaluation import Judge, agreement, evaluate, read_pairs, rule_agreement
from sourcier.evaluation.agreement import Pair, kappa

PROMPT = Prompt.load(resources.shipped("prompts"), "judge")
PREMISE = evidence(HARBOUR, "Odile Farran dirige le port de Vaubrac.")


def judging(*replies: str | list[str | LLMError]) -> tuple[Judge, FakeModel]:
    model = FakeModel(list(replies))
    return Judge(model, PROMPT), model


@pytest.mark.parametrize(("reply", "verdict"), [("OUI", True), ("non", False), (" Oui.\n", True), ("NO", False)])
def test_one_word_is_a_verdict(reply: str, verdict: bool) -> None:
    judge, _ = judging(reply)
    assert judge("Farran dirige le port.", [PREMISE]) is verdict


@pytest.mark.parametrize("reply", ["", "peut-être", "OUI, car elle dirige le port", "OUI NON"])
def test_anything_else_is_a_failure_of_the_judge(reply: str) -> None:
    judge, _ = judging(reply)
    with pytest.raises(LLMGarbled):
        judge("Farran dirige le port.", [PREMISE])


def test_the_judge_reads_the_quotes_with_their_source_and_the_statement() -> None:
    judge, model = judging("OUI")
    judge("Farran dirige le port.", [PREMISE, evidence(BRIDGE, "Le pont de Lisseuil est fermé.")])
    assert model.prompts[0][-1].content.splitlines() == [
        "Phrases :",
        "(Le Courrier de Vaubrac, 4 mars 2031) Odile Farran dirige le port de Vaubrac.",
        "Le pont de Lisseuil est fermé.",
        "Affirmation : Farran dirige le port.",
    ]


def test_the_same_is_asked_once() -> None:
    judge, model = judging("NON")
    assert [judge("Farran part.", [PREMISE]) for _ in range(3)] == [False] * 3
    assert len(model.prompts) == 1


def test_an_answer_is_judged_beside_the_rule() -> None:
    proofs = (
        citation(HARBOUR, "Odile Farran dirige le port de Vaubrac."),
        citation(HARBOUR, "Le quai d’Or rouvrira.", 2),
    )
    assistant = ScriptedAssistant({HEAD.question: answer(HEAD.question, *proofs)})
    judge, _ = judging("OUI", "NON")
    [case] = evaluate(assistant, (HEAD,), judge=judge).cases
    assert case.judged is not None
    assert (case.judged.recall, case.judged.precision, case.judged.supported) == (0.5, 0.5, (True, False))
    assert case.supported == (True, True)


def test_a_judge_that_fails_is_data() -> None:
    assistant = ScriptedAssistant(
        {HEAD.question: answer(HEAD.question, citation(HARBOUR, "Odile Farran dirige le port de Vaubrac."))}
    )
    judge, _ = judging([LLMUnreachable(model="fake")])
    [case] = evaluate(assistant, (HEAD,), judge=judge).cases
    assert (case.correct, case.judged) == (True, None)
    assert case.error is not None
    assert "cannot be reached" in case.error


def test_kappa_by_hand() -> None:
    # Agreed 7 of 10. The judge says yes 5 times, people 6 times: by chance .5 x .6 + .5 x .4 = .5. (.7 - .5) / .5 = .4.
    told = [(True, True)] * 4 + [(True, False)] * 1 + [(False, True)] * 2 + [(False, False)] * 3
    assert kappa(told) == pytest.approx(0.4)
    assert kappa([(True, True)] * 5) == 0.0
    assert kappa([]) == 0.0
    assert kappa([(True, True), (False, False)]) == 1.0


PAIRS = (
    Pair("Odile Farran dirige le port.", "Odile Farran dirige le port.", True),
    Pair("Odile Farran dirige le port.", "Aimé Soubeyre dirige le port.", False),
    Pair("Le pont est fermé.", "Le pont est clos.", True),
    Pair("Le pont est fermé.", "Le pont est ouvert.", False),
)


def test_agreement_with_people_counts_failures_apart() -> None:
    judge, _ = judging("OUI", "OUI", "peut-être", "NON")
    told: list[tuple[int, int]] = []
    found = agreement(judge.name, judge, PAIRS, lambda done, total: told.append((done, total)))
    # Of three verdicts two agree; yes .667 by the judge, .333 by people: by chance 4/9, kappa (2/3 - 4/9) / (5/9) = .4.
    assert (found.name, found.pairs, found.failed) == ("fake", 3, 1)
    assert found.accuracy == pytest.approx(2 / 3)
    assert found.kappa == pytest.approx(0.4)
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_judge_that_nobody_reaches_is_no_judge() -> None:
    judge, _ = judging([LLMUnreachable(model="fake")])
    with pytest.raises(LLMUnreachable):
        agreement(judge.name, judge, PAIRS)


def test_the_rule_has_an_agreement_too() -> None:
    found = rule_agreement(PAIRS[:2])
    assert (found.name, found.accuracy, found.kappa) == ("rule", 1.0, 1.0)


def write(path: Path, rows: int, header: str = "id\tlanguage\tpremise\thypothesis\tlabel\tlabel_text") -> Path:
    lines = [header, *(f'{row}\tfr\t"Premise ""{row}"""\tHypothèse {row}.\t{row % 3}\tx' for row in range(rows))]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_pairs_are_drawn_the_same_every_time(tmp_path: Path) -> None:
    file = write(tmp_path / "pairs.tsv", 60)
    drawn = read_pairs(file, 20)
    assert drawn == read_pairs(file, 20)
    assert len(set(drawn)) == 20
    ranks = [int(pair.hypothesis.removeprefix("Hypothèse ").rstrip(".")) for pair in drawn]
    assert ranks == sorted(ranks)
    assert ranks != list(range(20))
    assert [pair.entailed for pair in drawn] == [rank % 3 == 0 for rank in ranks]
    assert drawn[0].premise == f'Premise "{ranks[0]}"'
    assert len(read_pairs(file, 999)) == 60


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    for header, says in (("a\tb", "premise, hypothesis, label"), ("premise\thypothesis\tlabel\ta\tb\tc", "label")):
        with pytest.raises(FileUnreadable, match=says):
            read_pairs(write(tmp_path / "pairs.tsv", 3, header))
    with pytest.raises(FileUnreadable):
        read_pairs(tmp_path / "absent.tsv")
    with pytest.raises(FileUnreadable):
        read_pairs(write(tmp_path / "empty.tsv", 0))
