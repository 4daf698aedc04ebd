"""Nouns to HTML: pure functions, and the only place where text becomes markup, each piece of it escaped.

Turns count from 1. A marker of a turn is `a.cite[data-turn][data-marker]`, its card `#source-TURN-MARKER`; whatever
opens an article carries `data-article`, `data-start` and `data-end`; what asks something of Python carries `data-does`,
the name of the event, beside its values. The scripts of the page live on these names alone.
"""

from sourcier.ui.render.kept import bench, kept, kept_unread, side
from sourcier.ui.render.masthead import masthead
from sourcier.ui.render.proofs import proofs
from sourcier.ui.render.reading import article_gone, article_page
from sourcier.ui.render.shell import shell
from sourcier.ui.render.transcript import QUESTION_SHOWN, offers, transcript, welcome

__all__ = [
    "QUESTION_SHOWN",
    "article_gone",
    "article_page",
    "bench",
    "kept",
    "kept_unread",
    "masthead",
    "offers",
    "proofs",
    "shell",
    "side",
    "transcript",
    "welcome",
]
