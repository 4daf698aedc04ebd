"""What asking does to the panes."""

from __future__ import annotations

from asyncio import CancelledError
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

import gradio as gr

from sourcier.desk import Exchange
from sourcier.desk.conversations import new_id
from sourcier.errors import ConversationGone, SourcierError
from sourcier.services.slots import Slots
from sourcier.ui import render
from sourcier.ui.blocks import Change, unchanged
from sourcier.ui.conversation import Answerer, Conversation, Limits, converse, stop, with_problem
from sourcier.ui.examples import Examples, follow_ups
from sourcier.ui.leaving import Leaving, Watched
from sourcier.ui.screen import Screen, Update
from sourcier.ui.sitting import Sitting, owner_of

Pane = str | Change
# Masthead, outlets to choose from, collection, then what an update has.
Visit = tuple[str, Change, Change, Sitting | Change, Pane, Pane, Pane, Pane, Pane, Change]
MOST_OUTLETS, LONGEST_OUTLET, LONGEST_DATE = 100, 200, 40


class Panes:
    """One handler for each event; it holds what all visits share, each visit's sitting is passed in."""

    def __init__(self, screen: Screen, examples: Examples, slots: Slots | None = None) -> None:
        self._screen = screen
        self._examples = examples
        self._leaving = Leaving()
        self._slots = slots or Slots()

    def open(self, collection: str | None, asked: str | None, request: gr.Request) -> Visit:
        """A new visit, to the conversation that was `asked` for if any."""
        owner = owner_of(request)
        if asked:
            return self._visit(str(asked), "", collection, owner)
        # The page shows a new conversation already, in which somebody quick has asked by now.
        kept, same = self._screen.kept(Sitting(owner=owner)), unchanged()
        return *self.head(collection, request), same, same, same, same, same, same, kept, same

    def choose(self, collection: str | None, request: gr.Request) -> Visit:
        """What a reader sees who turns to another collection: a conversation is about one."""
        self.leave(request)
        return self._visit("", "", collection, owner_of(request))

    def reopen(
        self, sitting: Sitting, here: str | None, collection: str | None, event: gr.EventData, request: gr.Request
    ) -> Visit:
        """The conversation that was chosen in the list; a new one when it has no id."""
        self.leave(request)
        owner = owner_of(request)
        return self._visit(text(event, "id"), self._screen.sitting(sitting, here, owner).search, collection, owner)

    def deleted(
        self, id_: str | None, sitting: Sitting, here: str | None, collection: str | None, request: gr.Request
    ) -> Update:
        """After a conversation was deleted: a new one, if it was the one that is open; no answer grows there then."""
        owner = owner_of(request)
        # Asked of the page too: what Gradio forgot cannot be read again once it is deleted.
        gone = bool(id_) and id_ in (sitting.id, here)
        sitting = self._screen.sitting(sitting, here, owner)
        if gone:
            self.leave(request)
            sitting = Sitting(search=sitting.search, owner=owner)
        box = self._screen.box(running=not sitting.is_still)
        return self._screen.update(sitting, collection, box, listed=True)

    def ask(
        self,
        question: str,
        sitting: Sitting,
        here: str | None,
        collection: str | None,
        outlets: Sequence[str] | None,
        after: str | None,
        before: str | None,
        request: gr.Request,
    ) -> Iterator[Update | Change]:
        """An update for each thing that happens; the box is emptied at once, and gets back a question that failed.

        Nothing happens while another answer grows: the question stays in the box.
        """
        sitting = self._screen.sitting(sitting, here, owner_of(request))
        yield from self._asked(question, sitting, collection, _limits(outlets, after, before), request)

    def ask_offered(
        self,
        sitting: Sitting,
        here: str | None,
        collection: str | None,
        outlets: Sequence[str] | None,
        after: str | None,
        before: str | None,
        event: gr.EventData,
        request: gr.Request,
    ) -> Iterator[Update | Change]:
        """The same for a question that was offered and clicked."""
        yield from self.ask(text(event, "question"), sitting, here, collection, outlets, after, before, request)

    def ask_again(
        self,
        sitting: Sitting,
        here: str | None,
        collection: str | None,
        outlets: Sequence[str] | None,
        after: str | None,
        before: str | None,
        event: gr.EventData,
        request: gr.Request,
    ) -> Iterator[Update | Change]:
        """The same for an earlier question, reworded or not: what followed it is replaced."""
        sitting, turn = self._screen.sitting(sitting, here, owner_of(request)), number(event, "turn")
        if not (sitting.is_still and 0 < turn <= len(sitting.exchanges)):
            yield unchanged()
            return
        earlier = replace(sitting, exchanges=sitting.exchanges[: turn - 1])
        limits = _limits(outlets, after, before)
        yield from self._asked(text(event, "question"), earlier, collection, limits, request)

    def stop(self, sitting: Sitting, here: str | None, collection: str | None, request: gr.Request) -> Update:
        """The answer that was growing, settled where it stood."""
        self.leave(request)
        sitting = self._screen.sitting(sitting, here, owner_of(request))
        stopped = replace(sitting, exchanges=stop(sitting.exchanges, self._screen.texts))
        stopped = stopped if sitting.is_still else self._saved(stopped, collection)
        return self._screen.update(stopped, collection, self._screen.box(running=False), listed=True)

    def show_turn(
        self, sitting: Sitting, here: str | None, collection: str | None, event: gr.EventData, request: gr.Request
    ) -> str:
        """The proofs of an earlier answer, one of whose markers was clicked."""
        sitting = self._screen.sitting(sitting, here, owner_of(request))
        return self._screen.proofs(sitting, collection, number(event, "turn"))

    def offer(self, sitting: Sitting, here: str | None, collection: str | None, request: gr.Request) -> str | Change:
        """Questions to go on with: examples before the first, what was read and not told after an answer.

        The latter are not looked for while anybody waits for an answer.
        """
        sitting = self._screen.sitting(sitting, here, owner_of(request))
        if not sitting.is_still:
            return unchanged()
        try:
            assistant = self._screen.assistant(sitting.owner, collection)
            if sitting.exchanges:
                found = follow_ups(assistant, sitting.exchanges, lambda: not self._slots.taken)
                return render.offers(found, True, self._screen.texts)
            return render.offers(self._examples.of(assistant, collection or ""), False, self._screen.texts)
        except SourcierError:
            return ""

    def head(self, collection: str | None, request: gr.Request) -> tuple[str, Change]:
        """Masthead and outlets, of the articles as they are now."""
        owner = owner_of(request)
        return self._screen.masthead(owner, collection), self._outlets(owner, collection)

    def leave(self, request: gr.Request) -> None:
        """Nobody waits any longer for the answer that grows, if one does: the model is free for others."""
        self._leaving.leave(request.session_hash or "")

    def _asked(
        self, question: str, sitting: Sitting, collection: str | None, limits: Limits, request: gr.Request
    ) -> Iterator[Update | Change]:
        if not sitting.is_still:
            yield unchanged()
            return
        sitting, box = self._begun(sitting), self._screen.box(running=True, value="")
        for exchanges in self._answers_to(question, sitting, collection, limits, request.session_hash or ""):
            sitting = replace(sitting, exchanges=exchanges)
            settled = exchanges[-1].settled
            if settled:
                sitting = self._saved(sitting, collection)
                failed = exchanges[-1].answer is None
                box = self._screen.box(running=False, value=question if failed else None)
            yield self._screen.update(sitting, collection, box, listed=settled)
            box = unchanged()
        if not sitting.is_still:
            # Gradio sends what came last once more: that would be shown over what stopped it.
            yield unchanged()

    def _begun(self, sitting: Sitting) -> Sitting:
        """As long as nothing of it is kept it has a name already: whoever keeps it, now or when stopped, takes that."""
        new = replace(sitting, id=None, changed=None, promised=new_id())
        if sitting.id is None:
            return new
        try:
            self._screen.desk.conversations(sitting.owner).about(sitting.id)
        except ConversationGone:
            # Deleted in another window, and not brought back by going on here.
            return replace(new, exchanges=())
        except SourcierError:
            # That it cannot be kept is said once there is something to keep.
            return sitting
        return sitting

    def _answers_to(
        self, question: str, sitting: Sitting, collection: str | None, limits: Limits, session: str
    ) -> Iterator[Conversation]:
        try:
            assistant: Answerer = self._screen.assistant(sitting.owner, collection)
        except SourcierError as error:
            problem = error.message(self._screen.texts.language)
            yield (*sitting.exchanges, Exchange(question, problem=problem, settled=True))
            return
        # Who left, or stopped the answer, has it settled elsewhere or not at all.
        with suppress(CancelledError), self._leaving.waiting(session) as waiting:
            watched = Watched(assistant, waiting, self._slots)
            yield from converse(watched, sitting.exchanges, question, self._screen.texts, limits)

    def _saved(self, sitting: Sitting, collection: str | None) -> Sitting:
        """Kept under its name; what has no question at all is not. That it cannot be kept is said under the answer."""
        if not sitting.exchanges[-1].question.strip():
            return sitting
        conversations = self._screen.desk.conversations(sitting.owner)
        try:
            if sitting.id is None:
                kept = conversations.begin(sitting.promised or new_id(), sitting.exchanges, collection or "")
            else:
                kept = conversations.save(sitting.id, sitting.exchanges, collection or "", sitting.changed)
        except ConversationGone:
            # Deleted while the answer grew: it stays so, and the answer is to be read as long as the page is open.
            return replace(sitting, exchanges=sitting.exchanges[-1:], id=None, changed=None)
        except SourcierError as error:
            return replace(
                sitting, exchanges=with_problem(sitting.exchanges, error.message(self._screen.texts.language))
            )
        return replace(sitting, id=kept.id, changed=kept.changed)

    def _visit(self, asked: str, search: str, collection: str | None, owner: str) -> Visit:
        sitting, collection = self._reopened(asked, search, collection, owner)
        shown = self._screen.update(sitting, collection, self._screen.box(running=False), listed=True)
        chosen: Change = gr.update(value=collection)
        return self._screen.masthead(owner, collection), self._outlets(owner, collection), chosen, *shown

    def _reopened(self, asked: str, search: str, collection: str | None, owner: str) -> tuple[Sitting, str | None]:
        """The conversation with the collection that it is about, as long as there is one of that name."""
        if not asked:
            return Sitting(search=search, owner=owner), collection
        try:
            sitting, about = self._screen.reopened(asked, owner, search)
        except SourcierError as error:
            problem = Exchange("", problem=error.message(self._screen.texts.language), settled=True)
            return Sitting((problem,), search=search, owner=owner), collection
        with suppress(SourcierError):
            self._screen.assistant(owner, about)
            collection = about or collection
        return sitting, collection

    def _outlets(self, owner: str, collection: str | None) -> Change:
        try:
            outlets: Change = gr.update(choices=self._screen.assistant(owner, collection).outlets)
            return outlets
        except SourcierError:
            return unchanged()


def number(event: gr.EventData, name: str) -> int:
    """A whole number of an event, which comes from a browser; 0 for anything else."""
    value = getattr(event, name, 0)
    return value if isinstance(value, int) else 0


def text(event: gr.EventData, name: str) -> str:
    """A text of an event."""
    return str(getattr(event, name, ""))


def _limits(outlets: Sequence[str] | None, after: str | None, before: str | None) -> Limits:
    """What the fields of the filters hold: nothing before they are unfolded, and text of any length from a browser."""
    chosen = tuple(outlet[:LONGEST_OUTLET] for outlet in (outlets or ())[:MOST_OUTLETS])
    return Limits(chosen, (after or "")[:LONGEST_DATE], (before or "")[:LONGEST_DATE])
