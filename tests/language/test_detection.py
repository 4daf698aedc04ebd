"""Languages of bodies and of short questions."""

from __future__ import annotations

import pytest

from sourcier.language.detection import detect_language, question_language


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Qui dirige la DGSE ?", "fr"),
        ("Quand ?", "fr"),
        ("Et en 2022 ?", "fr"),
        ("Où ça ?", "fr"),
        ("Prix du pont", "fr"),
        ("Qui l'a nommée ?", "fr"),
        ("Mathilde Orsenne", "fr"),
        ("SNCF 2024", "fr"),
        ("???", "fr"),
        ("", "fr"),
        ("Who runs the port of Vaubrac?", "en"),
        ("And in June?", "en"),
        ("How many?", "en"),
        ("Where is he?", "en"),
        ("What about the bridge?", "en"),
        ("من هو الوزير؟", "ar"),
    ],
)
def test_question(question: str, language: str) -> None:
    assert question_language(question) == language


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("La rivière est sortie de son lit dans la nuit, et douze personnes ont été blessées.", "fr"),
        ("The river burst its banks overnight, and twelve people were hurt.", "en"),
        ("El río se desbordó durante la noche y doce personas resultaron heridas.", "es"),
        ("Der Fluss trat in der Nacht über die Ufer, zwölf Menschen wurden verletzt.", "de"),
        ("12 345 – 67", "fr"),
    ],
)
def test_body(body: str, language: str) -> None:
    assert detect_language(body) == language
