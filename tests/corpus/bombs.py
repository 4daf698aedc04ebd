"""Files made to break whoever reads them: small on the disk, endless once opened."""

from __future__ import annotations

import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from io import BytesIO

from page_builders import TITLE, html_page

GIGABYTE = 1_000_000_000
DEEP = 100_000


def zip_of(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of `members`."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def swollen_zip() -> bytes:
    """Fifty members of a gigabyte each, which announce it."""
    return _zip_of_deflated(_deflated_blanks(GIGABYTE), GIGABYTE, copies=50)


def lying_zip() -> bytes:
    """Members of a gigabyte that announce a thousand bytes."""
    return _zip_of_deflated(_deflated_blanks(GIGABYTE), 1000, copies=5)


def quilted_zip() -> bytes:
    """A hundred members under the limits of one, over them together."""
    return _zip_of_deflated(zlib.compress(b"ab" * 5, 9), 19_000_000, copies=100)


def crowded_zip() -> bytes:
    """A directory of two hundred thousand files."""
    return _zip_of_deflated(b"\x03\x00", 0, copies=200_000)


def nested_zip() -> bytes:
    """An archive in an archive in an archive, as 42.zip."""
    inner = swollen_zip()
    for _ in range(3):
        inner = zip_of({"lot.zip": inner})
    return inner


def swollen_pdf() -> bytes:
    """A page whose drawing expands to half a gigabyte."""
    stream = zlib.compress(b"(a) Tj " * (GIGABYTE // 14), 1)
    return _pdf([b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream)])


def deep_pdf() -> bytes:
    """Arrays in arrays."""
    return _pdf([b"[" * DEEP + b"]" * DEEP])


def endless_pdf() -> bytes:
    """A million pages, all the same, in trees of ten."""
    drawing = b"BT /F1 11 Tf 60 780 Td (Le pont de Bray) Tj ET"
    levels = b"".join(
        b"%d 0 obj\n<< /Type /Pages /Count %d /Kids [%s] >>\nendobj\n"
        % (5 + level, 10 ** (6 - level), b" ".join([b"%d 0 R" % (6 + level if level < 5 else 4)] * 10))
        for level in range(6)
    )
    return (
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 5 0 R >>\nendobj\n"
        b"3 0 obj\n<< /Length " + str(len(drawing)).encode() + b" >>\nstream\n" + drawing + b"\nendstream\nendobj\n"
        b"4 0 obj\n<< /Type /Page /Parent 10 0 R /MediaBox [0 0 595 842] /Contents 3 0 R >>\nendobj\n"
        + levels
        + b"trailer << /Size 11 /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"
    )


def laughing_docx() -> bytes:
    """A billion laughs."""
    entities = '<!ENTITY l0 "rire">' + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 11))
    return _docx(f"<!DOCTYPE w [{entities}]>", "<w:p><w:r><w:t>&l10;</w:t></w:r></w:p>")


def swollen_docx() -> bytes:
    """A document of a gigabyte of spaces."""
    return _zip_of_deflated(_deflated_blanks(GIGABYTE), GIGABYTE, copies=1, name="word/document.xml")


def swarming_docx() -> bytes:
    """A document just under its limit, all paragraphs."""
    return _docx("", "<w:p/>" * 3_000_000)


def deep_html() -> bytes:
    return b"<html><body>" + b"<div>" * DEEP + b"Le pont" + b"</div>" * DEEP + b"</body></html>"


def deep_json() -> bytes:
    return b'{"title": "Le pont", "text": ' + b"[" * DEEP + b"]" * DEEP + b"}"


def deep_json_line() -> bytes:
    return deep_json() + b"\n" + json.dumps({"title": TITLE, "text": "Le pont a rouvert."}).encode()


def deep_mhtml() -> bytes:
    """Parts in parts."""
    head = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b0\n\n"
    parts = (b"--b%d\nContent-Type: multipart/related; boundary=b%d\n\n" % (n, n + 1) for n in range(DEEP))
    return head + b"".join(parts) + b"--b%d\nContent-Type: text/html\n\n<p>Le pont</p>" % DEEP


def wide_mhtml() -> bytes:
    """Parts beside parts, the page last."""
    head = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n"
    parts = b"--b\nContent-Type: image/gif\n\nR0lG\n" * DEEP
    return head + parts + b"--b\nContent-Type: text/html\n\n" + html_page().encode() + b"\n--b--\n"


BOMBS: dict[str, Callable[[], bytes]] = {
    "gonflee.zip": swollen_zip,
    "menteuse.zip": lying_zip,
    "piquee.zip": quilted_zip,
    "foule.zip": crowded_zip,
    "emboitee.zip": nested_zip,
    "gonfle.pdf": swollen_pdf,
    "profond.pdf": deep_pdf,
    "sans-fin.pdf": endless_pdf,
    "rires.docx": laughing_docx,
    "gonfle.docx": swollen_docx,
    "essaim.docx": swarming_docx,
    "profond.html": deep_html,
    "profond.json": deep_json,
    "profond.jsonl": deep_json_line,
    "profond.mhtml": deep_mhtml,
    "large.mhtml": wide_mhtml,
    "espaces.txt": lambda: b" " * 5_000_000 + b"fin",
    "lettres.txt": lambda: b"a " * 2_500_000,
    "chiffres.txt": lambda: b"1" * 5_000_000,
    "dates.txt": lambda: b"12/03/2024 " * 450_000,
    "lignes.txt": lambda: b"Le pont\n" * 600_000,
    "tirets.md": lambda: b"- " * 2_500_000,
    "etoiles.md": lambda: b"**a" * 1_600_000,
    "crochets.md": lambda: b"[" * 5_000_000,
}


@cache
def _deflated_blanks(size: int) -> bytes:
    compressor = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = b" " * 10_000_000
    return b"".join(compressor.compress(block) for _ in range(size // len(block))) + compressor.flush()


def _zip_of_deflated(content: bytes, announced: int, copies: int, name: str = "{}.txt") -> bytes:
    """An archive whose members are all `content` as deflated, and announce `announced` bytes."""
    files, entries = BytesIO(), BytesIO()
    for copy in range(copies):
        label = name.format(copy).encode()
        place = files.tell()
        sizes = struct.pack("<IIIHH", 0, len(content), announced, len(label), 0)
        files.write(b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 33) + sizes + label)
        files.write(content)
        entries.write(b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 33) + sizes)
        entries.write(struct.pack("<HHHII", 0, 0, 0, 0, place) + label)
    count, directory = min(copies, 0xFFFF), entries.getvalue()
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), files.tell(), 0)
    return files.getvalue() + directory + end


def _docx(doctype: str, body: str) -> bytes:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return zip_of(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType='
            f'"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
            f'ContentType="{main}"/></Types>'.encode(),
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}" '
            'Target="word/document.xml"/></Relationships>'.encode(),
            "word/document.xml": f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{word}"><w:body>{body}</w:body>'
            "</w:document>".encode(),
        }
    )


def _pdf(objects: list[bytes]) -> bytes:
    """A PDF of one page whose contents are the first of `objects`."""
    head = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
    ]
    data = b"%PDF-1.4\n"
    for number, content in enumerate([*head, *objects], 1):
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    return data + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n0\n%%%%EOF\n" % (len(objects) + 4)
