"""The file survives being killed, shared, damaged and taken away; whatever is refused is left as it was."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from desk_fakes import HARBOUR, article, exchange

from sourcier.desk import Desk, Exchange, words
from sourcier.desk.database import Database
from sourcier.desk.migrations import STEPS
from sourcier.errors import DeskBusy, DeskDamaged, DeskError, DeskFull, DeskNewer, DeskUnreadable, DeskUnwritable

PYTHONPATH = os.pathsep.join(filter(None, [str(Path(__file__).parent), os.environ.get("PYTHONPATH")]))
# Saves without end, says when it begins, and is killed whenever.
SAVER = """
import sys
from pathlib import Path
from desk_fakes import article, exchange
from sourcier.desk import Desk
mine = Desk.open(Path(sys.argv[1])).conversations("")
[kept] = mine.all()
texts = [article(f"Phrase {number} du canal. " * 400, path=f"{number}.txt") for number in range(12)]
before = mine.read(kept.id)
print("saving", flush=True)
for number in range(100_000):
    sources = texts[number % 6 : number % 6 + 6]
    mine.save(kept.id, (*before, exchange(f"Numéro {number} ?", *sources), exchange("Fin", *sources)), "")
"""
ADDER = """
import sys
from pathlib import Path
from desk_fakes import exchange
from sourcier.desk import Desk
mine = Desk.open(Path(sys.argv[1])).conversations("")
for number in range(15):
    mine.save(None, (exchange(f"{sys.argv[2]} {number}"),), "")
"""


def child(script: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        env=os.environ | {"PYTHONPATH": PYTHONPATH},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_killed_in_the_middle_of_a_save_the_file_holds_what_was_there_before_or_after(desk_file: Path) -> None:
    mine = Desk.open(desk_file).conversations("")
    first = exchange("Qui dirige le port ?", article(HARBOUR))
    kept = mine.save(None, (first,), "")
    for moment in (0.0, 0.011, 0.023, 0.037, 0.053):
        saving = child(SAVER, str(desk_file))
        assert saving.stdout is not None
        with saving:
            assert saving.stdout.readline() == "saving\n"
            time.sleep(moment)
            saving.send_signal(signal.SIGKILL)
        desk = Desk.open(desk_file)
        said = desk.conversations("").read(kept.id)
        assert said[0] == first
        # The last two belong together: one without the other would be half of a save.
        assert [len(said) % 2, *(each.question for each in said[2::2])] == [1, *["Fin"] * (len(said) // 2)]
        sources = {evidence.article.id for each in said if each.answer for evidence in each.answer.evidence}
        with closing(sqlite3.connect(desk_file)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert {row[0] for row in connection.execute("SELECT id FROM articles")} == sources
        mine.save(kept.id, (first,), "")


def test_several_processes_write_at_once(desk_file: Path) -> None:
    writers = [child(ADDER, str(desk_file), name) for name in ("un", "deux", "trois")]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    for writer in writers:
        writer.communicate()
    titles = {kept.title for kept in Desk.open(desk_file).conversations("").all()}
    assert titles == {f"{name} {number}" for name in ("un", "deux", "trois") for number in range(15)}


def test_what_one_page_saves_another_page_sees(desk_file: Path) -> None:
    one, other = (Desk.open(desk_file).conversations("") for _ in range(2))
    kept = one.save(None, (exchange("Le pont"),), "")
    assert other.all() == (kept,)
    other.delete(kept.id)
    assert one.all() == ()


def test_only_its_owner_reads_the_file(desk_file: Path) -> None:
    desk_file.parent.mkdir()
    desk_file.touch(0o644)
    desk_file.chmod(0o644)
    database = Database.open(desk_file)
    with database.writing() as connection:
        connection.execute("DELETE FROM attempts")
        files = list(desk_file.parent.iterdir())
        assert len(files) == 3
        assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


def test_an_older_file_is_brought_to_the_present_schema_with_what_it_holds(desk_file: Path) -> None:
    kept = Desk.open(desk_file).conversations("").save(None, (exchange("Le pont"),), "")
    later = (*STEPS, ("ALTER TABLE conversations ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0",))
    database = Database.open(desk_file, later)
    with database.reading() as connection:
        assert [tuple(row) for row in connection.execute("SELECT id, pinned FROM conversations")] == [(kept.id, 0)]
        assert connection.execute("PRAGMA user_version").fetchone()[0] == len(later)
    before = desk_file.read_bytes()
    with pytest.raises(DeskNewer, match="mettez Sourcier à jour"):
        Desk.open(desk_file)
    assert desk_file.read_bytes() == before


def test_a_step_that_fails_changes_nothing(desk_file: Path) -> None:
    Desk.open(desk_file)
    with pytest.raises(DeskDamaged):
        Database.open(desk_file, (*STEPS, ("CREATE TABLE more (a) STRICT", "INSERT INTO nothing VALUES (1)")))
    with pytest.raises(DeskDamaged):
        Database.open(desk_file, (*STEPS, ("CREATE TABLE more (a)", "INSERT INTO nothing VALUES (1)")))
    with Database.open(desk_file).reading() as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'more'").fetchone()[0] == 0


def _truncated(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:5000])


def _header_broken(file: Path) -> None:
    file.write_bytes(b"\xff" * 100 + file.read_bytes()[100:])


def _middle_zeroed(file: Path) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + bytes(len(whole) - 4096))


def _another_program(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE theirs (a)")
        connection.commit()


def _text(file: Path) -> None:
    file.write_text("Ceci n'est pas une base de données, mais une lettre assez longue.\n" * 100, "utf-8")


@pytest.mark.parametrize("damage", [_truncated, _header_broken, _middle_zeroed, _another_program, _text])
def test_a_damaged_file_is_one_sentence_and_stays_as_it_is(desk_file: Path, damage: Callable[[Path], None]) -> None:
    mine = Desk.open(desk_file).conversations("")
    for number in range(20):
        mine.save(None, (exchange(f"Question {number}", article(f"Texte {number}. " * 50)),), "")
    damage(desk_file)
    before = desk_file.read_bytes()
    with pytest.raises(DeskError) as raised:
        Desk.open(desk_file).conversations("").all()
    assert isinstance(raised.value, DeskDamaged | DeskUnreadable)
    for language in ("fr", "en"):
        assert str(desk_file) in raised.value.message(language)
        assert "\n" not in raised.value.message(language)
    assert desk_file.read_bytes() == before


def test_whatever_bytes_are_overwritten_no_other_error_comes_than_one_with_the_next_step(desk_file: Path) -> None:
    mine = Desk.open(desk_file).conversations("")
    sources = [article(f"Texte {number}. " * 80, path=str(number)) for number in range(10)]
    for number in range(20):
        kept = mine.save(None, (exchange(f"Question {number}", sources[number % 10], sources[-number % 10]),), "")
        Desk.open(desk_file).feedback("").give(kept.id, 1, "right", "Bien")
    ids, whole, refused = [kept.id for kept in mine.all()], desk_file.read_bytes(), 0
    acts: list[Callable[[Desk], object]] = [
        lambda desk: desk.conversations("").all("texte"),
        lambda desk: [desk.conversations("").read(id_) for id_ in ids],
        lambda desk: [desk.conversations("").source(source.id) for source in sources],
        lambda desk: [desk.feedback("").of(id_) for id_ in ids],
        lambda desk: desk.preferences("").all(),
        lambda desk: desk.accounts.names(),
        lambda desk: desk.accounts.holder("nobody"),
        lambda desk: desk.conversations("").save(ids[0], (exchange("Autre"),), ""),
        lambda desk: desk.conversations("").delete(ids[1]),
    ]
    for seed in range(60):
        chance = random.Random(seed)
        damaged = bytearray(whole)
        for _ in range(chance.choice((1, 3, 20))):
            start, length = chance.randrange(100, len(whole) - 200), chance.choice((1, 8, 200))
            damaged[start : start + length] = chance.randbytes(length)
        desk_file.write_bytes(damaged)
        for act in acts:
            try:
                act(Desk.open(desk_file))
            except DeskError:
                refused += 1
    assert refused > 0


def test_a_folder_in_the_place_of_the_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(DeskUnreadable, match=str(tmp_path)):
        Desk.open(tmp_path)


def test_a_file_in_the_place_of_its_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "kept").touch()
    with pytest.raises(DeskUnreadable, match="kept"):
        Desk.open(tmp_path / "kept" / "desk.sqlite3")


def test_a_file_that_was_taken_away_is_not_made_anew(desk: Desk, desk_file: Path) -> None:
    desk_file.unlink()
    with pytest.raises(DeskUnreadable):
        desk.conversations("").save(None, (exchange("Le pont"),), "")
    assert not desk_file.exists()


def test_a_writer_that_does_not_finish_is_waited_for_then_said(desk_file: Path) -> None:
    Desk.open(desk_file)
    waiting = Database(desk_file, wait=0.05)
    with closing(sqlite3.connect(desk_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DeskBusy, match="occupé"), waiting.writing():
            raise AssertionError
        # Who only reads does not wait.
        with waiting.reading() as connection:
            assert connection.execute("SELECT count(*) FROM conversations").fetchone()[0] == 0


def write(database: Database, *statements: str) -> None:
    with database.writing() as connection:
        for statement in statements:
            connection.execute(statement)


def test_without_room_nothing_is_lost(desk_file: Path) -> None:
    kept = Desk.open(desk_file).conversations("").save(None, (exchange("Le pont"),), "")
    renamed = "UPDATE conversations SET title = 'x'"
    large = "INSERT INTO articles VALUES (x'00', '', hex(zeroblob(100000)))"
    with pytest.raises(DeskFull, match="libérez"):
        write(Database.open(desk_file), "PRAGMA max_page_count = 1", renamed, large)
    assert Desk.open(desk_file).conversations("").all() == (kept,)


def test_a_file_that_must_not_be_written_is_said(desk_file: Path) -> None:
    with pytest.raises(DeskUnwritable, match="écrire"):
        write(Database.open(desk_file), "PRAGMA query_only = ON", "DELETE FROM attempts")


def test_what_fails_within_undoes_all_of_it(desk_file: Path) -> None:
    database = Database.open(desk_file)
    with pytest.raises(DeskDamaged):
        write(database, "INSERT INTO attempts VALUES ('anne', 1)", "INSERT INTO nothing VALUES (1)")
    with database.reading() as connection:
        assert connection.execute("SELECT count(*) FROM attempts").fetchone()[0] == 0


def test_what_was_deleted_is_gone_from_the_disk(desk: Desk, desk_file: Path) -> None:
    mine = desk.conversations("")
    kept = mine.save(
        None,
        (
            Exchange("Le xylophone", settled=True),
            exchange("Zut", article("Un wombat.")),
        ),
        "",
    )
    assert b"wombat" in desk_file.read_bytes()
    mine.delete(kept.id)
    left = b"".join(file.read_bytes() for file in desk_file.parent.iterdir())
    assert b"xylophone" not in left
    assert b"wombat" not in left


def test_what_was_deleted_is_gone_from_a_large_index_in_steps_too(
    desk: Desk, desk_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "STEP_PAGES", 1)
    mine = desk.conversations("")
    said = [" ".join(f"mot{number}x{word}" for word in range(300)) for number in range(30)]
    kept = [
        mine.save(None, (Exchange(f"Le xylophone{number} {text}", settled=True),)) for number, text in enumerate(said)
    ]
    mine.delete(kept[0].id)
    left = b"".join(file.read_bytes() for file in desk_file.parent.iterdir())
    assert (b"xylophone0" in left, b"mot0x1" in left) == (False, False)
    assert [each.id for each in mine.all("mot7x299")] == [kept[7].id]


def test_readers_leave_a_connection_to_the_next_until_somebody_writes(
    desk: Desk, desk_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    connect = sqlite3.connect

    def counted(*known: object, **named: object) -> sqlite3.Connection:
        opened.append("")
        return connect(*known, **named)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(sqlite3, "connect", counted)
    for _ in range(3):
        assert desk.accounts.names() == ()
    assert len(opened) == 1
    Desk.open(desk_file).preferences("").set("theme", "dark")
    opened.clear()
    for _ in range(3):
        assert desk.preferences("").all() == {"theme": "dark"}
    assert len(opened) == 1


def test_what_is_written_stands_in_the_file_while_readers_keep_it_open(desk: Desk, desk_file: Path) -> None:
    desk.preferences("").all()
    desk.preferences("").set("theme", "un thème que personne ne connaît")
    assert "un thème que personne ne connaît".encode() in desk_file.read_bytes()
    desk.preferences("").set("theme", None)
    kept = b"".join(file.read_bytes() for file in desk_file.parent.glob(f"{desk_file.name}*"))
    assert "un thème que personne ne connaît".encode() not in kept


def test_readers_do_not_take_a_file_for_the_one_before(desk: Desk, desk_file: Path) -> None:
    desk.preferences("").set("theme", "dark")
    assert desk.preferences("").all() == {"theme": "dark"}
    other = Desk.open(desk_file.with_name("other.sqlite3"))
    other.preferences("").set("theme", "light")
    desk_file.with_name("other.sqlite3").replace(desk_file)
    assert desk.preferences("").all() == {"theme": "light"}
    desk_file.unlink()
    with pytest.raises(DeskUnreadable):
        desk.preferences("").all()
