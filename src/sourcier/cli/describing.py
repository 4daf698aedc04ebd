"""Articles in words, for a terminal: a table of many, the heading of one. Nothing of an article is read as markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rich.table import Table
from rich.text import Text

from sourcier.corpus.doubts import Doubt, doubts
from sourcier.corpus.skipped import printable
from sourcier.language.bases import BASES, dated
from sourcier.language.dates import format_date
from sourcier.schema import Article, ArticleDate


@dataclass(frozen=True)
class Words:
    """What stands around an article in one language."""

    columns: tuple[str, str, str, str]
    published: str
    updated: str
    file: str
    address: str
    dispatch: str


WORDS = {
    "fr": Words(
        columns=("date", "article", "dépêche", "à vérifier"),
        published="publié : ",
        updated="mis à jour : ",
        file="fichier : ",
        address="adresse : ",
        dispatch="même dépêche : ",
    ),
    "en": Words(
        columns=("date", "article", "dispatch", "to check"),
        published="published: ",
        updated="updated: ",
        file="file: ",
        address="address: ",
        dispatch="same dispatch: ",
    ),
}


def article_table(articles: Sequence[Article], today: date, language: str) -> Table:
    """One row an article, in the order given; versions of one dispatch have the same number."""
    when, what, dispatch, check = WORDS[language].columns
    table = Table(box=None, pad_edge=False, padding=(0, 2, 1, 0), expand=True)
    table.add_column(when, no_wrap=True)
    table.add_column(what, ratio=1, overflow="fold")
    numbers = _numbers(articles)
    if numbers:
        table.add_column(dispatch, justify="right")
    table.add_column(check, max_width=24)
    for article in articles:
        labels = ", ".join(doubt.label(language) for doubt in doubts(article, today))
        cells = [_dated_on_two_lines(article.published, language), _named(article)]
        if numbers:
            cells.append(Text(numbers.get(article.dispatch_id or "", "")))
        table.add_row(*cells, Text(labels, style="yellow"))
    return table


def doubts_explained(articles: Sequence[Article], today: date, language: str) -> Iterator[str]:
    """What to do about each kind of doubt met in `articles`, with how many have it."""
    met = [doubt for article in articles for doubt in doubts(article, today)]
    for doubt in Doubt:
        if doubt in met:
            yield f"{met.count(doubt)} × {doubt.message(language)}"


def heading(article: Article, articles: Sequence[Article], today: date, language: str) -> Iterator[Text]:
    """What is known of an article, a line for each thing; the versions of its dispatch are among `articles`."""
    words = WORDS[language]
    yield Text(printable(article.title), style="bold")
    signed = " · ".join(printable(name) for name in (article.outlet, article.byline) if name)
    if signed:
        yield Text(signed)
    yield _line(words.published, dated(article.published, language))
    if article.updated:
        yield _line(words.updated, dated(article.updated, language))
    for path in (article.path, *article.also_at):
        yield _line(words.file, printable(path))
    if article.url:
        yield _line(words.address, printable(article.url))
    for outlet in article.other_outlets:
        yield _line(words.dispatch, printable(outlet))
    for other in articles:
        if other.dispatch_id is not None and other.dispatch_id == article.dispatch_id and other.id != article.id:
            source = f"{printable(other.outlet or other.title)} ({format_date(other.published, language)})"
            yield _line(words.dispatch, f"{source}, {printable(other.path)}")
    for doubt in doubts(article, today):
        yield Text(f"! {doubt.message(language)}", style="yellow")


def _numbers(articles: Sequence[Article]) -> dict[str, str]:
    """The dispatches of `articles` counted from 1, in the order in which they are met."""
    met = dict.fromkeys(article.dispatch_id for article in articles if article.dispatch_id is not None)
    return {dispatch: str(number) for number, dispatch in enumerate(met, start=1)}


def _dated_on_two_lines(value: ArticleDate | None, language: str) -> Text:
    written = format_date(value, language)
    return Text.assemble(written, (f"\n({BASES[language][value.basis]})", "dim")) if value else Text(written, "dim")


def _named(article: Article) -> Text:
    origin = " · ".join(printable(part) for part in (article.outlet, article.path) if part)
    return Text.assemble((printable(article.title), "bold"), (f"\n{origin}", "dim"))


def _line(label: str, value: str) -> Text:
    return Text.assemble((label, "dim"), value)
