"""A first set of questions drawn from articles, and the file it is written to."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from gold_builders import ARTICLES
from hypothesis import given
from hypothesis import strategies as st

from sourcier.errors import FileUnwritable
from sourcier.evaluation.beginning import TWO_IN, Beginning, beginnings
from sourcier.evaluation.checking import mistakes_of
from sourcier.evaluation.dataset import read_gold
from sourcier.evaluation.json_schema import FILE_NAME, schema_text
from sourcier.evaluation.matching import contains, spans_of
from sourcier.evaluation.mistakes import GoldThere, GoldToRead, GoldToWrite
from sourcier.evaluation.writing import gold_text, write_gold
from sourcier.language.elsewhere import ELSEWHERE, FRENCH
from sourcier.schema import Article, ArticleDate

SENTENCES = (
    "Lucien Farran a inauguré le pont de Lisseuil le 12 mai 2031.",
    "Douze grues seront livrées au port de Vaubrac à l'été.",
    "« Le quai rouvrira », a dit la préfète, Odile Marchand, devant 40 personnes.",
    "Il a ensuite visité le port de Vaubrac avec 12 élus.",
    "Abonnez-vous à notre newsletter pour 12 euros par mois seulement.",
    "La ville compte 3 200 habitants depuis le recensement de 2030.",
    "Le bac s'arrête à 7 h 52 devant le quai des Oiseleurs.",
)
WORTHY = (SENTENCES[0], SENTENCES[1], SENTENCES[2], SENTENCES[5], SENTENCES[6])


def article(number: int, text: str, published: date | None = None) -> Article:
    known = ArticleDate(value=published, precision="day", basis="stated") if published else None
    return Article(id=f"id{number}", path=f"dossier/{number}.txt", title=f"Titre {number}", text=text, published=known)


def corpus(size: int) -> list[Article]:
    """Articles of one sentence of their own, a year apart; the third is the longest and has no date."""
    days = {number: date(2000 + number, 1, 1) for number in range(size) if number != 3}
    return [
        article(
            number,
            f"Douze grues numéro {number} seront livrées au port." + " Voilà." * (9 * (number == 3)),
            days.get(number),
        )
        for number in range(size)
    ]


def test_the_sentences_worth_asking_about_are_taken_word_for_word() -> None:
    one = article(1, " ".join(SENTENCES).replace("quai des", "quai\ndes"))
    found = beginnings([one], 9)
    quotes = [each.quote for each in found if each.article]
    assert set(quotes) <= set(WORTHY)
    assert len(quotes) == 4
    assert all(spans_of(quote, one.text) for quote in quotes)


def test_what_a_rule_words_comes_first_and_the_rest_is_left_to_the_person() -> None:
    found = beginnings([article(1, " ".join(SENTENCES))], 4)
    assert [each.question for each in found[:2]] == [
        "Qui a inauguré le pont de Lisseuil le 12 mai 2031 ?",
        "Combien de grues seront livrées au port de Vaubrac à l'été ?",
    ]
    assert found[0].facts == (("Lucien Farran", "Farran"),)
    unworded = next(each for each in found if not each.question)
    assert unworded.facts == (("40",), ("Odile Marchand", "Marchand"))


def test_the_newest_the_oldest_and_the_longest_come_first() -> None:
    found = beginnings(corpus(12), 4)
    assert [each.article.id for each in found if each.article] == ["id11", "id0", "id3"]


def test_one_version_of_a_dispatch_is_enough_and_every_version_is_a_proof() -> None:
    text = " ".join(
        f"Le quai numéro {n} de Vaubrac sera fermé aux promeneurs de la ville pendant la crue." for n in range(9)
    )
    first, reprint, other = article(1, text), article(2, text + " Avec agence."), article(3, SENTENCES[0])
    found = [each for each in beginnings([first, reprint, other], 20) if each.article]
    assert {each.article.id for each in found if each.article} == {"id2", "id3"}
    assert found[0].proofs == ("dossier/1.txt", "dossier/2.txt")


def test_what_no_article_answers_is_about_something_that_none_names() -> None:
    question, telltale = ELSEWHERE[0].wordings[FRENCH], ELSEWHERE[0].telltale
    told = article(1, f"{SENTENCES[0]} Le {telltale.upper()} est fermé.")
    found = [each for each in beginnings([told, article(2, SENTENCES[5])], 20) if each.article is None]
    assert len(found) == 8
    assert {each.kind for each in found} == {"far_unanswerable"}
    assert question not in {each.question for each in found}


def test_articles_without_a_worthy_sentence_give_nothing() -> None:
    assert beginnings([article(1, "Il pleut. Elle a dit 12.")], 20) == ()
    assert beginnings([], 20) == ()


def test_another_language_is_quoted_and_its_question_left_to_the_person() -> None:
    english = article(1, "The mayor of Lisseuil opened the bridge on May 12, 2031.").model_copy(
        update={"language": "en"}
    )
    [found] = beginnings([english], 1)
    assert (found.question, found.facts) == ("", (("May 12, 2031",),))


@given(st.integers(1, 12), st.integers(1, 40), st.randoms(use_true_random=False))
def test_there_are_as_many_as_asked_at_most_whatever_the_order(size: int, count: int, random: object) -> None:
    articles = corpus(size)
    found = beginnings(articles, count)
    assert len(found) <= count
    assert sum(each.article is None for each in found) <= 2 * count // TWO_IN
    random.shuffle(articles)  # type: ignore[attr-defined]
    assert beginnings(articles, count) == found


def test_every_fact_stands_in_its_quote() -> None:
    for each in beginnings([article(1, " ".join(SENTENCES)), *ARTICLES.values()], 20):
        assert all(contains(each.quote, fact[0]) for fact in each.facts)
        assert bool(each.facts) == bool(each.article) == bool(each.proofs)


ARTICLE_SET = [article(1, " ".join(SENTENCES), date(2031, 5, 12)), article(2, SENTENCES[5]), *ARTICLES.values()]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_file_has_no_mistake_but_what_is_left_to_do(tmp_path: Path, language: str) -> None:
    target = tmp_path / "gold.yaml"
    found = beginnings(ARTICLE_SET, 12)
    write_gold(target, found, language)
    left = mistakes_of(read_gold(target), ARTICLE_SET)
    assert {type(mistake) for mistake in left} == {GoldToWrite, GoldToRead}
    assert len(left) == len(found)
    assert (tmp_path / FILE_NAME).read_text(encoding="utf-8") == schema_text()


def finished(text: str) -> str:
    """What a person does who is content with all that was drafted."""
    lines = [line for line in text.splitlines() if not line.startswith("  draft:")]
    return "\n".join(lines).replace('question: ""', "question: Que dit cette phrase ?")


def test_a_finished_file_is_sound(tmp_path: Path) -> None:
    target = tmp_path / "gold.yaml"
    target.write_text(finished(gold_text(beginnings(ARTICLE_SET, 20), "gold.yaml", "fr")), encoding="utf-8")
    assert mistakes_of(read_gold(target), ARTICLE_SET) == ()


NASTY = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)


@given(NASTY, NASTY)
def test_no_title_quote_or_path_breaks_the_file(
    tmp_path_factory: pytest.TempPathFactory, title: str, path: str
) -> None:
    odd = article(1, SENTENCES[0]).model_copy(update={"title": title, "outlet": title})
    quote = SENTENCES[0]
    entry = Beginning("", "factual", odd, quote, ((quote,),), (path.encode("unicode_escape").decode(),))
    file = tmp_path_factory.mktemp("gold") / "gold.yaml"
    file.write_text(finished(gold_text([entry, entry], "gold.yaml", "fr")), encoding="utf-8")
    gold = read_gold(file)
    assert gold.mistakes == ()
    assert gold.questions[0].evidence[0].quote == quote


def test_a_file_that_is_there_is_never_touched(tmp_path: Path) -> None:
    target = tmp_path / "gold.yaml"
    target.write_text("mine", encoding="utf-8")
    (tmp_path / FILE_NAME).write_text("mine too", encoding="utf-8")
    found = beginnings(ARTICLE_SET, 3)
    with pytest.raises(GoldThere):
        write_gold(target, found, "fr")
    write_gold(tmp_path / "other.yaml", found, "fr")
    assert (target.read_text("utf-8"), (tmp_path / FILE_NAME).read_text("utf-8")) == ("mine", "mine too")


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileUnwritable):
        write_gold(tmp_path / "absent" / "gold.yaml", beginnings(ARTICLE_SET, 3), "fr")
