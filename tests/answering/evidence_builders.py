"""Evidence from invented articles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sourcier.language.sentences import sentence_spans
from sourcier.retrieval.search import Findings
from sourcier.schema import Article, ArticleDate, Evidence, Searched, Sentence

PORT = (
    "Bastien Corvelle dirige le port de Vaubrac depuis le 8 janvier 2024. Il succède à Mathilde Orsenne, partie "
    "présider le musée de la Marine. Le préfet Aimé Soubeyre n'a pas signé la concession du quai nord, qui devait "
    "durer trente ans."
)
FLOOD = (
    "La crue de la Lourande a fait 12 blessés et deux disparus dans la nuit de mercredi à jeudi, selon la préfète "
    "Odile Marchand. Les secours ont évacué 1 200 habitants de Sainte-Ylie sans attendre la décrue. Le maire, Lucien "
    "Farran, demande une digue de 14 millions d'euros."
)


def article(text: str, outlet: str | None = "Le Phare", published: date | None = None) -> Article:
    dated = ArticleDate(value=published, precision="day", basis="stated") if published else None
    return Article(
        id=f"id-{text[:12]}", path=f"{text[:6]}.txt", title="Titre", outlet=outlet, published=dated, text=text
    )


def evidence_of(*articles: Article) -> tuple[Evidence, ...]:
    """Every sentence of `articles`, numbered in order, each scored a little below the one before."""
    found: list[Evidence] = []
    for own in articles:
        for index, (start, end) in enumerate(sentence_spans(own.text)):
            sentence = Sentence(article_id=own.id, index=index, start=start, end=end)
            score = 0.9 - 0.01 * len(found)
            text = own.text[start:end]
            found.append(Evidence(marker=len(found) + 1, sentence=sentence, article=own, text=text, score=score))
    return tuple(found)


def findings_of(evidence: Sequence[Evidence], question: str, language: str = "fr", place: float = 1.0) -> Findings:
    return Findings(
        question=question,
        language=language,
        passages=(),
        evidence=tuple(evidence),
        closeness=0.9,
        place=place,
        unknown_names=frozenset(),
        searched=Searched(articles=len(PRESS), earliest=date(2023, 11, 2), latest=date(2024, 1, 9)),
    )


PRESS = (article(PORT, published=date(2024, 1, 9)), article(FLOOD, "Agence Lourande", date(2023, 11, 2)))
EVIDENCE = evidence_of(*PRESS)
