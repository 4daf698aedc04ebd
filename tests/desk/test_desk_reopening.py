"""A citation of then: the same article, another text in its file, or gone."""

from __future__ import annotations

from desk_fakes import TOLL, article, citation_of
from hypothesis import given
from hypothesis import strategies as st

from sourcier.desk import Standing, standing
from sourcier.schema import Article

OLD = article(f"Une première phrase. {TOLL} Une dernière.")
QUOTED = citation_of(OLD, quote=TOLL, start=OLD.text.index(TOLL), end=OLD.text.index(TOLL) + len(TOLL))


def indexed(*articles: Article) -> dict[str, Article]:
    return {each.id: each for each in articles}


def test_an_article_that_is_still_indexed_opens_at_its_sentence() -> None:
    moved = OLD.model_copy(update={"path": "ailleurs/autre.txt", "title": "Autre titre"})
    assert standing(QUOTED, indexed(moved)) == Standing(fate="same", article=moved, span=(QUOTED.start, QUOTED.end))


def test_a_file_with_another_text_is_changed_and_the_sentence_found_where_it_now_stands() -> None:
    new = article(f"Mis à jour. {TOLL}")
    found = standing(QUOTED, indexed(article("Autre chose.", path="autre.txt"), new))
    assert found == Standing(fate="changed", article=new, span=(12, 12 + len(TOLL)))


def test_a_sentence_that_no_longer_stands_has_no_place() -> None:
    new = article(TOLL.replace("4", "5"))
    assert standing(QUOTED, indexed(new)) == Standing(fate="changed", article=new, span=None)


def test_a_text_kept_under_another_of_its_names_is_found() -> None:
    new = article("Tout autre chose.", path="copie.txt", also_at=("peage.txt",))
    assert standing(QUOTED, indexed(new)).fate == "changed"


def test_without_its_file_it_is_gone() -> None:
    assert standing(QUOTED, indexed(article(TOLL, path="autre.txt"))) == Standing(fate="gone")
    assert standing(QUOTED, {}) == Standing(fate="gone")


def test_of_several_texts_in_a_file_the_one_with_the_quote_is_taken_then_the_one_with_the_title() -> None:
    other, titled = article("Un.", title="Autre"), article("Deux.")
    with_quote = article(f"Trois. {TOLL}", title="Encore autre")
    assert standing(QUOTED, indexed(other, titled, with_quote)).article == with_quote
    assert standing(QUOTED, indexed(other, titled)).article == titled


@given(st.lists(st.sampled_from(("Alpha. ", "Bêta. ", f"{TOLL} ")), min_size=1, max_size=12))
def test_the_place_found_is_the_quote_and_the_nearest_of_all(pieces: list[str]) -> None:
    new = article("".join(pieces))
    span = standing(QUOTED, indexed(new)).span
    starts = [start for start in range(len(new.text)) if new.text.startswith(TOLL, start)]
    if span is None:
        assert not starts
    else:
        assert new.text[slice(*span)] == TOLL
        assert abs(span[0] - QUOTED.start) == min(abs(start - QUOTED.start) for start in starts)
