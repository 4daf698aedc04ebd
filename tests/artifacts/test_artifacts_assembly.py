from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from artifact_builders import CONTENT, PART_SIZE, PARTS, ScriptedMirror, source_file
from hypothesis import given
from hypothesis import strategies as st

from sourcier.artifacts.artifact import Chunks, MirrorError
from sourcier.artifacts.assembly import assemble


def ignore(at_hand: int) -> None:
    pass


def test_a_good_mirror_gives_the_file_and_leaves_no_scratch(tmp_path: Path) -> None:
    assemble(source_file(ScriptedMirror(CONTENT)), tmp_path, tmp_path / "scratch", ignore)
    assert (tmp_path / "model.bin").read_bytes() == CONTENT
    assert [path.name for path in tmp_path.iterdir()] == ["model.bin"]


def test_cut_in_part_15_the_next_fetch_goes_on_at_part_15(tmp_path: Path) -> None:
    cut = ScriptedMirror(CONTENT, fails_at=14 * PART_SIZE + 400)
    with pytest.raises(MirrorError):
        assemble(source_file(cut), tmp_path, tmp_path / "scratch", ignore)
    assert (tmp_path / "model.bin").stat().st_size == 14 * PART_SIZE
    good = ScriptedMirror(CONTENT)
    assemble(source_file(good), tmp_path, tmp_path / "scratch", ignore)
    assert good.asked == [14 * PART_SIZE]
    assert (tmp_path / "model.bin").read_bytes() == CONTENT


@pytest.mark.parametrize(
    "bad",
    [
        ScriptedMirror(CONTENT, fails_at=5 * PART_SIZE + 1),
        ScriptedMirror(CONTENT, ends_at=5 * PART_SIZE + 999),
        ScriptedMirror(CONTENT, flips_at=5 * PART_SIZE),
    ],
    ids=["fails", "ends too soon", "wrong byte"],
)
def test_the_next_mirror_goes_on_where_a_bad_one_stopped(tmp_path: Path, bad: ScriptedMirror) -> None:
    good = ScriptedMirror(CONTENT)
    assemble(source_file(bad, good), tmp_path, tmp_path / "scratch", ignore)
    assert good.asked == [5 * PART_SIZE]
    assert (tmp_path / "model.bin").read_bytes() == CONTENT


def test_a_byte_that_rots_between_two_fetches_is_fetched_again(tmp_path: Path) -> None:
    rotten = bytearray(CONTENT[: 10 * PART_SIZE])
    rotten[3 * PART_SIZE + 5] ^= 1
    (tmp_path / "model.bin").write_bytes(rotten)
    good = ScriptedMirror(CONTENT)
    assemble(source_file(good), tmp_path, tmp_path / "scratch", ignore)
    assert good.asked == [3 * PART_SIZE]
    assert (tmp_path / "model.bin").read_bytes() == CONTENT


def test_every_mirror_says_why_it_failed(tmp_path: Path) -> None:
    mirrors = (
        ScriptedMirror(CONTENT, label="hub", fails_at=0),
        ScriptedMirror(CONTENT, label="pip", flips_at=0),
        ScriptedMirror(CONTENT, label="third", ends_at=10),
    )
    with pytest.raises(MirrorError, match=r"^hub: cut; pip: wrong bytes; third: too few bytes$"):
        assemble(source_file(*mirrors), tmp_path, tmp_path / "scratch", ignore)


def test_a_mirror_that_gains_a_part_each_time_is_asked_until_the_end(tmp_path: Path) -> None:
    class Stuttering(ScriptedMirror):
        def stream(self, offset: int, scratch: Path) -> Chunks:
            return ScriptedMirror(self.content, fails_at=offset + PART_SIZE, asked=self.asked).stream(offset, scratch)

    stuttering = Stuttering(CONTENT)
    assemble(source_file(stuttering), tmp_path, tmp_path / "scratch", ignore)
    assert stuttering.asked == [part * PART_SIZE for part in range(PARTS)]


contents = st.binary(max_size=200)
faults = st.none() | st.integers(0, 200)


@given(
    content=contents,
    part_size=st.integers(1, 60),
    left=st.binary(max_size=60) | st.integers(0, 200),
    scripts=st.lists(st.tuples(faults, faults, faults, st.integers(1, 90)), max_size=3),
)
def test_whatever_mirrors_do_the_file_is_whole_or_a_run_of_its_first_parts(
    content: bytes, part_size: int, left: bytes | int, scripts: list[tuple[int | None, int | None, int | None, int]]
) -> None:
    mirrors = [
        ScriptedMirror(
            content,
            fails_at=fails,
            ends_at=ends,
            flips_at=flips if flips is not None and flips < len(content) else None,
            chunk=chunk,
        )
        for fails, ends, flips, chunk in scripts
    ]
    file = source_file(*mirrors, content=content, part_size=part_size)
    with TemporaryDirectory() as name:
        path = Path(name) / "model.bin"
        path.write_bytes(content[:left] if isinstance(left, int) else left)
        try:
            assemble(file, path.parent, path.parent / "scratch", ignore)
        except MirrorError:
            assert content.startswith(path.read_bytes())
            assert path.stat().st_size % part_size == 0
            assert path.stat().st_size < len(content)
        else:
            assert path.read_bytes() == content
