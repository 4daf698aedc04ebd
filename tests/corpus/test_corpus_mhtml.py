"""Pages saved whole by a browser: the page among its pictures, and the address it came from."""

from __future__ import annotations

import base64
import quopri

import pytest
from page_builders import BODY, TITLE, article_from, html_page

from sourcier.corpus import Known, Reason, Refused

URL = "https://phare.example/politique/2024/le-pont-de-bray-rouvre-aux-pietons"


def saved(page: bytes, *, above: str = "", root: str = "", encoding: str = "quoted-printable") -> bytes:
    """A saved page: headers `above` of the message, those of its `root`, a frame and a picture beside it."""
    content = quopri.encodestring(page) if encoding == "quoted-printable" else base64.encodebytes(page)
    head = (
        f"From: <Saved by Blink>\nSubject: =?utf-8?Q?{TITLE[:7]}?=\nMIME-Version: 1.0\n{above}Content-Type: "
        'multipart/related;\n\ttype="text/html";\n\tboundary="----b"\n\n'
        f"------b\nContent-Type: text/html\nContent-ID: <p@x>\nContent-Transfer-Encoding: {encoding}\n{root}\n"
    )
    rest = (
        "\n------b\nContent-Type: image/gif\nContent-Transfer-Encoding: base64\nContent-Location: a.gif\n\nR0lGODlh\n"
        "------b\nContent-Type: text/html\nContent-Location: https://pub.example/\n\n<p>CANARI d'un cadre voisin.</p>\n"
        "------b--\n"
    )
    return head.encode() + content + rest.encode()


@pytest.mark.parametrize("name", ["a.mhtml", "a.mht", "a.html", "a.txt"])
@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
def test_the_page_comes_out_with_its_address(name: str, encoding: str) -> None:
    data = saved(html_page().encode(), above=f"Snapshot-Content-Location: {URL}\n", encoding=encoding)
    article = article_from(data, name, Known())
    assert (article.title, article.outlet, article.url) == (TITLE, "Le Phare", URL)
    assert article.text.split("\n\n") == list(BODY)
    assert "CANARI" not in article.model_dump_json()


def test_the_address_may_be_that_of_the_part_folded() -> None:
    folded = f"Content-Location:\n {URL[:40]}\n {URL[40:]}\n"
    assert article_from(saved(html_page().encode(), root=folded), "a.mht", Known()).url == URL


@pytest.mark.parametrize("address", ["file:///C:/page.html", "javascript:alert(1)", "cid:p@x", ""])
def test_an_address_that_is_not_of_the_web_is_none(address: str) -> None:
    data = saved(html_page().encode(), above=f"Snapshot-Content-Location: {address}\n")
    assert article_from(data, "a.mhtml", Known()).url is None


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_the_bytes_tell_their_encoding(encoding: str) -> None:
    article = article_from(saved(html_page().encode(encoding), encoding="base64"), "a.mhtml", Known())
    assert article.text.split("\n\n") == list(BODY)


def test_the_root_is_the_part_the_message_names() -> None:
    data = saved(html_page().encode())
    first = b"------b\nContent-Type: text/html\nContent-ID: <autre@x>\n\n<p>CANARI</p>\n"
    data = data.replace(b"------b\n", first + b"------b\n", 1).replace(
        b'boundary="----b"', b'boundary="----b"; start="<p@x>"'
    )
    assert article_from(data, "a.mhtml", Known()).text.split("\n\n") == list(BODY)


def test_a_plain_text_saved_by_us_is_read_as_text() -> None:
    data = (
        f"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/plain\n"
        f"Content-Location: {URL}.txt\nContent-Transfer-Encoding: 8bit\n\n{TITLE}\n\n{BODY[0]}\n--b--\n"
    )
    article = article_from(data.encode(), "a.mhtml", Known())
    assert (article.title, article.text, article.url) == (TITLE, BODY[0], f"{URL}.txt")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b--\n",
        b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n",
        b"MIME-Version: 1.0\nContent-Type: image/gif\n\nR0lG",
        b"MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n%%%%",
        saved(b"<html><body><nav>Accueil</nav></body></html>"),
        bytes(range(256)) * 20,
    ],
)
def test_what_holds_no_page_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        article_from(data, "a.mhtml", Known())
    assert refusal.value.reason in {Reason.EMPTY, Reason.NO_BODY, Reason.BINARY, Reason.DAMAGED}
