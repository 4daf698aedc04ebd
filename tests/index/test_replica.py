"""Folders taken apart and put together again: whatever is at hand, whatever a server says."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.index import replica
from sourcier.index.blobs import PieceGone, piece_name
from sourcier.index.replica import ListingUnreadable, files_of, listing_of, read_pieces, restore, unpack

PIECE = 4
PATHS = st.sampled_from(["articles.sqlite", "terms-1/a.npy", "terms-2/a.npy", "catalogue-1/ids.npy", "b"])
FOLDERS = st.dictionaries(PATHS, st.text("ab", max_size=21).map(str.encode))


def write(folder: Path, files: dict[str, bytes]) -> Path:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def read(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@given(FOLDERS, FOLDERS)
def test_a_folder_comes_back_and_only_what_is_not_at_hand_is_fetched(
    files: dict[str, bytes], others: dict[str, bytes]
) -> None:
    asked: list[str] = []
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as place:
        patch.setattr(replica, "PIECE_BYTES", PIECE)
        here, at_hand = (write(Path(place, name), held) for name, held in (("here", files), ("at-hand", others)))
        here.mkdir(exist_ok=True)
        at_hand.mkdir(exist_ok=True)
        pieces = {piece_name(piece): piece for piece in read_pieces(files_of(here))}

        def get(names: Sequence[str]) -> Iterator[bytes]:
            asked.extend(names)
            return (pieces[name] for name in names)

        restore(listing_of(here), Path(place, "there"), [at_hand], get)
        known = {piece_name(piece) for piece in read_pieces(files_of(at_hand))}
        assert read(Path(place, "there")) == files
        assert sorted(asked) == sorted(pieces.keys() - known)


@given(FOLDERS)
def test_a_listing_comes_back_from_its_pieces(files: dict[str, bytes]) -> None:
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as place:
        patch.setattr(replica, "PIECE_BYTES", PIECE)
        listing = listing_of(write(Path(place), files))
        packed = listing.packed()
        pieces = {piece_name(piece): piece for piece in packed}
        assert unpack(piece_name(packed[0]), lambda names: (pieces[name] for name in names)) == listing


def test_what_a_database_keeps_beside_it_while_it_is_open_is_left_out(tmp_path: Path) -> None:
    write(tmp_path, {"articles.sqlite": b"x", "articles.sqlite-wal": b"y", "articles.sqlite-shm": b"z"})
    assert [file.name for file in files_of(tmp_path)] == ["articles.sqlite"]


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "../a", "a/../../b", "a//b", ".hidden", "a/.b", "", "a\\b", "a\n", "C:b", "a/", "é"]
)
def test_a_path_that_leads_elsewhere_is_refused(path: str) -> None:
    with pytest.raises(ListingUnreadable):
        unpack("head", said({"format": replica.FORMAT, "files": {path: []}}))


@pytest.mark.parametrize(
    "written", [{"format": replica.FORMAT + 1, "files": {}}, {"files": {}}, {}, [], "x", {"format": 1, "files": [1]}]
)
def test_a_listing_of_another_kind_is_refused(written: object) -> None:
    with pytest.raises(ListingUnreadable):
        unpack("head", said(written))


def said(listing: object) -> replica.Get:
    """A server that gives this listing."""
    return lambda names: iter([json.dumps(["rest"]).encode() if names == ["head"] else json.dumps(listing).encode()])


def test_a_piece_that_is_gone_is_told_from_a_listing_that_is_none() -> None:
    def get(names: Sequence[str]) -> Iterator[bytes]:
        raise PieceGone

    with pytest.raises(PieceGone):
        unpack("head", get)
