"""The colours of the page can be read, by day and by night."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

# WCAG 2.2, success criterion 1.4.3: contrast of text.
READABLE = 4.5
STYLE = files("sourcier.ui").joinpath("style.css").read_text("utf-8")
PAIRS = [
    *(("ink", ground) for ground in ("paper", "sheet", "pen")),
    *((text, ground) for text in ("soft", "accent", "alarm") for ground in ("paper", "sheet")),
    ("accent", "tint"),
    ("sheet", "accent"),
]


def palettes() -> dict[str, dict[str, str]]:
    light, dark = re.findall(r"gradio-container(?:\.dark)? \{\n(.*?)\}", STYLE, re.DOTALL)[:2]
    return {
        name: dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", block)) for name, block in (("light", light), ("dark", dark))
    }


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(text: str, ground: str) -> float:
    lighter, darker = sorted((luminance(text), luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_is_readable(scheme: str, text: str, ground: str) -> None:
    palette = palettes()[scheme]
    assert contrast(palette[text], palette[ground]) >= READABLE


def test_the_style_fetches_nothing() -> None:
    assert "url(" not in STYLE
    assert "@import" not in STYLE
