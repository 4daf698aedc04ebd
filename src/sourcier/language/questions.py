"""What a question asks for, by its form: a count, an amount, an age, a named kind of thing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sourcier.language.analysis import fold, stem, terms, words
from sourcier.language.stopwords import STOP_WORDS


def _stems(written: str) -> frozenset[str]:
    return frozenset(stem(fold(word)) for word in written.split())


# Nouns that name a kind of answer and not a thing: "dans quelle ville" is answered by a name, without the word "ville".
GENERIC_NOUNS = _stems(
    """
    ville capitale pays lieu endroit région continent quartier destination adresse nationalité origine date jour
    journée mois année an heure moment période époque siècle saison durée temps délai calendrier étape nom prénom
    titre fonction poste rôle métier profession statut grade rang qualité responsabilité mission charge
    personne personnage personnalité homme femme gens responsable dirigeant patron chef acteur auteur
    interlocuteur homologue organisation organisme institution instance service structure entité entreprise
    société groupe équipe média journal source chose type genre sorte forme nature catégorie espèce exemple cas
    adjectif adverbe verbe expression formule formulation qualificatif appellation surnom graphie orthographe
    document texte accord dossier sujet thème question point aspect domaine secteur terrain champ volet chapitre
    raison motif cause origine explication but objectif objet finalité intérêt enjeu défi avantage bénéfice
    conséquence effet impact résultat bilan conclusion suite réponse réaction événement épisode fait affaire
    occasion cadre contexte circonstance situation condition état relation lien mesure décision moyen manière
    façon méthode outil dispositif projet programme plan action initiative engagement distinction récompense
    décoration honneur geste signe symbole différence rapport position avis opinion point jugement argument
    message information mot terme phrase propos problème difficulté risque menace danger inquiétude critique
    reproche accusation nombre chiffre quantité niveau degré garantie exigence revendication demande requête
    condition proposition promesse engagement annonce réforme infraction délit faute incident accident drame
    phénomène changement évolution modification nouveauté démarche procédure recours sanction peine règle consigne
    critère précaution obligation mention élément partie détail précision caractéristique particularité atout aide
    soutien appui service échéance étape phase suite tournant piste solution option scénario hypothèse city
    score country place capital date day month year time name title role job position person people man woman official
    leader head organisation organization agency company group kind sort type thing topic subject area field
    reason cause purpose goal aim result outcome consequence event measure decision way distinction award honour
    honor document text agreement
    """
)
HOW_MANY = re.compile(r"\b(?:combien|how many|how much)\b", re.IGNORECASE)
COUNTED = re.compile(r"\b(?:combien d(?:e\s|['’])|how many\s)(?P<rest>[^?,;:]*)", re.IGNORECASE)
HOW_LONG = re.compile(r"\b(?:combien de temps|depuis combien|dans combien|how long)\b", re.IGNORECASE)
AGE = re.compile(r"\b(?:quel âge|quel age|how old|what age)\b", re.IGNORECASE)
AMOUNT_NOUN = (
    r"(?:budget|coût|cout|montant|prix|tarif|salaire|rémunération|loyer|chiffre d['’]affaires|somme|amende|"
    r"cost|price|salary|fee)s?"
)
AMOUNT = re.compile(
    rf"\b(?:quel(?:le)?s? (?:(?:est|sont|était|étaient|sera|fut|a été) (?:(?:le|la|les|son|sa|ses|leur) |l['’]))?"
    rf"(?:\w+ )?{AMOUNT_NOUN}|combien (?:a )?(?:co[uû]t|vaut|gagn|pa[iy])|what (?:\w+ )?{AMOUNT_NOUN}|"
    r"combien (?:s['’]él[eè]v|se (?:mont|chiffr))\w* (?:\w+ )?(?:\w['’])?"
    r"(?:dégât|préjudice|facture|dette|budget|co[uû]t|montant|amende|somme|addition|déficit|devis)s?)",
    re.IGNORECASE,
)
SHARE = re.compile(
    r"\b(?:quel(?:le)? (?:(?:est|était|sera|fut) (?:(?:le|la|son|sa|leur) )?)?(?:pourcentage|part|proportion|taux)|"
    r"what (?:(?:is|was) the )?(?:percentage|share|proportion|rate))\b",
    re.IGNORECASE,
)
EARNS = re.compile(r"\bcombien (?:\w+ )?(?:\w+ )?gagn", re.IGNORECASE)
WHICH = re.compile(r"\b(?:quel(?:le)?s?|which|what)\s+(?P<rest>[^?,;:]*)", re.IGNORECASE)
NUMBER_WORDS = (
    "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante "
    "cinquante soixante cent cents mille million millions milliard milliards dizaine dizaines douzaine centaine "
    "centaines millier milliers plusieurs moitié tiers quart two three four five ten hundred thousand"
)
NUMBER = re.compile(r"\d|\b(?:" + "|".join(NUMBER_WORDS.split()) + r")\b", re.IGNORECASE)
MONEY = re.compile(
    r"[€$£]|\b(?:euros?|dollars?|dirhams?|francs?|livres?|dinars?|yens?|yuans?|roubles?|millions?|milliards?)\b",
    re.IGNORECASE,
)
PERCENT = re.compile(
    r"%|\bpour cent\b|\bmoitié\b|\btiers\b|\bquarts?\b|\bsur (?:deux|trois|quatre|cinq|dix|cent)\b", re.IGNORECASE
)
# An age and no length of time: ", 46 ans,", "à 41 ans", "un homme de 29 ans", but not "dix-huit ans de mandat".
_LASTING = (
    "peines?|mandats?|durées?|bail|contrats?|périodes?|interdiction|absence|règne|recul|retard|prison|réclusion|page|"
    "délai|plans?|cycles?|expérience|carrière|guerre|attente|travaux|cours|moins|plus|près|bout"
)
YEARS = re.compile(
    rf"(?:\b(?:âgée?s? d[e'’]|à|ses|fêt\w+|que|seulement|(?<!y )a|ont|avait|aura|has|is|was|"
    rf"(?!(?:{_LASTING})\b)\w+ de)\s?|[,(–—]\s?)"
    r"(?:(?:environ|près de|presque|déjà|seulement)\s)?(?:\d{1,3}|(?:\w+ et )?[\w-]*(?:"
    + "|".join(NUMBER_WORDS.split())
    + r"|une?)s?)\s?(?:ans|mois)\b(?!\s(?:d['’]|plus|après|avant|auparavant|durant|ferme|de\s(?!ses|son|sa|la|l['’])))|"
    r"\w+aine d['’]années|\b(?:née?|years? old|aged|\w+-years?-old|"
    r"(?:trente|quadragé|quinquagé|sexagé|septuagé|octogé|nonagé|cente)naire)\b",
    re.IGNORECASE,
)
# A size is told by a number and its unit, seldom by the noun that asks for it.
LENGTHS = (
    r"(?:(?:kilo|centi|milli)?m[eè]t(?:re|er)s?|[kcm]?m|milles?|miles?|pieds?|feet|foot|pouces?|inches)"
    r"(?:\b|(?=\d))(?! cubes?)"
)
AREAS = r"(?:hectares?|ha|[mk]m?[²2]|(?:kilo)?mètres? carrés?|acres?|square \w+)"
WEIGHTS = r"(?:(?:méga|kilo)?tonnes?|tons?|kilos?|kilogrammes?|kg|grammes?|quintaux|pounds?)\b"
VOLUMES = r"(?:(?:hecto)?litres?|m[³3]|mètres? cubes?|liters?|gallons?)"
SPEEDS = (
    r"(?:km\s?/\s?h|km à l['’]heure|kilomètres?(?:/| à l['’]| par )heure|n[œo]e?uds?|mph|knots?|mètres? par seconde)"
)
DEGREES = r"(?:°|degrés?|degrees?)"
SIZES = {
    term: re.compile(
        rf"(?:\d|\b(?:une?|\w+aine|{'|'.join(NUMBER_WORDS.split())})s?)(?:\sd(?:e\s|['’]))?\s?{unit}", re.IGNORECASE
    )
    for nouns, unit in (
        ("hauteur altitude profondeur largeur longueur distance épaisseur diamètre", LENGTHS),
        ("height depth width length distance", LENGTHS),
        ("superficie area", AREAS),
        ("poids tonnage weight", WEIGHTS),
        ("volume", VOLUMES),
        ("vitesse speed", SPEEDS),
        ("température temperature", DEGREES),
    )
    for term in _stems(nouns)
}


# "Combien pèse la pirogue ?": the verb asks for the size.
WEIGHED = stem("poids")
MEASURING = tuple(
    (re.compile(asking, re.IGNORECASE), stem(noun))
    for asking, noun in (
        (r"\bcombien (?:\w+ ){0,2}?p[eè]s(?:e|ent|ait|aient|era|eront)\b|\bhow heavy\b", "poids"),
        (
            r"\bcombien mesur(?:e|ent|ait|aient|era|eront)\b|\bhow (?:long|tall|high|deep|wide) (?:is|was|are|were)\b",
            "longueur",
        ),
    )
)
# A debt, a trade or a party weighs in other units.
WEIGHS = re.compile(
    rf"{SIZES[WEIGHED].pattern}|{MONEY.pattern}|{PERCENT.pattern}|\d\s?(?:députés?|élus|sièges|voix)", re.IGNORECASE
)
# An amount that is none of any other name: what a firm takes in is not what it pays.
OWN_AMOUNTS = tuple(
    (re.compile(rf"\b(?:{asking})\b", re.IGNORECASE), re.compile(rf"\b(?:{asking}|{telling})", re.IGNORECASE))
    for asking, telling in (
        (r"chiffres? d['’]affaires|turnover|revenues?", r"(?:ventes|recettes|revenus?|CA|activité|réalis\w+|pèse)\b"),
        (r"loyers?|rent", r"(?:lou(?:e|ent|é|ée|és|ées|er|ait)|location|bail|mensuel\w*|par mois)\b"),
        (r"dettes?|debts?", r"endett|emprunt|passif|doi(?:t|vent)\b|créanc|ardoise|trou\b|déficit"),
        (
            r"subventions?",
            r"aides?\b|vers[eé]|financ|enveloppe|allou|accord|octro|re[cç]oi|attribu|dot[eé]|allocation|soutien",
        ),
    )
)


# People named by what they do or are.
DOERS = _stems(
    """
    voleur voleurs cambrioleur cambrioleurs braqueur braqueurs malfaiteur malfaiteurs agresseur agresseurs assaillant
    assaillants suspect suspects policier policiers gendarme gendarmes pompier pompiers sauveteur sauveteurs soldat
    soldats militaire militaires marin marins matelot matelots ouvrier ouvriers plongeur plongeurs
    """
)

# Facts that text states with a word of the family or not at all: no article says who followed whom, where somebody
# studied or whom they married without one of these stems. A question with a word of the first line needs one of the
# first or the second in its proof.
FAMILIES = tuple(
    (_stems(asking), _stems(f"{asking} {relatives}"))
    for asking, relatives in (
        (
            "succéder succède succédé successeur successeurs prédécesseur remplacer remplacé remplacée "
            "remplaçant succeeded",
            "nommé nommée nomination succession candidat candidats désigné élu élue nouveau "
            "nouvelle ancien ancienne prochain",
        ),
        (
            "université études étudié diplôme diplômé lycée faculté university studied degree",
            "école formé étudiant school",
        ),
        (
            "marié mariée mariage épouse épousé conjoint conjointe divorce veuf veuve wife husband married",
            "mari femme couple",
        ),
        ("naître né née naissance natif native born birth", "originaire âge an"),
        ("mort morts décès décédé tué tués died dead killed", "victime victimes corps bilan cadavre disparu"),
        (
            "démission démissionner démissionné limogé resign resigned resignation",
            "quitté quitter départ départs licencié",
        ),
        (
            "condamné condamnée condamnation verdict inculpé sentenced convicted",
            "procès jugé tribunal peine prison réquisitoire requis parquet procureur accusé audience trial",
        ),
        ("élire élection élections scrutin elected election", "élu élue élus vote voté voter urnes"),
        (
            "racheter rachète racheté rachetée rachat repreneur acquéreur acheteur",
            "propriétaire actionnaire contrôle capital offre acheter acheté acquis acquérir acquisition vendu vendue "
            "vente céder cédé cédée cession reprendre repris "
            "reprise",
        ),
        (
            "acheter achète acheté achetée bought",
            "dote doté équipe achat achats billet billets billetterie réservation acheteur racheté acquis acquérir "
            "acquisition vendu "
            "vente cédé cession commande commandé contrat livré livrés livraison signé offert payé sold",
        ),
        (
            "habiter habite habitent habitait domicilié domiciliée réside",
            "population adresse hébergé hébergée hébergés vit vivent vivait domicile domiciliés installé installée "
            "demeure logé logée loge logement "
            "maison appartement",
        ),
        (
            "arrestation arrestations interpellé interpellée interpellés interpellation arrested",
            "arrêté arrêtée arrêtés garde écroué détention police gendarmes arrêt appréhendé suspect suspects",
        ),
        (
            "remporter remporté remportée remporte vainqueur won winner",
            "gagné gagnant gagne gagner victoire victorieux sacré sacrée champion champions championne titre battu bat "
            "domine imposé impose coupe médaille trophée lauréat lauréate prix élu élue attribué attribuée retenu "
            "retenue choisi choisie désigné désignée décroché obtenu confié emporte emporté",
        ),
        (
            "terminée terminées terminer terminent ended",
            "réception place podium terminé termine fin fini finie finit finir achevé achève achevée levé levée "
            "suspendu reprise repris "
            "cessé arrêt conclu issue protocole accord bout jusqu livré livrée livraison ouvre ouvrir ouverture "
            "rouvrir inauguré inauguration service prêt prête durer dure durera échéance délai over",
        ),
        (
            "salaire rémunération salary wage earn",
            "paie payé mensuel mensuels brut bruts net nets indemnité traitement mois gagne gagner gagnait",
        ),
    )
)
EARNED = _stems("salaire")
# What one article counts under another name than a question does: animals first.
ANIMALS = tuple(
    map(
        _stems,
        (
            "mouton moutons brebis ovin ovins agneau agneaux bête bêtes",
            "vache vaches bovin bovins bête bêtes",
            "cochon cochons porc porcs porcelet porcelets",
            "poule poules poulet poulets volaille volailles canard canards",
        ),
    )
)
ALIKE = ANIMALS + tuple(
    map(
        _stems,
        (
            "bébé bébés naissance naissances né nés nouveau-né nouveau-nés accouchement accouchements",
            "élève élèves écolier écoliers collégien collégiens lycéen lycéens",
            "spectateur spectateurs visiteur visiteurs festivalier festivaliers entrée entrées public",
            "logement logements appartement appartements maison maisons habitation habitations",
            "voiture voitures véhicule véhicules automobile automobiles",
            "bateau bateaux navire navires embarcation embarcations",
            "soldat soldats militaire militaires",
            "étudiant étudiants inscrit inscrits",
            "magistrat magistrats magistrate magistrates juge juges procureur procureure parquet",
            "blessure blessures rupture fracture fractures entorse entorses lésion lésions déchirure commotion "
            "élongation traumatisme brûlures plaie plaies",
        ),
    )
)


@dataclass(frozen=True)
class Asked:
    """What a question wants in its proof: patterns `needs` and `named`, term `thing`, one of each of `families`."""

    needs: re.Pattern[str] | None = None
    thing: str | None = None
    families: tuple[frozenset[str], ...] = ()
    named: re.Pattern[str] | None = None


def asked(question: str) -> Asked:
    """What `question` asks for, by its form; nothing in particular for most."""
    own = frozenset(terms(question))
    # "Gagner" is to win but where a question asks how much.
    own |= EARNED if EARNS.search(question) else frozenset()
    families = tuple(relatives for asking, relatives in FAMILIES if asking & own)
    if AGE.search(question):
        return Asked(YEARS, None, families)
    if AMOUNT.search(question):
        named = next((telling for asking, telling in OWN_AMOUNTS if asking.search(question)), None)
        return Asked(MONEY, None, families, named)
    if SHARE.search(question):
        return Asked(PERCENT, None, families)
    size = next((noun for verb, noun in MEASURING if verb.search(question)), None)
    if size:
        return Asked(SIZES[size] if size != WEIGHED else WEIGHS, None, families)
    if HOW_MANY.search(question) and not HOW_LONG.search(question):
        counted = COUNTED.search(question)
        return Asked(NUMBER, _thing(counted["rest"]) if counted else None, families)
    match = WHICH.search(question)
    thing = _thing(match["rest"]) if match else None
    if thing in SIZES:
        return Asked(SIZES[thing], None, families)
    return Asked(None, thing, families)


def _thing(rest: str) -> str | None:
    """The first noun of `rest`, as a term: the thing counted or chosen; None when it only names a kind of answer."""
    for word in words(rest):
        if word not in STOP_WORDS and word not in ADJECTIVES_BEFORE and not word.isdigit():
            return None if stem(word) in GENERIC_NOUNS else stem(word)
    return None


def alike(thing: str) -> frozenset[str]:
    """The terms under which what is called `thing` may be counted."""
    return frozenset({thing}).union(*(group for group in ALIKE if thing in group))


# Adjectives that French puts before the noun: the noun that follows is what is asked.
ADJECTIVES_BEFORE = frozenset(
    fold(word)
    for word in (
        "grand grande grands grandes petit petite nouveau nouvelle nouveaux nouvelles autre autres premier première "
        "dernier dernière derniers dernières principal principale principaux principales haut haute hauts hautes "
        "ancien ancienne prochain prochaine même mêmes vrai bon bonne gros exact exacte other main new old first last"
    ).split()
)
