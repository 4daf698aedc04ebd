"""Pairs of invented articles: two versions of one dispatch, or two articles that only look alike.

Each function gives named pairs of texts. The first half is made by rule from five dispatches, as papers make theirs:
cut from the end, completed, reworded, set in other type. The second half is written, or filled in from templates as
weekly reports are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise

Pair = tuple[str, str, str]
Version = Callable[[list[str]], list[str]]

# Paragraphs of five dispatches. The first and third are read by others below: keep their sentences.
FIRE = [
    "Un incendie s'est déclaré mardi vers 4 h 30 dans un entrepôt de meubles de Vaubrac, faisant 12 blessés légers, a "
    "annoncé la préfecture de la Lourande. Le feu, qui a pris au rez-de-chaussée, a détruit 3 200 m² de toiture.",
    "Quelque 85 pompiers ont lutté toute la matinée contre les flammes, attisées par un vent de nord-ouest soufflant à "
    "60 km/h. « Nous avons craint l'effondrement du mur mitoyen », a expliqué le commandant Rémi Castelnau.",
    "Les habitants de deux immeubles voisins ont été relogés au gymnase municipal. Ils pourront regagner leur logement "
    "mercredi, après une visite des experts.",
    "L'entreprise Tessandre, propriétaire des lieux, emploie 140 personnes. Son directeur, Hugues Tessandre, a promis "
    "que les salaires seraient versés normalement à la fin du mois.",
    "Une enquête a été ouverte par le parquet de Lisse afin de déterminer l'origine du sinistre. La piste d'un court-"
    "circuit dans un monte-charge est privilégiée, selon une source proche du dossier.",
    "Le bâtiment, construit en 1962, avait déjà subi un départ de feu il y a six ans. La mairie avait alors demandé "
    "l'installation d'extincteurs automatiques.",
]
STRIKE = [
    "Les conducteurs de tramway de Port-Tilleul cesseront le travail à partir de jeudi pour une durée indéterminée, "
    "ont annoncé lundi trois syndicats. Ils réclament une hausse de 4,5 % des salaires et l'embauche de 60 agents.",
    "La régie des transports prévoit un tramway sur trois aux heures de pointe et aucun service après 21 heures. Les "
    "autobus devraient circuler presque normalement.",
    "« Nous ne pouvons plus assurer la sécurité des voyageurs dans ces conditions », a déclaré Solange Kervadec, "
    "secrétaire du syndicat majoritaire, à l'issue d'une assemblée générale qui a réuni 310 personnes.",
    "La présidente de la régie, Édith Marceau, a jugé le mouvement « incompréhensible » alors que des discussions "
    "étaient prévues le 18 mars. Elle rappelle que les effectifs ont augmenté de 7 % en deux ans.",
    "La dernière grève de cette ampleur remonte à 2017. Elle avait duré onze jours et coûté 2,3 millions d'euros à la "
    "collectivité.",
    "Le maire a appelé les deux parties à reprendre le dialogue « sans préalable ». Une médiation pourrait être "
    "proposée dès vendredi.",
]
VERDICT = [
    "L'ancien trésorier de la coopérative laitière de Sainte-Ylie a été condamné vendredi à trois ans de prison, dont "
    "deux avec sursis, pour avoir détourné 740 000 euros entre 2014 et 2019.",
    "Le tribunal correctionnel de Lisse a également prononcé une interdiction définitive de gérer et ordonné la "
    "confiscation d'une maison. Le parquet avait requis quatre ans d'emprisonnement.",
    "Marcel Auvignac, 61 ans, a reconnu les faits à l'audience. « Je n'ai jamais pensé que cela durerait si "
    "longtemps », a-t-il dit d'une voix à peine audible, avant de présenter ses excuses aux éleveurs.",
    "Les virements, maquillés en achats d'aliments, avaient été découverts par une comptable remplaçante à l'automne "
    "2019. La coopérative, qui rassemble 220 exploitations, avait frôlé la liquidation.",
    "Son avocate, Me Clotilde Bressuire, a fait savoir qu'elle étudiait l'opportunité d'un appel. Les parties civiles "
    "se sont dites soulagées.",
    "Le commissaire aux comptes, poursuivi pour non-révélation de faits délictueux, a pour sa part été relaxé.",
]
SPECIES = [
    "Une espèce de salamandre que l'on croyait disparue depuis 1931 a été retrouvée dans une grotte du massif du "
    "Corbas, ont annoncé mercredi des chercheurs de l'université de Vaubrac dans la revue Faune & Karst.",
    "L'animal, long de neuf centimètres et presque transparent, a été filmé à 140 mètres sous terre par une équipe de "
    "spéléologues. Quatre individus ont été comptés, dont une femelle portant des œufs.",
    "« C'est comme croiser un fantôme au fond d'un puits », s'est émerveillé Aurélien Delorme, premier auteur de "
    "l'étude. Des prélèvements d'eau ont permis de confirmer l'identification par l'ADN.",
    "La grotte, située sur un terrain privé, sera fermée au public. Le département étudie la création d'une réserve "
    "de 45 hectares autour du réseau souterrain.",
    "Les associations de protection de la nature demandent l'abandon d'un projet de carrière à six kilomètres de là. "
    "L'exploitant assure qu'aucun tir de mine n'aura lieu avant une expertise indépendante.",
    "Décrite pour la première fois en 1874, la salamandre du Corbas n'était plus connue que par trois spécimens "
    "conservés dans l'alcool.",
]
BUDGET = [
    "Le conseil régional de la Haute-Lourande a adopté lundi soir son budget pour 2025, qui s'établit à 1,84 milliard "
    "d'euros, en baisse de 3 % par rapport à l'année précédente.",
    "Les transports scolaires resteront gratuits, mais les aides aux communes pour la rénovation des écoles reculeront "
    "de 22 millions d'euros. Quinze postes ne seront pas remplacés.",
    "« Ce budget protège l'essentiel sans augmenter la dette », a défendu le vice-président chargé des finances, "
    "Fabrice Lantelme. L'opposition a dénoncé « une purge qui ne dit pas son nom ».",
    "Le texte a été voté par 41 voix contre 27 après neuf heures de débats. Deux élus de la majorité se sont abstenus.",
    "La région consacrera 96 millions d'euros à la remise en état de la ligne ferroviaire entre Lisse et Port-Tilleul, "
    "fermée depuis un éboulement. Les trains pourraient circuler de nouveau en juin 2026.",
    "Une enveloppe de 5 millions est enfin prévue pour les éleveurs touchés par la sécheresse. Elle sera versée avant "
    "l'été.",
]
DISPATCHES = {"incendie": FIRE, "grève": STRIKE, "procès": VERDICT, "salamandre": SPECIES, "budget": BUDGET}

OUTLET_FOOT = (
    "Retrouvez chaque matin l'essentiel de l'actualité locale dans notre lettre. Notre rédaction vérifie ses "
    "informations selon une charte consultable en ligne, signée par tous nos journalistes. Une remarque, une erreur à "
    "signaler ? Écrivez au médiateur du journal, qui répond chaque semaine aux lecteurs dans nos colonnes et publie "
    "une fois par an un bilan de son action. Le journal est édité par une société coopérative dont les salariés "
    "détiennent la majorité du capital ; aucun annonceur n'a de regard sur le contenu des articles."
)


def reprints() -> Iterator[Pair]:
    """Two texts of one dispatch, the second as a paper made it out of the first."""
    for name, dispatch in DISPATCHES.items():
        for change, version in VERSIONS.items():
            yield f"{name}, {change}", "\n\n".join(dispatch), "\n\n".join(version(dispatch))
    yield (
        "deux coupes de la même dépêche",
        "\n\n".join(FIRE[:4]),
        "\n\n".join((FIRE[0], FIRE[1], FIRE[4])),
    )
    yield "une coupe d'une version réécrite", "\n\n".join(_one_sentence_rewritten(STRIKE)), "\n\n".join(STRIKE[:3])
    yield "deux journaux, deux pieds de page", "\n\n".join((*VERDICT, OUTLET_FOOT)), "\n\n".join(VERDICT)


def lookalikes() -> Iterator[Pair]:
    """Two articles, each with news of its own."""
    names = list(DISPATCHES)
    for first, second in zip(names, names[1:] + names[:1], strict=True):
        yield f"{first} et {second}", "\n\n".join(DISPATCHES[first]), "\n\n".join(DISPATCHES[second])
        yield (
            f"{first} et {second}, même pied de page",
            "\n\n".join((*DISPATCHES[first][:2], OUTLET_FOOT)),
            "\n\n".join((*DISPATCHES[second][:2], OUTLET_FOOT)),
        )
    for name, template in TEMPLATES.items():
        weeks = [template.format(*values) for values in FILLINGS[name]]
        for number, (one, other) in enumerate(pairwise(weeks), start=1):
            yield f"{name}, {number} et {number + 1}", one, other
    yield "incendie, un autre journaliste", "\n\n".join(FIRE), FIRE_BY_ANOTHER
    yield "procès, un autre journaliste", "\n\n".join(VERDICT), VERDICT_BY_ANOTHER
    yield "grève, un autre journaliste", "\n\n".join(STRIKE), STRIKE_BY_ANOTHER
    yield "incendie, la suite", "\n\n".join(FIRE), FIRE_A_WEEK_LATER
    yield "salamandre, la suite", "\n\n".join(SPECIES), SPECIES_A_MONTH_LATER
    yield "budget, la suite", "\n\n".join(BUDGET), BUDGET_A_WEEK_LATER
    yield "procès, une suite plus courte", "\n\n".join(VERDICT), VERDICT_A_WEEK_LATER
    yield "une dépêche coupée et la suite", "\n\n".join(FIRE[:3]), FIRE_A_WEEK_LATER


def _cut_to_a_third(dispatch: list[str]) -> list[str]:
    return dispatch[:2]


def _cut_with_a_line_of_the_paper(dispatch: list[str]) -> list[str]:
    return [
        *dispatch[:4],
        "Notre dossier complet est à lire dans l'édition de demain, avec les réactions des lecteurs.",
    ]


def _two_paragraphs_more(dispatch: list[str]) -> list[str]:
    return [
        *dispatch[:4],
        "La ministre chargée des territoires s'est entretenue par téléphone avec les élus dans la soirée. Elle se "
        "rendra sur place « dès que possible », a précisé son cabinet.",
        *dispatch[4:],
        "Un point de presse est attendu jeudi à 11 heures. D'ici là, les services de l'État invitent la population à "
        "ne pas relayer de rumeurs.",
    ]


def _new_first_paragraph(dispatch: list[str]) -> list[str]:
    return [
        "Le point sur une affaire suivie de près dans tout le département, alors que de nouveaux éléments ont été "
        "communiqués en fin d'après-midi par les autorités.",
        *dispatch,
    ]


def _figures_revised(dispatch: list[str]) -> list[str]:
    """An update: the first figure of the first paragraph is another one."""
    return [re.sub(r"\b\d+\b", "31", dispatch[0], count=1), *dispatch[1:]]


def _one_sentence_rewritten(dispatch: list[str]) -> list[str]:
    return [
        dispatch[0],
        "C'est ce qu'ont confirmé à la presse plusieurs témoins rencontrés sur place par nos correspondants. "
        + dispatch[1].split(". ", 1)[-1],
        *dispatch[2:],
    ]


def _first_sentence_rewritten(dispatch: list[str]) -> list[str]:
    first, _, rest = dispatch[0].partition(". ")
    words = first.split()
    turned = " ".join((*words[len(words) // 2 :], "d'après les informations communiquées :", *words[:3]))
    return [f"{turned}. {rest}" if rest else turned, *dispatch[1:]]


def _reworded(dispatch: list[str]) -> list[str]:
    """A word here and there, as a sub-editor changes them."""
    swaps = {
        "a annoncé": "a fait savoir", "ont annoncé": "ont indiqué", "selon": "d'après", "afin de": "pour",
        "a expliqué": "a précisé", "a déclaré": "a affirmé", "Quelque": "Environ", "également": "aussi",
        "rappelle": "souligne", "pourraient": "devraient", "Son avocate": "Sa défense", "Une enquête": "L'enquête",
    }  # fmt: skip
    text = "\n\n".join(dispatch)
    for old, new in swaps.items():
        text = text.replace(old, new)
    return text.split("\n\n")


def _two_figures_revised(dispatch: list[str]) -> list[str]:
    return [re.sub(r"\b\d+\b", "31", dispatch[0], count=2), *dispatch[1:]]


def _first_paragraph_replaced(dispatch: list[str]) -> list[str]:
    return [
        "Le bilan de cette journée s'est précisé dans la soirée, selon un communiqué qui revient sur les faits et "
        "annonce plusieurs mesures.",
        *dispatch[1:],
    ]


def _cut_and_first_sentence_rewritten(dispatch: list[str]) -> list[str]:
    return _first_sentence_rewritten(dispatch)[:2]


def _other_type(dispatch: list[str]) -> list[str]:
    """Straight quotes, no-break spaces, points in numbers, other dashes, decomposed accents."""
    text = "\n\n".join(dispatch).replace("« ", '"').replace(" »", '"').replace("'", "’").replace("-", "‐")
    text = re.sub(r"(\d) (\d{3})\b", r"\1.\2", text).replace(" %", "\u202f%")
    return unicodedata.normalize("NFD", text).split("\n\n")


def _without_accents(dispatch: list[str]) -> list[str]:
    decomposed = unicodedata.normalize("NFKD", "\n\n".join(dispatch))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).upper().split("\n\n")


def _with_agency_marks(dispatch: list[str]) -> list[str]:
    return [f"VAUBRAC, 12 mars (Agence Lourande) - {dispatch[0]}", *dispatch[1:], "rmc/pla/od"]


def _without_the_middle(dispatch: list[str]) -> list[str]:
    return [dispatch[0], dispatch[1], *dispatch[4:]]


VERSIONS: dict[str, Version] = {
    "coupée au tiers": _cut_to_a_third,
    "coupée, avec une ligne du journal": _cut_with_a_line_of_the_paper,
    "deux paragraphes de plus": _two_paragraphs_more,
    "un premier paragraphe de plus": _new_first_paragraph,
    "un chiffre revu": _figures_revised,
    "une phrase réécrite": _one_sentence_rewritten,
    "la première phrase réécrite": _first_sentence_rewritten,
    "le premier paragraphe remplacé": _first_paragraph_replaced,
    "coupée au tiers, la première phrase réécrite": _cut_and_first_sentence_rewritten,
    "deux chiffres revus": _two_figures_revised,
    "des mots changés": _reworded,
    "autre typographie": _other_type,
    "sans accents, en capitales": _without_accents,
    "avec les marques de l'agence": _with_agency_marks,
    "sans le milieu": _without_the_middle,
}

FIRE_BY_ANOTHER = (
    "La fumée se voyait encore à midi depuis les hauteurs du port. Mardi, avant l'aube, un entrepôt de la rue des "
    "Cordiers a brûlé à Vaubrac, laissant douze blessés et un quartier sous le choc.\n\n"
    "Jeannine, 74 ans, a été réveillée par des détonations. « J'ai pris mon chat et mes papiers, c'est tout », raconte-"
    "t-elle, une couverture sur les épaules. Comme elle, une cinquantaine de voisins ont passé la matinée au "
    "gymnase.\n\n« Nous avons craint l'effondrement du mur mitoyen », a expliqué le commandant Rémi Castelnau, le "
    "visage noirci. Ses hommes sont restés sur place jusqu'au soir pour surveiller les points chauds.\n\n"
    "Dans la zone, on s'inquiète déjà pour l'emploi. Hugues Tessandre, le patron, assure que chacun touchera sa paie. "
    "Les magistrats de Lisse, eux, cherchent comment le feu a pu prendre dans un bâtiment vide."
)
VERDICT_BY_ANOTHER = (
    "Il n'a pas levé les yeux. Quand la présidente a lu le jugement, vendredi, Marcel Auvignac serrait entre ses mains "
    "une casquette de toile. Trois ans de prison, dont un ferme, pour l'homme qui tenait les cordons de la bourse.\n\n"
    "« Je n'ai jamais pensé que cela durerait si longtemps », a-t-il dit d'une voix à peine audible. Dans la salle, "
    "des éleveurs venus en nombre ont murmuré. L'un d'eux, Bernard, avait vendu ses bêtes pour tenir.\n\n"
    "Pendant cinq ans, l'argent du lait a filé vers un compte ouvert à l'étranger. Il aura fallu l'œil d'une comptable "
    "de passage pour que le système s'écroule. « Elle a sauvé la coopérative », dit aujourd'hui son président.\n\n"
    "Me Clotilde Bressuire, qui défend l'ancien trésorier, réfléchit à un appel. La maison, elle, sera vendue."
)
STRIKE_BY_ANOTHER = (
    "Prenez vos vélos. À compter de jeudi, il faudra s'armer de patience pour traverser Port-Tilleul : les conducteurs "
    "de tramway déposent un préavis illimité, et la direction ne promet qu'une rame sur trois.\n\n"
    "Au dépôt des Tanneurs, la colère couvait depuis des mois. « Nous ne pouvons plus assurer la sécurité des "
    "voyageurs dans ces conditions », a déclaré Solange Kervadec. Les agents évoquent des freins fatigués, des pauses "
    "supprimées, des collègues partis et jamais remplacés.\n\n"
    "La présidente de la régie, Édith Marceau, a jugé le mouvement « incompréhensible ». Elle affirme avoir recruté, "
    "et rappelle qu'une réunion était au calendrier.\n\n"
    "Les commerçants du centre redoutent un remake de 2017. « On avait perdu la moitié de la clientèle », soupire la "
    "libraire de la place aux Huiles."
)
FIRE_A_WEEK_LATER = (
    "Le monte-charge était bien en cause. Une semaine après l'incendie de l'entrepôt de Vaubrac, le procureur de Lisse "
    "a présenté mardi les premières conclusions des experts.\n\n"
    "Un câble usé aurait provoqué un arc électrique dans la gaine technique. « Aucun élément ne permet de retenir une "
    "intervention humaine », a précisé le magistrat, qui n'exclut pas des poursuites pour négligence.\n\n"
    "La direction annonce que l'activité reprendra en avril dans des locaux loués à Port-Tilleul. Quarante salariés "
    "seront d'abord concernés, les autres restant en chômage partiel.\n\n" + FIRE[5] + "\n\n" + FIRE[0]
)  # The background, repeated at the foot.
SPECIES_A_MONTH_LATER = (
    "Le département a voté vendredi la création d'une réserve souterraine dans le massif du Corbas. Les 45 hectares "
    "retenus englobent trois entrées de grotte et la source du Vivier.\n\n"
    "Le vote n'a pas fait l'unanimité. Plusieurs maires regrettent de perdre les redevances de la carrière, estimées à "
    "300 000 euros par an. « On ne vit pas de salamandres », a lancé l'un d'eux.\n\n"
    "Un gardien sera recruté au printemps. Le suivi scientifique, confié à l'université de Vaubrac, durera dix ans.\n\n"
    + SPECIES[1]
)
BUDGET_A_WEEK_LATER = (
    "Les maires ruraux de la Haute-Lourande ont manifesté lundi devant l'hôtel de région pour réclamer le maintien des "
    "aides aux écoles. Ils étaient près de deux cents, écharpe en bandoulière.\n\n"
    "Reçue par Fabrice Lantelme, une délégation a obtenu la promesse d'un fonds d'urgence. Son montant sera connu "
    "avant la fin du trimestre.\n\n"
    "« On nous demande de choisir entre la cantine et le toit de l'école », résume la maire d'un village de 180 âmes, "
    "venue avec ses adjoints.\n\n" + BUDGET[0] + " " + BUDGET[1]
)

VERDICT_A_WEEK_LATER = (
    "Marcel Auvignac a finalement renoncé à faire appel, a annoncé lundi son avocate. Il commencera à purger sa peine "
    "le 2 mai.\n\n" + VERDICT[0] + "\n\n" + VERDICT[3]
)

# Reports that come again and again in the same words: {0}, {1}… are what changes.
TEMPLATES = {
    "météo": (
        "Le temps sera {0} ce {1} sur l'ensemble du département. Les températures minimales seront comprises entre {2} "
        "et {3} degrés, les maximales entre {4} et {5} degrés. Le vent de {6} soufflera à {7} km/h sur le littoral. "
        "L'indice de qualité de l'air est de {8}. Pour {9}, la tendance est {10}. Le soleil se lève à {11} et se "
        "couche à {12}. Les promeneurs en montagne consulteront le bulletin d'avalanche avant toute sortie."
    ),
    "bourse": (
        "La Bourse de Vaubrac a terminé en {0} de {1} % {2}, à {3} points, dans un volume d'échanges de {4} milliards "
        "d'euros. Les investisseurs ont réagi aux annonces de la banque centrale. Du côté des valeurs, {5} a pris {6} "
        "% à {7} euros tandis que {8} cédait {9} % à {10} euros. Sur le marché obligataire, le taux à dix ans s'est "
        "établi à {11} %. L'euro s'échangeait à {12} dollar vers 18 heures. Le baril de pétrole valait {13} dollars."
    ),
    "marché aux bestiaux": (
        "{0} animaux ont été présentés {1} au marché de Lisse. Vaches : les cours sont {2}, de {3} à {4} euros le "
        "kilo. Jeunes bovins : l'offre reste mesurée, de {5} à {6} euros. Veaux : les ventes ont été {7}, de {8} à {9} "
        "euros pièce. Ovins : {10} têtes, les agneaux se négocient autour de {11} euros le kilo. Le prochain marché se "
        "tiendra {12} à partir de 6 heures. Les apporteurs sont priés de se munir des documents sanitaires."
    ),
    "annonce légale": (
        "Aux termes d'un acte sous seing privé en date du {0}, il a été constitué une société par actions simplifiée "
        "présentant les caractéristiques suivantes. Dénomination : {1}. Siège social : {2}. Objet : {3}. Durée : 99 "
        "ans à compter de son immatriculation au registre du commerce et des sociétés. Capital : {4} euros. Présidence "
        ": {5}, demeurant {6}. Admission aux assemblées et droit de vote : tout actionnaire peut participer aux "
        "assemblées sur justification de son identité. La société sera immatriculée au registre du commerce de Lisse."
    ),
    "match": (
        "{0} s'est imposé {1} ({2}) face à {3} pour le compte de la {4} journée du championnat. Devant {5} "
        "spectateurs, {6} a ouvert le score à la {7} minute d'une frappe du droit. Les visiteurs ont réagi en seconde "
        "période, sans parvenir à {8}. Au classement, {0} remonte à la {9} place avec {10} points. L'entraîneur {11} a "
        "salué l'état d'esprit de ses joueurs. La semaine prochaine, l'équipe se déplacera à {12}."
    ),
    "travaux": (
        "Le tunnel {0} restera fermé du {1} au {2} pour travaux d'entretien. La circulation sera déviée par la route "
        "départementale et le pont de la Brume. Les riverains conserveront l'accès à leur domicile. Les transports "
        "scolaires seront assurés normalement, avec un arrêt provisoire devant la mairie. Les usagers sont invités à "
        "la prudence aux abords du chantier et à respecter la signalisation mise en place. Renseignements au {3}."
    ),
    "vigilance": (
        "Le préfet de la Lourande place le département en vigilance orange {0} à compter de {1} heures. Il est "
        "recommandé de limiter ses déplacements, de s'éloigner des cours d'eau et de ne pas s'engager sur une route "
        "immergée, même partiellement. Restez informés de l'évolution de la situation auprès des services "
        "météorologiques. Ne descendez pas dans les sous-sols durant l'épisode. Signalez votre départ et votre "
        "destination à vos proches. Les cumuls attendus sont de {2} à {3} mm. Fin de l'alerte prévue {4} à {5} heures."
    ),
    "avis de décès": (
        "Nous avons appris le décès de {0}, survenu {1} à l'âge de {2} ans. {3} à {4}, le défunt avait exercé le "
        "métier de {5} avant de prendre sa retraite. Ses obsèques seront célébrées {6} à {7} en l'église de {8}, "
        "suivies de l'inhumation au cimetière communal. À sa famille et à ses proches, nous présentons nos "
        "condoléances attristées."
    ),
}
FILLINGS: dict[str, list[tuple[object, ...]]] = {
    "météo": [
        ("ensoleillé", "lundi", 4, 7, 14, 18, "nord", 30, 3, "mardi", "à la pluie", "7 h 12", "18 h 49"),
        ("couvert", "mardi", 6, 8, 12, 15, "sud-ouest", 55, 4, "mercredi", "aux averses", "7 h 10", "18 h 51"),
        ("variable", "mercredi", 5, 8, 11, 14, "ouest", 45, 3, "jeudi", "à l'éclaircie", "7 h 08", "18 h 52"),
    ],
    "bourse": [
        ("hausse", "0,84", "mardi", "7 412,3", "3,1", "Tessandre", "4,2", "81,20", "Lantelme", "2,9", "14,65", "2,87",
         "1,0841", "82,4"),
        ("baisse", "1,12", "mercredi", "7 329,1", "2,8", "Corvelle", "1,7", "203,10", "Marceau", "5,3", "37,08", "2,91",
         "1,0799", "81,7"),
        ("hausse", "0,21", "jeudi", "7 344,6", "2,6", "Marceau", "2,2", "37,90", "Aubrac", "1,4", "9,12", "2,85",
         "1,0823", "83,0"),
    ],
    "marché aux bestiaux": [
        (512, "lundi", "stables", "4,10", "5,35", "5,02", "5,44", "faciles", 180, 420, 96, "8,15", "lundi 18 mars"),
        (478, "le 18 mars", "en légère hausse", "4,15", "5,41", "5,06", "5,50", "laborieuses", 165, 400, 122, "8,30",
         "lundi 25 mars"),
        (533, "le 25 mars", "soutenus", "4,18", "5,47", "5,11", "5,52", "régulières", 170, 415, 88, "8,42",
         "mardi 2 avril"),
    ],
    "annonce légale": [
        ("3 mars 2024", "LES TOITS DU CAUSSE", "4 rue Haute, Lisse", "travaux de couverture et de zinguerie", "5 000",
         "Mme Irène Falgas", "à la même adresse"),
        ("11 mars 2024", "VALBRUME NUMÉRIQUE", "zone des Aubiers, Vaubrac", "édition de logiciels de gestion", "12 000",
         "M. Yann Corbin", "9 impasse du Lavoir, Sainte-Ylie"),
        ("14 mars 2024", "AU PAIN DORÉ", "2 place Haute, Port-Tilleul", "boulangerie, pâtisserie, traiteur", "8 000",
         "M. Gaspard Ney", "6 rue des Forges, Port-Tilleul"),
    ],
    "match": [
        ("Vaubrac", "samedi", "2-1", "Lisse", "22e", "4 310", "Diallo", "14e", "égaliser", "6e", 34, "Paul Siran",
         "Sainte-Ylie"),
        ("Port-Tilleul", "vendredi", "1-0", "Sainte-Ylie", "23e", "2 890", "Berthier", "61e", "inquiéter le gardien",
         "9e", 29, "Ivan Losserand", "Vaubrac"),
        ("Vaubrac", "samedi", "3-2", "Port-Tilleul", "24e", "5 120", "Nkosi", "8e", "renverser la rencontre", "4e", 37,
         "Paul Siran", "Lisse"),
    ],
    "travaux": [
        ("des Aubiers", "3", "9 mars", "05 00 12 13 14"),
        ("des Aubiers", "12", "15 avril", "05 00 12 13 20"),
        ("du Corbas", "2", "20 mai", "05 00 12 14 01"),
    ],
    "vigilance": [
        ("pluie", 14, 60, 90, "mardi", 6),
        ("orages", 17, 30, 55, "samedi", 23),
        ("pluie", 21, 80, 120, "lundi", 10),
    ],
    "avis de décès": [
        ("Raymond Esquirol", "dimanche", 88, "Né", "Sainte-Ylie", "maréchal-ferrant", "jeudi", "15 heures", "Lisse"),
        ("Odette Vauquelin", "mardi", 93, "Née", "Port-Tilleul", "institutrice", "vendredi", "10 h 30", "Vaubrac"),
        ("Lucien Mazerolles", "samedi", 79, "Né", "Vaubrac", "charpentier de marine", "mercredi", "14 h 30", "Lisse"),
    ],
}  # fmt: skip
