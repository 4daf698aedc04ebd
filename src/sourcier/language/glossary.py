"""English words of the press with a French one that says the same, to hold an English sentence against French proof."""

from __future__ import annotations

import re

from sourcier.language.analysis import stem

WORDS = """
    two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 part=partie prime=premier
    march=mars may=mai former=ancien plant=usine fine=amende vice=vice acting=interim deputy=adjoint agree=accepter
    account=compte accused=accuse after=apres against=contre agency=agence agreement=accord aid=aide air=aerien
    airport=aeroport april=avril army=armee arrest=arrestation assembly=assemblee attack=attaque august=aout
    bank=banque barrier=barriere before=avant bend=courbe bill=facture board=conseil body=corps border=frontiere
    brakes=freins bridge=pont building=immeuble business=entreprise campaign=campagne case=affaire chamber=chambre
    charged=examen child=enfant children=enfant citizens=citoyen city=ville coast=cote committee=comite
    company=compagnie contract=contrat cost=cout council=conseil councillors=elus counterfeit=contrefait
    country=pays county=departement court=tribunal current=actuel customs=douane daily=quotidien dam=barrage
    day=jour days=jour debt=dette december=decembre decree=decret delivered=livre department=departement
    dispute=conflit district=quartier driver=conducteur drivers=conducteur drugs=drogue during=pendant
    emergency=urgence energy=energie engine=moteur engineer=ingenieur event=evenement export=exportation
    factory=usine families=famille family=famille farm=ferme farmers=agriculteur february=fevrier ferry=bac
    file=dossier fire=incendie firefighters=pompier first=premier fishermen=pecheur flood=crue
    food=alimentaire foreign=etranger fraud=fraude freight=fret friday=vendredi fund=fonds
    government=gouvernement group=groupe growth=croissance guard=garde half=moitie harbour=port health=sante
    hearing=audience highway=autoroute history=histoire home=maison hospital=hopital hour=heure hours=heure
    house=maison housing=logement husband=mari increase=hausse independent=independant industry=industrie
    inhabitants=habitant inquiry=enquete inspectors=inspecteur institute=institut interior=interieur
    investigation=enquete investigators=enqueteur island=ile january=janvier journalist=journaliste judge=juge
    july=juillet june=juin king=roi laboratory=laboratoire lake=lac land=terrain last=dernier law=loi lawyer=avocat
    letter=lettre library=bibliotheque limit=limite limited=limite line=ligne list=liste loan=pret
    market=marche mayor=maire measures=mesure media=presse meeting=reunion member=membre members=membre
    minister=ministre ministry=ministere minutes=minute monday=lundi money=argent motorway=autoroute museum=musee
    navy=marine network=reseau new=nouveau newspaper=journal next=prochain night=nuit north=nord november=novembre
    oath=serment october=octobre officer=officier officers=agent official=officiel oil=petrole opening=ouverture
    opponent=adversaire order=ordre ordered=commande owner=proprietaire parliament=parlement part=piece party=parti
    passengers=passager peace=paix pension=retraite people=personne percent=pourcent plane=avion
    poll=sondage power=pouvoir preliminary=preliminaire press=presse price=prix product=produit
    profit=benefice project=projet protest=manifestation pupils=eleve quarter=quartier quay=quai rail=rails
    railway=rail rain=pluie rate=taux reform=reforme refugees=refugie repair=reparation report=rapport
    republic=republique residents=habitant retirement=retraite river=fleuve road=route rules=regle safety=securite
    salary=salaire saturday=samedi school=ecole sea=mer search=recherche seats=siege second=deuxieme
    security=securite sentence=peine september=septembre series=serie services=service settlement=accord ship=navire
    shipyards=chantier shop=magasin south=sud speed=vitesse staff=personnel state=etat station=gare storm=tempete
    street=rue strike=greve students=etudiant sunday=dimanche support=soutien survey=sondage system=systeme
    target=objectif tax=impot taxes=impot teacher=enseignant tests=test theft=vol third=tiers thirds=tiers
    thursday=jeudi title=titre town=ville trade=commerce traffic=circulation trains=train tram=tramway
    trams=tramway trial=proces troops=troupe tuesday=mardi twice=deux union=syndicat university=universite
    until=jusqu users=usagers vehicles=vehicule victims=victime visit=visite votes=voix war=guerre warning=alerte
    water=eau weapons=arme wednesday=mercredi west=ouest wife=epouse witness=temoin witnesses=temoin woman=femme
    women=femme work=travail worker=salarie workers=salarie young=jeune youth=jeune
"""


# What only English sentences have, and what no English sentence has.
ENGLISH = re.compile(r"\b(?:the|of|was|were|is|are|by|and|with|has|have)\b", re.IGNORECASE)
FRENCH = re.compile(r"\b(?:le|la|les|des|du|une?|et|est|qui|dans)\b|\b[ldn][’']", re.IGNORECASE)


def is_english(text: str) -> bool:
    """Whether `text` has words of English grammar and none of French."""
    return ENGLISH.search(text) is not None and FRENCH.search(text) is None


def translated(term: str) -> str:
    """The French term of an English one; the term itself when it is not known."""
    return _FRENCH.get(term, term)


_FRENCH = {stem(english): stem(french) for english, french in (pair.split("=") for pair in WORDS.split())}
