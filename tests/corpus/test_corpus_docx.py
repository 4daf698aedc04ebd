"""Word documents: the text in its order, tables included; what a reader does not see stays out."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from page_builders import BODY, TITLE, article_from

from sourcier.corpus import Known, Reason, Refused


def saved(document: Document) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def written(*, title_style: bool = True) -> Document:
    """The article as a journalist types it: a title, a heading, paragraphs."""
    document = docx.Document()
    document.add_heading(TITLE, level=0 if title_style else 1)
    for line in BODY:
        document.add_paragraph(line, style=None if line.endswith(".") else "Heading 2")
    return document


def test_paragraphs_and_headings_come_in_order() -> None:
    article = article_from(saved(written()), "a.docx", Known())
    assert (article.title, article.text.split("\n\n")) == (TITLE, list(BODY))


def test_rows_of_a_table_are_lines_where_the_table_stands() -> None:
    document = written()
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip([*table.rows[0].cells, *table.rows[1].cells], ["Rive", "Câbles", "Sud", "412"], strict=True):
        cell.text = text
    document.add_paragraph("Le tableau est celui de la mairie, qui le tient à jour.")
    lines = article_from(saved(document), "a.docx", Known()).text.split("\n\n")
    assert lines[-3:] == ["Rive | Câbles", "Sud | 412", "Le tableau est celui de la mairie, qui le tient à jour."]


def test_the_properties_give_title_and_author_and_no_date() -> None:
    document = written(title_style=False)
    document.core_properties.title = "Le pont  de Bray"
    document.core_properties.author = "Anne Le Goff"
    document.core_properties.created = datetime(2019, 5, 6)
    article = article_from(saved(document), "a.docx", Known())
    assert (article.title, article.byline, article.published) == ("Le pont de Bray", "Anne Le Goff", None)


def test_what_the_text_shows_wins_over_the_properties() -> None:
    document = written()
    document.core_properties.title = "Modèle de lettre"
    document.core_properties.author = "Yves Kerlan"
    document.paragraphs[1].insert_paragraph_before("Par Anne Le Goff")
    article = article_from(saved(document), "a.docx", Known())
    assert (article.title, article.byline) == (TITLE, "Anne Le Goff")


@pytest.mark.parametrize("account", ["python-docx", "Utilisateur Windows 10", "poste42", "admin"])
def test_the_name_of_a_machine_signs_nothing(account: str) -> None:
    document = written()
    document.core_properties.author = account
    assert article_from(saved(document), "a.docx", Known()).byline is None


def test_insertions_links_and_boxes_are_read_deletions_and_hidden_text_are_not() -> None:
    document = written()
    paragraph = document.add_paragraph("Le quai ")
    pieces = [
        '<w:ins {}><w:r><w:t xml:space="preserve">nord </w:t></w:r></w:ins>',
        "<w:del {}><w:r><w:delText>CANARI</w:delText></w:r></w:del>",
        "<w:moveFrom {}><w:r><w:t>CANARI</w:t></w:r></w:moveFrom>",
        "<w:r {}><w:rPr><w:vanish/></w:rPr><w:t>CANARI</w:t></w:r>",
        "<w:hyperlink {}><w:r><w:t>rouvrira</w:t></w:r></w:hyperlink>",
        "<w:r {}><w:tab/><w:t>en juin.</w:t></w:r>",
        "<w:r {}><w:pict><w:txbxContent><w:p><w:r><w:t>Un encadré sur le quai, avec ses horaires.</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></w:r>",
    ]
    for piece in pieces:
        paragraph._p.append(parse_xml(piece.format(nsdecls("w"))))
    text = article_from(saved(document), "a.docx", Known()).text
    assert text.endswith("\n\nLe quai nord rouvrira en juin.\n\nUn encadré sur le quai, avec ses horaires.")
    assert "CANARI" not in text


def test_controls_hold_text_too() -> None:
    document = written()
    control = OxmlElement("w:sdt")
    content = OxmlElement("w:sdtContent")
    control.append(content)
    content.append(document.add_paragraph("La mairie répondra aux questions lundi soir.")._p)
    document.element.body.append(control)
    assert article_from(saved(document), "a.docx", Known()).text.endswith("aux questions lundi soir.")


def test_a_document_is_one_under_any_name() -> None:
    for name in ("a.txt", "a.html", "a.pdf"):
        assert article_from(saved(written()), name, Known()).title == TITLE


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.DAMAGED),
        (b"Un texte", Reason.DAMAGED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Reason.DAMAGED),
        (saved(written())[:-40], Reason.DAMAGED),
        (saved(docx.Document()), Reason.EMPTY),
    ],
    ids=["empty", "text", "locked", "cut", "blank"],
)
def test_what_is_no_document_is_refused(data: bytes, reason: Reason) -> None:
    with pytest.raises(Refused) as refusal:
        article_from(data, "a.docx", Known())
    assert refusal.value.reason is reason
