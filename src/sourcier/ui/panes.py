"""What the events of the page do to its panes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import gradio as gr
from pydantic import ValidationError

from sourcier.schema import Article, Noun
from sourcier.ui import render
from sourcier.ui.conversation import Answerer, Conversation, Limits, converse, stop
from sourcier.ui.texts import Texts

# Three examples fit above the question box of a phone; a headline longer than this would fill it alone.
EXAMPLES = 3
EXAMPLE_TITLE = 90
# Headlines looked at for them.
EXAMPLES_AMONG = 30
MOST_OUTLETS, LONGEST_OUTLET, LONGEST_DATE = 100, 200, 40

# What `gr.update` and `gr.skip` return: only what it names changes.
Change = dict[str, Any]
# Conversation, transcript, proofs, question box.
Update = tuple[Conversation, str, str, Change]


class Place(Noun):
    """A span of an article that a reader wants to open."""

    article: str
    start: int
    end: int


class Panes:
    """One handler for each event; it holds what all sessions share, each session's conversation is passed in."""

    def __init__(self, assistant: Answerer, texts: Texts, examples: Sequence[str] | None) -> None:
        self._assistant = assistant
        self._texts = texts
        self._examples = examples

    def open(self) -> tuple[str, str, str, Change]:
        """Masthead, transcript, proofs and outlets to choose from, of a new visit, over the articles of this moment."""
        outlets = gr.update(choices=self._assistant.outlets)
        return render.masthead(self._assistant.newest_first, self._texts), *self._render(()), outlets

    def ask(
        self,
        question: str,
        earlier: Conversation,
        outlets: Sequence[str] | None,
        after: str | None,
        before: str | None,
    ) -> Iterator[Update | Change]:
        """An update for each thing that happens; the box is emptied at once, and gets back a question that failed.

        Nothing happens while another answer grows: the question stays in the box.
        """
        if earlier and not earlier[-1].settled:
            yield gr.skip()
            return
        box = self._box(running=True, value="")
        limits = _limits(outlets, after, before)
        for conversation in converse(self._assistant, earlier, question, self._texts, limits):
            if conversation[-1].settled:
                failed = conversation[-1].answer is None
                box = self._box(running=False, value=question) if failed else self._box(running=False)
            yield conversation, *self._render(conversation), box
            box = gr.skip()

    def ask_example(
        self,
        earlier: Conversation,
        outlets: Sequence[str] | None,
        after: str | None,
        before: str | None,
        event: gr.EventData,
    ) -> Iterator[Update | Change]:
        """The same for the example question that was clicked."""
        yield from self.ask(str(event.question), earlier, outlets, after, before)

    def stop(self, conversation: Conversation) -> Update:
        """The answer that was growing, settled where it stood."""
        stopped = stop(conversation, self._texts)
        return stopped, *self._render(stopped), self._box(running=False)

    def renew(self) -> Update:
        """An empty conversation."""
        return (), *self._render(()), self._box(running=False)

    def show_turn(self, conversation: Conversation, event: gr.EventData) -> str:
        """The proofs of an earlier answer, one of whose markers was clicked."""
        return render.proofs(conversation, int(event.turn), self._texts)

    def read_article(self, place: dict[str, object]) -> str:
        """The article for the reading dialog; `place` comes from a browser, so it is checked."""
        try:
            asked = Place.model_validate(place)
            return render.article_page(self._assistant.articles[asked.article], asked.start, asked.end, self._texts)
        except (ValidationError, KeyError):
            return render.article_gone(self._texts)

    def _render(self, conversation: Conversation) -> tuple[str, str]:
        newest_first = self._assistant.newest_first
        examples = self._examples
        if examples is None:
            examples = example_questions(newest_first[:EXAMPLES_AMONG], self._texts) if not conversation else ()
        return (
            render.transcript(conversation, examples, len(newest_first), self._texts),
            render.proofs(conversation, len(conversation), self._texts),
        )

    def _box(self, *, running: bool, value: str | None = None) -> Change:
        """The question box with the button that makes sense now; its text is left alone when `value` is None."""
        box = gr.update(
            submit_btn=False if running else self._texts.ask, stop_btn=self._texts.stop if running else False
        )
        return box if value is None else {**box, "value": value}


def _limits(outlets: Sequence[str] | None, after: str | None, before: str | None) -> Limits:
    """What the fields of the filters hold: nothing before they are unfolded, and text of any length from a browser."""
    chosen = tuple(outlet[:LONGEST_OUTLET] for outlet in (outlets or ())[:MOST_OUTLETS])
    return Limits(chosen, (after or "")[:LONGEST_DATE], (before or "")[:LONGEST_DATE])


def example_questions(newest_first: Iterable[Article], texts: Texts) -> list[str]:
    """Questions about the latest articles, by their headlines."""
    short = [article.title for article in newest_first if len(article.title) <= EXAMPLE_TITLE]
    return [texts.example.format(title=title) for title in dict.fromkeys(short)][:EXAMPLES]
