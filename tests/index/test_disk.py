"""Disks that are full, or that take no writing: real ones where this system lets a test have them."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

# A namespace of its own lets a process mount a disk of 12 MB that nobody else sees, of which it leaves as much as it is
# told; where the system refuses, a limit on the size of files is what a full disk is like.
FULL = """
import ctypes, os, resource, shutil, sys
from pathlib import Path
tests, press, store, left, rebuild = sys.argv[1:]
sys.path[:0] = [tests, tests + "/index"]
press, store, left, rebuild = Path(press), Path(store), int(left), rebuild == "rebuild"
NEWUSER, NEWNS, PRIVATE = 0x10000000, 0x00020000, 0x4000 | 0x40000
libc = ctypes.CDLL(None, use_errno=True)
def mount():
    user, group = os.getuid(), os.getgid()
    if libc.unshare(NEWNS):
        if libc.unshare(NEWUSER | NEWNS):
            return False
        for name, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
            Path("/proc/self", name).write_text(text)
    if libc.mount(None, b"/", None, PRIVATE, None):
        return False
    return not libc.mount(b"none", bytes(store), b"tmpfs", 0, b"size=12m")
store.mkdir()
mounted = mount()
from in_step import assert_in_step
from model_fakes import FakeEmbedder
from sourcier.errors import SourcierError
from reading_here import read_here
from sourcier.corpus import folder
from sourcier.index import builder
from sourcier.index.builder import build_index
from sourcier.index.reader import Index
builder.read_files = folder.read_files = read_here
build_index(press, store, FakeEmbedder())
for number in range(40):
    (press / f"note-{number}.txt").write_text(f"Le chaland numéro {number} quitte le bassin de Brumeval. " * 8)
before = resource.getrlimit(resource.RLIMIT_FSIZE)
if mounted:
    free = os.statvfs(store)
    (store / "filler").write_bytes(bytes(max(0, free.f_bavail * free.f_bsize - left)))
else:
    resource.setrlimit(resource.RLIMIT_FSIZE, (left, before[1]))
try:
    build_index(press, store, FakeEmbedder(), rebuild=rebuild)
except SourcierError as error:
    print("disk" if mounted else "limit", error.exit_code, type(error).__name__, error)
(store / "filler").unlink(missing_ok=True)
resource.setrlimit(resource.RLIMIT_FSIZE, before)
index = Index(store, FakeEmbedder())
assert any(article.path == "phare-pont.txt" for article in index.articles.values())
index.close()
build_index(press, store, FakeEmbedder())
assert_in_step(press, store)
print("in step")
"""
# Root may write anywhere; without its capabilities it is held by the rights of files as anyone is.
READ_ONLY = """
import ctypes, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from model_fakes import FakeEmbedder
from sourcier.errors import SourcierError
from sourcier.index.builder import build_index
from sourcier.index.reader import Index
press, store = map(Path, sys.argv[2:])
VERSION_3, THIS_PROCESS = 0x20080522, 0
header, none = (ctypes.c_uint32 * 2)(VERSION_3, THIS_PROCESS), (ctypes.c_uint32 * 6)()
assert ctypes.CDLL(None, use_errno=True).capset(header, none) == 0
for use in (
    lambda: build_index(press, store, FakeEmbedder()),
    lambda: build_index(press, store, FakeEmbedder(), rebuild=True),
    lambda: build_index(press, store / "other", FakeEmbedder()),
    lambda: Index(store, FakeEmbedder()).close(),
):
    try:
        use()
        print("done")
    except SourcierError as error:
        print(error.exit_code, type(error).__name__, error)
"""
TESTS = str(Path(__file__).parents[1])


def said(script: str, *arguments: object) -> list[str]:
    command = [sys.executable, "-c", script, TESTS, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize(("left", "rebuild"), [(20_000, "sync"), (400_000, "sync"), (150_000, "rebuild")])
def test_a_full_disk_is_said_the_old_index_answers_and_a_sync_converges_once_there_is_room(
    press: Path, tmp_path: Path, left: int, rebuild: str
) -> None:
    store = tmp_path / "store"
    refusal, end = said(FULL, press, store, left, rebuild)
    kind, code, name, message = refusal.split(" ", 3)
    assert kind in ("disk", "limit")
    assert (code, name) == ("1", "StoreReadOnly")
    assert f"Impossible d'écrire dans {store}" in message
    assert end == "in step"


def test_a_folder_that_takes_no_writing_is_said_within_five_seconds(press: Path, store: Path) -> None:
    folders = [store, *(path for path in store.rglob("*") if path.is_dir())]
    for path in [*folders, *(path for path in store.rglob("*") if path.is_file())]:
        path.chmod(0o555 if path in folders else 0o444)
    began = time.monotonic()
    try:
        lines = said(READ_ONLY, press, store)
    finally:
        for path in folders:
            path.chmod(0o755)
    assert time.monotonic() - began < 5 * len(lines)
    for line in lines[:3]:
        assert line.startswith("1 StoreReadOnly")
        assert str(store) in line
    # Who only asks needs a place to write too, and is told so, or is answered.
    assert lines[3] == "done" or lines[3].startswith("1 StoreReadOnly")
