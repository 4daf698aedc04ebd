"""French questions drafted by rule from a sentence, only where the result reads as French and its answer is sure.

The rules ask who did something, how many, how much, how old and when. None asks where a past participle would have to
agree with what the question hides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sourcier.evaluation.questions import Kind
from sourcier.language.analysis import fold
from sourcier.language.dates import WEEKDAYS, WrittenDate, fold_in_place, written_dates
from sourcier.language.forenames import forename_gender
from sourcier.language.names import NAME
from sourcier.language.numbers import NUMBER, NUMBER_IN_WORDS
from sourcier.language.stopwords import STOP_WORDS

# A longer question is no one's: readers ask in a line.
MOST_WORDS = 24
# What a question cannot take over: quotations, asides, and who is meant by a pronoun.
TANGLED = re.compile(r"[«»“”\"();:…]|\b(?:ils?|elles?|lui|elle-même|lui-même)\b", re.IGNORECASE)
# What is told besides, at the end: no part of what is asked.
TAIL = re.compile(r", (?:contre|dont|soit|selon|d['’]après) .*\.\Z")
VERB = (
    r"(?:s['’]est|a|avait|aura|va|doit|devra|peut|veut|est|était|sera|fut|préside|dirige|mène|occupe|succède|remplace|"
    r"devient|quitte|rejoint|reçoit|signe|annonce|affirme|estime|assure|refuse|demande|propose|promet|attend)\b"
)
# "Aimé Soubeyre, maire de Lisseuil, a inauguré…"; "Le maire de Lisseuil, Aimé Soubeyre, a inauguré…".
OFFICE_BEFORE = re.compile(r"L(?:e |a |['’])[^,]{3,80}, ")
OFFICE_AFTER = re.compile(r", [^,]{3,80},(?= )")
PREDICATE = re.compile(rf" (?P<verb>{VERB}) (?P<rest>.+)\.")
# A participle after "être" agrees with the woman who did it, and "qui" hides her: only a noun may follow.
AGREES = re.compile(r"(?:s['’]est|est|était|sera)\Z")
NOUN_FOLLOWS = re.compile(r"(?:l['’]|(?:la|une|le|un)\b)")
SAID = re.compile(
    r"(?:déclaré|affirmé|annoncé|expliqué|estimé|assuré|indiqué|précisé|dénoncé|promis|rappelé|souligné|reconnu)\b"
)
APPROXIMATELY = re.compile(r"(?:Au moins|Près de|Environ|Quelque|Plus de|Moins de) ")
COUNTED = re.compile(
    r" (?P<noun>[a-zà-öø-ÿœ][\w’'-]+(?: [\w’'-]+){0,5}?)"
    r" (?P<verb>(?:ont|sont|seront|étaient|avaient|auront|vont|doivent|devraient|pourraient|seraient|auraient)\b)"
    r" (?P<rest>.+)\."
)
# "… tuées et 31 autres blessées": which of the two is asked?
ANOTHER_COUNT = re.compile(r"\bet \d|\bautres\b")
# A subject without asides, and its verb; what is counted may be followed by a place or a time.
SUBJECT = re.compile(
    r"(?P<clause>(?:L(?:es?|a) |L['’]|[A-ZÉÈ])[^,]{2,80} "
    r"(?:compte|emploie|commande|accueille|produit|vend|réunit|rassemble|mesure|pèse|coûte|possède|transporte|attend|"
    r"prévoit|gère|reçoit|perd|gagne|finance|\w+(?:era|ira|dra)))"
    r" (?:(?:au moins|près de|environ|quelque|plus de|moins de|jusqu['’]à) )?"
)
THINGS = re.compile(
    r" (?P<noun>(?P<money>(?:d['’])?(?:euros?|dollars?|francs?|€|\$))|[a-zà-öø-ÿœ]{3,}s)"
    r"(?: (?P<rest>(?:à|au|aux|en|dans|sur|par|chaque|pour) [^,]+?))?(?:,[^.]+)?\."
)
COSTS = re.compile(r"coût(?:e|era)\Z")
AGE = re.compile(r", (?:âgée? de )?(?P<age>\d{1,3}) ans,")
# What is elided before; most words in h of the press are not.
VOWEL = re.compile(r"[aàâeéèêëiîïoôuùûyœ]|h(?:abitant|omme|eure|ectare|ôtel|ôpita|istoire|élicoptère)", re.IGNORECASE)
WEEKDAY = rf"(?:(?:{'|'.join(WEEKDAYS['fr'])}) )?"
LED = re.compile(rf",? (?P<lead>le|en) {WEEKDAY}\Z")
LEADS = re.compile(rf"(?P<lead>Le|En) {WEEKDAY}\Z")
FINITE = re.compile(
    r"\b(?:a|ont|est|sont|avait|avaient|était|étaient|aura|auront|sera|seront|va|vont|doit|doivent|fut|furent)\b"
)
# With two verbs nobody can tell by rule which of them the date goes with.
SUBORDINATE = re.compile(r"\b(?:que|qui|dont|où|lorsque|quand|comme|si|pour|afin|avant|après|depuis|et)\b|\bqu['’]")
# A participle that no auxiliary leads is the date's own: "le bac supprimé le 12 mai".
PARTICIPLE = re.compile(
    r"(?<!été)(?<!\ba)(?<!\bont)(?<!\best)(?<!\bsont)(?<!avait)(?<!avaient) \w+(?:ée?s?|ie?s?|ue?s?)\Z"
)


@dataclass(frozen=True)
class Drafted:
    """A question with what answers it: wordings of the one fact."""

    question: str
    kind: Kind
    answer: tuple[str, ...]


def drafted(sentence: str) -> Drafted | None:
    """A question that the sentence answers by itself; None where no rule gives a good one."""
    sentence = TAIL.sub(".", sentence)
    if TANGLED.search(sentence):
        return None
    return next((found for found in _drafted(sentence) if len(found.question.split()) <= MOST_WORDS), None)


def _drafted(sentence: str) -> Iterator[Drafted]:
    for rule in (_who, _how_many, _how_much, _when, _how_old):
        if (found := rule(sentence)) is not None:
            yield found


def _who(sentence: str) -> Drafted | None:
    before = OFFICE_BEFORE.match(sentence)
    for start in (0, before.end() if before else 0):
        name = NAME.match(sentence, start)
        gender = forename_gender(name[0]) if name else None
        if name is None or gender is None or " " not in name[0]:
            continue
        office = OFFICE_AFTER.match(sentence, name.end())
        # Between commas, the name itself is the aside.
        end = office.end() if office else name.end() + (sentence[name.end()] == "," and start > 0)
        predicate = PREDICATE.fullmatch(sentence, end)
        if predicate is None:
            continue
        verb, rest = predicate["verb"], predicate["rest"]
        agrees = AGREES.search(verb) or rest.startswith("été ")
        if gender == "f" and agrees and not NOUN_FOLLOWS.match(rest):
            continue
        kind: Kind = "who_said" if SAID.match(rest) else "factual"
        return Drafted(f"Qui {verb} {rest} ?", kind, (name[0], name[0].split(" ", 1)[1]))
    return None


def _how_many(sentence: str) -> Drafted | None:
    about = APPROXIMATELY.match(sentence)
    start = about.end() if about else 0
    folded = fold_in_place(sentence)
    number = NUMBER_IN_WORDS.match(folded, start) or NUMBER.match(folded, start)
    counted = COUNTED.fullmatch(sentence, number.end()) if number else None
    if number is None or counted is None or ANOTHER_COUNT.search(counted["rest"]):
        return None
    if fold(re.split(r"[ ’']", counted["noun"])[0]) in STOP_WORDS:
        return None
    noun = counted["noun"]
    question = f"Combien {_of(noun)}{noun} {counted['verb']} {counted['rest']} ?"
    return Drafted(question, "date_number", (sentence[number.start() : number.end()].strip(),))


def _how_much(sentence: str) -> Drafted | None:
    """What a verb in a simple tense counts: "L'usine emploie 85 salariés", "Le pont coûtera 14 millions d'euros"."""
    folded = fold_in_place(sentence)
    for number in (*NUMBER_IN_WORDS.finditer(folded), *NUMBER.finditer(folded)):
        start, end = number.span()
        subject, things = SUBJECT.fullmatch(sentence, 0, start), THINGS.match(sentence, end)
        if subject is None or things is None:
            continue
        clause = f"{_lowered(subject['clause'])} {things['rest'] or ''}".strip()
        noun, of_money = things["noun"], things["money"]
        if of_money and not COSTS.search(subject["clause"]):
            continue
        counted = "" if of_money else f"{_of(noun)}{noun} "
        return Drafted(f"Combien {counted}{_that(clause)}{clause} ?", "date_number", (sentence[start:end].strip(),))
    return None


def _how_old(sentence: str) -> Drafted | None:
    name = NAME.match(sentence)
    age = AGE.match(sentence, name.end()) if name else None
    if name is None or age is None or " " not in name[0] or forename_gender(name[0]) is None:
        return None
    return Drafted(f"Quel âge a {name[0]} ?", "date_number", (age["age"],))


def _when(sentence: str) -> Drafted | None:
    dates = written_dates(sentence)
    if len(dates) != 1 or dates[0].year is None:
        return None
    [date] = dates
    clause, lead = _without_date(sentence, date)
    if not clause or not FINITE.search(clause) or SUBORDINATE.search(clause) or PARTICIPLE.search(clause):
        return None
    if fold(clause.split()[-1]) in STOP_WORDS:
        return None
    clause = _lowered(clause)
    asked = "En quelle année" if date.month is None and lead == "en" else "Quand"
    return Drafted(f"{asked} {_that(clause)}{clause} ?", "date_number", (sentence[date.start : date.end].strip("."),))


def _without_date(sentence: str, date: WrittenDate) -> tuple[str, str]:
    """The rest of a sentence that ends with its date or opens with it, and what led to it; both empty if neither."""
    before, after = sentence[: date.start], sentence[date.end :]
    if after == "." and (led := LED.search(before)):
        return before[: led.start()], led["lead"]
    if after.startswith(", ") and after.endswith(".") and (leads := LEADS.match(before)):
        return after[2:-1], leads["lead"].lower()
    return "", ""


def _lowered(clause: str) -> str:
    """A clause that no longer opens a sentence: only a name keeps its capital."""
    grammatical = fold(re.split(r"[ '’]", clause, maxsplit=1)[0]) in STOP_WORDS
    return clause[0].lower() + clause[1:] if grammatical else clause


def _of(noun: str) -> str:
    return "d'" if VOWEL.match(noun) else "de "


def _that(clause: str) -> str:
    return "est-ce qu'" if VOWEL.match(clause) else "est-ce que "
