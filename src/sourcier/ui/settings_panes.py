"""What the events of the settings tab do: choose, try, keep."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import partial

import gradio as gr
from pydantic import ValidationError

from sourcier.answering.answer import EXTRACTIVE
from sourcier.errors import ModelNameMissing, SourcierError
from sourcier.library import Library
from sourcier.ui.blocks import Change
from sourcier.ui.choices import OWN, SERVED, Choice, Choices, parts, specification
from sourcier.ui.corpus_render import told
from sourcier.ui.settings_texts import SettingsTexts
from sourcier.ui.sitting import owner_of
from sourcier.ui.trying import try_model

logger = logging.getLogger(__name__)

# In characters; what a browser sends beyond it is left out.
LONGEST = 500


class SettingsPanes:
    """One handler for each event; it holds what all sessions share."""

    def __init__(self, library: Library, choices: Choices, texts: SettingsTexts, language: str) -> None:
        """Settings of what `library` has, said with `texts` in `language`."""
        self._library = library
        self._choices = choices
        self._texts = texts
        self._language = language

    def open(self, request: gr.Request) -> tuple[Change | str, ...]:
        """Who answers, fields and buttons of a server, length of evidence, look and language, as chosen before."""
        owner = owner_of(request)
        try:
            choice, is_free = self._choices.of(owner), self._choices.is_free
            note = "" if is_free else told([self._texts.only_offered])
        except SourcierError as error:
            # Without the desk nothing can be chosen: what is shown is what is in force.
            choice, is_free = Choice(), False
            note = told([error.message(self._language)], trouble=True)
        llm = choice.llm or self._choices.offered[0]
        kind, model, address = ("", "", "") if llm in self._choices.offered else parts(llm)
        served = kind in SERVED
        ready = partial(gr.update, interactive=True)
        evidence = choice.evidence_characters or self._library.settings().evidence_characters
        return (
            ready(choices=self.models(is_free), value=llm if llm in self._choices.offered else kind),
            gr.update(value=model, visible=served),
            gr.update(value=address, visible=served),
            self._key(owner, kind),
            ready(),
            ready(),
            ready(value=evidence),
            ready(value=choice.theme),
            ready(value=choice.language or self._language),
            note,
        )

    def models(self, is_free: bool) -> list[tuple[str, str]]:
        """What the machine's settings name, then what a reader may name where nobody has an account."""
        kinds, offered = self._texts.kinds, self._choices.offered
        named = [(kinds.get(name, name), name) for name in offered]
        first = (self._texts.default.format(model=named[0][0]), named[0][1])
        own = [(kinds[kind], kind) for kind in (OWN, *SERVED) if kind not in offered]
        return [first, *named[1:], *(own if is_free else [])]

    def fields(self, who: str, request: gr.Request) -> tuple[Change, Change, Change, str]:
        """Model, address and key, where whoever was chosen needs them; what was said of another choice is gone."""
        served = gr.update(visible=who in SERVED)
        return served, served, self._key(owner_of(request), who), ""

    def use(self, who: str, model: str, address: str, key: str, request: gr.Request) -> tuple[str, Change]:
        """Keep who answers; the field of the key is emptied, for a key never comes back to a page."""
        owner = owner_of(request)
        try:
            llm = self._named(who, model, address)
            given = self._given(owner, llm, who, key)
            # It is opened before it is kept: one that is not there must not stand in the way of the next question.
            self._library.model(self._choices.spec_of(llm), given)
            self._choices.keep(owner, llm=llm)
            self._choices.keep_key(owner, llm, given)
        except SourcierError as error:
            return told([error.message(self._language)], trouble=True), self._key(owner, who)
        return told([self._texts.in_use.format(model=llm)]), self._key(owner, who)

    def test(self, who: str, model: str, address: str, key: str, request: gr.Request) -> Iterator[str]:
        """Whether the model of the fields answers, and how soon."""
        owner = owner_of(request)
        texts = self._texts
        try:
            llm = self._named(who, model, address)
            spec = self._choices.spec_of(llm)
            if llm == EXTRACTIVE:
                yield told([texts.quoting])
                return
            yield told([texts.trying.format(model=llm)])
            opened = self._library.try_model(spec, self._given(owner, llm, who, key))
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

    def _key(self, owner: str, who: str) -> Change:
        hint = self._texts.key_known if owner in self._library.keys else self._texts.key_hint
        return gr.update(value="", visible=who in SERVED, info=hint)

    def _given(self, owner: str, llm: str, who: str, key: str) -> str | None:
        """The key for a server that a reader names: the one that was typed, else the one given for it before."""
        return (key.strip()[:LONGEST] or self._choices.key(owner, llm)) if who in SERVED else None

    def _named(self, who: str, model: str, address: str) -> str:
        """The model that the fields name; raises ModelNameMissing, UnknownLLM or ModelNotOffered."""
        if who in SERVED and not model.strip():
            raise ModelNameMissing
        llm = specification(who, model[:LONGEST], address[:LONGEST])
        self._choices.spec_of(llm)
        return llm
