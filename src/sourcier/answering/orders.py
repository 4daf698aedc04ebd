"""Sentences of articles that give orders to whatever model reads them, and text that no model takes for anything else.

Press text reports; it does not tell its reader what to answer. What does is kept from the model, which may obey; it
stays in the evidence, to be quoted. A recogniser of words is no proof: the proof is that whatever a model says is
verified before it is shown.
"""

from __future__ import annotations

import re

# The marks of chat templates, and those of a conversation written out.
CONTROL = re.compile(
    r"<\|[^|<>]{1,40}\|>|</?s>|\[/?INST\]|<</?SYS>>|<(?:start|end)_of_turn>"
    r"|^\W*(?:system|système|assistant|user|utilisateur|human|ai|ia)\s*[:>]"
    r"|^\W*(?:fin|end) (?:des?|du|of(?: the)?) (?:articles?|documents?|contexte?s?|texte?s?|sources?|prompt)\W*$"
    r"|\b(?:question|réponse|answer|instructions?|consignes?) ?:",
    re.IGNORECASE,
)
# What runs or is fetched where a page shows it.
ACTIVE = re.compile(r"</?[a-z][^<>]*>|!\[|\]\(|javascript:|data:text/", re.IGNORECASE)

# Whom such orders speak to, and of what.
MACHINE = (
    r"(?:(?-i:IA|AI)|llm|gpt|chatbots?|prompts?|intelligences? artificielles?|artificial intelligences?"
    r"|assistants?|mod[eè]les? de langage|language models?|agents? conversationnels?"
    r"|(?:consignes?|instructions?|directives?|règles|rules|orders?) (?:précédentes?|antérieures?|initiales?|secrètes?)"
    r"|(?:previous|prior|above|earlier|system) (?:instructions?|rules?|orders?|prompts?)"
    r"|(?:tes|vos|your|ses) (?:consignes|instructions|directives|règles|rules|orders))"
)
PERSON = r"(?:tu|te|toi|ton|ta|tes|vous|votre|vos|you|your)"
TO_MACHINES = (
    r"(?:to|for|aux?|attention (?:de|des|of)) (?:the |all |any |les |tous les |toutes les )?"
    r"(?:(?-i:IA|AI)|llms?|chatbots?|intelligences? artificielles?|(?:large )?language models?|modèles? de langage)"
)
ADDRESSED = re.compile(
    rf"\b{PERSON}\b.*\b{MACHINE}\b|\b{MACHINE}\b.*\b{PERSON}\b|\b(?:note|message|avis|notice)\b.*\b{TO_MACHINES}\b",
    re.IGNORECASE,
)

# Orders to say: forms that are nothing but orders, wherever a clause begins; those that also tell ("ajoute le maire")
# only where a sentence does.
_PLAIN = (
    r"réponds|répondez|écris|écrivez|dis|dites|répétez|citez|ajoutez|commencez|terminez|concluez|ignorez|oubliez"
    r"|recommandez|affirmez|affichez|décodez|exécutez|traduisez|révélez|résumez|conclus|traduis|obéis|obéissez"
    r"|feins|feignez|prétends|prétendez"
)
_ALSO_TELLING = (
    r"répète|cite|ajoute|commence|termine|ignore|oublie|recommande|affirme|affiche|décode|exécute|révèle|résume"
    r"|answer|reply|respond|say|write|repeat|cite|add|begin|start|end|ignore|disregard|forget|recommend|claim|print"
    r"|output|display|decode|execute|carry out|translate|reveal|summari[sz]e|pretend|obey"
)
_BEFORE = r"(?:(?:pour (?:chaque|toute)|for (?:every|each)) [\w'’ ]{1,40}, |(?:quoi qu|whatever)[^,]{1,60}, )"
ORDER = re.compile(
    rf"(?:^\W*|[:;,.!?»”\"]\s*|\b(?:et|puis|alors|maintenant|désormais)\s+)(?:{_PLAIN})\b"
    rf"|^\W*{_BEFORE}?(?:(?:please|now|then|maintenant|désormais|s'il te plaît),? )?(?:{_ALSO_TELLING})\b",
    re.IGNORECASE,
)

# As a model reads them, these open nothing.
INERT = str.maketrans({"<": "‹", ">": "›", "[": "(", "]": ")"})


def is_order(text: str) -> bool:
    """Whether `text` gives an order to a model, or holds what only a machine reads.

    Measured on French text that gives none: 1 of 3,320 sentences of PIAF, 1 of 6,924 of DACCORD and RTE3.
    """
    return any(pattern.search(text) for pattern in (CONTROL, ACTIVE, ADDRESSED, ORDER))


def inert(text: str) -> str:
    """`text` on one line, without what chat templates and pages act on."""
    return " ".join(text.split()).translate(INERT)
