"""A sitting as the panes show it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

import gradio as gr

from sourcier.desk import Desk, Judgement
from sourcier.errors import SourcierError
from sourcier.ui import render
from sourcier.ui.blocks import Change, unchanged
from sourcier.ui.choices import Choices
from sourcier.ui.conversation import Answerer
from sourcier.ui.sitting import Sitting
from sourcier.ui.texts import Texts

# Sitting, the name it is kept under, transcript, proofs, offers, list of conversations, question box.
Update = tuple[Sitting | Change, str, str, str, str | Change, str | Change, Change]


class Screen:
    """Renders sittings; holds what all of them share."""

    def __init__(self, choices: Choices, desk: Desk, texts: Texts) -> None:
        self.desk = desk
        self.texts = texts
        self.choices = choices

    def assistant(self, owner: str, collection: str | None) -> Answerer:
        """Who answers `owner`; raises what opening the collection or the model raises."""
        return self.choices.assistant(owner, collection or "")

    def masthead(self, owner: str, collection: str | None) -> str:
        try:
            return render.masthead(self.assistant(owner, collection).newest_first, self.texts, reader=owner)
        except SourcierError as error:
            return render.masthead((), self.texts, error.message(self.texts.language), owner)

    def sitting(self, held: Sitting, here: str | None, owner: str) -> Sitting:
        """What `owner` has open: `held`, unless it is another's.

        A page that is left for long is forgotten by Gradio: it is read again, `here` being the name it is kept under.
        """
        if held.owner == owner and (held.exchanges or held.id or not here):
            return held
        with suppress(SourcierError):
            return self.reopened(here, owner)[0] if here else Sitting(owner=owner)
        return Sitting(owner=owner)

    def reopened(self, id_: str, owner: str, search: str = "") -> tuple[Sitting, str]:
        """A conversation that is kept, and the collection that it is about; raises what reading it raises."""
        conversations = self.desk.conversations(owner)
        # In this order: what is added in between is then taken for another's, and nothing is written over it.
        about = conversations.about(id_)
        exchanges = conversations.read(id_)
        return Sitting(exchanges, id_, about.changed, search=search, owner=owner), about.collection

    def update(self, sitting: Sitting, collection: str | None, box: Change, *, listed: bool) -> Update:
        """All panes but the offers, which go; the list of conversations is read again when `listed`."""
        kept = self.kept(sitting) if listed else unchanged()
        return (
            sitting,
            sitting.id or "",
            self.transcript(sitting, collection),
            self.proofs(sitting, collection),
            "",
            kept,
            box,
        )

    def transcript(self, sitting: Sitting, collection: str | None) -> str:
        given = self.given(sitting)
        return render.transcript(
            sitting.exchanges, self._known(sitting.owner, collection), self.texts, given, sitting.id
        )

    def proofs(self, sitting: Sitting, collection: str | None, turn: int | None = None) -> str:
        """The evidence of `turn`, that of the last one when not given."""
        shown = turn or len(sitting.exchanges)
        changed = self._changed(sitting, shown, collection) if sitting.is_still else frozenset()
        return render.proofs(sitting.exchanges, shown, self.texts, changed)

    def kept(self, sitting: Sitting) -> str:
        """The list of conversations, or one sentence on why it cannot be read."""
        try:
            found = self.desk.conversations(sitting.owner).all(sitting.search)
        except SourcierError as error:
            return render.kept_unread(error.message(self.texts.language))
        return render.kept(found, sitting.id, self.texts, sitting.search)

    def box(self, *, running: bool, value: str | None = None) -> Change:
        """The question box with the button that makes sense now; its text is left alone when `value` is None."""
        texts = self.texts
        box = gr.update(submit_btn=False if running else texts.ask, stop_btn=texts.stop if running else False)
        return box if value is None else {**box, "value": value}

    def given(self, sitting: Sitting) -> Mapping[int, Judgement]:
        """What was said of the answers; nothing of a conversation that was deleted in another window."""
        try:
            return self.desk.feedback(sitting.owner).of(sitting.id) if sitting.id else {}
        except SourcierError:
            return {}

    def _known(self, owner: str, collection: str | None) -> int:
        try:
            return len(self.assistant(owner, collection).newest_first)
        except SourcierError:
            return 0

    def _changed(self, sitting: Sitting, turn: int, collection: str | None) -> frozenset[str]:
        """Which articles cited are not indexed any more with the same text: an id is a hash of that."""
        answer = sitting.exchanges[turn - 1].answer if 0 < turn <= len(sitting.exchanges) else None
        if answer is None:
            return frozenset()
        try:
            articles = self.assistant(sitting.owner, collection).articles
        except SourcierError:
            return frozenset()
        return frozenset(citation.article_id for citation in answer.citations if citation.article_id not in articles)
