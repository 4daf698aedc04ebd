"""What a person should look at in an article before trusting what is made of it: each with the next step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum

from sourcier.corpus.folder import file_title
from sourcier.schema import Article, ArticleDate

# Two sentences: a caption, or the part of an article that non-subscribers are shown.
SHORT_BODY = 200
CUT_OFF = ("…", "...", "[…]", "[...]", "(…)")


class Doubt(Enum):
    """A reason to look: its code, then the French and the English sentence, summed up before the colon."""

    NO_DATE = (
        "no-date",
        "sans date : donnez-la dans articles.yaml (published)",
        "no date: give it in articles.yaml (published)",
    )
    INFERRED_DATE = (
        "inferred-date",
        "date déduite : vérifiez-la dans le texte, puis donnez-la dans articles.yaml (published)",
        "inferred date: check it in the text, then give it in articles.yaml (published)",
    )
    FUTURE_DATE = (
        "future-date",
        "date à venir : corrigez-la dans articles.yaml (published)",
        "date to come: correct it in articles.yaml (published)",
    )
    UPDATED_BEFORE = (
        "updated-before-published",
        "dates inversées : la mise à jour précède la publication, donnez la bonne date dans articles.yaml (published)",
        "dates reversed: the update comes before the publication, give the right date in articles.yaml (published)",
    )
    NO_OUTLET = (
        "no-outlet",
        "journal inconnu : donnez-le dans articles.yaml (outlet)",
        "unknown outlet: give it in articles.yaml (outlet)",
    )
    FILE_TITLE = (
        "file-title",
        "sans titre : le nom du fichier en tient lieu, donnez-en un dans articles.yaml (title)",
        "no title: the file name stands for it, give one in articles.yaml (title)",
    )
    NOT_FRENCH = (
        "not-french",
        "autre langue : Sourcier est fait pour le français, relisez les preuves tirées de cet article",
        "other language: Sourcier is made for French, read again what is proved by this article",
    )
    SHORT = (
        "short-body",
        "très court : voyez avec « sourcier show FICHIER --removed » si du texte a été ôté à tort",
        "very short: see with `sourcier show FILE --removed` whether text was wrongly taken out",
    )
    CUT_OFF = (
        "cut-off",
        "tronqué : le texte finit par des points de suspension, enregistrez la page entière",
        "cut off: the text ends in an ellipsis, save the whole page",
    )
    MOSTLY_REMOVED = (
        "mostly-removed",
        "très élagué : plus de texte ôté que gardé, voyez-le avec « sourcier show FICHIER --removed »",
        "much removed: more text was taken out than kept, see it with `sourcier show FILE --removed`",
    )

    @property
    def code(self) -> str:
        """A name that stays, for programs."""
        return self.value[0]

    def message(self, language: str) -> str:
        """What is wrong and what to do, in `language` ("fr"; English for anything else)."""
        return self.value[1] if language == "fr" else self.value[2]

    def label(self, language: str) -> str:
        """What is wrong, in two or three words."""
        return self.message(language).partition(":")[0].strip()


def doubts(article: Article, today: date) -> tuple[Doubt, ...]:
    """Why to look at `article`, in the order of `Doubt`."""
    return (*_dating(article.published, article.updated, today), *_naming(article), *_reading(article))


def _dating(published: ArticleDate | None, updated: ArticleDate | None, today: date) -> Iterator[Doubt]:
    if published is None:
        yield Doubt.NO_DATE
        return
    if published.basis == "inferred":
        yield Doubt.INFERRED_DATE
    if published.value > today:
        yield Doubt.FUTURE_DATE
    # The first day stands for a month or a year: an update within it is no surprise.
    if updated is not None and updated.precision == "day" and updated.value < published.value:
        yield Doubt.UPDATED_BEFORE


def _naming(article: Article) -> Iterator[Doubt]:
    if article.outlet is None:
        yield Doubt.NO_OUTLET
    if article.title in {file_title(path) for path in (article.path, *article.also_at)}:
        yield Doubt.FILE_TITLE


def _reading(article: Article) -> Iterator[Doubt]:
    if article.language != "fr":
        yield Doubt.NOT_FRENCH
    if len(article.text) < SHORT_BODY:
        yield Doubt.SHORT
    if article.text.rstrip().endswith(CUT_OFF):
        yield Doubt.CUT_OFF
    if sum(map(len, article.removed)) > len(article.text):
        yield Doubt.MOSTLY_REMOVED
