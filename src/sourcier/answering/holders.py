"""Who holds the office that a question asks about, as a sentence says it."""

from __future__ import annotations

import re

from sourcier.language.analysis import fold, terms
from sourcier.language.concepts import concept
from sourcier.language.dates import written_dates
from sourcier.language.expansions import Expansion
from sourcier.language.names import proper_names
from sourcier.language.offices import OFFICES, RANKS, held
from sourcier.retrieval.antecedents import people

# "Qui dirige", "à la tête de": the office is not named, any that leads will do.
LEADS = re.compile(
    r"\b(?:dirig\w+|presid(?:e|ait|aient|ee?|er)\b|command(?:e|ait|er)\b|a la tete|aux commandes|"
    r"pilote\w*|heads?\b|leads?\b|runs?\b|chairs?\b|in charge)"
)
IN_CHARGE = re.compile(r"\ba la tete d|\baux commandes d|\bin charge of")
# Where what is led ends, and what anything that is led may be called.
HEADED = re.compile(r"[,.;:«»()]")
BODIES = frozenset(
    concept(term)
    for term in terms(
        "ville commune municipalité collectivité territoire département région pays état exécutif institution "
        "établissement organisme organisation structure service entreprise société groupe maison équipe club formation "
        "direction présidence conseil celle celui mairie quotidien journal centrale parti syndicat association "
        "city town company team"
    )
)
LEADERS = frozenset(
    concept(term)
    for term in terms(
        "directeur chef patron dirigeant responsable président préfet maire ministre gouverneur secrétaire pdg "
        "procureur commissaire doyen recteur général entraîneur"
    )
)
ASKS = re.compile(
    r"\bc(?:['’]?est)? qui\b|"
    r"\bqui (?:est|etait|fut|sont|etaient|sera|a ete|avait ete|occup\w+|exerc\w+|dirig\w+|presid\w+|command\w+|"
    r"pilot\w+|a (?:dirige|preside|commande)|avait (?:dirige|preside))\b|"
    r"\ba la tete\b|\baux commandes\b|\bs['’]appel\w+|\bnoms? d|\b(?:meme|quels?) noms?\b|"
    r"\bwho (?:is|was|were|heads?|leads?|runs?|chairs?|led|headed|ran|chaired)\b|\bin charge\b"
)
# "Porte-parole" is two words, of which the first has the stem of a harbour.
NAMED = OFFICES - {concept(term) for term in terms("porte parole")}
ANY_LEADER = frozenset(concept(term) for term in terms("chef patron dirigeant responsable"))
# What tells many bodies of a country from those of another, and none from its neighbour: "police nationale".
WIDE = frozenset(
    concept(term)
    for term in terms("national régional départemental municipal général central fédéral public français local")
)
# What an office implies, and when it is asked about.
UNSAID = frozenset(
    concept(term)
    for term in terms(
        "municipalité mairie ville commune poste fonction fauteuil nom occupe occupait exerce exerçait aujourd'hui "
        "actuellement actuel moment"
    )
)
# Whom a sentence names as having gone: "succède à Paul Veyrac", "son prédécesseur, Paul Veyrac".
_OFFICE = r"(?:(?!\b(?:a|ont|avait|est|sont|etait|sera|par|qui|que)\b)[^,.;]){0,60}"
GONE = re.compile(
    r"(?:\bsucced\w+ a|\bsuccession de|\bremplac\w+|\bpredecesseur\w*,?|\bancien(?:ne)?\b[^,.;]{0,60},?|\bex-\w+|"
    r"\b(?:licenciement|limogeage|eviction|renvoi|destitution|revocation|mise a l['’]ecart|depart|demission|deces|mort)"
    rf" d(?:e (?:son |sa |la |l['’])?|u ){_OFFICE},?|"
    rf"\b(?:separee? (?:de|d['’])|(?:licenci|limog|destitu|revoqu)\w+) (?:son |sa |le |la |l['’]){_OFFICE},?)"
    r"\s*(?:m\. |mme )?\Z"
)
# Characters between a verb of leading and its subject or agent: "que dirige le commissaire divisionnaire Paul Veyrac".
NEAR = 70


def asks_for_holder(question: str) -> bool:
    """Whether `question` asks who holds an office."""
    folded = fold(question)
    if ASKS.search(folded) is None:
        return False
    return LEADS.search(folded) is not None or bool(NAMED & {concept(term) for term in terms(question)})


def holder(text: str, question: str, context: str, expansions: list[Expansion]) -> str | None:
    """The name of whoever holds the office asked about, as `text` gives it; None when it says of none.

    `context` is what stands before the sentence; `expansions` tell that "DGAC" and the name it stands for are one.
    """
    asked = {concept(term) for term in terms(_without_dates(question)) if not term.isdigit()}
    verbs = {concept(term) for word in LEADS.findall(fold(question)) for term in terms(word)}
    place = asked - NAMED - RANKS - UNSAID - verbs
    # "Le patron de la police" may be its director.
    offices = asked & (NAMED - ANY_LEADER)
    names = {concept(term) for name in proper_names(question) for term in terms(name)} & place
    own = with_names({concept(term) for term in terms(f"{context} {text}")}, expansions)
    # A body that the question names by name stands by name in what answers it.
    if (place and not place & own) or (names and not names & own):
        return None
    body = place - WIDE or place
    best, found = 0, None
    for office in held(text):
        fits = office.office in offices or (not offices and office.office in LEADERS)
        name = _written(office.holder, text)
        if not fits or name is None or (office.ranks and not office.ranks & asked):
            continue
        # "La maire, Odile Farran" in an article of the town.
        told = with_names(set(office.complement), expansions) or own
        shared = body & told
        if len(shared) > best and len(shared) * 2 >= len(body):
            best, found = len(shared), name
    # "Odile Farran remplace Paul Sarre à la tête du port" names no office.
    charge = IN_CHARGE.search(fold(text))
    if found or (offices and not charge):
        return found
    # "À la tête de l'opposition" is not at that of the town.
    led = HEADED.split(fold(text)[charge.end() :])[0] if charge else ""
    headed = {concept(term) for term in terms(led)}
    return None if headed and headed.isdisjoint(body | BODIES) else _subject(text)


def with_names(found: set[str], expansions: list[Expansion]) -> set[str]:
    """The terms or concepts `found`, with each acronym whose name they hold and the name of each that they hold."""
    for names in expansions:
        forms = [set(terms(name)) for name in names]
        forms += [{concept(term) for term in form} for form in forms]
        if any(form <= found for form in forms):
            found = found.union(*forms)
    return found


def _without_dates(question: str) -> str:
    for date in reversed(written_dates(question)):
        question = f"{question[: date.start]} {question[date.end :]}"
    return question


def _written(holder: frozenset[str], text: str) -> str | None:
    """The person of these terms, as the text writes them, unless their time is over."""
    names = (person.text for person in people(text) if set(terms(person.text)) & holder)
    return next((name for name in names if not _is_gone(name, text)), None)


def _subject(text: str) -> str | None:
    """The person nearest to the verb that says who leads."""
    folded = fold(text)
    verb = LEADS.search(folded)
    if verb is None:
        return None
    places = [(person.text, folded.find(fold(person.text))) for person in people(text)]
    near = [
        (min(abs(place - verb.end()), abs(verb.start() - place - len(name))), name)
        for name, place in places
        if place >= 0 and not _is_gone(name, text)
    ]
    distance, name = min(near, default=(NEAR + 1, ""))
    return name if distance <= NEAR else None


def _is_gone(name: str, text: str) -> bool:
    return GONE.search(fold(text[: text.find(name)])) is not None
