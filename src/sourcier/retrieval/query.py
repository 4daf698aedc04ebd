"""The question that is searched for: a follow-up made to stand alone, by rule or else by a model."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sourcier.language.analysis import terms
from sourcier.language.names import figures, name_terms, proper_names
from sourcier.language.sentences import sentence_spans
from sourcier.retrieval.exchange import exchange, names_in
from sourcier.retrieval.naming import REPEATED, only_person, with_name
from sourcier.retrieval.references import IMPERSONAL
from sourcier.schema import Turn

# A model's wording of a follow-up after a history, None when it gives none.
Rewrite = Callable[[str, Sequence[Turn]], str | None]

# "Et la Vesle ?", "Et en 2023 ?", "What about June?": the rest of the question is the previous one's.
ELLIPSIS = re.compile(
    r"^\s*(?:(?:et|mais|and|but)\b[\s,]*(?:(?:pour|for|what about|how about)\b)?|(?:what|how) about\b)"
    r"\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
# Words that point back to what was just talked about.
PRONOUN = re.compile(
    r"\b(?:il|elle|ils|elles|lui|leur|leurs|eux|celui-ci|celle-ci|ceux-ci|ce dernier|cette dernière|he|she|they|him|"
    r"her|his|hers|their|them|it|its)\b|\bl['’](?:a|ont|avait|avaient|aura)\b",
    re.IGNORECASE,
)
DEMONSTRATIVE = re.compile(
    r"\b(?:[àa]|de)\s+les?\s|\b(?:le|la|les|au|du|aux|des)quel(?:le)?s?\b|\bwhich (?:one|of)\b|"
    r"\b(?:ce|cet|cette|ces|son|sa|ses|y|cela|ça|là|this|that|these|those|there|then)\b|"
    r"[nqs]u?['’]en\b|\ben (?:a|ont|avait|est|sont|pense|dit|parle|fait)\b",
    re.IGNORECASE,
)
# A question with fewer terms than this names no subject of its own.
FEWEST_TERMS = 2
# A rewritten question keeps this share of the terms of the follow-up and is no longer than a question of this length.
KEPT, LONGEST_REWRITTEN = 0.5, 300


@dataclass(frozen=True)
class Standing:
    """A question made to stand alone: as it is, or with what it is about in brackets where rules tell no more."""

    question: str
    about: str = ""
    person: str = ""

    @property
    def text(self) -> str:
        """The question as it is searched for."""
        about = " ".join(part for part in (self.about, self.person) if part)
        return f"{self.question} ({about})" if about else self.question

    @property
    def topic(self) -> str:
        """The question that names the subject."""
        return self.about or self.question


def condense(question: str, history: Sequence[Turn] = (), rewrite: Rewrite | None = None) -> str:
    """`question` made to stand alone after `history`; unchanged when it already does.

    "Et la préfète ?" takes the previous question with the name exchanged; a pronoun or "ce pont" the name it stands for
    where only one agrees. Otherwise the question is what `rewrite` makes of it, when that is a question about the same
    words, or is followed by the previous one in brackets.
    """
    previous: Standing | None = None
    reply = ""
    for turn in history:
        if turn.role == "user":
            previous, reply = _stand_alone(turn.content, previous, reply), ""
        else:
            reply = turn.content
    alone = _stand_alone(question, previous, reply)
    if alone.about and rewrite:
        rewritten = (rewrite(question, history) or "").strip()
        if is_sound(rewritten, question, history):
            return rewritten
    return alone.text


def is_sound(rewritten: str, question: str, history: Sequence[Turn]) -> bool:
    """Whether a model's wording may be searched for: one question, in the words of the follow-up and the history.

    It keeps the names, the figures and half of the terms of the follow-up, and has no name or figure of its own.
    """
    one = "\n" not in rewritten and len(sentence_spans(rewritten)) == 1 and rewritten.endswith("?")
    if not one or len(rewritten) > LONGEST_REWRITTEN:
        return False
    said = " ".join((question, *(turn.content for turn in history)))
    own, kept, known = set(terms(rewritten)), set(terms(question)), set(terms(said))
    return (
        len(own & kept) >= KEPT * len(kept)
        and bool((own & known) - kept)
        and name_terms(question) | figures(question) <= own | figures(rewritten)
        and name_terms(rewritten) <= known
        and figures(rewritten) <= figures(said)
    )


def _stand_alone(question: str, previous: Standing | None, reply: str) -> Standing:
    if previous is None or not previous.question:
        return Standing(question)
    bare = IMPERSONAL.sub("", question)
    pronoun = PRONOUN.search(bare)
    names = names_in(question)
    ellipsis = ELLIPSIS.match(question)
    elliptic = ellipsis is not None and len(terms(question)) <= 4 and not _has_question_word(ellipsis["rest"])
    if ellipsis and elliptic and not pronoun:
        return _exchanged(previous, question, ellipsis["rest"].rstrip(" ?\u00a0\u202f"))
    # "Quand Paul Veyrac a-t-il…": the pronoun repeats a name that stands before it.
    referring = pronoun and not proper_names(bare[: pronoun.start()]) and not REPEATED.search(bare)
    subjectless = not names and (DEMONSTRATIVE.search(bare) or len(terms(question)) < FEWEST_TERMS or ellipsis)
    if not referring and not subjectless:
        return Standing(question)
    named = with_name(question, previous.topic, reply)
    if named is None:
        return Standing(question, previous.topic, only_person(previous.topic, reply))
    if ellipsis and elliptic:
        # "Et avant lui ?"
        rest = ELLIPSIS.sub(r"\g<rest>", named.question).rstrip(" ?\u00a0\u202f")
        return Standing(f"{previous.topic.rstrip(' ?')} {rest} ?")
    return Standing(named.question, previous.topic if named.points_back else "")


def _has_question_word(rest: str) -> bool:
    """Whether what follows "Et" is a whole question: it has a question word."""
    return bool(
        re.search(
            r"\b(?:qui|que|quand|où|comment|pourquoi|combien|quels?|quelles?|who|when|where|why|how)\b", rest, re.I
        )
    )


def _exchanged(previous: Standing, question: str, rest: str) -> Standing:
    """The previous question with what an elliptic one names instead, or both where rules cannot tell."""
    told = exchange(previous.topic, rest, question)
    if told is None:
        return Standing(question, previous.topic)
    return Standing(previous.question, told) if previous.about else Standing(told)
