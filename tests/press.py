"""A small folder of invented French press articles that every layer is tested on."""

from __future__ import annotations

from pathlib import Path

import yaml

# Nine files, eight texts: an office that changes hands, a toll that rises, a reprint, an undated article.
PRESS: dict[str, tuple[dict[str, object], str]] = {
    "courrier-direction.txt": (
        {"outlet": "Le Courrier de Vaubrac", "title": "Mathilde Orsenne à la tête du port", "published": "2022-03-14"},
        "Mathilde Orsenne dirige depuis lundi le port de Vaubrac. L'ancienne capitaine de frégate, âgée de 52 "
        "ans, a été nommée par le conseil régional.\n\n"
        "« Le quai nord rouvrira. Nous le devons aux pêcheurs », a-t-elle déclaré à la presse. M. Lucien "
        "Farran, maire de Vaubrac, a salué son arrivée.",
    ),
    "phare-direction.txt": (
        {"outlet": "Le Phare", "title": "Un nouveau directeur pour le port", "published": "2024-01-09"},
        "Bastien Corvelle dirige le port de Vaubrac depuis le 8 janvier 2024. Il succède à Mathilde Orsenne, "
        "partie présider le musée de la Marine.\n\n"
        "Le nouveau directeur veut doubler le trafic des conteneurs en cinq ans.",
    ),
    "agence-crue.txt": (
        {"outlet": "Agence Lourande", "title": "Crue de la Lourande : douze blessés", "published": "2023-11-02"},
        "La crue de la rivière Lourande a fait 12 blessés dans la nuit de mercredi à jeudi, selon la préfète "
        "Odile Marchand. Trois villages sont privés d'électricité.\n\n"
        "Un pont de pierre a été emporté à Sainte-Ylie.",
    ),
    "gazette-crue.txt": (
        {"outlet": "La Gazette du Causse"},
        "La crue de la rivière Lourande a fait 12 blessés dans la nuit de mercredi à jeudi, selon la préfète "
        "Odile Marchand. Trois villages sont privés d'électricité.\n\n"
        "Un pont de pierre a été emporté à Sainte-Ylie.",
    ),
    "courrier-bilan.txt": (
        {"outlet": "Le Courrier de Vaubrac", "title": "Le bilan de la crue s'alourdit", "published": "2023-11-05"},
        "Le bilan de la crue de la Lourande atteint désormais 31 blessés, a annoncé dimanche la préfète Odile "
        "Marchand. Les secours ont évacué 1 200 habitants.\n\n"
        "Le niveau de la rivière redescend lentement.",
    ),
    "phare-pont.txt": (
        {"outlet": "Le Phare", "title": "Le pont de Sainte-Ylie sera reconstruit", "published": "2024-06-21"},
        "La reconstruction du pont de Sainte-Ylie coûtera 14 millions d'euros, dont la moitié payée par l'État. "
        "Les travaux commenceront le 1er sept. 2024 et dureront deux ans.\n\n"
        "L'architecte Aimé Soubeyre a dessiné un tablier de bois long de 90,5 mètres.",
    ),
    "gazette-festival.txt": (
        {"outlet": "La Gazette du Causse", "title": "Le festival du conte revient", "published": "2024-07"},
        "Le festival du conte réunira soixante artistes à Lisse cet été. L'entrée est gratuite pour les enfants "
        "de moins de douze ans.\n\n"
        "La directrice, Jeanne Aubrac, attend 20.000 visiteurs.",
    ),
    "phare-usine.txt": (
        {"outlet": "Le Phare", "title": "L'usine de voiles ferme à Lisse", "published": "2022-10-30"},
        "L'usine de voiles Tessandre fermera en décembre 2022 à Lisse. Ses 85 salariés ont appris la nouvelle "
        "par courrier.\n\n"
        "Le P.-D.G. du groupe, Hugues Tessandre, invoque la hausse du prix du lin.",
    ),
    "note-vallee.txt": (
        {"title": "La vallée de la Lourande en quelques mots"},
        "La vallée de la Lourande compte dix-huit communes et un seul lycée. Le marché de Lisse se tient chaque "
        "samedi sous la halle.",
    ),
}


def write_press(folder: Path) -> Path:
    folder.mkdir()
    sidecar: dict[str, dict[str, object]] = {}
    for name, (known, text) in PRESS.items():
        (folder / name).write_text(text, "utf-8")
        sidecar[name] = known | ({"published": _published(str(known["published"]))} if "published" in known else {})
    (folder / "articles.yaml").write_text(yaml.safe_dump(sidecar, allow_unicode=True), "utf-8")
    return folder


def _published(written: str) -> dict[str, str]:
    precision = {4: "year", 7: "month", 10: "day"}[len(written)]
    return {"value": f"{written}-01" if precision == "month" else written, "precision": precision}
