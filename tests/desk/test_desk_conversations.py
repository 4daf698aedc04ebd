"""Conversations are kept whole, found by their words, and nobody else's by any way."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from desk_fakes import HARBOUR, HOSTILE, Clock, answer, article, day, exchange
from hypothesis import given
from hypothesis import strategies as st

from sourcier.desk import Desk, Exchange, Kept
from sourcier.desk.conversations import new_id
from sourcier.desk.kept import TITLE_MADE, TITLE_TYPED
from sourcier.errors import ConversationGone, ConversationOutdated

TOLL, PORT = article(), article(HARBOUR, path="port.txt", title="Le port", published=day(), byline="Anne Veyre")


def articles_in(file: Path) -> int:
    connection = sqlite3.connect(file)
    [count] = connection.execute("SELECT count(*) FROM articles").fetchone()
    connection.close()
    return int(count)


def test_a_conversation_is_read_back_as_it_was_saved(desk: Desk) -> None:
    said = (
        exchange("Combien coûte le péage ?", TOLL, PORT),
        exchange("Et le bac ?", nearest=(PORT,)),
        Exchange("Et le train ?", problem="La réponse a échoué.", settled=True),
    )
    kept = desk.conversations("").save(None, said, "presse")
    assert desk.conversations("").read(kept.id) == said
    assert (kept.title, kept.collection) == ("Combien coûte le péage ?", "presse")
    assert desk.conversations("").about(kept.id) == kept


def test_an_article_is_kept_once_and_swept_with_the_last_conversation_that_read_it(desk: Desk, desk_file: Path) -> None:
    mine = desk.conversations("")
    first = mine.save(None, (exchange("Un", TOLL), exchange("Deux", TOLL, PORT)), "")
    second = mine.save(None, (exchange("Trois", TOLL),), "")
    assert articles_in(desk_file) == 2
    assert mine.source(PORT.id) == PORT
    mine.delete(first.id)
    assert (articles_in(desk_file), mine.source(PORT.id), mine.source(TOLL.id)) == (1, None, TOLL)
    mine.save(second.id, (Exchange("Rien", settled=True),), "")
    assert articles_in(desk_file) == 0


def test_an_article_is_given_as_it_was_when_it_was_last_read(desk: Desk) -> None:
    mine = desk.conversations("")
    renamed = TOLL.model_copy(update={"title": "Le péage, nouveau titre"})
    first = mine.save(None, (exchange("Un", TOLL),), "")
    mine.save(None, (exchange("Deux", renamed),), "")
    assert mine.source(TOLL.id) == renamed
    [kept] = mine.read(first.id)
    assert kept.answer is not None
    assert kept.answer.evidence[0].article == TOLL


def test_the_newest_comes_first_and_a_new_name_moves_nothing(desk: Desk) -> None:
    mine = desk.conversations("")
    first, second = (mine.save(None, (exchange(question),), "") for question in ("Un", "Deux"))
    mine.rename(first.id, "Premier")
    assert [kept.title for kept in mine.all()] == ["Deux", "Premier"]
    mine.save(first.id, (exchange("Un"), exchange("Encore")), "")
    assert [kept.title for kept in mine.all()] == ["Premier", "Deux"]
    unchanged = mine.save(second.id, (exchange("Deux"),), "")
    assert unchanged == second
    assert [kept.title for kept in mine.all()] == ["Premier", "Deux"]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("peage", True),
        ("PÉAGE", True),
        ("pont 4 vaub", True),
        ("oeuvre", True),
        ("œuv", True),
        ("l'œuvre du pont", True),
        ("renomme", True),
        ("tunnel", False),
        ("eage", False),
        ('peage" OR tunnel', False),
        ("title: renomme", True),
        ("NEAR(", False),
        ("peage AND tunnel", False),
        ("  ?! ", True),
        ("", True),
        ("\x00 peage*", True),
        ("𝓅éage 漢字", False),
    ],
)
def test_a_search_finds_words_without_accents_in_titles_questions_and_answers(
    desk: Desk, search: str, found: bool
) -> None:
    mine = desk.conversations("")
    kept = mine.save(None, (exchange("Quelle œuvre, et qui la paie ?", TOLL),), "")
    kept = mine.rename(kept.id, "Title renommé")
    assert mine.all(search) == ((kept,) if found else ())


def test_what_was_replaced_or_deleted_is_found_no_more(desk: Desk) -> None:
    mine = desk.conversations("")
    kept = mine.save(None, (exchange("La gare"), exchange("Le bac")), "")
    mine.save(kept.id, (exchange("La gare"),), "")
    assert not mine.all("bac")
    mine.delete(kept.id)
    assert not mine.all("gare")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_kept_as_it_is_under_a_title_of_one_line(desk: Desk, text: str) -> None:
    mine = desk.conversations("")
    hostile = article(text, title=text, outlet=text, path="a.txt")
    said = (exchange(text, hostile), Exchange(text, problem=text, settled=True))
    kept = mine.save(None, said, "")
    assert mine.read(kept.id) == said
    assert mine.source(hostile.id) == hostile
    assert len(kept.title) <= TITLE_MADE
    renamed = mine.rename(kept.id, text)
    assert 0 < len(renamed.title) <= TITLE_TYPED
    for title in (kept.title, renamed.title):
        assert not set(title) & set("\n\r\x00\x1b\x07\x7f\u202e\u2066\u2028")


def test_half_of_a_surrogate_pair_stops_nothing(desk: Desk) -> None:
    mine = desk.conversations("")
    kept = mine.save(None, (Exchange("Le \ud83d pont", settled=True),), "")
    assert mine.read(kept.id) == (Exchange("Le ? pont", settled=True),)
    assert mine.all("pont") == (kept,)


def test_a_blank_name_changes_nothing(desk: Desk) -> None:
    mine = desk.conversations("")
    kept = mine.save(None, (exchange("Le pont"),), "")
    assert mine.rename(kept.id, " \n\u202e ") == kept


def test_a_conversation_of_another_version_is_said_to_be_and_stays(desk: Desk, desk_file: Path) -> None:
    mine = desk.conversations("")
    kept = mine.save(None, (exchange("Le pont", TOLL),), "")
    connection = sqlite3.connect(desk_file)
    connection.execute("UPDATE turns SET said = replace(said, '\"status\"', '\"state\"')")
    connection.commit()
    before = connection.execute("SELECT said FROM turns").fetchall()
    with pytest.raises(ConversationOutdated, match="Le pont"):
        mine.read(kept.id)
    assert connection.execute("SELECT said FROM turns").fetchall() == before
    connection.close()


def test_saves_from_many_threads_are_all_kept(desk: Desk) -> None:
    mine = desk.conversations("")

    def save(number: int) -> Kept:
        kept = mine.save(None, (exchange(f"Question {number}", TOLL, PORT),), "")
        return mine.save(kept.id, (exchange(f"Question {number}", TOLL, PORT), exchange("Suite", TOLL)), "")

    with ThreadPoolExecutor(8) as pool:
        saved = list(pool.map(save, range(40)))
    assert {kept.id for kept in mine.all()} == {kept.id for kept in saved}
    assert all(len(mine.read(kept.id)) == 2 for kept in saved)


WAYS: dict[str, Callable[[Desk, str, str], object]] = {
    "about": lambda desk, owner, id_: desk.conversations(owner).about(id_),
    "read": lambda desk, owner, id_: desk.conversations(owner).read(id_),
    "save": lambda desk, owner, id_: desk.conversations(owner).save(id_, (exchange("Pris"),), ""),
    "rename": lambda desk, owner, id_: desk.conversations(owner).rename(id_, "Pris"),
    "delete": lambda desk, owner, id_: desk.conversations(owner).delete(id_),
    "judge": lambda desk, owner, id_: desk.feedback(owner).give(id_, 1, "wrong", "Pris"),
    "judged": lambda desk, owner, id_: desk.feedback(owner).of(id_),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
@pytest.mark.parametrize("stranger", ["bob", "", "anne ", "ANNE", "anne' OR 1=1 --"])
def test_nobody_reaches_the_conversation_of_another(
    desk: Desk, way: Callable[[Desk, str, str], object], stranger: str
) -> None:
    kept = desk.conversations("anne").save(None, (exchange("À moi", TOLL),), "")
    desk.feedback("anne").give(kept.id, 1, "right", "Bien")
    with pytest.raises(ConversationGone):
        way(desk, stranger, kept.id)
    assert not desk.conversations(stranger).all()
    assert not desk.conversations(stranger).all("moi")
    assert desk.conversations(stranger).source(TOLL.id) is None
    assert desk.conversations("anne").all() == (kept,)
    assert desk.feedback("anne").of(kept.id)[1].note == "Bien"
    with pytest.raises(ConversationGone):
        way(desk, "anne", "unheard-of")


OWNERS = ("anne", "bob")
SHELF = (TOLL, PORT)
SAYINGS = tuple(exchange(f"mot{number}", *SHELF[: number % 3]) for number in range(4))
Operation = tuple[str, str, int, tuple[int, ...]]
OPERATIONS = st.lists(
    st.tuples(
        st.sampled_from(("save", "again", "rename", "delete")),
        st.sampled_from(OWNERS),
        st.integers(0, 5),
        st.lists(st.integers(0, 3), min_size=1, max_size=3).map(tuple),
    ),
    max_size=14,
)


@given(OPERATIONS)
def test_whatever_two_owners_do_each_finds_what_a_plain_dict_would_hold(operations: list[Operation]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "desk.sqlite3"
        desk = Desk.open(file, Clock())
        # id → owner, title, exchanges; in the order of their last change.
        model: dict[str, tuple[str, str, tuple[Exchange, ...]]] = {}
        ids: list[str] = []
        for operation in operations:
            _do(desk, model, ids, *operation)
        for owner in OWNERS:
            mine = desk.conversations(owner)
            held = [(id_, title, said) for id_, (whose, title, said) in reversed(model.items()) if whose == owner]
            assert [(kept.id, kept.title, mine.read(kept.id)) for kept in mine.all()] == held
            for number, saying in enumerate(SAYINGS):
                having = [id_ for id_, _, said in held if saying in said]
                titled = [id_ for id_, title, _ in held if f"mot{number}" in title]
                found = [kept.id for kept in mine.all(f"MOT{number}")]
                assert found == [id_ for id_, _, _ in held if id_ in having or id_ in titled]
            read = {each.id for _, _, said in held for one in said for each in _read(one)}
            assert {each.id for each in SHELF if mine.source(each.id)} == read
        everywhere = {each.id for _, _, said in model.values() for one in said for each in _read(one)}
        assert articles_in(file) == len(everywhere)


def _read(one: Exchange) -> list[object]:
    return [evidence.article for evidence in one.answer.evidence] if one.answer else []


def _do(
    desk: Desk,
    model: dict[str, tuple[str, str, tuple[Exchange, ...]]],
    ids: list[str],
    what: str,
    owner: str,
    which: int,
    picked: tuple[int, ...],
) -> None:
    mine, said = desk.conversations(owner), tuple(SAYINGS[number] for number in picked)
    if what == "save" or not ids:
        kept = mine.save(None, said, "")
        ids.append(kept.id)
        model[kept.id] = (owner, said[0].question, said)
        return
    id_ = ids[which % len(ids)]
    own = id_ in model and model[id_][0] == owner
    acts: dict[str, Callable[[], object]] = {
        "again": lambda: mine.save(id_, said, ""),
        "rename": lambda: mine.rename(id_, f"mot{picked[0]} nommé"),
        "delete": lambda: mine.delete(id_),
    }
    if not own:
        with pytest.raises(ConversationGone):
            acts[what]()
        return
    acts[what]()
    _, title, before = model[id_]
    if what == "again" and before != said:
        del model[id_]
        model[id_] = (owner, title, said)
    elif what == "rename":
        model[id_] = (owner, f"mot{picked[0]} nommé", before)
    elif what == "delete":
        del model[id_]


def test_an_unfinished_answer_is_kept_as_unfinished(desk: Desk) -> None:
    said = (Exchange("Le pont ?", answer("Le pont ?", TOLL, status="interrupted"), "Réponse interrompue."),)
    kept = desk.conversations("").save(None, said, "")
    assert desk.conversations("").read(kept.id) == said


def test_of_two_pages_on_one_conversation_neither_loses_turns(desk: Desk) -> None:
    mine = desk.conversations("")
    first = mine.save(None, (exchange("Un"),), "")
    second = mine.save(first.id, (exchange("Un"), exchange("Deux")), "", first.changed)
    assert (second.id, second.changed > first.changed) == (first.id, True)
    other = mine.save(first.id, (exchange("Un"), exchange("Trois")), "", first.changed)
    assert other.id != first.id
    assert [mine.read(kept.id)[-1].question for kept in (first, other)] == ["Deux", "Trois"]


def test_of_two_answers_to_one_question_the_last_is_kept_once(desk: Desk) -> None:
    mine = desk.conversations("")
    first = mine.save(None, (exchange("Un"),), "")
    mine.save(first.id, (exchange("Un"), exchange("Deux", TOLL)), "", first.changed)
    stopped = (exchange("Un"), Exchange("Deux", problem="Arrêtée.", settled=True))
    assert mine.save(first.id, stopped, "", first.changed).id == first.id
    assert mine.read(first.id) == stopped
    id_ = new_id()
    assert [mine.begin(id_, said).id for said in ((exchange("Bac"),), stopped[1:])] == [id_, id_]
    assert mine.read(id_) == stopped[1:]
    assert len(mine.all()) == 2


def test_a_name_promised_to_another_owner_is_not_taken(desk: Desk) -> None:
    kept = desk.conversations("anne").begin(new_id(), (exchange("À moi"),))
    with pytest.raises(ConversationGone):
        desk.conversations("bob").begin(kept.id, (exchange("Pris"),))
    assert desk.conversations("anne").read(kept.id) == (exchange("À moi"),)


def test_pages_know_of_a_change_even_by_a_clock_that_stands_still(desk_file: Path) -> None:
    noon = Clock()()
    mine = Desk.open(desk_file, lambda: noon).conversations("")
    first = mine.save(None, (exchange("Un"),), "")
    second = mine.save(first.id, (exchange("Un"), exchange("Deux")), "", first.changed)
    assert second.changed > first.changed


HALF = "\ud83d"


def test_half_of_a_surrogate_pair_is_no_damage_wherever_it_stands(desk: Desk) -> None:
    mine = desk.conversations(HALF)
    kept = mine.save(None, (exchange("Le pont"),), HALF)
    assert desk.feedback(HALF).give(kept.id, 1, "right", f"bien {HALF}").note == "bien ?"
    desk.preferences(HALF).set(HALF, HALF)
    assert desk.preferences(HALF).get("?") == "?"
    assert mine.source(HALF) is None
    with pytest.raises(ConversationGone):
        mine.read(HALF)
    with pytest.raises(ConversationGone):
        desk.feedback(HALF).of(HALF)
