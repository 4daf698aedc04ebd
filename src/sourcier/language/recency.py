"""Whether a question asks for what is newest."""

from __future__ import annotations

import re

from sourcier.language.dates import fold_in_place

# Things that come out again and again, so that the last is the newest: counts and news, works, events that recur.
# "Le dernier roi", "la dernière étape", "le dernier mot" are the last of a row that is closed.
RENEWED = r"""
    bilans? chiffres? nouvelles? infos? informations? points? estimations? decomptes? sondages? donnees? resultats?
    etats? mises?\sa\sjour versions? rapports? communiques? declarations? developpements? rebondissements? annonces?
    decisions? previsions? tarifs? prix budgets? recensements? actualites? evolutions? enquetes? mesures?
    romans? livres? albums? films? disques? ouvrages? essais? spectacles? chansons? recueils? singles? series?
    fois visites? deplacements? voyages? elections? scrutins? matchs? rencontres? reunions? interventions?
    apparitions? editions? remaniements? nominations? greves? attaques? crues? sommets? entretiens? interviews?
    toll figures? news numbers? update poll data results? report statement books? novels? film movie time visit
    trip election match meeting edition
"""
_RENEWED = "(?:" + "|".join(RENEWED.split()) + ")"
NEWEST = re.compile(
    r"\b(?:(?:le|la|les) plus recente?s?|plus recemment|derni(?:er|ere)s?\b[^?.!,;]{0,60}? en date|"
    rf"(?<!\bce )(?<!\bces )(?<!\bcette )derni(?:er|ere)s? (?:grande? |nouve(?:au|lle) )?{_RENEWED}|"
    rf"actuel(?:le)?s?|actuellement|a l['’]heure actuelle|en ce moment|aujourd['’]hui|maintenant|desormais|"
    r"a present|a ce jour|pour l['’]instant|pour le moment|de nos jours|ces temps-ci|recemment|dernierement|"
    r"toujours (?:en (?:poste|fonctions?|place|cours|activite|vigueur)|a la tete)|(?:ou en (?:est|sont)\b)|"
    rf"currently|current|latest|newest|most recent(?:ly)?|now|nowadays|recently|at present|at the moment|so far|"
    rf"to date|today|these days|last {_RENEWED})(?!\w)"
)
# What was before now.
NOT_NEWEST = re.compile(r"\b(?:jusqu['’](?:a (?:maintenant|present)|ici)|avant aujourd['’]hui|from now on|until now)\b")


def wants_newest(question: str) -> bool:
    """Whether `question` asks for the newest there is ("le plus récent", "actuel", "latest"), in French or English.

    "Dernier" does so in "dernier … en date" and before things that come out again and again; a "dernier" that tells a
    time ("l'an dernier") or points back ("ce dernier") does not.
    """
    return NEWEST.search(NOT_NEWEST.sub(" ", fold_in_place(question))) is not None
