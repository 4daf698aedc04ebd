"""Articles drawn in time, an outlet a row: a page to explore or a picture to print.

`layout` decides where everything stands; `page` and `picture` only set it down.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sourcier.errors import FileUnwritable, PictureUnknown
from sourcier.schema import Article
from sourcier.timeline.layout import lay_out

__all__ = ["write_timeline"]


def write_timeline(articles: Sequence[Article], target: Path, language: str) -> None:
    """Draw `articles` (at least one) into `target`, an .html page or a .png picture, in `language` ("fr" or "en").

    Raises PictureUnknown for another suffix, FileUnwritable.
    """
    suffix = target.suffix.lower()
    try:
        if suffix == ".html":
            from sourcier.timeline.page import page

            target.write_text(page(articles, language), "utf-8")
        elif suffix == ".png":
            from sourcier.timeline.picture import save_picture

            save_picture(lay_out(articles, language), target)
        else:
            raise PictureUnknown(path=target)
    except OSError as error:
        raise FileUnwritable(path=target) from error
