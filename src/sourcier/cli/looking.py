"""`sourcier list`, `show` and `timeline`: what is in the index, as a person or a program looks at it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from sourcier.cli.batch import BODY
from sourcier.cli.console import err, out, print_json, writable
from sourcier.cli.describing import article_table, doubts_explained, heading
from sourcier.cli.options import AsJson, Store
from sourcier.corpus.doubts import doubts
from sourcier.errors import ArticleAmbiguous, ArticleUnknown, StoreEmpty
from sourcier.schema import Article
from sourcier.settings import Settings, load_settings

app = typer.Typer()
# Named when the end of a path belongs to several articles.
MOST_NAMED = 5
NOTHING_REMOVED = {"fr": "Rien n'a été ôté de cet article.", "en": "Nothing was taken out of this article."}


@app.command("list")
def list_articles(store: Store = None, as_json: AsJson = False) -> None:
    """Les articles indexés, du plus ancien au plus récent."""
    settings = load_settings(store=store)
    articles = _articles(settings)
    today = date.today()
    if as_json:
        print_json([_listed(article, today, settings.language) for article in articles])
        return
    # Columns have their own widths: the console's own soft wrap would undo them.
    out.print(article_table(articles, today, settings.language), soft_wrap=False)
    for line in doubts_explained(articles, today, settings.language):
        out.print(line, markup=False)


@app.command()
def show(
    path: Annotated[str, typer.Argument(help="Fichier de l'article, comme « sourcier list » l'écrit, ou sa fin.")],
    store: Store = None,
    as_json: AsJson = False,
    removed: Annotated[bool, typer.Option("--removed", help="Ce qui a été ôté de la page.")] = False,
) -> None:
    """Un article entier, tel qu'il est lu."""
    settings = load_settings(store=store)
    articles = _articles(settings)
    article = find_article(articles, path)
    if as_json:
        print_json(article.model_dump(mode="json"))
    elif removed and not article.removed:
        err.print(NOTHING_REMOVED[settings.language])
    elif removed:
        out.print("\n\n".join(article.removed), markup=False)
    else:
        for line in heading(article, articles, date.today(), settings.language):
            out.print(line)
        out.print(f"\n{article.text}", markup=False)


@app.command()
def timeline(
    target: Annotated[Path, typer.Option("--out", help="Fichier à écrire, en .html ou en .png.")],
    store: Store = None,
) -> None:
    """Dessine les articles dans le temps, un titre de presse par ligne."""
    from sourcier.timeline import write_timeline

    settings = load_settings(store=store)
    articles = _articles(settings)
    if not articles:
        raise StoreEmpty(store=settings.store)
    write_timeline(articles, writable(target), settings.language)
    out.print(str(target), markup=False)


def find_article(articles: Sequence[Article], path: str) -> Article:
    """The article at `path`, or the only one with a path that ends in it.

    Raises ArticleUnknown, or ArticleAmbiguous when several end so and none after a slash.
    """
    wanted = unicodedata.normalize("NFC", path)
    for matches in (str.__eq__, _ends_at_slash, str.endswith):
        found = [article for article in articles if any(matches(place, wanted) for place in _places(article))]
        if len(found) == 1:
            return found[0]
        if found:
            named = ", ".join(article.path for article in found[:MOST_NAMED])
            raise ArticleAmbiguous(path=path, found=f"{named}, …" if len(found) > MOST_NAMED else named)
    raise ArticleUnknown(path=path)


def _articles(settings: Settings) -> list[Article]:
    """The articles of the index, oldest first, those without a date last."""
    from sourcier.index.reader import read_articles

    def rank(article: Article) -> tuple[date, str]:
        return article.published.value if article.published else date.max, article.path

    return sorted(read_articles(settings.store), key=rank)


def _listed(article: Article, today: date, language: str) -> dict[str, object]:
    warnings = [{"code": doubt.code, "message": doubt.message(language)} for doubt in doubts(article, today)]
    return {**article.model_dump(mode="json", exclude=BODY), "warnings": warnings}


def _places(article: Article) -> Iterator[str]:
    return (unicodedata.normalize("NFC", place) for place in (article.path, *article.also_at))


def _ends_at_slash(place: str, end: str) -> bool:
    return place.endswith(f"/{end}")
