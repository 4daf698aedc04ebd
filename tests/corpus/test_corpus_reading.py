"""Bytes to text: one article is one text under any encoding, and what is no text is refused."""

from __future__ import annotations

import random
import unicodedata
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_builders import article_from

from sourcier.corpus import Known, Reason, Refused
from sourcier.corpus.reading import clean, decode, read_text

ARTICLES = [
    "\n\n".join(
        [
            f"À {place}, l'été a été rude pour les éleveurs",
            f"Les éleveurs de {place} ont perdu {count} brebis cet été, a déclaré « avec tristesse » le préfet, Noël "
            "Lançon. Le cœur du troupeau a été sauvé – de justesse.",
            f"Une aide de {count} 000 € sera versée en août, dès la fin de l'enquête… ou avant, espère-t-on à {place}.",
        ]
    )
    for place, count in zip(
        [
            "Bréhal",
            "Ôtry",
            "Îlot-Blanc",
            "Neufchâtel-d'Aïn",
            "Sœurville",
            "Çarnay",
            "L'Haÿ",
            "Pâturin",
            "Guéhenno",
            "Ambès",
        ],
        range(11, 21),
        strict=True,
    )
]
# What Latin-1 and Windows-1252 lack is spelt as their users do: the six texts of an article stay equal.
ENCODINGS = ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("article", ARTICLES, ids=range(10))
def test_ten_articles_in_six_encodings_are_ten_articles(article: str, encoding: str) -> None:
    expected = article_from(article.encode("utf-8"), "a.txt", Known())
    read = article_from(article.encode(encoding), "a.txt", Known())
    assert (read.id, read.text, read.title) == (expected.id, expected.text, expected.title)
    assert read.text == unicodedata.normalize("NFC", article.split("\n\n", 1)[1])
    assert "\ufffd" not in read.text
    assert "\ufeff" not in read.text


@pytest.mark.parametrize("article", ARTICLES, ids=range(10))
def test_latin_1_is_read_as_windows_1252(article: str) -> None:
    plain = article.translate(str.maketrans({"€": "euros", "œ": "oe", "–": "-", "…": "..."}))
    assert read_text(plain.encode("latin-1")) == plain


@pytest.mark.parametrize(
    "variant",
    [
        lambda text: unicodedata.normalize("NFD", text).encode(),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode("cp1252"),
        lambda text: text.replace(" ", "\u00a0").encode(),
        lambda text: text.replace("l'été", "l'\u200bété").replace("aide", "ai\u00adde").encode(),
        lambda text: text.replace("e", "e\x00").encode(),
        lambda text: ("\u202e" + text + "\u2066\U000e0041").encode(),
        lambda text: text.replace("été", "été\ud83d").encode("utf-16", "surrogatepass"),
        lambda text: text.replace("été", "été\udc80").encode("utf-8", "surrogatepass"),
        lambda text: text.encode()[:-1] + b"\xe9 .",
    ],
    ids=["NFD", "CRLF", "CR cp1252", "no-break", "zero width", "NUL", "direction", "half 16", "half 8", "broken byte"],
)
def test_a_damaged_copy_is_the_same_article(variant) -> None:
    text = ARTICLES[0]
    read = read_text(variant(text))
    assert read.replace("\x00", "").split() == text.split() or read.rstrip(" .") == text.rstrip(" .")
    assert not set(read) & {"\x00", "\ufeff", "\u202e", "\u2066", "\u200b", "\u00ad", "\ufffd"}
    read.encode("utf-8")


@pytest.mark.parametrize(
    "data", [b"", b"  \n\t\r\n ", bytes(500), b"\xef\xbb\xbf", b"\xff\xfe", b"\xff\xfe\n\x00", "\u200b\n".encode()]
)
def test_empty_blank_and_mark_only_files_are_named_empty(data: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        read_text(data)
    assert refusal.value.reason is Reason.EMPTY


BINARIES = {
    "PNG": b"\x89PNG\r\n\x1a\n" + zlib.compress(bytes(range(256)) * 40),
    "ELF": b"\x7fELF\x02\x01\x01" + bytes(400) + b"main puts libc.so.6" + bytes(80),
    "random": random.Random(7).randbytes(4000),
    "short random": random.Random(8).randbytes(64),
    "deflated": zlib.compress(" ".join(ARTICLES).encode()),
    "PDF named .txt": b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj",
    "RTF": b"{\\rtf1\\ansi Un texte}",
    "code page 1251": ("Сегодня в городе открылась новая библиотека для детей и взрослых. " * 3).encode("cp1251"),
}


@pytest.mark.parametrize("name", BINARIES)
def test_what_is_no_text_is_refused_by_its_content(name: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_text(BINARIES[name])
    assert refusal.value.reason is Reason.BINARY


def test_random_bytes_never_pass_for_an_article() -> None:
    generator = random.Random(11)
    passed = 0
    for _ in range(200):
        try:
            read_text(generator.randbytes(2000))
        except Refused:
            continue
        passed += 1
    assert passed == 0


def test_arabic_and_emoji_are_text() -> None:
    text = "أعلن الوزير يوم الثلاثاء عن افتتاح الجسر. Bravo 👩‍🚒 !"
    assert read_text(text.encode()) == text


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(max_size=200))
def test_clean_text_is_nfc_without_unseen_characters(text: str) -> None:
    cleaned = clean(text)
    assert cleaned == unicodedata.normalize("NFC", cleaned)
    assert all(
        character == "\n" or unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp"} for character in cleaned
    )


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    decode(data)
    with suppress(Refused):
        assert read_text(data).strip()


@given(st.text(st.characters(min_codepoint=32, max_codepoint=0x24F), min_size=1, max_size=200))
def test_utf_8_comes_back(text: str) -> None:
    assert decode(text.encode("utf-8-sig")) == text
