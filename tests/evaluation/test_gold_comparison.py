from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from gold_builders import HEAD, made, named, reported

from sourcier.errors import FileUnreadable, NotCompared, RunFailed
from sourcier.evaluation import (
    Case,
    Report,
    compare,
    drops,
    known_baseline,
    read_baselines,
    shared,
    slower,
    to_baseline,
    unseen,
    write_baseline,
)
from sourcier.evaluation.measures import METRICS
from sourcier.evaluation.outcomes import Outcome, mark, outcomes_of
from sourcier.evaluation.ranking import Ranked


@dataclass
class Kept:
    """A run of which only some values are known, by question and measure."""

    values: dict[str, dict[str, float]]

    @property
    def outcomes(self) -> dict[str, Outcome]:
        return {id_: Outcome(mark="", values=values) for id_, values in self.values.items()}


def run(*right: bool, model: str = "fake") -> Report:
    """Questions 0, 1, 2…, answered rightly or not."""
    return reported(*(made(named(str(rank)), correct=each) for rank, each in enumerate(right)), model=model)


def ranked(ndcg: float) -> Case:
    return made(
        named(f"r{ndcg}"),
        sentences=Ranked(recall=dict.fromkeys((1, 3, 5, 10), ndcg), reciprocal_rank=ndcg, ndcg=ndcg),
    )


def by_name(before: Report, after: Report, name: str) -> tuple[float, float, int, int, float, float]:
    [found] = [difference for difference in compare(before, after) if difference.name == name]
    return found.before, found.after, found.worse, found.better, found.p, found.p_drop


def test_a_share_is_compared_case_by_case_by_hand() -> None:
    # Ten cases: 0 to 4 lost, 9 won. McNemar: P(X >= 5 of 6) = (6 + 1) / 64; two-sided twice that.
    before = run(*[True] * 9, False)
    after = run(*[False] * 5, *[True] * 5)
    assert by_name(before, after, "correct") == (0.9, 0.5, 5, 1, pytest.approx(14 / 64), pytest.approx(7 / 64))


def test_a_drop_that_chance_explains_is_not_significant() -> None:
    # Gated are correct and, as wrong in both, the rankings of passages and of sentences: thrice 1 / 32, thrice 1 / 64.
    [found] = [each for each in compare(run(*[True] * 10), run(*[False] * 5, *[True] * 5)) if each.name == "correct"]
    assert (found.p_drop, found.p_gate, found.dropped) == (1 / 32, 3 / 32, False)
    [found] = [each for each in compare(run(*[True] * 10), run(*[False] * 6, *[True] * 4)) if each.name == "correct"]
    assert (found.p_drop, found.p_gate, found.dropped) == (1 / 64, 3 / 64, True)


def test_three_tiny_losses_are_no_drop_whatever_their_number() -> None:
    before = Kept({str(number): {"evidence_ndcg@10": 0.9} for number in range(60)})
    after = Kept({str(number): {"evidence_ndcg@10": 0.89 if number < 3 else 0.9} for number in range(60)})
    [found] = compare(before, after)
    assert (found.p_drop, found.p_gate, found.dropped) == (1 / 8, 1 / 8, False)


def test_changes_by_chance_are_false_alarms_once_in_twenty_runs_at_most() -> None:
    random = Random(7)
    runs = 200
    alarms = sum(any(each.dropped for each in compare(*neutral(random))) for _ in range(runs))
    assert alarms <= 0.05 * runs


def neutral(random: Random) -> tuple[Kept, Kept]:
    """Two runs of forty questions; what changed, in one question of six, is as likely a loss as a gain."""
    gated = [metric for metric in METRICS if metric.gated]
    was: dict[str, dict[str, float]] = {}
    now: dict[str, dict[str, float]] = {}
    for number in map(str, range(40)):
        pairs = {metric.name: changed(metric.unit, random) for metric in gated}
        was[number], now[number] = ({name: pair[side] for name, pair in pairs.items()} for side in (0, 1))
    return Kept(was), Kept(now)


def changed(unit: str, random: Random) -> tuple[float, float]:
    if random.random() > 1 / 6:
        return 1.0, 1.0
    pair = (0.0, 1.0) if unit == "share" else (random.random(), random.random())
    return pair if random.random() < 0.5 else pair[::-1]


def test_what_is_not_gated_is_lower_and_no_drop() -> None:
    before, after = (Kept({str(number): {"correct": 1.0, "mrr": value} for number in range(9)}) for value in (0.9, 0.5))
    correct, mrr = compare(before, after)
    assert (correct.lower, correct.dropped, correct.p_gate) == (False, False, 1.0)
    assert (mrr.lower, mrr.dropped, mrr.p_gate) == (True, False, None)


def test_a_measure_that_cannot_fail_is_named() -> None:
    def refusing(count: int, *, refused: bool = True) -> Report:
        cases = (made(named(str(rank), answerable=False), refused=refused) for rank in range(count))
        return reported(*cases)

    # Alone in the gate, five lost are the least: 1 / 32.
    assert [each.name for each in unseen(compare(refusing(4), refusing(4)))] == ["refusal"]
    assert unseen(compare(refusing(5), refusing(5))) == ()
    # What is lost already cannot be lost.
    assert [each.name for each in unseen(compare(refusing(9, refused=False), refusing(9)))] == ["refusal"]


def test_a_gain_is_significant_and_no_drop() -> None:
    [found] = [each for each in compare(run(*[False] * 9), run(*[True] * 9)) if each.name == "correct"]
    assert (found.significant, found.dropped, found.low, found.high) == (True, False, 1.0, 1.0)


def test_over_refusal_drops_upwards() -> None:
    before = reported(*(made(named(str(rank))) for rank in range(8)))
    after = reported(*(made(named(str(rank)), refused=True) for rank in range(8)))
    assert [each.name for each in compare(before, after) if each.lower] == ["over_refusal"]
    assert not any(each.lower for each in compare(after, before))


def test_only_questions_asked_alike_by_both_are_paired() -> None:
    before = run(True, True, True)
    reworded = made(HEAD.model_copy(update={"id": "1", "question": "Qui commande au port ?"}), correct=False)
    noted = made(HEAD.model_copy(update={"id": "2", "note": "n", "place": "x:9"}), correct=False)
    after = reported(made(named("0")), reworded, noted, made(named("new")))
    assert shared(before, after) == 2
    assert {difference.n for difference in compare(before, after)} == {2}
    assert compare(before, reported(made(named("other")))) == ()


def test_a_mark_follows_what_is_asked_and_not_where() -> None:
    assert mark(HEAD) == mark(HEAD.model_copy(update={"place": "x:9", "note": "n", "split": "test"}))
    assert mark(HEAD) != mark(HEAD.model_copy(update={"facts": (("Farran",),)}))


def test_a_run_compared_with_what_is_kept_of_it_has_not_changed(tmp_path: Path) -> None:
    cases = [ranked(number / 7) for number in range(8)]
    report = reported(*cases, *(made(named(str(rank)), correct=rank > 2) for rank in range(5)))
    write_baseline(tmp_path / "baseline.json", report)
    kept = read_baselines(tmp_path / "baseline.json")["fake"]
    compared = compare(kept, report)
    assert {difference.change for difference in compared} == {0.0}
    assert {difference.name for difference in compared} == {
        metric.name for metric in METRICS if metric.kept and any(metric.of(case) is not None for case in report.cases)
    }
    assert drops(report, kept) == ()


def test_the_file_has_one_line_for_each_question_and_keeps_other_models(tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    write_baseline(file, run(True, False))
    write_baseline(file, run(True, model="other"))
    assert set(read_baselines(file)) == {"fake", "other"}
    row = next(line for line in file.read_text("utf-8").splitlines() if line.strip().startswith('"0": ['))
    assert json.loads(row.partition(":")[2].rstrip(","))[0] == mark(named("0"))


def test_part_of_the_questions_asked_anew_leaves_the_others_and_drops_those_that_are_gone(tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    write_baseline(file, run(True, True, True, True))
    reworded = named("2", question="Qui commande au port ?")
    write_baseline(file, run(False), (named("0"), named("1"), reworded))
    assert {id_: outcome.values["correct"] for id_, outcome in read_baselines(file)["fake"].outcomes.items()} == {
        "0": 0.0,
        "1": 1.0,
    }


def test_a_run_with_failures_is_not_kept(tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    with pytest.raises(RunFailed, match="1 questions"):
        write_baseline(file, reported(made(named("0")), made(named("1"), error="LLMTimeout: 3 s")))
    assert not file.exists()


def test_a_baseline_is_compared_with_when_half_of_it_is_asked_again(tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    write_baseline(file, run(True, True, True, True))
    gold = [named(str(number)) for number in range(4)]
    changed = [each.model_copy(update={"question": "Qui commande ?"}) for each in gold]
    assert known_baseline(file, "fake", [*gold[:2], *changed[2:]]).provenance.model == "fake"
    for model, asked in (("fake", [*gold[:1], *changed[1:]]), ("fake", []), ("other", gold)):
        with pytest.raises(NotCompared):
            known_baseline(file, model, asked)
    # The other half of the gold is not missed when one half is asked for.
    assert known_baseline(file, "fake", gold[:1], gold).provenance.model == "fake"


def test_a_baseline_remembers_what_it_was_made_with(tmp_path: Path) -> None:
    write_baseline(tmp_path / "baseline.json", run(True))
    assert read_baselines(tmp_path / "baseline.json")["fake"].provenance.model == "fake"


def test_times_are_news_from_half_as_slow_again() -> None:
    def timed(ms: float) -> Report:
        return reported(made(first_ms=ms))

    kept = to_baseline(timed(100))
    assert slower(timed(149), kept) == ()
    assert {each.name: (each.before, each.after) for each in slower(timed(151), kept)} == {
        "first_p50": (100, 151),
        "first_p95": (100, 151),
    }


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{", "JSON"),
        ('{"extractive/dev": {"questions_digest": "d", "measures": {}}}', "older version"),
        ('{"fake": {"provenance": {}}}', "required"),
    ],
)
def test_no_file_and_what_is_no_baseline(tmp_path: Path, content: str, says: str) -> None:
    assert read_baselines(tmp_path / "absent.json") == {}
    broken = tmp_path / "baseline.json"
    broken.write_text(content, encoding="utf-8")
    with pytest.raises(FileUnreadable, match=says):
        read_baselines(broken)


def test_a_line_with_a_missing_value_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    write_baseline(file, run(True))
    kept = json.loads(file.read_text("utf-8"))
    kept["fake"]["cases"]["0"][1].pop()
    file.write_text(json.dumps(kept), "utf-8")
    with pytest.raises(FileUnreadable, match="columns"):
        read_baselines(file)


def test_a_case_has_no_value_where_a_metric_does_not_apply() -> None:
    [outcome] = outcomes_of([made(named("n", kind="near_unanswerable", answerable=False), refused=True)]).values()
    assert outcome.values == {"refusal": 1.0, "near_refusal": 1.0, "near_doubt": 1.0}
