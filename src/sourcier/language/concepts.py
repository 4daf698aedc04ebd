"""Words of the press that say the same: "succomber" and "décéder", "diriger" and "à la tête de", "mayor" and "maire".

Only what a newspaper would put in place of the other in any sentence stands together; "tuer" and "mourir" do not.
"""

from __future__ import annotations

from sourcier.language.analysis import fold, stem, terms
from sourcier.language.glossary import is_english, translated

# A concept a line; each form of an irregular verb is written out, a regular one is found by its stem.
FAMILIES = """
maire mairesse mayor
ministre minister
président présidente president chairman chairwoman
directeur directrice director
chef cheffe patron patronne head chief boss
procureur procureure prosecutor
préfet préfète prefect
juge magistrat magistrate judge
gouverneur gouverneure governor
secrétaire secretary
ambassadeur ambassadrice ambassador
avocat avocate lawyer
député députée
conseiller conseillère adviser advisor
fondateur fondatrice founder
diriger dirige dirigé dirigeait dirigea dirigera tête headed heads leads led runs
présider préside présidé présidait présidence chairs chaired
mourir mort morte morts mortes décéder décédé décès succomber succombé died dead death deaths
blesser blessé blessée blessés injured wounded hurt
démissionner démissionné démission démissionnaire resigned resignation
limoger limogé révoquer révoqué destituer destitué limogeage révocation sacked dismissed fired
licencier licencié licenciement
nommer nommé nomination désigner désigné appointed named
élire élu élue élus élisait élection elected
remplacer remplace remplacé succéder succède succédé succession replaces replaced succeeds succeeded
quitter quitté quitte départ left leaves
ouvrir ouvert ouverte opened
rouvrir rouvert rouverte rouvrira réouverture reopened
fermer fermé ferme fermeture closed closes
suspendre suspendu suspension suspended suspends
signer signé signature signed
annuler annulé annulation cancelled
reporter reporté ajourner ajourné postponed
interdire interdit interdiction prohiber banned
autoriser autorisé autorisation allowed authorised
arrêter arrêté interpeller interpellé arrestation interpellation arrested
condamner condamné condamnation sentenced convicted
demander demandé réclamer réclame réclamé demande asked requested
accepter accepté accepte accepted
refuser refusé refus rejeter rejeté rejet refused rejected
approuver approuvé adopter adopté approbation adoption approved adopted
démentir dément démenti nier nie nié denies denied
confirmer confirmé confirme confirmation confirmed
contester conteste contesté contestation
critiquer critiqué dénoncer dénoncé critique criticised denounced
annoncer annoncé annonce announced
commencer commencé débuter débuté début démarrer started began
terminer terminé achever achevé finir fini ended finished
construire construit construction bâtir bâti built
détruire détruit destruction destroyed
fournir fourni livrer livré livraison delivered supplied
vendre vendu vente sold
acheter acheté achat acquérir acquis acquisition bought purchased
verser versé versement payer payé paiement paid
financer financé financement funded
perdre perdu perte pertes lost
gagner gagné remporter remporté victoire won
augmenter augmenté augmentation progresser hausse croître increased rose
baisser baissé baisse diminuer diminué diminution recul reculer decreased fell
supprimer supprimé suppression
créer créé création created
publier publié publiée publication published
former formé formation trained training
enquêter enquête investigation inquiry
accident crash
évacuer évacué évacuation evacuated
sauver sauvé sauvetage secourir
déraillement dérailler déraillé derailed
résultat résultats conclusion conclusions results findings
accord convention traité agreement treaty deal
usine fabrique plant factory
voiture véhicule automobile vehicle car
entreprise société firme company firm
ville city town
salarié salariée employé employée employee worker
habitant resident
loi législation law
hôpital hospitalier hospital
gouvernement government
ministère ministry
voix suffrage votes
semaine week
mois months month
""".strip().splitlines()

# Words that a sentence may add to its proof: they say that it is said, or fill a place.
FILLING = """
annoncer annonce annoncé indiquer indique indiqué préciser précise précisé déclarer déclare déclaré affirmer affirme
affirmé expliquer explique expliqué rapporter rapporte rapporté ajouter ajoute ajouté souligner souligne souligné
rappeler rappelle rappelé assurer assure assuré notamment également ainsi actuellement article journal presse
personne personnes occuper occupe poste fonction fonctions titre said says according all our out no
"""

# What says the contrary of the other; a sentence with one where its proof has the other is false.
OPPOSITES = """
positif-négatif confirmer-démentir accepter-refuser vouloir-refuser veut-refuser souhaiter-refuser promettre-refuser
affirmer-démentir annoncer-démentir demander-refuser autoriser-interdire ouvrir-fermer augmenter-baisser gagner-perdre
acheter-vendre construire-détruire commencer-terminer innocent-coupable légal-illégal public-privé premier-dernier
nord-sud est-ouest homme-femme père-mère fils-fille mari-femme avant-après hausse-baisse supérieur-inférieur
reconnaître-démentir reconnaître-contester confirmer-contester approuver-refuser arriver-quitter entrer-sortir
nommer-limoger allié-ennemi victoire-défaite majorité-minorité acquitter-condamner relaxer-condamner libérer-arrêter
vivant-mort possible-impossible favorable-défavorable favorable-hostile soutenir-critiquer maintenir-annuler
maintenir-supprimer créer-supprimer embaucher-licencier remplir-vider monter-descendre succès-échec présent-absent
volontaire-involontaire jour-nuit matin-soir hier-demain été-hiver mensuel-annuel actuel-ancien nouveau-ancien
jeune-vieux étranger-national
"""
# Words on which a sentence turns: how many of them, which of them, at what time.
TURNING = """
tous toutes certains certaines plusieurs quelques chaque seul seule seuls seules unique majorité minorité plupart moitié
tiers quart double triple premier première dernier dernière second seconde deuxième troisième prochain prochaine
précédent ancien ancienne futur future nouveau nouvelle actuel actuelle avant après hier demain aujourd hui matin soir
nuit midi veille lendemain record jamais impossible interdit gratuit obligatoire définitif définitivement provisoire
"""

# A final e is more than the ending of a participle in shorter terms.
LONGEST_WITH_E = 3


def concepts(text: str) -> list[str]:
    """The concepts of the terms of `text`, in order; those of their translations when it is English."""
    own = terms(text)
    return [concept(term) for term in (map(translated, own) if is_english(text) else own)]


def concept(term: str) -> str:
    """The first term of the family of `term` (a term of `analysis.terms`); the term itself when it has none."""
    plain = _without_e(term)
    return _CONCEPTS.get(plain, plain)


def _without_e(term: str) -> str:
    """The stem of "signée", which is "signe", as that of "signé"."""
    return term.removesuffix("e") if len(term) > LONGEST_WITH_E else term


def _by_term() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in FAMILIES:
        first, *others = (_without_e(stem(fold(word))) for word in line.split())
        for term in (first, *others):
            found.setdefault(term, first)
    return found


def opposites(term: str) -> frozenset[str]:
    """The concepts that say the contrary of the concept `term`."""
    return _OPPOSITES.get(term, frozenset())


def _by_opposite() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for pair in OPPOSITES.split():
        one, other = (concept(stem(fold(word))) for word in pair.split("-"))
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {term: frozenset(others) for term, others in found.items()}


_CONCEPTS = _by_term()
_OPPOSITES = _by_opposite()
PIVOTS = frozenset(concept(stem(fold(word))) for word in TURNING.split())
LIGHT = frozenset(concept(stem(fold(word))) for word in FILLING.split())
