"""A press of twelve invented towns, whose mayors change in 2023, and gold questions on it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import yaml

from sourcier.evaluation import GoldEvidence, GoldQuestion

# A town, its mayor until 2023, the one after, the price of its bridge in millions, who draws it.
TOWNS = (
    ("Vaubrac", "Odile Farran", "Lucien Morvelle", 14, "Aimé Soubeyre"),
    ("Lisseuil", "Mathilde Orsenne", "Bastien Corvelle", 23, "Jeanne Aubrac"),
    ("Valserre", "Paul Veyrac", "Anaïs Bréval", 31, "Hugues Tessandre"),
    ("Lourme", "Odette Marchais", "Lucas Ferrand", 8, "Clovis Dargent"),
    ("Sainte-Ylie", "Barnabé Quintal", "Solène Ardouin", 47, "Irène Vautrin"),
    ("Castelmor", "Gaspard Lenclos", "Mireille Astruc", 19, "Octave Brimont"),
    ("Pierrelune", "Agathe Roumier", "Florent Sauvagnac", 52, "Delphine Corbeau"),
    ("Montdragon-sur-Vesle", "Honoré Plessis", "Capucine Laval", 11, "Edgar Tournemire"),
    ("Bréchamps", "Sidonie Vasseur", "Anselme Perrot", 65, "Violette Sarlat"),
    ("Ormeval", "Théodule Garance", "Blanche Rivoire", 28, "Marius Escande"),
    ("Fontsèche", "Pélagie Dormoy", "Raoul Caussade", 36, "Noémie Vidaillac"),
    ("Hautecombe-le-Gué", "Isidore Malbec", "Ursule Tréguier", 72, "Fulbert Lanvaux"),
)
# What papers write of any town: the words of the questions stand here too, the names do not.
TALK = (
    "Le marché du samedi a rouvert, et les habitants de la commune demandent combien de bancs le conseil posera.",
    "Qui est le maire, demandent les enfants de l'école voisine à leur institutrice avant chaque visite de la mairie.",
    "La fanfare jouera sous le pont dimanche, si le temps le permet, devant les bénévoles du comité des fêtes.",
    "Combien coûtera le pain demain, se demande la boulangère, qui regarde le prix du blé monter depuis des semaines.",
    "Un peintre a dessiné le pont sur un mur de la gare, avec des hérons et des roseaux de trois mètres.",
    "Les pêcheurs réclament une passe à poissons, que le syndicat de rivière étudie avec deux bureaux spécialisés.",
    "La bibliothèque prête désormais des vélos, ce qui amuse beaucoup les lecteurs venus pour un roman.",
    "Le club de boules cherche un terrain couvert, car la pluie a noyé quatre tournois depuis le printemps.",
)
BEFORE, AFTER = date(2021, 3, 12), date(2024, 2, 6)
DAY = date(2022, 6, 1)


def write_towns(folder: Path) -> Path:
    """Two articles for each town, before and after its mayor changed."""
    folder.mkdir()
    sidecar: dict[str, object] = {}
    for rank, (town, first, second, price, architect) in enumerate(TOWNS):
        talk = [TALK[(rank * step + shift) % len(TALK)] for step, shift in ((1, 0), (3, 1), (5, 4), (7, 6))]
        old, new = _file(town, BEFORE), _file(town, AFTER)
        (folder / old).write_text(
            f"{first} est maire de {town}, a rappelé la préfecture. {talk[0]} {talk[1]}\n\n"
            f"L'architecte {architect} a dessiné le nouveau pont de {town}.",
            "utf-8",
        )
        (folder / new).write_text(
            f"{second} est maire de {town} depuis janvier. {talk[2]} {talk[3]}\n\n"
            f"La reconstruction du pont de {town} coûtera {price} millions d'euros.",
            "utf-8",
        )
        for name, day in ((old, BEFORE), (new, AFTER)):
            published = {"value": day.isoformat(), "precision": "day"}
            sidecar[name] = {"outlet": "Le Phare", "title": f"À {town}", "published": published}
    (folder / "articles.yaml").write_text(yaml.safe_dump(sidecar, allow_unicode=True), "utf-8")
    return folder


def town_questions() -> tuple[GoldQuestion, ...]:
    """Three for each town: its mayor on a day, the price of the bridge, who draws it."""
    return tuple(question for town in TOWNS for question in _questions(*town))


def _questions(town: str, first: str, second: str, price: int, architect: str) -> tuple[GoldQuestion, ...]:
    return (
        GoldQuestion(
            id=f"mayor-{town}",
            question=f"Qui est le maire de {town} ?",
            kind="office_holder",
            split="dev",
            as_of=DAY,
            facts=((first,),),
            forbidden=(second,),
            evidence=(GoldEvidence(article=_file(town, BEFORE), quote=f"{first} est maire de {town}"),),
        ),
        GoldQuestion(
            id=f"price-{town}",
            question=f"Les semaines passent et le prix monte : combien coûtera le pont de {town} ?",
            kind="date_number",
            split="dev",
            facts=((f"{price} millions",),),
            evidence=(GoldEvidence(article=_file(town, AFTER), quote=f"coûtera {price} millions d'euros."),),
        ),
        GoldQuestion(
            id=f"architect-{town}",
            question=f"Qui a dessiné le pont de {town}, celui des hérons et des roseaux ?",
            kind="factual",
            split="dev",
            facts=((architect,),),
            evidence=(GoldEvidence(article=_file(town, BEFORE), quote=f"L'architecte {architect} a dessiné"),),
        ),
    )


def _file(town: str, day: date) -> str:
    return f"{town.lower()}-{day.year}.txt"
