"""What stands ready, empty: the dialogs, and the place where something is told in passing."""

from __future__ import annotations

from html import escape

from sourcier.ui.texts import Texts

# A title is a line.
LONGEST_TITLE = 200


def shell(texts: Texts) -> str:
    """The reading dialog, that of a kept conversation, and that of a text to copy by hand.

    A template of Gradio, so it takes no text but ours.
    """
    close = f'<button type="button" class="dismiss">{escape(texts.close)}</button>'
    return (
        f'<dialog class="reader" aria-labelledby="reader-title" data-language="{texts.language}">{close}'
        f'<div class="reader-body" tabindex="-1"></div></dialog>'
        f'<dialog class="small manager" aria-labelledby="manager-title"><h2 id="manager-title">'
        f"{escape(texts.conversation)}</h2>{_rename(texts)}{_export(texts)}{_remove(texts)}{close}</dialog>"
        f'<dialog class="small by-hand" aria-labelledby="by-hand-title"><h2 id="by-hand-title">'
        f'{escape(texts.copy_by_hand)}</h2><textarea readonly rows="10" aria-labelledby="by-hand-title"></textarea>'
        f"{close}</dialog>"
        f'<p class="told" role="status" data-copied="{escape(texts.copied)}" data-edit="{escape(texts.edit)}" '
        f'data-ask="{escape(texts.ask)}" data-cancel="{escape(texts.cancel)}"></p>'
    )


def _rename(texts: Texts) -> str:
    return (
        f'<form class="rename" data-does="rename"><label>{escape(texts.title)}'
        f'<input name="title" required maxlength="{LONGEST_TITLE}"></label>'
        f'<button type="submit">{escape(texts.rename)}</button></form>'
    )


def _export(texts: Texts) -> str:
    forms = "".join(
        f'<button type="button" data-does="export" data-form="{form}">{escape(name)}</button>'
        for form, name in texts.export_forms
    )
    name = escape(texts.export)
    return f'<div class="exports" role="group" aria-label="{name}"><h3>{name}</h3>{forms}</div>'


def _remove(texts: Texts) -> str:
    return (
        f'<details class="removal"><summary>{escape(texts.remove)}</summary><p>{escape(texts.remove_sure)}</p>'
        f'<button type="button" class="danger" data-does="remove">{escape(texts.remove_yes)}</button></details>'
    )
