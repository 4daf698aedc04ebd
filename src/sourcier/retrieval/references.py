"""Words that point back to what was talked about, and how each is exchanged for its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sourcier.language.analysis import fold

# Gender and number by pronoun; what is not listed is singular and of either gender.
Agreements = Mapping[str, tuple[str | None, bool]]
Build = Callable[[re.Match[str], str], str]


@dataclass(frozen=True)
class Form:
    """One form of reference: its pattern, what its group `word` agrees with, and the same words with a name instead."""

    pattern: re.Pattern[str]
    build: Build
    agreement: Agreements
    is_person: bool | None = None
    """Whether it stands for a person or for a thing, None for either."""
    is_near: bool = False
    """Whether it stands for what was said last rather than for the subject: "celui-ci", "avec lui"."""


@dataclass(frozen=True)
class Reference:
    """A form found in a question."""

    form: Form
    match: re.Match[str]

    @property
    def gender(self) -> str | None:
        return self._agreement[0]

    @property
    def is_plural(self) -> bool:
        return self._agreement[1]

    @property
    def _agreement(self) -> tuple[str | None, bool]:
        return self.form.agreement.get(fold(self.match["word"]), (None, False))

    @property
    def has_object(self) -> bool:
        """Whether the words exchanged hold another pronoun: the "l'" of "pourquoi l'a-t-il quitté"."""
        return self.form.build is _before_verb and OBJECT.match(self.match[0]) is not None

    def replaced(self, name: str) -> str:
        """The question with `name` instead of the reference."""
        return exchanged(self.match, self.form.build(self.match, name))


def exchanged(match: re.Match[str], new: str) -> str:
    """The text of `match` with `new` in its place, with a capital where it opens the text."""
    opening = new[:1].upper() + new[1:] if not match.string[: match.start()].strip() else new
    return match.string[: match.start()] + opening + match.string[match.end() :]


def references(question: str) -> list[Reference]:
    """The references of `question`, each part of it read by one form, in order; "il faut" and "y a-t-il" have none."""
    taken = [match.span() for match in IMPERSONAL.finditer(question)]
    found: list[Reference] = []
    for form in FORMS:
        for match in form.pattern.finditer(question):
            if all(match.end() <= start or end <= match.start() for start, end in taken):
                found.append(Reference(form, match))
                taken.append(match.span())
    return sorted(found, key=lambda reference: reference.match.start())


def _before_verb(match: re.Match[str], name: str) -> str:
    """ "A-t-il plu ?" becomes "Paul Veyrac a-t-il plu ?"."""
    return f"{name} {match[0][:1].lower()}{match[0][1:]}"


def _instead(match: re.Match[str], name: str) -> str:
    return name


def _after_preposition(match: re.Match[str], name: str) -> str:
    return joined(match["preposition"], name)


def _after_que(match: re.Match[str], name: str) -> str:
    return joined("que" if match["before"].lower().startswith("q") else "si", name)


def _after_verb(match: re.Match[str], name: str) -> str:
    # Behind its participle the name no longer makes it agree: "l'a nommée", "a nommé Odile".
    return f"{AGREEING.sub('é', match['verb'])} {name}"


def _possessed(match: re.Match[str], name: str) -> str:
    article = {"son": "le", "sa": "la", "ses": "les"}[match["word"].lower()]
    noun = match["noun"]
    if article != "les" and fold(noun)[0] in "aeiou":
        return f"l'{noun} {joined('de', name)}"
    return f"{article} {noun} {joined('de', name)}"


def _english_possessed(match: re.Match[str], name: str) -> str:
    return f"{name}'s"


def joined(preposition: str, name: str) -> str:
    """ "De" and "le port" make "du port", "de" and "Odile" "d'Odile"."""
    first, _, rest = name.partition(" ")
    contracted = {("de", "le"): "du", ("de", "les"): "des", ("a", "le"): "au", ("a", "les"): "aux"}
    if short := contracted.get((fold(preposition).replace("d'", "de").replace("d’", "de"), first)):
        return f"{short} {rest}"
    plain = "de" if preposition.lower() in ("d'", "d’") else preposition
    if plain.lower() in ("de", "que") and fold(name)[:1] in "aeiou":
        return f"{plain[:-1]}'{name}"
    return f"{plain} {name}"


AGREEING = re.compile(r"é(?:e|s|es)\Z")
OBJECT = re.compile(r"l['’]|(?:le|la|les|lui|leur|en|y)\s", re.IGNORECASE)
# What happens, is left or lacking: "il" stands for nothing after "que" and "combien" and before an indefinite noun, and
# for something elsewhere ("quand s'est-il produit", "où se passe-t-il", "quand arrive-t-il").
_HAPPENS = (
    r"s['’](?:est|était)-il\s+(?:\w+ment\s+|donc\s+|encore\s+)?(?:passé|produit|écoulé)\b|"
    r"se\s+(?:pass|produi)\w+-(?:t-)?il\b|(?:est|était)-il\s+(?:\w+ment\s+|donc\s+)?(?:arrivé|advenu)\b"
)
_IS_LEFT = r"(?:rest|manqu|exist|suffi)\w+-(?:t-)?il\b"
_ASKED = r"(?:(?<=\bque )|(?<=\bqu['’])|(?<=\bqu['’]en )|(?<=\bcombien )|(?<=\bcombien en )|(?<=\blui )|(?<=\bleur ))"
_INDEFINITE = (
    r"(?=\s+(?:(?:encore|toujours|donc)\s+)?(?:(?:des|du|de\s+la|une?|plusieurs|beaucoup|assez|trop|quelque|quelqu|rien)\b|"
    r"d['’]autres\b|\d))"
)
# "Combien de places reste-t-il ?"; "combien de temps reste-t-il en poste" is said of somebody.
_HOW_MANY = (
    r"\b(?:combien\s+d(?:e\s+|['’])(?!(?:temps|jours|semaines|mois|ans|années)\s[^?]*-il\s+(?:en|à|au|aux|dans|chez)\b)|"
    r"quel(?:le)?s\s+)[\w’'-]+(?:\s+[\w’'-]+)?\s+"
)
# Pronouns that stand for nothing, and "est-ce que".
IMPERSONAL = re.compile(
    rf"\by a-t-il\b|{_ASKED}(?:{_HAPPENS}|{_IS_LEFT}|arriv\w+-t-il\b)|\b(?:{_HAPPENS}|{_IS_LEFT}){_INDEFINITE}|"
    rf"{_HOW_MANY}{_IS_LEFT}|\bsuffi\w+-il d(?:e\b|['’])|"
    r"\b(?:est-)?ce qu['’]il (?:se pass\w+|s['’](?:est|était) (?:passé|produit)|reste\w*|manqu\w+)\b|"
    r"\bse (?:peut|pouvait|pourra|pourrait)-(?:t-)?il\b|\bse fai(?:t|sait)-il qu|"
    r"\b(?:pleut|pleu\w+-t|neig\w+-t)-il\b|\b(?:fait|faisait|fera-t)-il (?:froid|chaud|beau|mauvais|nuit|jour)\b|"
    r"\bquel temps (?:fait|faisait|fera-t)-il\b|\bquelle heure (?:est|était)-il\b|"
    r"\b(?:s[’']agi(?:t|ssait)|faut|fallait|faudra-t|faudrait)-il\b|"
    r"\bil (?:y a|faut|s[’']agit|suffit|pleut|neige|arrive qu)|\best-ce\b|\bce qu[ei’']|"
    r"\b(?:is|are) there\b|"
    r"\best-il (?:vrai|exact|possible|probable|certain|prévu|permis|interdit|nécessaire|question)\b|"
    r"\b(?:is it|it is) (?:true|possible|likely|known|necessary)\b",
    re.IGNORECASE,
)
FRENCH: Agreements = {
    **dict.fromkeys(("il", "le", "celui-ci", "ce dernier", "lui"), ("m", False)),
    **dict.fromkeys(("elle", "la", "celle-ci", "cette derniere"), ("f", False)),
    **dict.fromkeys(("ils", "eux", "ceux-ci", "ces derniers"), ("m", True)),
    **dict.fromkeys(("elles", "celles-ci", "ces dernieres"), ("f", True)),
    "les": (None, True),
}
ENGLISH: Agreements = {
    **dict.fromkeys(("he", "him", "his"), ("m", False)),
    **dict.fromkeys(("she", "her"), ("f", False)),
    **dict.fromkeys(("they", "them", "their"), (None, True)),
}
# What may follow a whole noun or verb: the end, a preposition, another verb; any other word may belong to it.
END = (
    r"(?=\s*(?:[?!.,;:)»]|\Z)|\s+(?:à|au|aux|de|du|des|en|dans|pour|par|sur|avec|chez|comme|depuis|avant|après|lors|pendant|"
    r"contre|entre|sous|vers|sans|face|quand|est|sont|a|ont|était|étaient|se|ne|y|qui|que|et|ou|le|la|les|un|une|in|on|at|"
    r"for|from|to|with|by|of|as|since|before|after|when|and|or|is|are|was|were|has|have|had|will|do|does|did|that|which)\b"
    r"|\s+(?:d|l|s|n|qu)['’]|\s+[\w’']+-(?:t-)?(?:il|elle|on)s?\b)"
)
_PRONOUN = r"(?P<word>ils?|elles?)"
_CLITIC = r"(?:\b(?:[lsnmtd]|qu)['’]|\b(?:se|ne|le|la|les|lui|leur|en|y)\s+)"
_LATTER = rf"(?:cel(?:ui|le)-ci|ce(?:ux|lles)-ci|(?:ce dernier|cette dernière|ces derniers|ces dernières){END})"
_BEFORE = r"avant|après|chez|avec|pour|sans|contre|par|sur|sous|de|à|selon|entre|envers|vers|derrière|devant"


def _form(
    pattern: str, build: Build, agreement: Agreements, *, is_person: bool | None = None, is_near: bool = False
) -> Form:
    return Form(re.compile(pattern, re.IGNORECASE), build, agreement, is_person, is_near)


FORMS = (
    _form(rf"{_CLITIC}*\b[\w’']+-(?:t-)?{_PRONOUN}\b", _before_verb, FRENCH),
    _form(rf"\b(?P<before>qu|s)['’]{_PRONOUN}\b", _after_que, FRENCH),
    _form(rf"\b(?P<preposition>{_BEFORE})\s+(?P<word>lui|elles?|eux)\b", _after_preposition, FRENCH, is_near=True),
    _form(r"\b(?P<preposition>d['’])(?P<word>elles?|eux)\b", _after_preposition, FRENCH, is_near=True),
    _form(rf"\b(?P<preposition>{_BEFORE})\s+(?P<word>{_LATTER})", _after_preposition, FRENCH, is_near=True),
    _form(rf"\b(?P<word>{_LATTER})", _instead, FRENCH, is_near=True),
    _form(rf"\b{_PRONOUN}\b", _instead, FRENCH),
    _form(r"\b(?P<word>l)['’](?P<verb>(?:a|ont|avait|avaient|aura|auront)\s+\w+)\b", _after_verb, {}),
    _form(rf"(?<=\bqui\s)(?P<word>le|la|les)\s+(?P<verb>\w+){END}", _after_verb, FRENCH),
    _form(rf"\b(?P<word>son|sa|ses)\s+(?P<noun>\w+){END}", _possessed, {}),
    _form(r"\b(?P<word>he|him|she)\b", _instead, ENGLISH, is_person=True),
    _form(r"\b(?P<word>they|them)\b", _instead, ENGLISH),
    _form(rf"\b(?P<word>her){END}", _instead, ENGLISH, is_person=True),
    _form(r"\b(?P<word>his|her)\b(?=\s+\w)", _english_possessed, ENGLISH, is_person=True),
    _form(r"\b(?P<word>its)\b(?=\s+\w)", _english_possessed, {}, is_person=False),
    _form(r"\b(?P<word>it)\b", _instead, {}, is_person=False),
)
