"""What the events of the settings tab do: choose, try, keep."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import gradio as gr
from pydantic import ValidationError

from sourcier.answering.answer import EXTRACTIVE
from sourcier.errors import SourcierError, UnknownLLM
from sourcier.library import Library
from sourcier.ui.choices import Choices, parts, specification
from sourcier.ui.corpus_render import told
from sourcier.ui.settings_texts import SettingsTexts
from sourcier.ui.sitting import owner_of
from sourcier.ui.trying import try_model

logger = logging.getLogger(__name__)

SERVED = ("openai", "ollama")
# In characters; what a browser sends beyond it is left out.
LONGEST = 500

# What `gr.update` returns.
Change = dict[str, Any]


class SettingsPanes:
    """One handler for each event; it holds what all sessions share."""

    def __init__(self, library: Library, choices: Choices, texts: SettingsTexts, language: str) -> None:
        """Settings of what `library` has, said with `texts` in `language`."""
        self._library = library
        self._choices = choices
        self._texts = texts
        self._language = language

    def open(self, request: gr.Request) -> tuple[Change | str, ...]:
        """Who answers, the fields of a server, the length of evidence, look and language, as chosen before."""
        owner = owner_of(request)
        choice = self._choices.of(owner)
        llm = choice.llm or self._library.models[0]
        kind, model, address = ("", "", "") if llm in self._library.models else parts(llm)
        served = kind in SERVED
        evidence = choice.evidence_characters or self._library.settings().evidence_characters
        return (
            gr.update(choices=self._offered(), value=llm if llm in self._library.models else kind),
            gr.update(value=model, visible=served),
            gr.update(value=address, visible=served),
            self._key(owner, kind),
            gr.update(value=evidence),
            gr.update(value=choice.theme),
            gr.update(value=choice.language or self._language),
            "" if self._choices.is_free else told([self._texts.only_offered]),
        )

    def fields(self, who: str, request: gr.Request) -> tuple[Change, Change, Change]:
        """Model, address and key, where whoever was chosen needs them."""
        served = gr.update(visible=who in SERVED)
        return served, served, self._key(owner_of(request), who)

    def use(self, who: str, model: str, address: str, key: str, request: gr.Request) -> tuple[str, Change]:
        """Keep who answers; the field of the key is emptied, for a key never comes back to a page."""
        owner = owner_of(request)
        try:
            llm = self._spec(who, model, address)
            self._choices.check(llm)
            previous = self._library.keys.pop(owner, None)
            if who in SERVED and (known := key.strip()[:LONGEST] or previous):
                self._library.keys[owner] = known
            # It is opened before it is kept: one that is not there must not stand in the way of the next question.
            self._library.model(llm, self._library.keys.get(owner))
            self._choices.keep(owner, llm=llm)
        except SourcierError as error:
            return told([error.message(self._language)], trouble=True), self._key(owner, who)
        return told([self._texts.in_use.format(model=llm)]), self._key(owner, who)

    def test(self, who: str, model: str, address: str, key: str, request: gr.Request) -> Iterator[str]:
        """Whether the model of the fields answers, and how soon."""
        owner = owner_of(request)
        texts = self._texts
        try:
            llm = self._spec(who, model, address)
            self._choices.check(llm)
            if llm == EXTRACTIVE:
                yield told([texts.quoting])
                return
            yield told([texts.trying.format(model=llm)])
            opened = self._library.model(llm, key.strip()[:LONGEST] or self._library.keys.get(owner))
            tried = try_model(opened) if opened else None
        except SourcierError as error:
            yield told([error.message(self._language)], trouble=True)
            return
        except Exception:
            logger.exception("A model could not be tried")
            yield told([texts.failed], trouble=True)
            return
        if tried is None or tried.seconds is None:
            yield told([texts.silent.format(model=llm)], trouble=True)
        else:
            seconds = f"{tried.seconds:.1f}".replace(".", "," if self._language == "fr" else ".")
            yield told([texts.replied.format(model=tried.model, seconds=seconds, context=tried.context)])

    def keep_evidence(self, characters: float, request: gr.Request) -> str:
        """Keep how much is read for a question."""
        return self._keep(request, evidence_characters=int(characters))

    def keep_theme(self, theme: str, request: gr.Request) -> str:
        """Keep the look."""
        return self._keep(request, theme=theme)

    def keep_language(self, language: str, request: gr.Request) -> str:
        """Keep the language of the page."""
        return self._keep(request, language=language)

    def _keep(self, request: gr.Request, **chosen: str | int) -> str:
        try:
            self._choices.keep(owner_of(request), **chosen)
        except ValidationError:
            return told([self._texts.failed], trouble=True)
        except SourcierError as error:
            return told([error.message(self._language)], trouble=True)
        return told([self._texts.kept])

    def _offered(self) -> list[tuple[str, str]]:
        """What the machine's settings name, then what a reader may name where nobody has an account."""
        kinds = self._texts.kinds
        named = [(kinds.get(spec, spec), spec) for spec in self._library.models]
        first = (self._texts.default.format(model=named[0][0]), named[0][1])
        own = [(name, kind) for kind, name in kinds.items() if kind not in self._library.models]
        return [first, *named[1:], *(own if self._choices.is_free else [])]

    def _key(self, owner: str, who: str) -> Change:
        hint = self._texts.key_known if owner in self._library.keys else self._texts.key_hint
        return gr.update(value="", visible=who in SERVED, info=hint)

    def _spec(self, who: str, model: str, address: str) -> str:
        """What the fields name; raises UnknownLLM."""
        if who in SERVED and not model.strip():
            raise UnknownLLM(spec=f"{who}:")
        return specification(who, model[:LONGEST], address[:LONGEST])
