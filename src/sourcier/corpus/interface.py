"""Lines made of nothing but the words of a page's own interface: "Partager ce post", "Voir tous les commentaires".

A list of whole lines would never end: publishers combine a few verbs and a few objects as they like.
"""

from __future__ import annotations

import re

VERBS = frozenset(
    "partager partagez tweeter imprimer enregistrer sauvegarder commenter commentez reagir reagissez contribuer ecouter "
    "ecoutez regarder regardez voir lire telecharger telechargez abonner abonnez connecter connectez inscrire inscrivez "
    "identifier identifiez rechercher charger afficher actualiser rafraichir masquer fermer signaler ajouter offrir "
    "copier envoyer recommander suivre suivez epingler noter zoomer agrandir gerer parametrer personnaliser modifier "
    "supprimer repondre citer poster soumettre valider annuler deconnecter activer desactiver consulter acceder "
    "reutiliser traduire contacter contactez ecrire m'abonne m'inscris m'identifie copie copiee sauvegarde".split()
)
OBJECTS = frozenset(
    "article articles page post posts direct live lien liens commentaire commentaires contenu contenus suite plus moins "
    "tout toutes tous alerte alertes liste selection selections favoris coquille erreur faute profil auteur ami amis "
    "version mobile imprimable application appli compte abonnement newsletter newsletters infolettre notifications "
    "e-mail email mail courriel reseaux sociaux site menu avis contribution contributions conversation discussion "
    "cookies preferences parametres choix podcast podcasts video videos diaporama audio ecran plein redaction lecteur "
    "lecteurs reponse reponses facebook twitter x linkedin whatsapp telegram instagram messenger bluesky threads "
    "clipboard presse-papiers single chaine publications precedents suivants resultats mot passe adresse".split()
)
SMALL = frozenset(
    "le la les l un une des de du d a au aux en et ou sur par via pour ce cet cette ces mon ma mes votre vos notre nos "
    "je j me m s se nous vous moi ici y avec dans".split()
)
MOST_WORDS = 9
WORD = re.compile(r"m'(?:abonne|inscris|identifie)|e-mail|presse-papiers|[^\W_]+")


def is_interface(folded: str) -> bool:
    """Whether every word of a folded line is of the interface, one of them a verb of it."""
    words = WORD.findall(folded)
    if not 0 < len(words) <= MOST_WORDS or not VERBS.intersection(words):
        return False
    known = all(word in VERBS or word in OBJECTS or word in SMALL or word.isdigit() for word in words)
    # "Lire et écrire" may head a part of an article: a verb of the page has its object, or stands alone.
    return known and (len(words) == 1 or bool(OBJECTS.intersection(words)))
