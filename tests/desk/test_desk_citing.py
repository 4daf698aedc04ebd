"""An answer as Markdown and as plain text: what is pasted says what the page says, and nothing else happens."""

from __future__ import annotations

import re
import unicodedata

import pytest
from desk_fakes import HARBOUR, HOSTILE, TOLL, answer, article, citation_of, day, remark
from markdown_it import MarkdownIt

from sourcier.desk.citing import markdown, plain
from sourcier.schema import Gloss, Statement

PAYS, LEADS = article(published=day()), article(HARBOUR, title="Le port", outlet=None, path="port.txt")
ENGLISH = answer("What does the toll cost?", PAYS, language="en")


def test_plain_text_has_its_notes_below() -> None:
    assert plain(answer("Combien ?", PAYS, LEADS)) == (
        "Le péage du pont de Vaubrac passe à 4 euros.\u202f[1]\n\n"
        "Mathilde Orsenne dirige depuis lundi le port de Vaubrac.\u202f[2]\n\n"
        "Notes\n\n"
        "[1] Le Phare, 12 mars 2024, «\u202fLe péage augmente\u202f»\u00a0: "
        "«\u202fLe péage du pont de Vaubrac passe à 4 euros.\u202f»\n"
        "[2] port.txt, date inconnue, «\u202fLe port\u202f»\u00a0: "
        "«\u202fMathilde Orsenne dirige depuis lundi le port de Vaubrac.\u202f»\n"
    )


def test_markdown_quotes_the_articles_and_lists_the_sources() -> None:
    assert markdown(answer("Combien ?", PAYS)) == (
        "> Le péage du pont de Vaubrac passe à 4 euros.\u202f[1]\n\n"
        "**Sources**\n\n"
        "- [1] *Le Phare*, 12 mars 2024, «\u202fLe péage augmente\u202f»\u00a0: "
        "«\u202fLe péage du pont de Vaubrac passe à 4 euros.\u202f»\n"
    )


def test_english_is_quoted_in_english() -> None:
    assert plain(ENGLISH).endswith(
        "[1] Le Phare, 12 March 2024, “Le péage augmente”: “Le péage du pont de Vaubrac passe à 4 euros.”\n"
    )


def test_worded_sentences_run_on_with_their_glosses_and_remarks_follow() -> None:
    first = Statement(text="Il coûte 4 euros.", citations=(citation_of(PAYS),), support="supported")
    second = Statement(
        text="Elle dirige depuis lundi.",
        citations=(citation_of(PAYS), citation_of(LEADS, 2)),
        support="supported",
        glosses=(Gloss(start=19, end=24, text="11 mars 2024", kind="day"),),
    )
    said = answer(
        "Et ?", PAYS, LEADS, statements=(first, second), remarks=(remark("Ils diffèrent : [1], [2].", (1, 2)),)
    )
    assert plain(said).split("\n\n")[:2] == [
        "Il coûte 4 euros.\u202f[1] Elle dirige depuis lundi [11 mars 2024].\u202f[1][2]",
        "Ils diffèrent\u00a0: [1], [2].",
    ]


def test_a_refusal_is_what_was_said() -> None:
    assert plain(answer("Et le train ?")) == "Les articles n'en disent rien.\n"
    assert markdown(answer("Et le train ?")) == "*Les articles n'en disent rien.*\n"


def test_a_dispatch_names_who_else_printed_it_and_a_guessed_date_says_so() -> None:
    cited = citation_of(PAYS, also_in=("La Gazette", "L'Écho"), published=day(precision="month", basis="inferred"))
    statement = Statement(text=TOLL, citations=(cited,), support="quoted")
    assert "vers mars 2024, «\u202fLe péage augmente\u202f» (même dépêche\u00a0: La Gazette, L'Écho)" in plain(
        answer("Et ?", PAYS, statements=(statement,))
    )


def test_french_signs_get_their_spaces_and_no_word_changes() -> None:
    said = article("« Vraiment ? », dit-il ; oui ! Le tarif : 4 euros, à 10:30 (voir http://a.example/?q=1 ).")
    written = plain(answer("Et ?", said)).split("\n")[0]
    assert written == (
        "«\u202fVraiment\u202f?\u202f», dit-il\u202f; oui\u202f! Le tarif\u00a0: 4 euros, à 10:30 "
        "(voir http://a.example/?q=1 ).\u202f[1]"
    )
    assert "".join(written.split()).removesuffix("[1]") == "".join(said.text.split())


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("support", ["quoted", "supported"])
def test_hostile_text_stays_text_in_markdown(text: str, support: str) -> None:
    source = article(text, title=text, outlet=text, path="a.txt", published=day())
    cited = citation_of(source, also_in=(text,))
    said = answer(
        text,
        source,
        statements=(Statement.model_validate({"text": text, "citations": (cited,), "support": support}),),
        remarks=(remark(text, (1,)),),
        notice=text,
    )
    # The most trusting of renderers: HTML as it comes, bare addresses as links where they are written so.
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(markdown(said))
    kinds = {token.type for token in tokens} | {child.type for token in tokens for child in token.children or ()}
    assert kinds <= {
        "paragraph_open", "paragraph_close", "blockquote_open", "blockquote_close", "bullet_list_open",
        "bullet_list_close", "list_item_open", "list_item_close", "inline", "text", "text_special", "em_open",
        "em_close", "strong_open", "strong_close",
    }  # fmt: skip
    # The list of sources, and no other.
    assert [token.type for token in tokens].count("bullet_list_open") == 1
    shown = "".join(child.content for token in tokens for child in token.children or ())
    assert letters(text) in letters(shown)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_stays_on_its_line_in_plain_text(text: str) -> None:
    source = article(text, title=text, outlet=text, path="a.txt")
    written = plain(answer(text, source))
    assert len(written.splitlines()) == 5
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\u2028\u2029]", written)


def letters(text: str) -> str:
    """The visible characters of a text."""
    return "".join(each for each in text if unicodedata.category(each)[0] not in "CZ")


def test_marks_within_marks_are_of_the_second_kind() -> None:
    source = article("Il a dit « oui » ; « Le Phare » l'a lu.")
    quoted = Statement(
        text=f"Le Phare (12 mars 2024) : « {source.text} »",
        citations=(citation_of(source),),
        support="quoted",
        glosses=(Gloss(start=40, end=43, text="Anne Roussel", kind="speaker"),),
    )
    said, *_, note, _ = plain(answer("Et ?", source, statements=(quoted,))).split("\n")
    within = "Il a dit “oui”{}\u202f; “Le Phare” l'a lu."
    assert said.startswith("Le Phare (12 mars 2024)\u00a0: «\u202f" + within.format("")[:12])
    assert "«\u202f" + within.format("") + "\u202f»" in note
    assert said.count("«") == said.count("»") == 1
    assert "oui [Anne Roussel]" in said
