"""Whether a question asks how sources stand to each other: "les journaux sont-ils d'accord ?"."""

from __future__ import annotations

import re

from sourcier.language.analysis import fold, stem, terms

_SOURCES = (
    r"(?:sources?|journaux|journal|articles?|titres?|medias?|comptes rendus|versions?|quotidiens?|papers|reports)"
)
COMPARES = re.compile(
    rf"\b(?:les|des|chaque|differente?s?|deux|ces|autres?|tous les|toutes les|the|both|each|different) {_SOURCES}\b|"
    rf"\bselon (?:les|quels?|qui)\b|\bd['’]une? {_SOURCES} a l['’]autre\b|"
    r"\b(?:diverg\w+|differ\w*|contredi\w+|contradict\w*|disagree\w*|compar\w+)\b|"
    r"\b(?:s['’]accord\w+|(?:sont|est|sont-\w+) (?:tous |toutes )?d['’]accord)\b|"
    r"\b(?:la meme chose|le meme (?:chiffre|nom|jour))\b|"
    r"المصادر|الصحف|المقالات|تختلف|تتفق"
)

# A sentence of a question, or what stands between its commas, with the mark that ends it.
PART = re.compile(r"[^.?!,;:]+(?:[.?!,;:](?:\s|\Z)|\Z)\s*|[.?!,;:]\s*")
# "Quel bilan donne chaque journal ?"
TELLING = re.compile(
    r"\s(?:donn|emploi|employ|utilis|annonc|avanc|indiqu|cit|prenn|prend|retien|retienn|évoqu|rapport|di[ts])(?:e|en|ent)?t?"
    rf"[ -](?:chaque|chacun des|les (?:deux |différents )?) ?{_SOURCES}\b",
    re.IGNORECASE,
)
# What such a part is made of.
FRAME = frozenset(
    stem(fold(word))
    for word in """
    journal journaux article articles presse source sources titre titres média médias quotidien quotidiens version
    versions compte comptes rendu rendus dire dit disent dites écrire écrit écrivent raconter raconte racontent
    rapporter rapporte rapportent donner donne donnent indiquer indique indiquent parler parle parlent prendre prend
    prennent employer emploie emploient utiliser utilise utilisent différent différente différents différentes divers
    diverses diverger diverge divergent différer diffère diffèrent contredire contredit contredisent accorder accordent
    accord comparer compare comparez comparons semble semblent sembler même mêmes chose choses époque date dates selon
    tous toutes tout autre autres chaque chacun deux trois plusieurs façon manière exactement papers paper reports
    articles sources say says disagree differ same agree compare
    """.split()
)


def compares_sources(question: str) -> bool:
    """Whether `question`, in French, English or Arabic, asks what different sources say of one thing."""
    return COMPARES.search(fold(question)) is not None


def without_comparison(question: str) -> str:
    """`question` without the parts that only ask how sources stand to each other: what they are asked about.

    "Qui dirige le port ? Les journaux disent-ils la même chose ?" gives "Qui dirige le port ?"; a question that asks
    for nothing else, and one that compares no sources, is returned whole.
    """
    if not compares_sources(question):
        return question
    parts = PART.findall(TELLING.sub("", question))
    kept = "".join(part for part in parts if not (own := set(terms(part))) or own - FRAME).strip(" ,;")
    return kept if terms(kept) else question
