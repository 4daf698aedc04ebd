"""Bytes of a file to clean text: which encoding, and which characters a reader would see."""

from __future__ import annotations

import codecs
import re
import unicodedata

from sourcier.corpus.skipped import Reason, Refused

# UTF-32 first: its little-endian mark begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# How files of other kinds begin, whatever their names say; short ones would pass the count of control characters.
SIGNATURES = (
    b"%PDF-",
    b"{\\rtf",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"\x1f\x8b",
    b"MZ\x90",
)
# Of random bytes one in ten is a control character and one in two is above ASCII; French has 4 % of accented letters.
# NULs are not counted: whole articles come with one after each letter or word.
CONTROL_SHARE, HIGH_SHARE = 0.1, 1 / 3
# In UTF-16 nearly every second byte of Latin text is NUL, and nearly none of the others.
NUL_SHARE, NUL_STRAY = 0.4, 0.05
# Enough of a large file to see that pattern; an even number of bytes.
WIDE_SAMPLE = 65_536

LINE_ENDS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
# A soft hyphen at the end of a line marks a word cut in two: the word is one again.
SOFT_HYPHEN = re.compile(r"\xad[ \t]*\n?")
# Outlets differ in their no-break and thin spaces and one article must have one text, so that « 4,4 % » is found and
# quoted as people type it: every space becomes the plain one.
SPACES = re.compile(r"[^\S\n]")
# What a terminal obeys: colours, titles of windows. Without its first character the rest would be printed.
TERMINAL = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)")
# Characters with no ink: controls, half surrogates, direction and width marks, tags, non-characters. The zero-width
# joiner and the variation selectors stay: emoji are spelt with them.
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


def read_text(data: bytes) -> str:
    """The text of a file, cleaned.

    Raises Refused when the bytes are no text, or hold nothing to read.
    """
    if data.startswith(SIGNATURES):
        raise Refused(Reason.BINARY)
    text = decode(data)
    if _looks_binary(text, data):
        raise Refused(Reason.BINARY)
    cleaned = clean(text)
    if not cleaned.strip():
        raise Refused(Reason.EMPTY)
    return cleaned


def decode(data: bytes) -> str:
    """Decode by byte order mark, then by the pattern of NULs, then as UTF-8, then as Windows-1252.

    The order was measured against guessing by statistics, which misreads French in Windows-1252 at every length tried.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="ignore")
    if wide := _utf16_without_mark(data):
        return data.decode(wide, errors="ignore")
    kept = data.decode("utf-8", errors="ignore")
    lost = len(data) - len(kept.encode("utf-8"))
    # Accents of Windows-1252 never form UTF-8 by accident: a broken byte in a UTF-8 article is damage, not an encoding.
    if lost <= sum(character > "\x7f" for character in kept):
        return kept
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def is_wide(data: bytes) -> bool:
    """Whether characters take two bytes or four, so that lines cannot be told before decoding."""
    marked = next((encoding for mark, encoding in MARKS if data.startswith(mark)), "utf-8")
    return marked != "utf-8" or _utf16_without_mark(data[:WIDE_SAMPLE]) is not None


def clean(text: str) -> str:
    """Unicode NFC with plain spaces and line ends, and no character that a reader cannot see."""
    text = LINE_ENDS.sub("\n", text)
    text = SOFT_HYPHEN.sub("", text)
    text = UNSEEN.sub("", TERMINAL.sub("", text))
    return unicodedata.normalize("NFC", SPACES.sub(" ", text))


def _utf16_without_mark(data: bytes) -> str | None:
    pairs = len(data) // 2
    if not pairs:
        return None
    even, odd = data[0::2].count(0) / pairs, data[1::2].count(0) / pairs
    if odd > NUL_SHARE and even < NUL_STRAY:
        return "utf-16-le"
    if even > NUL_SHARE and odd < NUL_STRAY:
        return "utf-16-be"
    return None


def _looks_binary(text: str, data: bytes) -> bool:
    seen = text.replace("\0", "")
    controls = sum(character < " " and character not in "\t\n\v\f\r" for character in seen)
    one_byte_encoding = len(text) == len(data)
    high = sum(character > "\x7f" for character in seen) if one_byte_encoding else 0
    return controls > CONTROL_SHARE * len(seen) or high > HIGH_SHARE * len(seen)
