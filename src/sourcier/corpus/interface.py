"""Lines made of nothing but the words of a page's own interface: "Partager ce post", "Voir tous les commentaires".

A list of whole lines would never end: publishers combine a few verbs and a few objects as they like.
"""

from __future__ import annotations

import re

VERBS = frozenset(
    "partager partagez tweeter imprimer enregistrer sauvegarder commenter commentez reagir reagissez contribuer "
    "ouvrir ecouter ecoutez regarder regardez voir lire telecharger telechargez abonner abonnez connecter connectez "
    "inscrire inscrivez identifier identifiez rechercher charger afficher actualiser rafraichir masquer fermer "
    "signaler ajouter offrir copier envoyer recommander suivre suivez epingler noter notez votez zoomer agrandir "
    "gerer parametrer personnaliser modifier supprimer repondre citer poster soumettre valider annuler "
    "deconnecter activer desactiver consulter acceder reutiliser traduire contacter contactez ecrire m'abonne "
    "m'inscris m'identifie copie copiee sauvegarde".split()
)
OBJECTS = frozenset(
    "article articles enregistres page post posts direct live lien liens commentaire commentaires contenu "
    "contenus suite plus moins tout toutes tous alerte alertes liste selection selections favoris coquille erreur "
    "faute profil auteur ami amis version mobile imprimable application appli compte abonnement newsletter "
    "newsletters infolettre notifications e-mail email mail courriel reseaux sociaux site menu avis contribution "
    "contributions conversation discussion cookies preferences parametres choix podcast podcasts video videos "
    "diaporama audio ecran plein mode redaction lecteur lecteurs reponse reponses facebook twitter x linkedin whatsapp "
    "telegram instagram messenger bluesky threads recette recettes dossier clipboard presse-papiers single chaine "
    "publications precedents suivants resultats mot passe adresse".split()
)
SMALL = frozenset(
    "le la les l un une des de du d a au aux en et ou sur par via pour avec ce cet cette ces mon ma mes votre vos "
    "notre nos je j me m s se nous vous moi ici y dans".split()
)
# What a page counts: "1 254 vues 3 min de lecture", "4,6/5 (87 avis)"; "12 points" is of the article.
COUNTED = frozenset(
    "min mn minute minutes s sec secondes lecture lectures vue vues partage partages commentaire commentaires "
    "reaction reactions avis vote votes j'aime like likes view views share shares fois lu read affichages temps "
    "estime".split()
)
MOST_WORDS = 9
WORD = re.compile(r"m'(?:abonne|inscris|identifie)|e-mail|presse-papiers|j'aime|[^\W_]+")


def is_interface(folded: str) -> bool:
    """Whether every word of a folded line is of the interface: a verb and its object, or a counter and its number."""
    words = WORD.findall(folded)
    if any(map(str.isdigit, words)) and COUNTED.intersection(words):
        return all(word.isdigit() or word in COUNTED or word in SMALL for word in words)
    if not 0 < len(words) <= MOST_WORDS or not VERBS.intersection(words):
        return False
    known = all(word in VERBS or word in OBJECTS or word in SMALL or word.isdigit() for word in words)
    # "Lire et écrire" may head a part of an article: a verb of the page has its object, or stands alone.
    alone = sum(word in VERBS for word in words) == 1 and len(SMALL.intersection(words)) == len(words) - 1
    return known and (alone or bool(OBJECTS.intersection(words)))
