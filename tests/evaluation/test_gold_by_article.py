from __future__ import annotations

from gold_builders import BRIDGE, BUDGET, HARBOUR, HEAD, answer, citation, made, named

from sourcier.evaluation import GoldEvidence
from sourcier.evaluation.by_article import by_article
from sourcier.evaluation.case import Case, Read
from sourcier.schema import Article

QUOTE = "Odile Farran dirige le port de Vaubrac."


def read(article: Article, text: str) -> Read:
    return Read(
        marker=1,
        article_id=article.id,
        path=article.path,
        title=article.title,
        outlet=None,
        published=None,
        text=text,
        context="",
        start=0,
        end=len(text),
        score=1.0,
        gold=False,
    )


def answered(case: Case, article: Article, quote: str) -> Case:
    statements = answer(case.question, citation(article, quote)).statements
    return case.model_copy(update={"statements": statements, "evidence": (read(article, quote),)})


def test_each_article_by_hand() -> None:
    bridge = named("pont", evidence=(GoldEvidence(article=BRIDGE.path, quote="Le pont de Lisseuil est fermé."),))
    rows = by_article(
        [
            answered(made(HEAD, correct=True), HARBOUR, QUOTE),
            answered(made(bridge), HARBOUR, "Le quai d’Or rouvrira."),
            made(named("silent"), refused=True),
            answered(made(BUDGET), BRIDGE, "Le pont de Lisseuil est fermé."),
        ]
    )
    assert [(row.path, row.questions) for row in rows] == [("harbour.txt", 2), ("nord/bridge.txt", 1)]
    harbour, closed = rows
    assert (harbour.title, harbour.correct.value, harbour.recall.value) == (HARBOUR.title, 0.5, 0.0)
    assert (harbour.read, harbour.cited, harbour.elsewhere) == (1, 1, 1)
    assert (closed.correct.value, closed.read, closed.cited, closed.elsewhere) == (0.0, 0, 0, 1)


def test_the_same_words_in_a_reprint_count_for_the_article() -> None:
    reprint = HARBOUR.model_copy(update={"id": "again", "path": "reprint.txt"})
    harbour, again = by_article([answered(made(HEAD), reprint, QUOTE)])
    assert (harbour.path, harbour.read, harbour.cited) == ("harbour.txt", 1, 1)
    assert (again.questions, again.correct.value, again.elsewhere) == (0, None, 1)


def test_nothing_asked_is_no_row() -> None:
    assert by_article([]) == ()
    assert by_article([made(BUDGET)]) == ()
