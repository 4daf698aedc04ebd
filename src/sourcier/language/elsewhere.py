"""Questions that hardly any folder of press articles is about, in the languages that questions are read in."""

from __future__ import annotations

from dataclasses import dataclass

FRENCH, ENGLISH, ARABIC = "fr", "en", "ar"


@dataclass(frozen=True)
class Elsewhere:
    """One such question by language, and the French word without which no article is about it."""

    telltale: str
    wordings: dict[str, str]


def _elsewhere(telltale: str, french: str, english: str, arabic: str) -> Elsewhere:
    return Elsewhere(telltale, {FRENCH: french, ENGLISH: english, ARABIC: arabic})


ELSEWHERE = (
    _elsewhere(
        "clafoutis",
        "Quelle est la recette du clafoutis aux cerises ?",
        "What is the recipe for cherry clafoutis?",
        "ما هي وصفة كعكة الكرز؟",
    ),
    _elsewhere(
        "harpe", "Combien de cordes compte une harpe ?", "How many strings does a harp have?", "كم عدد أوتار القيثارة؟"
    ),
    _elsewhere("carmen", "Qui a composé l'opéra Carmen ?", "Who composed the opera Carmen?", "من لحّن أوبرا كارمن؟"),
    _elsewhere(
        "tungstene",
        "À quelle température fond le tungstène ?",
        "At what temperature does tungsten melt?",
        "ما درجة انصهار التنغستن؟",
    ),
    _elsewhere(
        "guepard",
        "Quelle est la vitesse de course d'un guépard ?",
        "How fast can a cheetah run?",
        "ما سرعة ركض الفهد؟",
    ),
    _elsewhere(
        "jupiter",
        "Combien de lunes tournent autour de Jupiter ?",
        "How many moons does Jupiter have?",
        "كم عدد أقمار المشتري؟",
    ),
    _elsewhere("jonquille", "Quand fleurissent les jonquilles ?", "When do daffodils bloom?", "متى تزهر أزهار النرجس؟"),
    _elsewhere(
        "galapagos",
        "Combien de temps vit une tortue des Galapagos ?",
        "How long does a Galapagos tortoise live?",
        "كم تعيش سلحفاة غالاباغوس؟",
    ),
    _elsewhere(
        "ammoniac",
        "Quelle est la formule chimique de l'ammoniac ?",
        "What is the chemical formula of ammonia?",
        "ما الصيغة الكيميائية للأمونيا؟",
    ),
    _elsewhere("mayonnaise", "Comment réussir une mayonnaise ?", "How do you make mayonnaise?", "كيف يُحضَّر المايونيز؟"),
)
