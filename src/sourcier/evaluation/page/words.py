"""What the page of a run says, in French and in English; the names of measures are those of `labels`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sourcier.evaluation.labels import label

TEXTS: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "title": "Mesure {key}",
        "lead": "{right} questions sur {n} comme il faut, {wrong} à regarder.",
        "failed_lead": "{n} en échec.",
        "partial_lead": "Mesure arrêtée après {n} questions sur {asked}.",
        "answers": "Réponses",
        "citations": "Citations",
        "search": "Recherche",
        "judge": "Selon le juge",
        "valued": "valeur et intervalle à 95 %",
        "measures": "Mesures",
        "less": "moins = mieux",
        "legend": "Trait : la valeur. Bande : l’intervalle à 95 % (Wilson pour une part, bootstrap pour une moyenne).",
        "p_drop": "p de la baisse",
        "dropped": "baisse nette",
        "lower": "plus bas",
        "difference_legend": "Test apparié, question par question ; en gras : p < 0,05, "
        "sans correction pour le nombre de mesures.",
        "kinds": "Par genre de question",
        "articles": "Par article",
        "questions": "questions",
        "article": "article",
        "right": "comme il faut",
        "facts_read": "faits lus",
        "read": "lu",
        "cited": "cité",
        "elsewhere": "cité ailleurs",
        "articles_legend": "Questions dont une preuve est dans l’article. Lu, cité : une phrase de l’article, ou la "
        "même ailleurs. Cité ailleurs : réponses à d’autres questions qui le citent.",
        "times": "Temps de réponse",
        "times_legend": "Une colonne : les questions répondues en ce temps (échelle logarithmique).",
        "evidence_time": "jusqu’aux preuves",
        "first_time": "jusqu’à la première phrase",
        "total_time": "réponse entière",
        "median": "médiane",
        "calibration": "Le score du refus",
        "calibration_legend": "{yes} questions que les articles traitent, {no} qu’ils ne traitent pas. Le score est la "
        "proximité des phrases les plus proches de la question ; le code refuse en dessous d’un seuil, et pour "
        "d’autres raisons.",
        "no_calibration": "Pas de courbe : il faut des questions avec et sans réponse, et un score.",
        "roc": "Courbe ROC : aire {auc}{interval}",
        "roc_x": "sans réponse, laissées passer",
        "roc_y": "avec réponse, laissées passer",
        "roc_point": "décidé",
        "roc_said": "Décidé en fait : {true} des questions avec réponse laissées passer, {false} des autres.",
        "reliability": "Part de questions avec réponse selon le score",
        "reliability_x": "score",
        "reliability_y": "avec réponse",
        "agreement": "Le juge et la règle, comparés à des annotateurs",
        "wrong": "À regarder",
        "wrong_none": "Rien : tout est comme il faut.",
        "fine": "Comme il faut",
        "unfold": "Chaque question se déplie.",
        "why": "Pourquoi",
        "missing": "Fait absent : {what}",
        "forbidden": "Formulation interdite : {what}",
        "refused_wrongly": "Refusée, alors que les articles répondent",
        "refused_unread": "Refusée ; un fait au moins n’était dans aucune phrase lue",
        "not_refused": "Répondue, alors que les articles ne répondent pas",
        "unsupported": "Phrase que ses citations ne disent pas : {what}",
        "interrupted": "Interrompue en cours de route",
        "error": "Échec : {what}",
        "history": "Dit avant",
        "searched_as": "Cherché : {what}",
        "as_of": "Posée le {day}",
        "answer": "Réponse",
        "answer_none": "Aucune réponse.",
        "expected": "Attendu",
        "expected_none": "Rien : les articles ne répondent pas, la question est à refuser.",
        "expected_or": "ou",
        "never": "jamais : {what}",
        "said": "dit",
        "unsaid": "pas dit",
        "evidence": "Phrases lues, la meilleure d’abord",
        "unread": "Preuves qui n’ont pas été lues",
        "nearest": "Articles proches, nommés avec le refus",
        "score": "score",
        "note": "Note",
        "rerun": "La reposer, depuis le même dossier et sur le même index",
        "scores": "Mesures de cette question",
        "provenance": "Provenance",
        "started": "commencée",
        "model": "modèle",
        "generator": "fichier du modèle",
        "embedding": "index (plongements)",
        "index_articles": "index (articles, état)",
        "questions_hash": "questions",
        "settings": "réglages",
        "prompts": "consignes",
        "code": "code de Sourcier",
        "versions": "versions",
        "machine": "machine",
        "seed": "graine",
        "differences": "Écarts",
        "flipped_worse": "Perdues",
        "flipped_better": "Gagnées",
        "flipped_none": "Aucune.",
        "before_case": "Avant",
        "colon": " : ",
        "after_case": "Après",
        "compared_lead": "Questions en commun : {n}. Perdues : {worse}. Gagnées : {better}.",
        "ms": "ms",
        "s": "s",
    },
    "en": {
        "title": "Measurement {key}",
        "lead": "{right} questions of {n} as they should be, {wrong} to look at.",
        "failed_lead": "{n} failed.",
        "partial_lead": "Measuring stopped after {n} questions of {asked}.",
        "answers": "Answers",
        "citations": "Citations",
        "search": "Search",
        "judge": "By the judge",
        "valued": "value and 95 % interval",
        "measures": "Measures",
        "less": "less is better",
        "legend": "Stroke: the value. Band: the 95 % interval (Wilson’s for a share, a bootstrap’s for a mean).",
        "p_drop": "p of the drop",
        "dropped": "significant drop",
        "lower": "lower",
        "difference_legend": "Paired test, question by question; in bold: p < .05, "
        "not corrected for the number of measures.",
        "kinds": "By kind of question",
        "articles": "By article",
        "questions": "questions",
        "article": "article",
        "right": "as it should be",
        "facts_read": "facts read",
        "read": "read",
        "cited": "cited",
        "elsewhere": "cited elsewhere",
        "articles_legend": "Questions with a proof in the article. Read, cited: a sentence of the article, or the "
        "same one elsewhere. Cited elsewhere: answers to other questions that cite it.",
        "times": "Times",
        "times_legend": "A column: the questions that took that long (logarithmic scale).",
        "evidence_time": "to the evidence",
        "first_time": "to the first sentence",
        "total_time": "whole answer",
        "median": "median",
        "calibration": "The score of refusal",
        "calibration_legend": "{yes} questions that the articles answer, {no} that they do not. The score is how close "
        "the closest sentences are to the question; code refuses below a threshold, and for other reasons.",
        "no_calibration": "No curve: it takes questions with and without an answer, and a score.",
        "roc": "ROC curve: area {auc}{interval}",
        "roc_x": "unanswerable, let through",
        "roc_y": "answerable, let through",
        "roc_point": "decided",
        "roc_said": "As decided: {true} of the answerable questions let through, {false} of the others.",
        "reliability": "Share of answerable questions by score",
        "reliability_x": "score",
        "reliability_y": "answerable",
        "agreement": "The judge and the rule beside people’s labels",
        "wrong": "To look at",
        "wrong_none": "Nothing: all is as it should be.",
        "fine": "As they should be",
        "unfold": "Each question unfolds.",
        "why": "Why",
        "missing": "Fact missing: {what}",
        "forbidden": "Forbidden wording: {what}",
        "refused_wrongly": "Refused although the articles answer",
        "refused_unread": "Refused; at least one fact stood in no sentence read",
        "not_refused": "Answered although the articles do not",
        "unsupported": "Statement that its citations do not say: {what}",
        "interrupted": "Interrupted on the way",
        "error": "Failed: {what}",
        "history": "Said before",
        "searched_as": "Searched for: {what}",
        "as_of": "Asked on {day}",
        "answer": "Answer",
        "answer_none": "No answer.",
        "expected": "Expected",
        "expected_none": "Nothing: the articles do not answer, the question is to be refused.",
        "expected_or": "or",
        "never": "never: {what}",
        "said": "said",
        "unsaid": "not said",
        "evidence": "Sentences read, best first",
        "unread": "Proofs that were not read",
        "nearest": "Near articles, named with the refusal",
        "score": "score",
        "note": "Note",
        "rerun": "Ask it again, in the same folder and on the same index",
        "scores": "Measures of this question",
        "provenance": "Provenance",
        "started": "begun",
        "model": "model",
        "generator": "file of the model",
        "embedding": "index (embeddings)",
        "index_articles": "index (articles, state)",
        "questions_hash": "questions",
        "settings": "settings",
        "prompts": "prompts",
        "code": "Sourcier’s code",
        "versions": "versions",
        "machine": "machine",
        "seed": "seed",
        "differences": "Differences",
        "flipped_worse": "Lost",
        "flipped_better": "Won",
        "flipped_none": "None.",
        "before_case": "Before",
        "colon": ": ",
        "after_case": "After",
        "compared_lead": "Questions in common: {n}. Lost: {worse}. Won: {better}.",
        "ms": "ms",
        "s": "s",
    },
}
KINDS: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "factual": "un fait",
        "list": "liste",
        "date_number": "date, nombre",
        "office_holder": "titulaire d’une charge",
        "two_articles": "deux articles",
        "disagreement": "désaccord",
        "who_said": "qui l’a dit",
        "follow_up": "suite",
        "english": "en anglais",
        "arabic": "en arabe",
        "near_unanswerable": "sans réponse, proche",
        "far_unanswerable": "sans réponse, loin",
        "boilerplate_trap": "piège autour de l’article",
        "instruction": "consigne cachée",
    },
    "en": {
        "factual": "one fact",
        "list": "list",
        "date_number": "date, number",
        "office_holder": "office-holder",
        "two_articles": "two articles",
        "disagreement": "disagreement",
        "who_said": "who said it",
        "follow_up": "follow-up",
        "english": "in English",
        "arabic": "in Arabic",
        "near_unanswerable": "unanswerable, near",
        "far_unanswerable": "unanswerable, far",
        "boilerplate_trap": "trap around the article",
        "instruction": "hidden instruction",
    },
}


class Words:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        """French for "fr", English for anything else."""
        self.language = "fr" if language == "fr" else "en"

    def __call__(self, name: str, **values: object) -> str:
        """A text by its name, filled in."""
        text = TEXTS[self.language].get(name) or label(name, self.language)
        return text.format(**values) if values else text

    def kind(self, name: str) -> str:
        """The kind of a question."""
        return KINDS[self.language].get(name, name)

    def share(self, value: float) -> str:
        """A number in [0, 1], to the hundredth: what the intervals of a few hundred questions allow."""
        return self.decimal(f"{value:.2f}")

    def decimal(self, written: str) -> str:
        """A number as the language writes it, with a true minus."""
        signed = written.replace("-", "−")
        return signed.replace(".", ",") if self.language == "fr" else signed

    def time(self, milliseconds: float) -> str:
        """ "85 ms", "1.4 s"."""
        if milliseconds < 1000:
            return f"{milliseconds:.0f} {self('ms')}"
        return self.decimal(f"{milliseconds / 1000:.{1 if milliseconds < 10_000 else 0}f}") + f" {self('s')}"

    def moment(self, when: datetime) -> str:
        """A moment, as provenance keeps it."""
        return f"{when:%Y-%m-%d %H:%M} UTC"
