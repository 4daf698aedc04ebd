"""The files in a zip archive, one at a time and never on the disk: their names are labels, no path is made of them.

What the archive announces of itself is checked before anything is expanded, and again while it is: headers lie.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import chain, count

from sourcier.corpus.scanning import SUFFIXES, most_bytes, suffix_of
from sourcier.corpus.skipped import Reason, Refused

# Five times the largest folder that is measured; more is no set of articles.
MAX_MEMBERS = 50_000
# In bytes: 100 MB of saved pages that shrank ten times, one in memory at a time.
MAX_EXPANDED = 1_000_000_000
# Text shrinks three to ten times, pages of repeated menus thirty; what shrinks more holds nothing worth reading. Small
# files cannot harm whatever their ratio.
MAX_RATIO, HARMLESS = 100, 1_000_000

DIRECTORY_ENTRY = b"PK\x01\x02"
ENCRYPTED, UTF8 = 0x1, 0x800
# How French Windows writes names that are not marked as UTF-8.
OEM = "cp850"


def read_archive(data: bytes) -> Iterator[tuple[str, bytes | Reason]]:
    """The name and the bytes of every file that may be an article, or why it is none.

    Hidden files and those that macOS adds are passed over. Raises Refused for a damaged archive, and for one that
    announces too many files or too many bytes.
    """
    # Counted before the directory is read, whose entries would each become an object.
    if data.count(DIRECTORY_ENTRY) > MAX_MEMBERS:
        raise Refused(Reason.EXPANDS)
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # a parser of untrusted files may raise anything; one must not stop the others
        raise Refused(Reason.DAMAGED) from error
    with archive:
        named = list(_named(archive.infolist()))
        if sum(info.file_size for _, info in named if suffix_of(info.filename) in SUFFIXES) > MAX_EXPANDED:
            raise Refused(Reason.EXPANDS)
        if not named:
            raise Refused(Reason.EMPTY)
        left = MAX_EXPANDED
        for name, info in named:
            content = _why_not(name, info) or _expanded(archive, info, min(left, most_bytes(name)))
            left -= len(content) if isinstance(content, bytes) else 0
            yield name, content


def _named(infos: list[zipfile.ZipInfo]) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """The files with their labels; two files of one name get two labels."""
    taken: set[str] = set()
    for info in infos:
        parts = _parts(info)
        if info.is_dir() or not parts or any(part.startswith(".") or part == "__MACOSX" for part in parts):
            continue
        name = "/".join(parts)
        numbered = (f"{number}/{name}" for number in count(2))
        label = next(label for label in chain((name,), numbered) if label not in taken)
        taken.add(label)
        yield label, info


def _parts(info: zipfile.ZipInfo) -> list[str]:
    """The folders and the name of a file, without those that would lead out of a folder."""
    return [part for part in re.split(r"[/\\]", _name(info)) if part not in ("", ".", "..")]


def _name(info: zipfile.ZipInfo) -> str:
    """The name as its author reads it: the standard's code page 437 is what hardly anyone writes."""
    if info.flag_bits & UTF8:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode(OEM)


def _why_not(name: str, info: zipfile.ZipInfo) -> Reason | None:
    """Why a file is not worth expanding, by what the archive says of it."""
    if suffix_of(name) not in SUFFIXES:
        return Reason.UNSUPPORTED
    if info.flag_bits & ENCRYPTED:
        return Reason.LOCKED
    if info.file_size > most_bytes(name):
        return Reason.TOO_LARGE
    swollen = info.file_size > HARMLESS and info.file_size > MAX_RATIO * info.compress_size
    return Reason.EXPANDS if swollen else None


def _expanded(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes | Reason:
    """The bytes of a file; a size that the archive lied about shows in the sum that is checked at the end."""
    try:
        with archive.open(info) as member:
            content = member.read(limit + 1)
    except (MemoryError, RecursionError):
        return Reason.TOO_COMPLEX
    except Exception:  # as above: zipfile and its decompressors raise eight kinds of errors
        return Reason.DAMAGED
    return content if len(content) <= limit else Reason.EXPANDS
