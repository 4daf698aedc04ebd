"""Files are read in other processes: in order, a few ahead, and whatever befalls one of them stays with it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from page_builders import BODY, TITLE

from sourcier.corpus import Reason, Sidecar, Skipped, child, read_files, read_folder
from sourcier.corpus.child import Child
from sourcier.corpus.messages import Fault, Setup, Signal, from_line, to_line
from sourcier.errors import ReaderFailed
from sourcier.schema import Article

PLAYED = (
    "import os, sys, time, re; sys.path += sys.argv[1:]; from sourcier.corpus import worker; read = worker.read_file\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(40):
        (tmp_path / f"{number:02}.txt").write_text(f"{TITLE}\n\nLe pont n° {number} a rouvert. {BODY[0]}", "utf-8")
    return tmp_path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def play(monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    """Let `body` be what befalls a reader of files named bad.txt."""
    played = f"""
    def read_file(root, path, sidecar):
        if path != "bad.txt":
            yield from read(root, path, sidecar)
            return
        {body}
        yield from read(root, path, sidecar)
    worker.read_file = read_file
    worker.main()
    """
    monkeypatch.setattr(child, "BOOT", PLAYED + textwrap.dedent(played))


def children(pid: int) -> set[int]:
    listed = subprocess.run(["ps", "-o", "pid=,ppid=,stat=", "-A"], capture_output=True, text=True, check=True).stdout
    rows = (line.split() for line in listed.splitlines())
    return {int(row[0]) for row in rows if int(row[1]) == pid and not row[2].startswith("Z")}


def readers() -> set[int]:
    """The reading processes of this one: `ps` itself has gone."""
    return {pid for pid in children(os.getpid()) if Path(f"/proc/{pid}").exists() and is_reader(pid)}


def is_reader(pid: int) -> bool:
    try:
        return "sourcier.corpus" in Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return False


def test_files_come_in_order_a_few_ahead(folder: Path) -> None:
    taken: list[str] = []

    def paths() -> Iterator[str]:
        for name in names(folder):
            taken.append(name)
            yield name

    read = read_files(folder, paths(), Sidecar({}), workers=2)
    assert (taken, readers()) == ([], set()), "nothing is begun before it is asked for"
    assert [next(read)[0], next(read)[0]] == ["00.txt", "01.txt"]
    assert len(taken) <= 2 + 2 * 4 + 1
    rest = list(read)
    assert [path for path, _ in rest] == names(folder)[2:]
    assert all(isinstance(piece, Article) for _, [piece] in rest)


def test_no_process_outlives_the_reading(folder: Path) -> None:
    read = read_files(folder, names(folder), Sidecar({}), workers=2)
    next(read)
    assert 1 <= len(readers()) <= 2
    read.close()
    assert readers() == set()
    assert len(list(read_files(folder, names(folder), Sidecar({}), workers=2))) == 40
    assert readers() == set()
    assert list(read_files(folder, [], Sidecar({}))) == []


@pytest.mark.usefixtures("reading_apart")
def test_it_is_what_is_read_in_this_process(folder: Path) -> None:
    for suffix, text in {"json": "{", "html": "<p></p>", "pdf": "", "png": "x"}.items():
        (folder / f"a.{suffix}").write_text(text)
    reading = read_folder(folder)
    assert len(reading.articles) == 40
    assert {skipped.path: skipped.reason for skipped in reading.skipped} == {
        "a.json": Reason.NO_JSON,
        "a.html": Reason.NO_BODY,
        "a.pdf": Reason.DAMAGED,
        "a.png": Reason.UNSUPPORTED,
    }


def test_a_file_removed_since_the_scan_is_named(folder: Path) -> None:
    read = dict(read_files(folder, ["00.txt", "parti.txt"], Sidecar({})))
    assert read["parti.txt"] == [Skipped("parti.txt", Reason.VANISHED)]


BROKEN = {
    "endless work": ("while True: pass", Reason.TOO_COMPLEX),
    "endless work that never comes back to Python": ("re.match('(a+)+$', 'a' * 60 + 'b')", Reason.TOO_COMPLEX),
    "endless sleep": ("time.sleep(600)", Reason.TOO_COMPLEX),
    "endless memory": ("hoard = [bytes(10_000_000) for _ in range(10_000)]", Reason.TOO_COMPLEX),
    "a crash": ("os.abort()", Reason.TOO_COMPLEX),
    "an exit": ("sys.exit(0)", Reason.TOO_COMPLEX),
    "an endless depth": ("deep = lambda: deep(); deep()", Reason.TOO_COMPLEX),
    "a mistake of ours": ("{}['clef']", Reason.DAMAGED),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_what_befalls_a_file_stays_with_it(folder: Path, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    body, reason = BROKEN[fault]
    play(monkeypatch, body)
    read = dict(read_files(folder, ["00.txt", "bad.txt", "01.txt"], Sidecar({}), workers=1, seconds=1))
    assert read["bad.txt"] == [Skipped("bad.txt", reason)]
    assert [type(piece) for name in ("00.txt", "01.txt") for piece in read[name]] == [Article, Article]


def test_what_libraries_print_is_not_taken_for_an_answer(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    play(monkeypatch, "print('bruit', flush=True); os.write(1, b'D\\n'); os.write(2, b'bruit'); os.read(0, 9)")
    (folder / "bad.txt").write_text(f"{TITLE}\n\n{BODY[1]}", "utf-8")
    read = dict(read_files(folder, ["bad.txt", "01.txt"], Sidecar({}), workers=1))
    assert [type(piece) for pieces in read.values() for piece in pieces] == [Article, Article]
    assert capfd.readouterr() == ("", "")


def test_articles_that_came_before_the_break_are_kept(folder: Path) -> None:
    line = json.dumps({"title": TITLE, "text": BODY[0]})
    monster = json.dumps({"title": "Gros", "text": "Le pont\n" * 600_000})
    (folder / "lot.jsonl").write_text(f"{line}\n{line}\n{monster}\n{line}", "utf-8")
    [(_, pieces)] = read_files(folder, ["lot.jsonl"], Sidecar({}), seconds=2)
    assert [piece.path for piece in pieces] == ["lot.jsonl/1", "lot.jsonl/2", "lot.jsonl"]
    assert pieces[2] == Skipped("lot.jsonl", Reason.TOO_COMPLEX)


def test_the_time_counts_between_two_articles(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    played = """
    def read_file(root, path, sidecar):
        for name in sorted(os.listdir(root))[:6]:
            until = time.process_time() + 0.7
            while time.process_time() < until: pass
            yield from read(root, name, sidecar)
    worker.read_file = read_file
    worker.main()
    """
    monkeypatch.setattr(child, "BOOT", PLAYED + textwrap.dedent(played))
    [(_, pieces)] = read_files(folder, ["lot"], Sidecar({}), seconds=2)
    assert [type(piece) for piece in pieces] == [Article] * 6


def test_a_process_whose_memory_is_worn_leaves(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    play(monkeypatch, "hoard = bytes(600_000_000); print(os.getpid())")
    read = dict(read_files(folder, ["00.txt", "bad.txt", "01.txt"], Sidecar({}), workers=1))
    assert [type(piece) for name in ("00.txt", "01.txt") for piece in read[name]] == [Article, Article]


@pytest.mark.parametrize(
    ("boot", "says"),
    [
        ("raise OSError(28, 'No space left on device')", "No space left on device"),
        ("import sourcier_absent", "sourcier_absent"),
        ("", "code 0"),
        ("print('bruit')", "code"),
    ],
)
def test_a_process_that_does_not_come_up_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch, boot: str, says: str
) -> None:
    monkeypatch.setattr(child, "BOOT", boot)
    with pytest.raises(ReaderFailed, match=says):
        list(read_files(folder, names(folder), Sidecar({}), workers=2))
    assert readers() == set()


def test_the_process_cannot_be_begun(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(folder / "python"))
    with pytest.raises(ReaderFailed, match="python"):
        list(read_files(folder, ["00.txt"], Sidecar({})))


SCRIPT = """
from pathlib import Path
from sourcier.corpus import read_folder
print(len(read_folder(Path({folder!r})).articles))
"""


def test_a_script_without_a_guard_and_one_on_standard_input_work(folder: Path, tmp_path_factory) -> None:
    text = SCRIPT.format(folder=str(folder))
    script = tmp_path_factory.mktemp("script") / "lecture.py"
    script.write_text(text)
    for command, given in (([str(script)], None), (["-"], text), (["-c", text], None)):
        done = subprocess.run([sys.executable, *command], input=given, capture_output=True, text=True, timeout=120)
        assert (done.stdout, done.stderr) == ("40\n", "")


WAITING = """
import signal, sys, time
from pathlib import Path
from sourcier.corpus import Sidecar, child, read_files
# Ignored in what a shell runs in the background, as it may run these tests.
signal.signal(signal.SIGINT, signal.default_int_handler)
child.BOOT = {boot!r}
print("begun", flush=True)
for path, pieces in read_files(Path({folder!r}), ["00.txt", "bad.txt"], Sidecar({{}}), workers=1, seconds=4):
    print(path, flush=True)
"""


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL, signal.SIGTERM])
@pytest.mark.parametrize("body", ["while True: pass", "time.sleep(3)"], ids=["busy", "idle"])
def test_no_process_is_left_behind(
    folder: Path, monkeypatch: pytest.MonkeyPatch, how: signal.Signals, body: str
) -> None:
    """Ctrl-C goes to the whole group, as a terminal sends it."""
    play(monkeypatch, body)
    script = WAITING.format(boot=child.BOOT, folder=str(folder))
    parent = subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == "begun\n"
    assert wait_for(lambda: any(map(is_reader, children(parent.pid))))
    left = {pid for pid in children(parent.pid) if is_reader(pid)}
    time.sleep(1)
    if how is signal.SIGINT:
        os.killpg(parent.pid, how)
    else:
        parent.send_signal(how)
    _, complaint = parent.communicate(timeout=60)
    assert complaint.count("Traceback") == (1 if how is signal.SIGINT else 0), (
        "the parent's own KeyboardInterrupt alone"
    )
    assert wait_for(lambda: not any(map(is_reader, left)), 30)


def wait_for(what, seconds: float = 30) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if what():
            return True
        time.sleep(0.05)
    return False


def test_messages_come_back(folder: Path) -> None:
    [(_, [article])] = read_files(folder, ["00.txt"], Sidecar({}))
    for message in (article, Skipped("deux\nlignes\u202e.txt", Reason.LOCKED), Fault("ligne\n"), *Signal):
        line = to_line(message)
        assert line.count(b"\n") == 1
        assert from_line(line) == message


@pytest.mark.parametrize(
    "line", [b"", b"\n", b"X", b"A{}", b"A", b"S[]", b'S["a", "b"]', b"Sx", b"\xff", b"F", b"bruit\n"]
)
def test_what_is_no_message_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever parser refuses it
        from_line(line)


def test_a_garbled_answer_breaks_the_file_and_not_the_reading(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a reader taken over by a hostile file may write: its answers go out by its fourth stream."""
    play(monkeypatch, "os.write(4, b'A{\\n')")
    read = dict(read_files(folder, ["bad.txt", "01.txt"], Sidecar({}), workers=1))
    assert read["bad.txt"] == [Skipped("bad.txt", Reason.TOO_COMPLEX)]
    assert isinstance(read["01.txt"][0], Article)


def test_ending_twice_is_ending_once(folder: Path) -> None:
    reader = Child(Setup(folder, Sidecar({}), 1, 10**9))
    assert [piece.path for piece in reader.read("00.txt")] == ["00.txt"]
    reader.end()
    reader.end()
    assert reader.has_ended


LARGE_PARENT = """
import subprocess, sys
held = bytearray(700_000_000)
child = "from sourcier.corpus.worker import _peak_memory; print(_peak_memory())"
sys.stdout.write(subprocess.run([sys.executable, "-c", child], capture_output=True, text=True, check=True).stdout)
"""


def test_the_memory_of_the_process_that_asks_does_not_count() -> None:
    told = subprocess.run([sys.executable, "-c", LARGE_PARENT], capture_output=True, text=True, check=True).stdout
    assert 10_000_000 < int(told) < 300_000_000
