"""Sentences of articles that give orders to whatever model reads them, and text that no model takes for anything else.

Press text reports; it does not tell its reader what to answer. What does is kept from the model, which may obey; it
stays in the evidence, to be quoted. This spares a model what is plainly meant for it, and is no proof: a recogniser of
words is got round by other words. The proof is that whatever a model says is verified before it is shown.

Of 46 orders in other words than those it was written for (`benchmarks/injection.py`) it knows 29: 23 of 26 that it was
then widened for, 6 of 20 that came after. It takes 2 of 3,320 sentences of PIAF for one, and 5 of 6,924 of RTE3-FR and
DACCORD.
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

# Whom such orders speak to, what of, and what they want done: to answer, and with what.
PERSON = r"(?:tu|te|toi|ton|ta|tes|vous|votre|vos|you|your)"
MACHINE = (
    r"(?:(?-i:IA|AI|LLM|GPT)|chatbots?|robots?|prompts?|intelligences? artificielles?|artificial intelligences?"
    r"|assistants?|(?:large )?language models?|modèles? de langage|systèmes? automatiques?|automated systems?"
    r"|l'utilisateur|the user|(?:the|this|the other) (?:above|instructions?|rules)"
    r"|(?:consignes?|instructions?|directives?|règles|rules|orders?) (?:précédentes?|antérieures?|initiales?|secrètes?)"
    r"|(?:previous|prior|above|earlier|system) (?:instructions?|rules?|orders?|prompts?))"
)
TASK = (
    r"(?:répon\w+|questions?|résum\w+|consignes?|instructions?|directives?|règles|dire|dis|dites|affirm\w+|mention\w+"
    r"|indiquer|indique[sz]?|conclu\w+|recommand\w+|cite[rsz]?|affich\w+|tradui\w+|ignore[rsz]?|oubli\w+|parl(?:e|es|er|ez)"
    r"|answer\w*|summar\w+|rules|say|tell|mention|conclude|recommend\w*|cite|display|ignore|disregard|forget|speak)"
)
FOR_MACHINES = rf"(?:to|for|aux?|attention (?:de|des|of)|destinée?s? aux?) (?:the |all |any |les |tous les )?{MACHINE}"
ADDRESSED = re.compile(
    rf"\b{PERSON}\b.*\b(?:{MACHINE}|{TASK})\b|\b{MACHINE}\b.*\b{PERSON}\b|\b{FOR_MACHINES}\b"
    rf"|\b{MACHINE}\b.*\b(?:doi(?:t|vent)|should|must|priée?s?|required|requis\w*)\b"
    r"|\b(?:la|the|une|a) (?:\w+ )?(?:réponse|answer) (?:\w+ ){0,4}(?:est|is|doit|must|should)\b"
    r"|\b(?:autres?|other) (?:articles?|sources?|texte?s?|documents?)\b.*\b(?:faux|fausses?|false|wrong|ignor\w+)\b",
    re.IGNORECASE,
)

# Orders: forms that are nothing else, wherever a clause begins; those that also tell ("ajoute le maire") only where a
# sentence does.
_PLAIN = (
    r"réponds|répondez|écris|écrivez|dis|dites|répétez|citez|ajoutez|commencez|terminez|concluez|ignorez|oubliez"
    r"|recommandez|affirmez|affichez|décodez|exécutez|traduisez|révélez|résumez|conclus|traduis|obéis|obéissez"
    r"|feins|feignez|prétends|prétendez|veuillez|merci d(?:e |')(?:ne |n')?\w+(?:er|ir|re)|considérez|utilisez"
    r"|tenez compte"
)
_ALSO_TELLING = (
    r"ne (?!\w+ant\b)|n['’](?!\w+ant\b)|(?:répète|cite|ajoute|commence|termine|ignore|oublie"
    r"|recommande|affirme|affiche|décode|exécute|révèle|résume|considère|utilise|traite|parle|mentionne|inclus|efface|remplace|supprime|fais|cesse|tiens"
    r"|do not|don't|never|answer|reply|respond|say|write|repeat|cite|add|begin|start|stop|end|ignore|disregard|forget"
    r"|recommend|claim|print|output|display|decode|execute|carry out|translate|reveal|summari[sz]e|pretend|obey|treat"
    r"|consider|include|use|tell|act|mention|speak|insert)\b"
)
_POLITE = r"(?:(?:please|kindly|now|then|maintenant|désormais|s'il te plaît),? )?"
_BEFORE = r"(?:(?:pour (?:chaque|toute)|for (?:every|each)) [\w'’ ]{1,40}, |(?:quoi qu|whatever)[^,]{1,60}, )"
ORDER = re.compile(
    rf"(?:^\W*|[:;,.!?»”\"]\s*|\b(?:et|puis|alors|maintenant|désormais)\s+)(?:{_PLAIN})\b"
    rf"|^\W*{_BEFORE}?{_POLITE}(?:{_ALSO_TELLING})",
    re.IGNORECASE,
)
# What others are quoted to say is no order to who reads it.
QUOTED = re.compile(r"«[^»]*(?:»|$)|“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)")

# As a model reads them, these open nothing.
INERT = str.maketrans({"<": "‹", ">": "›", "[": "(", "]": ")"})


def is_order(text: str) -> bool:
    """Whether `text` gives an order to a model, or holds what only a machine reads."""
    told = QUOTED.sub("Citation", text)
    return any(each.search(text) for each in (CONTROL, ACTIVE)) or any(each.search(told) for each in (ADDRESSED, ORDER))


def inert(text: str) -> str:
    """`text` on one line, without what chat templates and pages act on."""
    return " ".join(text.split()).translate(INERT)
