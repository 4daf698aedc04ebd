"""What the events do where something goes wrong, or comes from a browser that is not ours."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import rmtree
from typing import Any

import gradio as gr
import pytest
from page_fakes import BRIDGE, TOLL, FakeAssistant, FakeLibrary, answer_to

from sourcier.desk import Desk, Exchange
from sourcier.errors import CollectionUnknown, DeskFull
from sourcier.ui.choices import Choices
from sourcier.ui.examples import Examples
from sourcier.ui.gold_files import GOLD_FOLDER, LARGEST_GOLD, gold_file
from sourcier.ui.keeping import Keeping
from sourcier.ui.panes import Panes
from sourcier.ui.screen import Screen
from sourcier.ui.sitting import Sitting
from sourcier.ui.texts import FRENCH

SETTLED = Exchange("Qui ?", answer_to("Qui ?"), settled=True)
NOBODY = gr.Request(username=None)


class Stage:
    """Handlers over a real desk."""

    def __init__(self, folder: Path) -> None:
        self.library = FakeLibrary(FakeAssistant())
        self.desk = Desk.open(folder / "desk.sqlite3")
        screen = Screen(Choices(self.library, self.desk), self.desk, FRENCH)
        self.panes = Panes(screen, Examples(["Qui ?"]))
        self.keeping = Keeping(screen)

    def ask(self, question: str, sitting: Sitting, owner: str | None = None) -> Sitting:
        *_, last = self.panes.ask(question, sitting, "", "", [], "", "", gr.Request(username=owner))
        assert isinstance(last[0], Sitting)  # type: ignore[index]
        return last[0]  # type: ignore[index]


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path)


def event(**values: object) -> gr.EventData:
    return gr.EventData(None, values)


def parcel(value: object) -> Any:
    assert isinstance(value, str)
    assert "<" not in value
    return json.loads(value)


def test_each_settled_exchange_is_kept_under_one_name(stage: Stage) -> None:
    first = stage.ask("Qui ?", Sitting())
    second = stage.ask("Et après ?", first)
    assert first.id == second.id
    assert [each.question for each in stage.desk.conversations("").read(second.id or "")] == ["Qui ?", "Et après ?"]


def test_readers_see_their_own_conversations_only(stage: Stage) -> None:
    kept = stage.ask("Qui ?", Sitting(), owner="anne")
    assert stage.desk.conversations("").all() == ()
    _, _, _, sitting, *_ = stage.panes.reopen(Sitting(), "", "", event(id=kept.id), gr.Request(username="paul"))
    assert isinstance(sitting, Sitting)
    assert sitting.id is None
    assert all(exchange.answer is None for exchange in sitting.exchanges)
    for handler in (stage.keeping.export, stage.keeping.delete):
        handler(event(id=kept.id, form="json"), gr.Request(username="paul"))
    assert [each.id for each in stage.desk.conversations("anne").all()] == [kept.id]


def test_an_empty_question_is_not_kept(stage: Stage) -> None:
    assert stage.ask(" ", Sitting()).id is None
    assert stage.desk.conversations("").all() == ()


def test_a_conversation_deleted_in_another_window_is_not_brought_back(stage: Stage) -> None:
    first = stage.ask("Qui ?", Sitting())
    stage.desk.conversations("").delete(first.id or "")
    second = stage.ask("Et après ?", first)
    assert second.id != first.id
    assert [each.question for each in stage.desk.conversations("").read(second.id or "")] == ["Et après ?"]
    assert len(stage.desk.conversations("").all()) == 1


def test_an_answer_that_cannot_be_kept_is_shown_with_the_reason(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    full = DeskFull(path="desk")

    def fail(*given: object) -> None:
        raise full

    monkeypatch.setattr("sourcier.desk.conversations.Conversations.begin", fail)
    sitting = stage.ask("Qui ?", Sitting())
    assert sitting.exchanges[-1].answer is not None
    assert sitting.exchanges[-1].problem == full.message("fr")


def test_a_collection_that_does_not_open_is_said_in_every_pane(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    unknown = CollectionUnknown(name="x", known="y")

    def fail(name: str = "") -> FakeAssistant:
        raise unknown

    monkeypatch.setattr(stage.library, "open", fail)
    masthead, *_ = stage.panes.open("x", "", NOBODY)
    assert "problem" in str(masthead)
    assert stage.panes.choose("x", NOBODY)[3] == Sitting()
    assert stage.ask("Qui ?", Sitting()).exchanges[-1].problem == unknown.message("fr")
    assert stage.panes.offer(Sitting(), "", "x", NOBODY) == ""


def test_a_question_that_is_not_there_is_not_asked_again(stage: Stage) -> None:
    sitting = Sitting((SETTLED,))
    for turn in (0, 2, -1, "1", None):
        steps = list(stage.panes.ask_again(sitting, "", "", [], "", "", event(turn=turn, question="?"), NOBODY))
        assert steps == [gr.skip()]


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"turn": 9, "form": "plain", "verdict": "right"},
        {"turn": 1, "form": "exe", "verdict": "splendid"},
        {"turn": "1", "form": None, "verdict": None},
    ],
)
def test_what_no_page_of_ours_sends_changes_nothing(stage: Stage, values: dict[str, object]) -> None:
    sitting = stage.ask("Qui ?", Sitting())
    assert stage.keeping.copy(sitting, "", event(**values), NOBODY) == gr.skip()
    assert stage.keeping.judge(sitting, "", "", event(**values), NOBODY) == (gr.skip(), gr.skip())
    assert stage.keeping.export(event(**values), NOBODY) == gr.skip()
    assert stage.desk.feedback("").of(sitting.id or "") == {}
    stage.keeping.look(event(theme="striped"), NOBODY)


def test_a_conversation_that_is_gone_is_told(stage: Stage) -> None:
    for told in (
        stage.keeping.rename(Sitting(), "", event(id="gone", title="x"), NOBODY)[1],
        stage.keeping.export(event(id="gone", form="json"), NOBODY),
        stage.keeping.delete(event(id="gone"), NOBODY)[1],
    ):
        assert parcel(told)["kind"] == "told"


@pytest.mark.parametrize(
    "place",
    [{}, {"article": "absent", "start": 0, "end": 1}, {"article": "a1", "start": "x", "end": 1}, {"article": []}],
)
def test_a_place_that_does_not_exist_is_said_in_one_sentence(stage: Stage, place: dict[str, object]) -> None:
    assert "n’est plus dans l’index" in parcel(stage.keeping.read_article("", event(**place), NOBODY))["html"]


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 2), (10**9, 10**9 + 1)])
def test_any_span_of_an_article_opens_it(stage: Stage, start: int, end: int) -> None:
    place = event(article=BRIDGE.id, start=start, end=end)
    assert BRIDGE.title in parcel(stage.keeping.read_article("", place, NOBODY))["html"]
    stage.ask("Qui ?", Sitting())
    stage.library.assistant.articles = {TOLL.id: TOLL}
    assert FRENCH.departed in parcel(stage.keeping.read_article("", place, NOBODY))["html"]


def test_a_gold_file_that_cannot_be_written_is_told(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    sitting = stage.ask("Qui ?", Sitting())
    assert str(tmp_path) in parcel(stage.keeping.keep_as_gold(sitting, "", event(turn=1), NOBODY))["text"]
    gold_file("").write_bytes(b"#" * (LARGEST_GOLD + 1))
    assert "trop grand" in parcel(stage.keeping.keep_as_gold(sitting, "", event(turn=1), NOBODY))["text"]
    rmtree(GOLD_FOLDER)
    GOLD_FOLDER.write_text("")
    assert "Impossible d'écrire" in parcel(stage.keeping.keep_as_gold(sitting, "", event(turn=1), NOBODY))["text"]
    assert stage.keeping.keep_as_gold(sitting, "", event(turn=3), NOBODY) == gr.skip()


def test_what_is_drafted_with_an_account_is_in_a_file_of_its_own_without_the_note(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    odile = gr.Request(username="odile")
    sitting = stage.ask("Qui ?", Sitting(), "odile")
    stage.keeping.judge(sitting, "", "", event(turn=1, verdict="wrong", note="Entre nous."), odile)
    assert "gold-odile.yaml" in parcel(stage.keeping.keep_as_gold(sitting, "", event(turn=1), odile))["text"]
    assert not gold_file("").exists()
    assert "Qui ?" in gold_file("odile").read_text("utf-8")
    assert "Entre nous" not in gold_file("odile").read_text("utf-8")


def test_the_look_is_kept_with_the_settings(stage: Stage) -> None:
    stage.keeping.look(event(theme="dark"), gr.Request(username="anne"))
    choices = Choices(stage.library, stage.desk)
    assert (choices.of("anne").theme, choices.of("paul").theme) == ("dark", "system")


def test_what_is_looked_for_stays_while_others_are_opened(stage: Stage) -> None:
    kept = stage.ask("Qui ?", Sitting())
    sitting, html = stage.keeping.find(Sitting(), "", event(text="introuvable"), NOBODY)
    assert FRENCH.none_found in html
    _, _, _, opened, *_ = stage.panes.reopen(sitting, "", "", event(id=kept.id), NOBODY)
    assert isinstance(opened, Sitting)
    assert (opened.search, opened.id) == ("introuvable", kept.id)


def test_deleting_another_conversation_leaves_the_open_one(stage: Stage) -> None:
    sitting = stage.ask("Qui ?", Sitting())
    assert stage.panes.deleted("another", sitting, "", "", NOBODY)[0] == sitting
    assert stage.panes.deleted(None, sitting, "", "", NOBODY)[0] == sitting
    assert stage.panes.deleted(sitting.id, sitting, "", "", NOBODY)[0] == Sitting()


def test_a_conversation_is_reopened_with_its_collection(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = stage.desk.conversations("").save(None, (SETTLED,), "port")
    _, _, chosen, sitting, *_ = stage.panes.open("crue", kept.id, NOBODY)
    assert chosen["value"] == "port"
    assert sitting == Sitting((SETTLED,), kept.id, kept.changed)

    def fail(name: str = "") -> FakeAssistant:
        if name == "port":
            raise CollectionUnknown(name=name, known="crue")
        return stage.library.assistant

    monkeypatch.setattr(stage.library, "open", fail)
    _, _, chosen, *_ = stage.panes.open("crue", kept.id, NOBODY)
    assert chosen["value"] == "crue"


def test_what_one_reader_has_open_is_nothing_to_another(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    hers, paul = stage.ask("Qui ?", Sitting(), owner="odile"), gr.Request(username="paul")
    for here in ("", hers.id):
        assert stage.keeping.copy(hers, here, event(turn=1, form="plain"), paul) == gr.skip()
        assert stage.keeping.judge(hers, here, "", event(turn=1, verdict="right"), paul) == (gr.skip(), gr.skip())
        assert stage.keeping.keep_as_gold(hers, here, event(turn=1), paul) == gr.skip()
        assert stage.keeping.find(hers, here, event(text="x"), paul)[0] == Sitting(search="x", owner="paul")
        assert "source-1-1" not in stage.panes.show_turn(hers, here, "", event(turn=1), paul)
        assert list(stage.panes.ask_again(hers, here, "", [], "", "", event(turn=1, question="?"), paul)) == [gr.skip()]
        assert stage.panes.stop(hers, here, "", paul)[0] == Sitting(owner="paul")
        assert stage.panes.deleted("another", hers, here, "", paul)[0] == Sitting(owner="paul")
    his = stage.ask("Et après ?", hers, owner="paul")
    assert [each.question for each in stage.desk.conversations("paul").read(his.id or "")] == ["Et après ?"]
    assert stage.library.assistant.histories[-1] == []
    assert len(stage.desk.conversations("odile").all()) == 1


def test_a_page_that_opens_leaves_a_question_asked_meanwhile_alone(stage: Stage) -> None:
    *_, sitting, here, transcript, proofs, offers, kept, box = stage.panes.open("", "", NOBODY)
    assert [sitting, here, transcript, proofs, offers, box] == [gr.skip()] * 6
    assert "Vos conversations" in str(kept)


def test_a_conversation_deleted_while_its_next_answer_grows_stays_deleted(stage: Stage) -> None:
    first = stage.ask("Qui ?", Sitting())
    growing = stage.panes.ask("Et après ?", first, first.id, "", [], "", "", NOBODY)
    next(growing)
    update = next(growing)
    id_, _ = stage.keeping.delete(event(id=first.id), NOBODY)
    assert stage.panes.deleted(id_, update[0], first.id, "", NOBODY)[0] == Sitting()  # type: ignore[index, arg-type]
    assert list(growing) == [gr.skip()]
    assert stage.desk.conversations("").all() == ()


def test_a_conversation_deleted_elsewhere_while_its_next_answer_grows_stays_deleted(stage: Stage) -> None:
    first = stage.ask("Qui ?", Sitting())
    growing = stage.panes.ask("Et après ?", first, first.id, "", [], "", "", NOBODY)
    next(growing)
    stage.keeping.delete(event(id=first.id), NOBODY)
    *_, last = growing
    assert stage.desk.conversations("").all() == ()
    assert [each.question for each in last[0].exchanges] == ["Et après ?"]  # type: ignore[index, union-attr]


@pytest.mark.parametrize("steps", [1, 2])
def test_an_answer_stopped_while_it_is_shown_grows_no_more_and_is_kept_once(stage: Stage, steps: int) -> None:
    sitting = Sitting()
    for question in ("Qui ?", "Et après ?"):
        growing = stage.panes.ask(question, sitting, sitting.id, "", [], "", "", NOBODY)
        shown = [next(growing)[0] for _ in range(steps)][-1]  # type: ignore[index]
        sitting = stage.panes.stop(shown, sitting.id, "", NOBODY)[0]  # type: ignore[arg-type, assignment]
        assert sitting.exchanges[-1].problem == FRENCH.stopped
        assert list(growing) == [gr.skip()]
    (kept,) = stage.desk.conversations("").all()
    assert stage.desk.conversations("").read(kept.id) == sitting.exchanges


def test_two_pages_on_one_conversation_lose_no_turn(stage: Stage) -> None:
    first = stage.ask("Qui ?", Sitting())
    one, other = (stage.ask(question, first) for question in ("Un ?", "Deux ?"))
    assert one.id == first.id != other.id
    said = [stage.desk.conversations("").read(each.id or "") for each in (one, other)]
    assert [[each.question for each in exchanges] for exchanges in said] == [["Qui ?", "Un ?"], ["Qui ?", "Deux ?"]]


def test_a_visit_that_gradio_forgot_goes_on_where_it_was(stage: Stage) -> None:
    first, forgotten = stage.ask("Qui ?", Sitting(), owner="anne"), Sitting()
    anne = gr.Request(username="anne")
    assert parcel(stage.keeping.copy(forgotten, first.id, event(turn=1, form="plain"), anne))["kind"] == "copy"
    *_, last = stage.panes.ask("Et après ?", forgotten, first.id, "", [], "", "", anne)
    assert last[0].id == first.id  # type: ignore[index, union-attr]
    assert len(stage.desk.conversations("anne").read(first.id or "")) == 2
    again = list(stage.panes.ask_again(last[0], first.id, "", [], "", "", event(turn=1, question="Où ?"), anne))  # type: ignore[index, arg-type]
    assert [each.question for each in again[-1][0].exchanges] == ["Où ?"]  # type: ignore[index, union-attr]
    assert stage.keeping.copy(forgotten, "gone", event(turn=1, form="plain"), anne) == gr.skip()


def test_the_head_tells_of_the_articles_of_now(stage: Stage) -> None:
    assert "3 articles" in stage.panes.head("", NOBODY)[0]
    stage.library.assistant.articles = {TOLL.id: TOLL}
    masthead, outlets = stage.panes.head("", NOBODY)
    assert "3 articles" not in masthead
    assert outlets["choices"] == [(TOLL.outlet, TOLL.outlet)] or outlets["choices"] == [TOLL.outlet]
