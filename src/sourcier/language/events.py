"""The kinds of events that press articles date: who began, who left, what was signed, opened, struck."""

from __future__ import annotations

from sourcier.language.analysis import fold, stem, words


def events(text: str) -> frozenset[str]:
    """The kinds of events that `text` speaks of, each by its first word."""
    own = {stem(word) for word in words(text)}
    return frozenset(kind for kind, forms in KINDS.items() if forms & own)


def _kind(written: str) -> tuple[str, frozenset[str]]:
    forms = written.split()
    return forms[0], frozenset(stem(fold(form)) for form in forms)


# A word may stand in two lines: whoever is elected begins.
KINDS = dict(
    _kind(written)
    for written in """
nommer nommé nommée nommés nomination arriver arrivé arrivée arrive arrivait fonction fonctions tête commandes poste \
  devenu devenue devenir devient investi investie succédé succède remplace remplacé entrée appointed took
quitter quitté quitte démission démissionner démissionné départ départs parti partie partir retraite limogé limogée \
  révoqué révoquée renvoyé licencié évincé rendu mandat cessé left resigned resignation stepped
signer signé signée signés conclu conclue conclure accord convention paraphé pacte traité signature scellé signed \
  agreement
ouvrir ouvert ouverte ouvre rouvrir rouvert rouverte inauguré inaugurée inauguration réouverture ouverture opened \
  reopened
accident dérailler déraillé déraillement catastrophe explosion explosé collision crash naufrage effondrement effondré \
  produit drame rails derailed happened
incendie feu brûlé flammes fire
élire élu élue élus élues élection scrutin vote voté votée elected election
mourir mort morte décédé décès tué tuée assassiné died death killed
naître né née naissance born
arrêter arrêté arrêtée interpellé interpellée arrestation interpellation arrested
rencontrer rencontré rencontre réunir réuni réunion reçu reçue entretien visite visité met meeting visit
annoncer annoncé annonce publié publiée présenté présentée announced published
commencer commencé débuter débuté début lancé lancée started began
finir fini terminer terminé achevé achevée fin ended finished
fermer fermé fermée fermeture closed
condamner condamné condamnée condamnation jugé verdict sentenced
construire construit construite chantier travaux livré livrée livraison built
attaque attaquer attaqué attentat attack
grève grévistes débrayage strike
vigueur appliquer appliqué entrera force
""".strip().splitlines()
)
