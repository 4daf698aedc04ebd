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
# "Non, je parle de la recherche": what was asked before is asked of something else.
CORRECTION = re.compile(
    r"^\s*(?:non|no|nope|pardon|sorry)(?:\s*[,.:;!]\s*|\s+(?=(?:mais\s+)?(?:je|i)\s))(?:(?:mais\s+)?(?:"
    r"(?:je\s+(?:parl(?:e|ais)|pens(?:e|ais)|(?:veux|voulais)\s+parler)|i\s+(?:was\s+)?(?:talk|ask)(?:ing)?)\s+"
    r"(?P<of>de\s+la\s|de\s+l['’]|du\s|des\s|de\s|d['’]|à\s|about\s)\s*|"
    r"(?:je\s+(?:veux|voulais)\s+dire|je\s+demand(?:e|ais)|i\s+meant?)\s+)|(?:de|à)\s+(?=l[ae]s?\s|l['’])|"
    r"(?=(?:de|du|des|à|au|aux|en|le|la|les|pour|chez|dans|sur|celui|celle|ceux)\s|l['’]|(?-i:[A-ZÀ-ÖØ-Þ\d])))"
    r"(?P<rest>\S.*)$",
    re.IGNORECASE,
)
OF_WHAT = {"de la": "la ", "de l'": "l'", "du": "le ", "des": "les "}
# "Et la direction, elle en dit quoi ?": the pronoun only says the noun again.
SAID_AGAIN = re.compile(
    r"^(?P<noun>\W*(?:(?:et|mais|alors)\s+)?(?P<article>l['’]|(?:le|la|les|son|sa|ses|leurs?)\s)[^\s,?]+"
    r"(?:\s(?:de|du|des|d['’])\s?[^\s,?]+)?),?\s+(?P<pronoun>ils?|elles?)\b(?=\s)",
    re.IGNORECASE,
)
SINGULAR = {"le": "il", "la": "elle", "sa": "elle"}
# "Combien coûterait la rénovation ?", short and without a name.
DEFINITE = re.compile(r"\b(?:le|la|les|du|des|au|aux)\s+(?P<noun>[\w-]+)|\bl['’](?P<elided>[\w-]+)", re.IGNORECASE)
SHORT = 3
# Of these there are many: alone behind its article each is the one that was spoken of.
KNOWN_ALREADY = frozenset(terms("boîte entreprise société groupe firme club équipe association établissement commune"))
# A question with fewer terms than this names no subject of its own.
FEWEST_TERMS = 2
# The words with which a question asks, before its subject.
ASKING = re.compile(
    r"^\W*(?:(?:et|mais|à|de|depuis|jusqu['’]à|à partir de|pour|avec|chez|par|en|dans|sur)\s+)*(?:qui est-ce qui|"
    r"qu['’]est-ce qu(?:e\b|i\b|['’])|est-ce qu(?:e\b|['’])|pourquoi|combien(?:\s+d(?:e\s|['’]))?|quand|où|comment|"
    r"qu[ei]\b|qu['’]|quoi|"
    r"quel(?:le)?s?(?:\s+(?:est|sont|était|étaient|sera|fut|a été)\s+(?:(?:le|la|les)\s|l['’])[\w-]+"
    r"(?:\s+d['’]\w+)?(?=\s+(?:de|du|des)\b|\s+d['’]))?|who|what|when|where|why|how(?:\s+(?:many|much))?|which)\s*",
    re.IGNORECASE,
)
# "Et au départ ?" asks the same again.
OTHER_TIME = re.compile(
    r"\b(?:avant|après|auparavant|ensuite|puis|départ|début|fin|maintenant|aujourd['’]hui|hier|demain|saison|année|ans?|mois|"
    r"semaine|jour|veille|lendemain|précédente?|suivante?|dernière?|prochaine?|depuis|before|after|then|now|year|last|next)\b",
    re.IGNORECASE,
)
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


def subject_of(question: str, alone: str) -> str:
    """What is searched for where `condense` made a `question` stand `alone` by putting the one before in brackets.

    What that asked has been answered, but is asked again of another time ("et au départ ?"): else its question words
    are left out.
    """
    said, bracket, before = alone.partition(" (")
    if not bracket or alone == question or " (" in question or (ELLIPSIS.match(said) and OTHER_TIME.search(said)):
        return alone
    return f"{said} {ASKING.sub('', before.rstrip(' ?)'))}"


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
    if corrected := CORRECTION.match(question):
        of = " ".join((corrected["of"] or "").lower().replace("’", "'").split())
        question = f"et {OF_WHAT.get(of, '')}{corrected['rest'].rstrip(' .!?')} ?"
    question = SAID_AGAIN.sub(_without_pronoun, question)
    bare = IMPERSONAL.sub("", question)
    pronoun = PRONOUN.search(bare)
    names = names_in(question)
    ellipsis = ELLIPSIS.match(question)
    elliptic = ellipsis is not None and len(terms(question)) <= 4 and not _has_question_word(ellipsis["rest"])
    if ellipsis and elliptic and not pronoun:
        return _exchanged(previous, question, ellipsis["rest"].rstrip(" ?\u00a0\u202f"))
    # "Quand Paul Veyrac a-t-il…": the pronoun repeats a name that stands before it.
    referring = pronoun and not proper_names(bare[: pronoun.start()]) and not REPEATED.search(bare)
    subjectless = not names and (
        DEMONSTRATIVE.search(bare)
        or len(terms(question)) < FEWEST_TERMS
        or ellipsis
        or _names_what_is_known(question, f"{previous.topic} {reply}")
    )
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


def _without_pronoun(match: re.Match[str]) -> str:
    """The noun without the pronoun that says it again, where they agree."""
    article, pronoun = match["article"].strip().lower(), match["pronoun"].lower()
    agrees = pronoun.endswith("s") == article.endswith("s") and SINGULAR.get(article, pronoun) == pronoun
    return match["noun"] if agrees else match[0]


def _names_what_is_known(question: str, said: str) -> bool:
    """Whether a short question names, behind an article, a thing that was `said` or that is always known by then."""
    own = terms(question)
    known = KNOWN_ALREADY.union(terms(said))
    nouns = (terms(match["noun"] or match["elided"]) for match in DEFINITE.finditer(question))
    return len(own) <= SHORT and not figures(question) and any(noun and noun[0] in known for noun in nouns)


def _has_question_word(rest: str) -> bool:
    """Whether what follows "Et" is a whole question: it has a question word."""
    return bool(
        re.search(
            r"\b(?:qui|que|quoi|quand|où|comment|pourquoi|combien|quels?|quelles?|who|when|where|why|how)\b", rest, re.I
        )
    )


def _exchanged(previous: Standing, question: str, rest: str) -> Standing:
    """The previous question with what an elliptic one names instead, or both where rules cannot tell."""
    told = exchange(previous.topic, rest, question)
    if told is None:
        return Standing(question, previous.topic)
    return Standing(previous.question, told) if previous.about else Standing(told)
