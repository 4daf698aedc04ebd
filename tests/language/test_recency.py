"""Questions that ask for the newest."""

from __future__ import annotations

import pytest

from sourcier.language.recency import wants_newest


@pytest.mark.parametrize(
    "question",
    [
        "Quel est le bilan le plus récent ?",
        "Quels sont les chiffres les plus récents ?",
        "Quel est le dernier bilan ?",
        "Quelle est la dernière mise à jour ?",
        "Quelles sont les dernières nouvelles du port ?",
        "Qui est le dernier directeur en date ?",
        "Quelle est la dernière attaque de loups en date ?",
        "Quand est-il venu pour la dernière fois ?",
        "De quoi parle le dernier roman de Maud Tessandre ?",
        "Qu'a donné la dernière visite d'Odile Marchand à Lisse ?",
        "Qui est l'actuel maire ?",
        "Quelle est la situation actuelle ?",
        "Qui dirige actuellement le port ?",
        "Qui dirige le port aujourd'hui ?",
        "Qui dirige le port aujourd’hui ?",
        "Combien sont-ils en ce moment ?",
        "Où en est le chantier ?",
        "Est-elle toujours en poste ?",
        "Quel est le bilan à ce jour ?",
        "Who is the current mayor?",
        "What is the latest toll?",
        "What is the most recent figure?",
        "Who runs the port now?",
        "When was her last visit?",
    ],
)
def test_the_newest_is_wanted(question: str) -> None:
    assert wants_newest(question)


@pytest.mark.parametrize(
    "question",
    [
        "",
        "Qui dirigeait le port l'an dernier ?",
        "Que s'est-il passé la semaine dernière ?",
        "Que s'est-il passé ces derniers jours ?",
        "Que dit ce dernier ?",
        "Que dit ce dernier bilan ?",
        "Que répond cette dernière ?",
        "Qui fut le dernier roi de l'île ?",
        "Qui a gagné la dernière étape ?",
        "Qui est arrivé en dernier ?",
        "Qui fut à la tête du port jusqu'à maintenant ?",
        "Who came last?",
        "Who knows the port?",
        "What happened last week?",
        "Qui dirige le port ?",
    ],
)
def test_the_newest_is_not_asked_for(question: str) -> None:
    assert not wants_newest(question)
