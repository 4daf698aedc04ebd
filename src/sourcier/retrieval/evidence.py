"""Evidence: the single sentences shown to the model, ranked within the retrieved passages."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.index.embedding import Vectors
from sourcier.index.reader import Index
from sourcier.language.analysis import fold
from sourcier.retrieval.fusion import fuse
from sourcier.schema import Evidence, RetrievedPassage

# Shorter spans are headings and captions: they name a subject and prove nothing.
SHORTEST_PROOF = 40


def pick_evidence(
    index: Index, question: str, vector: Vectors, found: Sequence[RetrievedPassage], characters: int
) -> tuple[Evidence, ...]:
    """The best sentences of the passages `found`, at most `characters` of them in all, numbered from 1, best first.

    Sentences and not windows: on 79 questions the facts stand in 1,300 characters of single sentences for 72 % of the
    questions, in as many of three-sentence windows for 53 %.
    """
    rows = [row for row in index.sentences_within([hit.passage for hit in found]) if _proves(index, row)]
    dense = dict(zip(rows, map(float, index.dense_sentences(vector, rows)), strict=True))
    lexical = dict(zip(rows, map(float, index.lexical_sentences(question, rows)), strict=True))
    fused = fuse(dense, lexical)
    chosen: list[Evidence] = []
    seen: set[str] = set()
    room = characters
    for row in sorted(fused, key=lambda row: (-fused[row], row)):
        sentence = index.sentences[row]
        article = index.articles[sentence.article_id]
        text = article.text[sentence.start : sentence.end]
        if fold(text) in seen or (len(text) > room and chosen):
            continue
        seen.add(fold(text))
        room -= len(text)
        chosen.append(
            Evidence(marker=len(chosen) + 1, sentence=sentence, article=article, text=text, score=fused[row])
        )
    return tuple(chosen)


def _proves(index: Index, row: int) -> bool:
    sentence = index.sentences[row]
    text = index.articles[sentence.article_id].text[sentence.start : sentence.end]
    return len(text) >= SHORTEST_PROOF or text.rstrip("»”\"’') ").endswith((".", "!", "?", "…"))
