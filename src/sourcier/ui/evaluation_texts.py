"""What the evaluation tab says, in French and in English."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class EvaluationTexts:
    """The words of one language; `{…}` are filled where they are used."""

    intro: str
    gold: str
    none: str
    brought: str
    bring: str
    half: str
    halves: dict[str, str]
    start: str
    stop: str
    loading: str
    asking: str
    stopped: str
    done: str
    compared: str
    not_compared: str
    report: str
    failed: str
    too_large: str
    mend: str


FRENCH = EvaluationTexts(
    intro="Des questions dont vous connaissez la réponse, posées une à une à la collection choisie : le compte rendu "
    "dit lesquelles ont reçu la bonne, avec quelles preuves, et pourquoi les autres non.",
    gold="Questions de référence",
    none="Aucun fichier de questions ici : apportez le vôtre (.yaml).",
    brought="{name} (apporté)",
    bring="Apporter un fichier de questions (.yaml)",
    half="Quelles questions",
    halves={"": "Toutes", "dev": "Celles pour régler (dev)", "test": "Celles pour mesurer (test)"},
    start="Mesurer",
    stop="Arrêter",
    loading="Lecture des questions…",
    asking="{done} questions sur {total}, {right} justes…",
    stopped="Arrêté : le compte rendu porte sur {done} questions sur {total}.",
    done="{right} questions justes sur {total}.",
    compared="Comparé à {path}.",
    not_compared="Rien à comparer : {reason}",
    report="Compte rendu",
    failed="La mesure a échoué pour une raison imprévue, notée dans le terminal.",
    too_large="Ce fichier de questions est trop grand : 2 Mo au plus.",
    mend="Corrigez le fichier, puis mesurez de nouveau ; apportez-le de nouveau si vous l’aviez apporté.",
)

ENGLISH = EvaluationTexts(
    intro="Questions whose answer you know, put one by one to the collection chosen: the report says which were "
    "answered rightly, with what proof, and why the others were not.",
    gold="Gold questions",
    none="No file of questions here: bring your own (.yaml).",
    brought="{name} (brought)",
    bring="Bring a file of questions (.yaml)",
    half="Which questions",
    halves={"": "All", "dev": "Those to tune on (dev)", "test": "Those to measure with (test)"},
    start="Measure",
    stop="Stop",
    loading="Reading the questions…",
    asking="{done} questions of {total}, {right} right…",
    stopped="Stopped: the report is about {done} questions of {total}.",
    done="{right} questions right of {total}.",
    compared="Compared with {path}.",
    not_compared="Nothing to compare with: {reason}",
    report="Report",
    failed="Measuring failed for an unforeseen reason, noted in the terminal.",
    too_large="This file of questions is too large: 2 MB at most.",
    mend="Mend the file and measure again; bring it again if you had brought it.",
)


def evaluation_texts(language: str) -> EvaluationTexts:
    """French for "fr", English for anything else."""
    return FRENCH if language == "fr" else ENGLISH
