from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from artifact_builders import CONTENT, PART_SIZE, ScriptedMirror, one_file_artifact, source_file

from sourcier import artifacts
from sourcier.artifacts.artifact import Artifact, Build, Chunks, Stage
from sourcier.artifacts.cache import Cache
from sourcier.errors import (
    ArtifactCorrupt,
    ArtifactMissing,
    ArtifactUnknown,
    ArtifactUnreachable,
    CacheReadOnly,
    DiskTooSmall,
    SourcierError,
)


def cache_of(folder: Path, *mirrors: ScriptedMirror) -> Cache:
    return Cache(folder, (one_file_artifact(*mirrors),))


def halve(sources: Path, built: Path) -> None:
    content = (sources / "model.bin").read_bytes()
    (built / "inner").mkdir()
    (built / "inner" / "half.bin").write_bytes(content[: len(content) // 2])


def built_artifact(*mirrors: ScriptedMirror, version: int = 1) -> Artifact:
    build = Build(run=halve, version=version, size=len(CONTENT) // 2)
    return Artifact(name="small", licence="MIT", files=(source_file(*mirrors),), build=build)


def test_a_model_is_fetched_once(tmp_path: Path) -> None:
    mirror = ScriptedMirror(CONTENT)
    cache = cache_of(tmp_path, mirror)
    with pytest.raises(ArtifactMissing):
        cache.locate("small")
    path = cache.fetch("small")
    assert path.read_bytes() == CONTENT
    assert cache.fetch("small") == cache.locate("small") == path
    assert mirror.asked == [0]
    assert cache.verify("small")


def test_a_build_leaves_its_result_and_not_its_sources(tmp_path: Path) -> None:
    cache = Cache(tmp_path, (built_artifact(ScriptedMirror(CONTENT)),))
    folder = cache.fetch("small")
    assert (folder / "inner" / "half.bin").read_bytes() == CONTENT[: len(CONTENT) // 2]
    assert sorted(path.name for path in folder.iterdir()) == ["artifact.json", "inner"]
    assert cache.verify("small")
    assert [path.name for path in (tmp_path / ".fetching").iterdir()] == ["small.lock"]


def test_nothing_is_visible_before_it_is_whole(tmp_path: Path) -> None:
    cache = Cache(tmp_path, (built_artifact(ScriptedMirror(CONTENT)),))
    seen: list[tuple[int, int, Stage]] = []

    def watch(done: int, total: int, stage: Stage) -> None:
        seen.append((done, total, stage))
        assert cache.listing()[0].state == "missing"

    cache.fetch("small", watch)
    downloaded = [done for done, total, stage in seen if stage == "download"]
    assert downloaded == sorted(downloaded)
    assert downloaded[-1] == len(CONTENT)
    assert {stage for _, _, stage in seen} == {"download", "build"}
    assert cache.listing()[0].state == "present"


def test_unreachable_says_why_and_the_next_fetch_goes_on(tmp_path: Path) -> None:
    with pytest.raises(ArtifactUnreachable, match="scripted: cut"):
        cache_of(tmp_path, ScriptedMirror(CONTENT, fails_at=3 * PART_SIZE)).fetch("small")
    good = ScriptedMirror(CONTENT)
    cache_of(tmp_path, good).fetch("small")
    assert good.asked == [3 * PART_SIZE]


def test_a_build_that_fails_leaves_nothing_visible_and_keeps_the_sources(tmp_path: Path) -> None:
    def broken(sources: Path, built: Path) -> None:
        (built / "half.bin").write_bytes(b"x")
        raise ArtifactCorrupt(name="model.bin")

    artifact = built_artifact(ScriptedMirror(CONTENT))
    with pytest.raises(ArtifactCorrupt):
        Cache(tmp_path, (replace(artifact, build=Build(broken, 1, 1)),)).fetch("small")
    again = ScriptedMirror(CONTENT)
    cache = Cache(tmp_path, (built_artifact(again),))
    assert cache.listing()[0].state == "missing"
    cache.fetch("small")
    assert again.asked == []


@pytest.mark.parametrize("damage", ["short", "gone", "no manifest", "garbled manifest"])
def test_damage_seen_at_a_glance_is_named_and_repaired(tmp_path: Path, damage: str) -> None:
    cache = cache_of(tmp_path, ScriptedMirror(CONTENT))
    path = cache.fetch("small")
    match damage:
        case "short":
            path.write_bytes(CONTENT[:-1])
        case "gone":
            path.unlink()
        case "no manifest":
            (path.parent / "artifact.json").unlink()
        case _:
            (path.parent / "artifact.json").write_text("{")
    with pytest.raises(ArtifactCorrupt):
        cache.locate("small")
    assert not cache.verify("small")
    assert cache.listing()[0].state == "damaged"
    assert cache.fetch("small").read_bytes() == CONTENT


@pytest.mark.parametrize("built", [False, True])
def test_a_flipped_bit_is_found_by_verify_and_repaired_by_a_recheck(tmp_path: Path, built: bool) -> None:
    mirror = ScriptedMirror(CONTENT)
    cache = Cache(tmp_path, (built_artifact(mirror) if built else one_file_artifact(mirror),))
    folder = cache.fetch("small")
    path = folder / "inner" / "half.bin" if built else folder
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert cache.fetch("small") == folder
    assert not cache.verify("small")
    cache.fetch("small", recheck=True)
    assert path.read_bytes() == content
    cache.fetch("small", recheck=True)
    assert mirror.asked == [0, 0]


def test_a_newer_build_replaces_the_older(tmp_path: Path) -> None:
    older, newer = built_artifact(ScriptedMirror(CONTENT)), built_artifact(ScriptedMirror(CONTENT), version=2)
    assert older.fingerprint != newer.fingerprint
    assert older.fingerprint == built_artifact().fingerprint
    Cache(tmp_path, (older,)).fetch("small")
    cache = Cache(tmp_path, (newer,))
    with pytest.raises(ArtifactMissing):
        cache.locate("small")
    cache.fetch("small")
    assert cache.verify("small")


def test_a_disk_too_small_is_said_before_any_download(tmp_path: Path) -> None:
    mirror = ScriptedMirror(CONTENT, scratch_size=10**18)
    with pytest.raises(DiskTooSmall, match=str(tmp_path)):
        cache_of(tmp_path, mirror).fetch("small")
    assert mirror.asked == []


def test_a_disk_that_fills_up_meanwhile_is_said_and_the_parts_are_kept(tmp_path: Path) -> None:
    class Filling(ScriptedMirror):
        def stream(self, offset: int, scratch: Path) -> Chunks:
            yield self.content[: 4 * PART_SIZE + 1]
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(DiskTooSmall):
        cache_of(tmp_path, Filling(CONTENT)).fetch("small")
    good = ScriptedMirror(CONTENT)
    cache_of(tmp_path, good).fetch("small")
    assert good.asked == [4 * PART_SIZE]


def test_a_cache_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CacheReadOnly, match="SOURCIER_CACHE"):
        cache_of(tmp_path / "file", ScriptedMirror(CONTENT)).fetch("small")


FETCHING_SCRIPT = """
import sys
from pathlib import Path
from artifact_builders import CONTENT, ScriptedMirror, one_file_artifact
from sourcier.artifacts.cache import Cache

folder, log, stages = Path(sys.argv[1]), Path(sys.argv[2]), set()
mirror = ScriptedMirror(CONTENT, pause_seconds=0.02, log=log)
path = Cache(folder, (one_file_artifact(mirror),)).fetch("small", lambda done, total, stage: stages.add(stage))
assert path.read_bytes() == CONTENT
print("waiting" in stages)
"""


def start_fetching(folder: Path, log: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", FETCHING_SCRIPT, folder, log],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parent)},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_of_two_processes_the_second_waits_and_finds_it_there(tmp_path: Path) -> None:
    log = tmp_path / "log"
    processes = [start_fetching(tmp_path / "cache", log) for _ in range(2)]
    printed = sorted(process.communicate(timeout=60)[0].strip() for process in processes)
    assert [process.returncode for process in processes] == [0, 0]
    assert printed == ["False", "True"]
    assert log.read_text() == "0\n"


def test_killed_in_the_middle_the_next_fetch_goes_on(tmp_path: Path) -> None:
    partial = tmp_path / "cache" / ".fetching" / "small" / "sources" / "model.bin"
    with start_fetching(tmp_path / "cache", tmp_path / "log") as process:
        deadline = time.monotonic() + 60
        while not (partial.exists() and partial.stat().st_size > 3 * PART_SIZE):
            assert time.monotonic() < deadline
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    good = ScriptedMirror(CONTENT)
    cache = cache_of(tmp_path / "cache", good)
    assert cache.listing()[0].state == "missing"
    cache.fetch("small")
    assert len(good.asked) == 1
    assert good.asked[0] % PART_SIZE == 0
    assert 3 * PART_SIZE <= good.asked[0] < len(CONTENT)


def test_the_cache_is_where_the_variable_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCIER_CACHE", str(tmp_path / "models"))
    assert artifacts.cache_dir() == tmp_path / "models"
    assert [listed.state for listed in artifacts.listing()] == ["missing", "missing"]
    for name in artifacts.names():
        with pytest.raises(ArtifactMissing, match=name):
            artifacts.locate(name)
        with pytest.raises(ArtifactMissing, match=name):
            artifacts.verify(name)
    monkeypatch.delenv("SOURCIER_CACHE")
    assert artifacts.cache_dir().name == "sourcier"


@pytest.mark.parametrize("verb", [artifacts.locate, artifacts.fetch, artifacts.verify, artifacts.fingerprint])
def test_an_unknown_name_is_refused(verb: object) -> None:
    with pytest.raises(ArtifactUnknown) as caught:
        verb("e6-large")  # type: ignore[operator]
    assert isinstance(caught.value, SourcierError)
    assert caught.value.exit_code == 2
