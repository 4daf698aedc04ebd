"""The settings tab: who answers, how much is read, and how the page looks. Everything works without touching it."""

from __future__ import annotations

import gradio as gr
from gradio.context import Context

from sourcier.desk import Desk
from sourcier.library import Library
from sourcier.ui.blocks import ANSWERING, QUIETLY, pane
from sourcier.ui.choices import EVIDENCE_STEP, LEAST_EVIDENCE, MOST_EVIDENCE, Choices
from sourcier.ui.settings_panes import SettingsPanes
from sourcier.ui.settings_texts import SettingsTexts, settings_texts
from sourcier.ui.texts import Texts

# Gradio draws what is inside an element of this class in the dark. A reader who chose the other language is led to it,
# and stays where the address says, such as in a conversation.
DRESS = """(theme) => {
  const dark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.body.classList.toggle('dark', dark);
}"""
# Whoever switched before what was chosen earlier came keeps what they see.
DRESS_ONCE = f"(theme) => {{ if (!document.body.dataset.switched) ({DRESS})(theme); }}"
LEAD = """(language) => {
  if (language !== '%(here)s') location.replace((language === '%(first)s' ? './' : language) + location.hash);
}"""


def settings_tab(
    library: Library, desk: Desk, texts: Texts, collection: gr.Dropdown | None = None, *, first: str = ""
) -> None:
    """Build the tab; what is chosen in it holds for every collection. Called inside `gr.Blocks`.

    `first` is the language of the page without an address of its own, that of `texts` when not given. Nothing can be
    chosen until what was chosen before has come, which would be shown over it.
    """
    words = settings_texts(texts.language)
    panes = SettingsPanes(library, Choices(library, desk), words, texts.language)
    with gr.Column(elem_id="settings"):
        _heading(words.answers)
        who = gr.Radio([], label=words.who, interactive=False, elem_id="settings-who")
        offered = pane("settings-offered")
        model, address, key = _server(words)
        with gr.Row(elem_id="settings-actions"):
            use = gr.Button(words.use, size="sm", variant="primary", interactive=False, elem_id="settings-use")
            test = gr.Button(words.test, size="sm", interactive=False, elem_id="settings-test")
        said = pane("settings-said")
        evidence = gr.Slider(
            LEAST_EVIDENCE,
            MOST_EVIDENCE,
            step=EVIDENCE_STEP,
            label=words.evidence,
            info=words.evidence_hint,
            interactive=False,
            elem_id="settings-evidence",
        )
        _heading(words.page)
        theme = gr.Radio(
            [(name, value) for value, name in words.themes.items()],
            label=words.theme,
            interactive=False,
            elem_id="settings-theme",
        )
        language = gr.Radio(
            [(name, value) for value, name in words.languages.items()],
            value=texts.language,
            label=words.language,
            info=words.language_hint,
            interactive=False,
            elem_id="settings-language",
        )
        kept = pane("settings-kept")

    server = [who, model, address, key]
    lead = LEAD % {"here": texts.language, "first": first or texts.language}
    root = Context.root_block
    if root is not None:
        known = root.load(panes.open, None, [*server, use, test, evidence, theme, language, offered], **QUIETLY)
        known.then(None, theme, None, js=DRESS_ONCE, api_visibility="private")
        known.then(None, language, None, js=lead, api_visibility="private")
    who.input(panes.fields, who, [model, address, key, said], **QUIETLY)
    use.click(panes.use, server, [said, key], **QUIETLY)
    test.click(panes.test, server, said, **ANSWERING)
    evidence.release(panes.keep_evidence, evidence, kept, **QUIETLY)
    theme.input(panes.keep_theme, theme, kept, **QUIETLY)
    theme.input(None, theme, None, js=DRESS, api_visibility="private")
    chosen = language.input(panes.keep_language, language, kept, **QUIETLY)
    chosen.then(None, language, None, js=lead, api_visibility="private")


def _server(words: SettingsTexts) -> tuple[gr.Textbox, gr.Textbox, gr.Textbox]:
    """What a model on a server is reached by; shown when one is chosen."""
    with gr.Row(elem_id="settings-server"):
        model = gr.Textbox(
            label=words.model, placeholder=words.model_hint, max_lines=1, visible=False, elem_id="settings-model"
        )
        address = gr.Textbox(
            label=words.address, info=words.address_hint, max_lines=1, visible=False, elem_id="settings-address"
        )
        key = gr.Textbox(label=words.key, info=words.key_hint, type="password", visible=False, elem_id="settings-key")
    return model, address, key


def _heading(title: str) -> gr.HTML:
    return gr.HTML(f"<h2>{title}</h2>", apply_default_css=False, js_on_load=None)
