"""Pages and PDFs of invented papers, built for the tests."""

from __future__ import annotations

import textwrap
from html import escape

from sourcier.corpus import Known, Refused, Sidecar, Skipped, articles_from
from sourcier.schema import Article

TITLE = "Le pont de Bray rouvre aux piétons"
BODY = (
    "Le pont de Bray, fermé depuis huit mois, a rouvert mardi aux piétons, a annoncé la mairie de Bray-sur-Oust.",
    "Les voitures devront attendre l'automne : 4,4 % seulement des câbles ont été remplacés, selon l'ingénieur Morvan.",
    "Un chantier de 3 millions d'euros",
    "Le chantier a coûté 3 millions d'euros. « Nous avons tenu le budget », se félicite le maire, Yves Kerlan, qui "
    "n'a pas voulu dire quand les camions repasseraient.",
    "La passerelle provisoire sera démontée en juin. Elle servira ensuite à Pont-Meur, dont la mairie l'a rachetée.",
)


def article_from(data: bytes, path: str, known: Known) -> Article:
    """The one article of a file; raises Refused when it gives none."""
    [article] = articles_from(data, path, Sidecar({path: known}))
    if isinstance(article, Skipped):
        raise Refused(article.reason)
    return article


def html_page(*, head: str = "", above: str = "", inside: str = "", below: str = "", title: str = TITLE) -> str:
    """A page of the outlet Le Phare; the third line of the body is a heading."""
    lines = [f"<h2>{escape(line)}</h2>" if not line.endswith(".") else f"<p>{escape(line)}</p>" for line in BODY]
    return (
        f'<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>{title} | Le Phare</title>'
        f'<meta property="og:site_name" content="Le Phare">{head}</head><body>'
        '<nav><ul><li><a href="/">Accueil</a></li><li><a href="/p">Politique</a></li></ul></nav>'
        f"<main><article><h1>{title}</h1>{above}{''.join(lines[:2])}{inside}{''.join(lines[2:])}</article></main>"
        f"{below}<footer>© 2024 Le Phare - Tous droits réservés</footer></body></html>"
    )


def pdf(pages: list[list[str]]) -> bytes:
    """A PDF of `pages` of lines, in Helvetica, with the offsets a reader checks."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica "]
    objects[2] += b"/Encoding /WinAnsiEncoding >>"
    kids: list[int] = []
    for lines in pages:
        escaped = [line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in lines]
        shown = " T* ".join(f"({line}) Tj" for line in escaped)
        stream = f"BT /F1 11 Tf 14 TL 60 780 Td {shown} ET".encode("cp1252")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
        objects.append(f"{page}/Resources << /Font << /F1 3 0 R >> >> >>".encode())
        kids.append(len(objects))
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>".encode()
    data, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + trailer


def wrapped(paragraph: str, width: int = 72) -> list[str]:
    """The lines of a printed paragraph."""
    return textwrap.wrap(paragraph, width)
