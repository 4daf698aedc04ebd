"""What a reader does with what is there: read an article, copy an answer, judge it, look after conversations."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import get_args

import gradio as gr
from pydantic import NonNegativeInt, ValidationError

from sourcier.desk import Exchange, Verdict, standing
from sourcier.desk.citing import bibtex, csl_json, markdown, plain
from sourcier.desk.exporting import as_html, as_json, as_markdown
from sourcier.errors import SourcierError
from sourcier.evaluation.keeping import keep_as_gold
from sourcier.schema import Article, Citation, Noun
from sourcier.ui import parcel, render
from sourcier.ui.blocks import Change, unchanged
from sourcier.ui.choices import Theme
from sourcier.ui.evaluation_texts import evaluation_texts
from sourcier.ui.gold_files import LARGEST_GOLD, gold_file
from sourcier.ui.panes import number, text
from sourcier.ui.render.actions import LONGEST_NOTE
from sourcier.ui.render.shell import LONGEST_TITLE
from sourcier.ui.screen import Screen
from sourcier.ui.sitting import Sitting, owner_of

FORMS = {"markdown": markdown, "plain": plain, "bibtex": bibtex, "csl": csl_json}
EXPORTS = {
    "markdown": (as_markdown, "md", "text/markdown"),
    "html": (as_html, "html", "text/html"),
    "json": (as_json, "json", "application/json"),
}
# What a file may be called anywhere.
UNNAMEABLE = re.compile(r"[^\w -]+")
LONGEST_NAME = 60


class Place(Noun):
    """A span of an article that a reader wants to open."""

    article: str
    start: NonNegativeInt
    end: NonNegativeInt


class Keeping:
    """One handler for each event, whose values come from a browser and are checked; what fails is told in passing."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._texts = screen.texts
        self._desk = screen.desk

    def read_article(self, collection: str | None, event: gr.EventData, request: gr.Request) -> str:
        """The article for the reading dialog, at the sentence asked for; as it was cited when it is not indexed now."""
        try:
            place = Place.model_validate({name: getattr(event, name, None) for name in Place.model_fields})
        except ValidationError:
            return parcel.article(render.article_gone(self._texts))
        owner = owner_of(request)
        return self._told_if_failed(lambda: parcel.article(self._article(place, collection, owner)))

    def copy(self, sitting: Sitting, here: str | None, event: gr.EventData, request: gr.Request) -> str | Change:
        """An answer in the form people paste."""
        sitting = self._screen.sitting(sitting, here, owner_of(request))
        exchange, form = _exchange(sitting, number(event, "turn")), FORMS.get(text(event, "form"))
        if exchange is None or exchange.answer is None or form is None:
            return unchanged()
        return parcel.copied(form(exchange.answer))

    def judge(
        self, sitting: Sitting, here: str | None, collection: str | None, event: gr.EventData, request: gr.Request
    ) -> tuple[str | Change, str | Change]:
        """Transcript and what is told, after a reader said what an answer is worth."""
        turn = number(event, "turn")
        sitting = self._screen.sitting(sitting, here, owner_of(request))
        verdict = next((known for known in get_args(Verdict) if known == text(event, "verdict")), None)
        if sitting.id is None or verdict is None or _exchange(sitting, turn) is None:
            return unchanged(), unchanged()
        try:
            self._desk.feedback(sitting.owner).give(sitting.id, turn, verdict, text(event, "note")[:LONGEST_NOTE])
            return self._screen.transcript(sitting, collection), parcel.told(self._texts.thanks)
        except SourcierError as error:
            return unchanged(), parcel.told(error.message(self._texts.language))

    def keep_as_gold(
        self, sitting: Sitting, here: str | None, event: gr.EventData, request: gr.Request
    ) -> str | Change:
        """A question with its answer, drafted at the end of the gold file that the evaluation tab lists."""
        owner, turn = owner_of(request), number(event, "turn")
        sitting = self._screen.sitting(sitting, here, owner)
        if _exchange(sitting, turn) is None:
            return unchanged()
        file = gold_file(owner)
        given = self._screen.given(sitting).get(turn)
        # Whoever looks after a machine with accounts reads its files: a note was written for nobody else.
        note = given.note if given and not owner else ""
        doubted = given is not None and given.verdict != "right"

        def drafted() -> str:
            # That it cannot be made is said when nothing can be written there.
            with suppress(OSError):
                file.parent.mkdir(parents=True, exist_ok=True)
            # The evaluation tab would refuse it.
            if file.is_file() and file.stat().st_size > LARGEST_GOLD:
                return parcel.told(evaluation_texts(self._texts.language).too_large)
            keep_as_gold(file, sitting.exchanges[:turn], note, self._texts.language, doubted=doubted)
            # Where there are accounts, the folders of the machine are for whoever looks after it.
            return parcel.told(self._texts.gold_kept.format(path=file if owner else file.resolve()))

        return self._told_if_failed(drafted)

    def look(self, event: gr.EventData, request: gr.Request) -> None:
        """Keep whether the page is light or dark, where the settings keep it."""
        theme = next((known for known in get_args(Theme) if known == text(event, "theme")), None)
        with suppress(SourcierError):
            if theme is not None:
                self._screen.choices.keep(owner_of(request), theme=theme)

    def find(self, sitting: Sitting, here: str | None, event: gr.EventData, request: gr.Request) -> tuple[Sitting, str]:
        """The conversations in which something is said."""
        sitting = self._screen.sitting(sitting, here, owner_of(request))
        sitting = replace(sitting, search=text(event, "text")[:LONGEST_TITLE])
        return sitting, self._screen.kept(sitting)

    def rename(
        self, sitting: Sitting, here: str | None, event: gr.EventData, request: gr.Request
    ) -> tuple[str | Change, str | Change]:
        """The list, with the new title."""
        sitting = self._screen.sitting(sitting, here, owner_of(request))
        try:
            self._desk.conversations(sitting.owner).rename(text(event, "id"), text(event, "title"))
            return self._screen.kept(sitting), unchanged()
        except SourcierError as error:
            return unchanged(), parcel.told(error.message(self._texts.language))

    def export(self, event: gr.EventData, request: gr.Request) -> str | Change:
        """A whole conversation, for the browser to save."""
        form = EXPORTS.get(text(event, "form"))
        if form is None:
            return unchanged()
        written, extension, media_type = form
        conversations, id_ = self._desk.conversations(owner_of(request)), text(event, "id")

        def exported() -> str:
            kept = conversations.about(id_)
            return parcel.file(f"{_name(kept.title)}.{extension}", media_type, written(kept, conversations.read(id_)))

        return self._told_if_failed(exported)

    def delete(self, event: gr.EventData, request: gr.Request) -> tuple[str | None, str | Change]:
        """Its id when a conversation was deleted."""
        id_ = text(event, "id")
        try:
            self._desk.conversations(owner_of(request)).delete(id_)
        except SourcierError as error:
            return None, parcel.told(error.message(self._texts.language))
        return id_, unchanged()

    def _article(self, place: Place, collection: str | None, owner: str) -> str:
        articles = self._screen.assistant(owner, collection).articles
        indexed = articles.get(place.article)
        if indexed is not None:
            return render.article_page(indexed, place.start, place.end, self._texts)
        kept = self._desk.conversations(owner).source(place.article)
        if kept is None:
            return render.article_gone(self._texts)
        changed = standing(_citation(kept, place), articles).fate == "changed"
        warning = self._texts.changed if changed else self._texts.departed
        return render.article_page(kept, place.start, place.end, self._texts, warning)

    def _told_if_failed(self, parcelled: Callable[[], str]) -> str:
        try:
            return parcelled()
        except SourcierError as error:
            return parcel.told(error.message(self._texts.language))


def _exchange(sitting: Sitting, turn: int) -> Exchange | None:
    return sitting.exchanges[turn - 1] if 0 < turn <= len(sitting.exchanges) else None


def _citation(article: Article, place: Place) -> Citation:
    """What was cited, as far as its place tells."""
    quote = article.text[place.start : place.end]
    end = max(place.end, place.start + 1)
    return Citation(
        marker=1, article_id=article.id, path=article.path, title=article.title, quote=quote, start=place.start, end=end
    )


def _name(title: str) -> str:
    return " ".join(UNNAMEABLE.sub(" ", title).split())[:LONGEST_NAME].strip() or "conversation"
