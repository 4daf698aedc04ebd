"""The type of answer that a question expects (somebody, a time, a place, a cause…), and which sentences show one.

Questions are read in French, English and Arabic; sentences in French and English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from sourcier.language.analysis import fold
from sourcier.language.dates import written_dates
from sourcier.language.names import figures, name_terms
from sourcier.language.questions import NUMBER

Shows = Callable[[str], bool]

# On folded text.
SOMEBODY = re.compile(r"\b(?:qui|who|whom|whose|comment s'appelle|quel est le nom)\b|\bمن (?:هو|هي|كان|كانت)\b|اسم")
# "Qui est Odile Marchand ?" names whom it asks about.
WHO_IS = re.compile(
    r"\W*(?:[Qq]ui|[Ww]ho) (?:est|était|is|was) (?:(?:M\.|Mme|Mr|Mrs|Ms|le docteur) )?[A-ZÀ-ÖØ-Þ][\w'’-]+"
    r"(?:\s[A-ZÀ-ÖØ-Þ][\w'’-]+)*\W*\Z"
)
TIME = re.compile(
    r"\b(?:quand|quelles? (?:date|annee|heure|periode)s?|quels? (?:jour|mois|moment)s?|when|"
    r"what (?:date|day|year|month|time)|which (?:day|year|month))\b|متى|تاريخ"
)
QUANTITY = re.compile(
    r"\b(?:combien|how (?:many|much|old)|"
    r"(?:quel(?:le)?s?|what) (?:(?:est|etait|sera|fut|a ete|is|was) )?(?:(?:le|la|the) )?"
    r"(?:montant|nombre|part|pourcentage|proportion|taux|age|"
    r"budget|cout|prix|bilan|hauteur|altitude|profondeur|largeur|longueur|distance|superficie|poids|vitesse|temperature|"
    r"share|percentage|rate|number|amount|cost|price|toll|height|depth|width|length|area|weight|speed)s?)\b|\bكم\b"
)
CAUSE = re.compile(
    # "Pk", as one writes in a hurry.
    r"^\W*p[kq]\b(?!\s*\d)|"
    r"\b(?:pourquoi|pour quel(?:le)?s? (?:raison|motif|cause)s?|quel(?:le)?s? (?:(?:est|sont) (?:la|les?) )?"
    r"(?:raison|motif|cause)s?|a cause de quoi|en raison de quoi|dans quel but|a cause|why|"
    r"what (?:caused|is the reason|was the reason))\b|لماذا|سبب"
)
# "Où en est le projet ?" asks how far it is.
PLACE = re.compile(
    r"^\W*ou\b(?! bien\b)(?! en (?:est|sont|etait|etaient|sommes)\b)|"
    r"\bou (?:est|sont|etait|se|s'|va|vont)\b|\bou\W*\?|"
    r"\bou\b.*-(?:t-)?(?:il|elle|on)s?\b|\bquel(?:le)?s? (?:lieu|ville|pays|endroit|region|quartier|batiment)s?\b|"
    r"\bwhere\b|\b(?:what|which) (?:city|town|country|place|building)\b|\bأين\b|اين"
)
SPEECH = re.compile(
    r"\b(?:que|qu'|comment|quelles?|quels?|quoi|what|how)\b.*\b(?:di[ts]|disent|dire|pens\w+|repond\w*|reponse|"
    r"reag\w+|reactions?|recommand\w+|declar\w+|estim\w+|justifi\w+|reproch\w+|affirm\w+|expliqu\w+|"
    r"respond\w*|react\w*|say|said)\b"
)
CONTENT = re.compile(
    r"\b(?:que|qu'|quoi|what)\b.*\b(?:contien\w+|contenai\w+|prevoi\w+|compren\w+|comport\w+|consist\w+|inclu\w+|"
    r"stipul\w+|contains?|provides?)\b|\bsur quoi\b.*\bport\w+|"
    r"\bquel(?:le)?s? (?:(?:est|sont) (?:la|les?) )?(?:\w+ )?(?:contenu|mesures|dispositions|clauses|engagements|axes|"
    r"volets)\b|\bwhat (?:measures|provisions)\b"
)
WEEKDAY = re.compile(
    r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|aujourd'hui|demain|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|tomorrow)\b"
)
SOMEWHERE = re.compile(
    r"\b(?:à|au|aux|en|dans|sur|près d|devant|chez|sous|at|in|near)\s+(?:(?:la|le|les|un|une|the)\s|[ld]['’])?"
    r"(?:\w+\s(?:de\s|du\s|des\s|d['’]|of\s)?)?(?=[A-ZÀ-Þ])",
)
# Places that need no name: "vers le gymnase", "au lycée agricole", "rejoint l'île". On folded text.
SOME_PLACE = re.compile(
    r"\b(?:au|aux|dans|sur|vers|chez|en|a|rejoi\w+|devant|derriere|sous)\s+"
    r"(?:(?:la|le|les|un|une|des)\s|l['’])?(?:\w+\s)?"
    r"(?:gymnase|lycee|college|ecole|hopital|clinique|salle|hotel|prison|maison|centre|camp|caserne|mairie|eglise|"
    r"cathedrale|gare|port|stade|ile|village|ville|commune|hameau|appartement|ferme|hangar|entrepot|usine|atelier|musee|"
    r"chateau|foret|bois|parc|place|rue|avenue|boulevard|quai|commissariat|gendarmerie|tribunal|bibliotheque|theatre|"
    r"cimetiere|parking|plage|montagne|vallee|riviere|fleuve|lac|mer|pont|tunnel|autoroute|aeroport|universite|bureau|"
    r"cave|grenier|jardin|champ|etranger|foyer)s?\b"
)
SAID = re.compile(
    r"[«“]|\b(?:di[ts]|declar\w+|estim\w+|affirm\w+|assur\w+|repond\w*|expliqu\w+|juge\w*|regrett\w+|reclam\w+|"
    r"denonc\w+|salu\w+|precis\w+|annonc\w+|indiqu\w+|rappel\w+|promet\w*|demand\w+|reconnai\w+|dement\w*|"
    r"contest\w+|plaid\w+|souhait\w+|soutien\w+|crai\w+|selon|deplor\w+|recommand\w+|reproch\w+|"
    r"said|says?|told|according|stated|added)\b"
)
BECAUSE = re.compile(
    r"\b(?:car|parce qu|puisqu|en raison|a cause|afin|faute d|grace a|suite a|apres|liee?s? a|motifs?|raisons?|causes?|"
    r"due?s? a|vis(?:e|ent|ant) a|but d|objectif|permettre|pour (?:\w+er|\w+ir|\w+re)\b|expliqu|provoqu|entrain|"
    r"a l'origine d|a pour origine|resul(?:te|tent|tait|tant)\b|decoul|contrain\w+ (?:de|d'|par)\b|"
    r"invoqu|justifi|se defend\w*|ce qui (?:a|ont|avait|avaient|explique\w*)\b|ne pouv\w+ (?:plus )?\w+[er]\b|"
    r"(?:attein|touch|frapp|fragilis|affaibl|epuis|pouss|accabl|plomb|penalis|vis)\w* par\b|en cause\b|au nom d|"
    r"sous (?:l'effet|la pression|le coup) d|en represailles|en reaction|"
    r"serv(?:ir|i|ait|aient|ent|iront?) a\b|imput\w+ (?:a|au|aux)\b|consequence|"
    r"depuis une? (?!(?:an|mois|jour|siecle|semaine|annee|heure|decennie|quinzaine|dizaine|vingtaine)s?\b)|"
    r"because|due to|in order to|led to)"
)

CONTAINS = re.compile(
    r"\b(?:prevo\w+|prevu\w*|contien\w+|contenai\w+|compren(?:d|nent|ait|aient)|comport\w+|consist\w+|inclu\w+|"
    r"port\w+ (?:\w+ )?sur|stipul\w+|instaur\w+|institu\w+|(?:creer|cree|creent|creation)|autour d|axes?|volets?|"
    r"mesures?|fix(?:e|ent|ait)|impos\w+|provid\w+|includ\w+|contain\w+)\b"
)

# "Fermée depuis dix-huit mois". On folded text.
FOR_HOW_LONG = re.compile(
    r"\b(?:depuis|il y a|since)\b[^,.;:]{0,40}\b(?:ans?|annees?|mois|semaines?|jours?|heures?|"
    r"siecles?|decennies?|years?|months?|weeks?|days?)\b"
)

# Those that help to rank sentences; with the other two the evidence of the gold questions is ranked a little worse.
RANKING = frozenset({SOMEBODY, TIME, QUANTITY, CAUSE, CONTENT})
EVERY = RANKING | {PLACE, SPEECH}


def expects(question: str) -> frozenset[re.Pattern[str]]:
    """The types of answer that `question` expects; none for most that ask what, which or whether."""
    folded = fold(question)
    found = frozenset(pattern for pattern in EVERY if pattern.search(folded))
    return found - {SOMEBODY} if WHO_IS.match(question) else found


def shares_of_type(question: str, sentences: Sequence[str], types: frozenset[re.Pattern[str]] = RANKING) -> list[float]:
    """How many of `types` that `question` expects each sentence shows, in [0, 1]; 0 where it expects none.

    A name, a date or a figure that the question itself holds is no answer.
    """
    known, counted = name_terms(question), figures(question)
    shown: Mapping[re.Pattern[str], Shows] = {
        SOMEBODY: partial(_names_somebody_else, known),
        TIME: partial(_tells_another_time, counted),
        QUANTITY: partial(_counts, counted),
        PLACE: partial(_names_somewhere_else, known),
        SPEECH: lambda sentence: SAID.search(fold(sentence)) is not None,
        CAUSE: lambda sentence: BECAUSE.search(fold(sentence)) is not None,
        CONTENT: lambda sentence: CONTAINS.search(fold(sentence)) is not None,
    }
    wanted = [shown[pattern] for pattern in expects(question) & types]
    return [sum(shows(sentence) for shows in wanted) / max(len(wanted), 1) for sentence in sentences]


def _names_somebody_else(known: set[str], sentence: str) -> bool:
    return bool(name_terms(sentence) - known)


def _names_somewhere_else(known: set[str], sentence: str) -> bool:
    after = (sentence[match.end() :] for match in SOMEWHERE.finditer(sentence))
    # The name that the preposition leads to is the first one there.
    named = any(not name_terms(f"le {rest.split(',')[0][:60]}") <= known for rest in after)
    return named or SOME_PLACE.search(fold(sentence)) is not None


def _tells_another_time(known: set[str], sentence: str) -> bool:
    told = [sentence[date.start : date.end] for date in written_dates(sentence)]
    folded = fold(sentence)
    return (
        any(not figures(date) or figures(date) - known for date in told)
        or WEEKDAY.search(folded) is not None
        or FOR_HOW_LONG.search(folded) is not None
    )


def _counts(known: set[str], sentence: str) -> bool:
    return bool(figures(sentence) - known) or NUMBER.search(re.sub(r"\d", "", sentence)) is not None
