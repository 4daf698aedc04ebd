"""Runs that are kept: nothing done is lost, nothing unlike is mixed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from gold_builders import BRIDGE, BUDGET, HARBOUR, HEAD, ScriptedAssistant, answer, citation, evidence, made, named

from sourcier.errors import EvaluationStopped, FileUnreadable, FileUnwritable, LLMTimeout, LLMUnreachable
from sourcier.evaluation import (
    Agreement,
    Case,
    GoldQuestion,
    Provenance,
    Report,
    carry_on,
    open_run,
    questions_digest,
    read_run,
    take_provenance,
)
from sourcier.evaluation.runs import MOST_FAILURES
from sourcier.schema import Answer

QUESTIONS = tuple(named(f"q{number}", question=f"Question {number} ?") for number in range(8))
GOOD = answer(HEAD.question, citation(HARBOUR, "Odile Farran dirige le port de Vaubrac."))
GONE = LLMUnreachable(model="fake")


def provenance(model: str = "fake", questions: tuple[GoldQuestion, ...] = QUESTIONS) -> Provenance:
    return take_provenance(questions_digest(questions), model)


def scripted(**failing: Exception) -> ScriptedAssistant:
    """Right about every question but those that fail."""
    script: dict[str, Answer | Exception] = {
        question.question: failing.get(question.id, GOOD) for question in QUESTIONS
    }
    return ScriptedAssistant(script, read=(evidence(BRIDGE, "Le pont de Lisseuil est fermé."),))


def go(
    folder: Path,
    assistant: ScriptedAssistant,
    stop_after: int | None = None,
    *,
    made_with: Provenance | None = None,
    **options: bool,
) -> Report:
    """Carry on the run in `folder` as the command does; a person stops it after so many cases."""
    retry = options.get("retry_failed", False)

    def progress(done: int, total: int, case: Case) -> None:
        if len(assistant.asked) == stop_after:
            raise KeyboardInterrupt

    ids = [question.id for question in QUESTIONS]
    with open_run(folder, made_with or provenance(), ids, again=retry, fresh=options.get("fresh", False)) as run:
        return carry_on(run, assistant, QUESTIONS, progress, retry_failed=retry)


def files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def test_a_run_is_kept_whole_and_read_back(tmp_path: Path) -> None:
    report = go(tmp_path, scripted(q3=LLMTimeout(model="fake", seconds=3)))
    [file] = files(tmp_path)
    assert read_run(file) == report
    assert [case.id for case in report.cases] == [question.id for question in QUESTIONS]
    assert [case.id for case in report.failed] == ["q3"]


def test_a_run_that_a_person_stopped_is_taken_up_where_it_stopped(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        go(tmp_path, scripted(), stop_after=3)
    [file] = files(tmp_path)
    assert (len(read_run(file).cases), read_run(file).asked) == (3, 8)
    later = scripted()
    report = go(tmp_path, later)
    assert later.asked == [question.question for question in QUESTIONS[3:]]
    assert len(report.cases) == 8
    assert files(tmp_path) == [file]


def test_a_complete_run_is_left_as_it_is_and_a_new_one_begun(tmp_path: Path) -> None:
    go(tmp_path, scripted())
    again = scripted()
    go(tmp_path, again)
    assert len(again.asked) == 8
    assert len(files(tmp_path)) == 2


def test_a_fresh_run_leaves_the_one_that_stopped(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        go(tmp_path, scripted(), stop_after=3)
    fresh = scripted()
    go(tmp_path, fresh, fresh=True)
    assert len(fresh.asked) == 8


@pytest.mark.parametrize(
    "other",
    [
        provenance("other"),
        provenance().model_copy(update={"settings": {"fusion": "rrf"}}),
        provenance().model_copy(update={"code": "changed"}),
        provenance().model_copy(update={"judge": "fake"}),
        provenance(questions=(HEAD, BUDGET)),
    ],
    ids=["model", "settings", "code", "judge", "questions"],
)
def test_a_run_of_another_provenance_is_never_gone_on_with(tmp_path: Path, other: Provenance) -> None:
    with pytest.raises(KeyboardInterrupt):
        go(tmp_path, scripted(), stop_after=3)
    assistant = scripted()
    assert len(go(tmp_path, assistant, made_with=other).cases) == 8
    assert len(assistant.asked) == 8
    assert len(files(tmp_path)) == 2


def test_a_later_start_is_the_same_provenance() -> None:
    assert provenance().started != provenance().started
    assert provenance().identity == provenance().identity


def test_a_model_that_dies_stops_the_run_and_nothing_is_lost(tmp_path: Path) -> None:
    dying = scripted(**{f"q{number}": GONE for number in range(2, 8)})
    with pytest.raises(EvaluationStopped) as stopped:
        go(tmp_path, dying)
    [file] = files(tmp_path)
    assert len(dying.asked) == 2 + MOST_FAILURES
    assert stopped.value.values == {"reason": GONE.message("en"), "done": 2, "total": 8, "path": file}
    # Once it is back, only those done while it was there are not asked again.
    back = scripted()
    report = go(tmp_path, back)
    assert back.asked == [question.question for question in QUESTIONS[2:]]
    assert (len(report.cases), report.failed) == (8, ())
    assert read_run(file) == report


def test_a_model_that_dies_on_the_last_questions_is_waited_for_too(tmp_path: Path) -> None:
    with pytest.raises(EvaluationStopped):
        go(tmp_path, scripted(**{f"q{number}": GONE for number in range(3, 8)}))
    back = scripted()
    assert go(tmp_path, back).failed == ()
    assert len(back.asked) == MOST_FAILURES


def test_failures_of_different_kinds_stop_nothing(tmp_path: Path) -> None:
    mixed = {f"q{number}": GONE if number % 2 else LLMTimeout(model="fake", seconds=3) for number in range(8)}
    assert len(go(tmp_path, scripted(**mixed)).failed) == 8


def test_what_failed_is_asked_again_on_demand_and_only_that(tmp_path: Path) -> None:
    first = go(tmp_path, scripted(q1=GONE, q6=GONE))
    again = scripted(q6=GONE)
    second = go(tmp_path, again, retry_failed=True)
    assert again.asked == ["Question 1 ?", "Question 6 ?"]
    assert ([case.id for case in first.failed], [case.id for case in second.failed]) == (["q1", "q6"], ["q6"])
    assert len(files(tmp_path)) == 1


def test_a_line_cut_short_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        go(tmp_path, scripted(), stop_after=3)
    [file] = files(tmp_path)
    file.write_bytes(file.read_bytes()[:-40])
    assert len(read_run(file).cases) == 2
    later = scripted()
    assert len(go(tmp_path, later).cases) == 8
    assert len(later.asked) == 6
    assert len(read_run(file).cases) == 8


def test_two_at_once_write_two_files(tmp_path: Path) -> None:
    ids = [question.id for question in QUESTIONS]
    with open_run(tmp_path, provenance(), ids) as first, open_run(tmp_path, provenance(), ids) as second:
        first.add(made(QUESTIONS[0]))
        second.add(made(QUESTIONS[1]))
        assert first.path != second.path
    assert [len(read_run(path).cases) for path in files(tmp_path)] == [1, 1]


def test_agreements_are_kept_with_the_run(tmp_path: Path) -> None:
    found = Agreement(name="rule", pairs=9, failed=1, accuracy=0.5, low=0.2, high=0.8, kappa=0.0)
    with open_run(tmp_path, provenance(), ["q0"]) as run:
        run.add(found)
    assert read_run(run.path).agreements == (found,)


@pytest.mark.parametrize("content", ["", "{}\n", '{"case": 3}\n', "not JSON\n", '{"header": {"format": 99}}\n'])
def test_what_is_no_run_is_said_to_be_none(tmp_path: Path, content: str) -> None:
    file = tmp_path / "run.jsonl"
    file.write_text(content, "utf-8")
    with pytest.raises(FileUnreadable):
        read_run(file)
    with pytest.raises(FileUnreadable):
        read_run(tmp_path / "absent.jsonl")


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(FileUnwritable, match="file"):
        go(tmp_path / "file", scripted())


KILLED = """
import sys
from pathlib import Path
sys.path[:0] = {paths!r}
import test_gold_runs as runs

class Slow(runs.ScriptedAssistant):
    def stream(self, question, history=(), as_of=None):
        yield from super().stream(question, history, as_of)
        if question == "Question 4 ?":
            print("there", flush=True)
            sys.stdin.read()

runs.go(Path({folder!r}), Slow(runs.scripted().script, read=runs.scripted().read))
"""


def test_a_run_that_was_killed_is_taken_up(tmp_path: Path) -> None:
    here = Path(__file__).parent
    script = KILLED.format(paths=[str(here), str(here.parent)], folder=str(tmp_path))
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "there\n"
        os.kill(process.pid, signal.SIGKILL)
    later = scripted()
    report = go(tmp_path, later)
    assert later.asked == [question.question for question in QUESTIONS[4:]]
    assert len(report.cases) == 8
