"""The phrasing of French-language press pages around their articles, as patterns.

Patterns are matched whole against a line folded by `fold` (lower case, no accents) with straight apostrophes, save
those named *_AS_WRITTEN, where capitals tell. One alternative a line: adding a phrase is adding a line, with a test.
"""

from __future__ import annotations

import re


def one_of(*alternatives: str, before: str = "", after: str = "") -> re.Pattern[str]:
    """A pattern of any of `alternatives`, between `before` and `after`."""
    return re.compile(f"{before}(?:{'|'.join(alternatives)}){after}")


MARKS = r"[\W_]*"

NETWORKS = (
    r"facebook|twitter|whats ?app|linkedin|telegram|pinterest|messenger|reddit|instagram|youtube|tiktok|"
    r"threads|bluesky|"
    r"viber|skype|tumblr|flipboard|google(?: news| actualites| discover)?|snapchat|mastodon|\bx\b"
)
LETTER = r"(?:newsletters?|infolettres?|lettres? d'information)"

# A row of buttons: nothing but networks and the verbs of sharing. Atomic, so that a line is tried in one way only.
SHARE = re.compile(
    rf"(?>(?:partage[rzs]?|shares?|tweete?r?|{NETWORKS}|e-?mail|mail|courriel|sms|imprimer|print|pdf|copier|"
    rf"copie|lien|copy|"
    r"link|envoyer|un ami|commenter|reagir|ecouter|sauvegarder|enregistrer|favoris|signaler|epingler|j'aime|"
    r"like|suivre|"
    r"abonnez-vous|version imprimable|(?:cet|l')? ?article|l'info|les reseaux sociaux|par|sur|via|a|le|la|en|"
    r"ou|et|plus|this|"
    r"on|\(ouvre dans une nouvelle fenetre\)|\(opens in new window\)|cliquez pour|chargement|ca|\d+|[\W_]))+"
)
# The small words that SHARE lets through are no buttons by themselves.
SMALL_WORDS = re.compile(r"[\W\d_]*(?:(?:par|sur|via|a|le|la|en|ou|et|plus|article|on|this)[\W\d_]*)*")

# The reader is spoken to in the imperative, about the outlet's own channels.
FOLLOW = one_of(
    rf".*\b(?:{NETWORKS}|{LETTER}|lettre|actualites?|application|appli|app|chaine|compte|page|reseaux)\b.*",
    r".*\b(?:nous|notre|nos|abonn\w+|notifications?|alertes?|e-?mail|connectes?|informes?|article|contribu\w+|"
    r"votre lecture)\b.*",
    before=r"(?:.{3,110}[.,:?!] ?)?(?:re)?(?:suivez|rejoignez|retrouvez|ajoutez|restez|partagez|telechargez|recevez|"
    r"abonnez|inscrivez|activez|cliquez|soutenez|likez|installez|aimez|consultez|decouvrez|lisez|ecoutez|reagissez|"
    r"commentez|ecrivez|contactez|participez|connectez|identifiez|envoyez|visitez|profitez|poursuivez|emportez|telecharge|rejoins|abonne-toi)\b",
)
# What an outlet makes, and what it says of it under an article: "est à revoir en intégralité sur Télé Bray".
PRODUCT = (
    r"(?:editions?|emissions?|reportages?|documentaires?|entretiens?|interviews?|journa(?:l|ux)|podcasts?|dossiers?|"
    r"enquetes?|articles?|directs?|numeros?|videos?|series?|resumes?)"
)
AGAIN = (
    r"(?:est|sont) (?:disponibles?|accessibles?|a (?:re)?(?:voir|ecouter|entendre|trouver|lire|suivre|decouvrir|vivre))"
    r"(?: [^\s,;:]+){0,6}? (?:sur|dans|en (?:ligne|replay|podcast|kiosque)|ici|ce soir)\b.{0,80}"
)
# The outlet offers, or asks, in its own name.
OFFER = one_of(
    r"(?:chaque|tous les|toutes les)\b.{2,30},.*\b(?:pour vous|vous (?:propose|envoie|livre|offre))\b.*",
    r"(?:chaque|tous les|toutes les)\b.{2,30},.*\bvotre (?:boite|adresse|e-?mail)\b.*",
    r".{0,120}\bdans votre (?:boite|messagerie)\b.{0,60}",
    r"(?:si )?(?:vous|une)\b.{0,60}\b(?:information|temoignage|photo|video|suggestion|remarque|erreur|coquille|faute)s?"
    r"\b.{0,60}\b(?:nous|signal\w+|communiqu\w+|transme\w+|repere|ecri\w+|contact\w+)\b.{0,60}",
    r".{0,80}\b(?:contact\w*|redaction|ecri\w+|temoign\w+|nous)\b.{0,60}\S+@\S+\.\w{2,}\W*",
    r".{0,40}\b(?:article|contenu)s? reserve(?:e?s)? (?:aux|a nos) abonnes\b.*",
    r"(?:l'|cet |les |la )?(?:espaces?|section|commentaires?|contributions?)\b.{0,40}\breserve(?:e?s)? aux abonnes\W*",
    r"sources?\s*:\s*[^.]{2,60}|powered by .{2,40}|(?:texte|article|photos?|propos recueillis|publie) par\W*",
    r"(?:nos|notre)\b.{2,60}, (?:chaque|tous les|toutes les) \w+[^\w.!?]*",
    r"(?:chaque|tous les|toutes les) \w+(?: (?:matin|midi|soir)s?)?(?:,? (?:a|des|vers) \d{1,2} ?h ?\d{0,2})?",
    r"merci ?!?",
    rf"(?:notre|nos) {PRODUCT}\b.{{0,60}}\b{AGAIN}",
    rf"l'integralite (?:de|du) .{{2,40}} {AGAIN}",
    rf"(?:l[ae]s? |l'){PRODUCT} (?:complet|integral|entier)e?s? {AGAIN}",
    r"(?:nous sommes|retrouvez-nous) (?:presents )?partout\b.*",
)
SUBSCRIBE = one_of(
    r"(?:je )?(?:s'|m')?abonne[rz]?(?:-vous)?\W*|abonne[ez]s?\W*|abonnement\W*|"
    r"abonnez-vous (?:a|des|pour) .{3,60}(?<![.!])",
    r".{0,40}\bdes (?:chf |€ ?)?\d[\d.,]* ?-?(?:€|euros?|chf|\$)?\W*(?:par|/) ?mois.*",
    r"(?:s'inscrire|je m'inscris|se connecter|connexion|mon compte|creer un compte|acceder a mon compte)\W*",
    r"s'inscrire ou se connecter|mot de passe(?: oublie)?\W*|deja (?:abonne|inscrit)e?s?\b\W*(?:\b.{0,12}connect.*)?",
    r"offres? d'abonnement.*|faire un don",
    r"je soutiens\b.{0,30}",
    r"(?:cet |l')?(?:article|contenu|la suite)\b.{0,30}\b(?:reservee?s? (?:aux|a nos) abonnes|payant|"
    r"accessible gratuitement).*",
    r"(?:reserve|exclusif) (?:aux )?abonnes?\W*|(?:il vous reste|vous avez deja lu)\b.{0,30}\b(?:article|lire).*",
    r"(?:pour )?(?:lire|continuer|acceder)\b.{0,40}\b(?:abonne|connecte|inscri)\w*.*",
    r"decouvr\w+ (?:nos|toutes nos) (?:offres|abonne).*",
    rf".*{LETTER}.*\b(?:inscri(?:s|vez|ption)|s'inscrire|abonnez|m'abonne|recevez|votre|vos|gratuite?(?:ment)?\W*$).*",
    rf"{LETTER} ?(?:inscri|abonn|recev).*|(?:inscri(?:s|vez)|abonnez|recevez)\b.*\b(?:{LETTER}|e-?mail)\b.*",
    r"(?:s'(?:abonner|inscrire|identifier)|recevoir) (?:pour (?:lire|suivre|recevoir|commenter|acceder)|a (?:la|notre)|"
    r"au|aux|notre|nos)\b.{0,60}(?<!\.)",
    rf"(?:la |notre |nos )?{LETTER}(?: [\w'-]+){{0,3}}\W*(?<![.:;])|votre (?:adresse )?(?:e-?mail|courriel)\W*",
    r"(?:ok|valider|envoyer|recherche[r]?)\W*",
)
ADVERTISING = one_of(
    "publicites?",
    "annonces?",
    "pub",
    "advertisement",
    "sponsorise",
    "partenariat",
    "communique",
    "la suite apres (?:cette|la) publicite",
    "(?:contenu|article|lien)s? sponsorises?",
    before=MARKS,
    after=MARKS,
)
READING_TIME = one_of(
    r"(?:temps|duree)(?: estimee?)? de lecture\b.{0,30}",
    r"temps de|lecture\s*:?\s*(?:de )?\d+ ?(?:min|mn|minutes?)\W*",
    r"reading time\b.{0,20}",
    before=MARKS,
)
COUNTER = one_of(
    # "0", "1 234"; but a year alone may head a chronology, and "12.03.24" is a date.
    r"(?!(?:19|20)\d\d$|\d\d\.\d\d\.\d\d$)[\d\s.,+]{1,9}[km]?",
    r"[\d\s.,+]+k?\s*(?:vues?|lectures?|partages?|j'aime|likes?|shares?|views?|visites?|fois|votes?)\W*",
    r"(?:lu|vu|vues?|views|nombre de \w+|partages?|affichages?|lectures?|visites?|hits|clics?|commentaires?)\s*:?\s*"
    r"[\d\s.,]+k?(?: fois)?\W*",
    r"(?:evaluez|notez) (?:cet? |l')\w+[\d\W]*(?:\(\d+ votes?\))?\W*",
    r"(?:note|vote|evaluation)\b.{0,30}\d ?/ ?\d+\W*",
    r"\d+/\d+|\d{1,2}:\d\d ?/ ?\d{1,2}:\d\d",
)
TAGS = one_of(
    r"(?:mots?[- ]cles?|tags?|etiquettes?|thematiques?|categories?|rubriques?|topics?|filed under|classe dans)\s*:.*",
    r"(?:dans cet article|en savoir plus sur)\s*:.*|(?:#[\w-]+[\s,;]*)+",
    r"(?:publie|classe) dans (?:[^\W\d]|[ &/,-]){3,40}|etiquete(?: sous)?\b.{0,80}",
)
MOVING_ABOUT = one_of(
    r"(?:[«<‹←]\s*)?(?:page\s*)?(?:precedente?|suivante?|previous|next|retour)(?: page)?\W*",
    r"page \d+ ?(?:sur|/|de) ?\d+",
    r"(?:voir|charger|afficher|lire|decouvrir|en savoir) (?:plus|la suite|tout|tous|toutes|"
    r"davantage)(?: [\w' -]{0,40})?[\W_]*",
    r"(?:retour (?:a l'accueil|en haut|au sommaire|a la page).{0,30}|haut de (?:la )?page|back to top|sommaire)\W*",
    r"(?:aller|passer|sauter)(?: directement)? (?:au|a la) (?:contenu|menu|navigation|recherche|pied|fil)\b.*",
    r"skip to (?:main )?content\W*",
    r"(?:menu|fermer|close|ouvrir|accueil|home|navigation)\W*",
    r"(?:quitter|afficher|voir|activer) la version\b.{0,20}|exit mobile version",
    r"plus d'info(?:rmation)?s?\W*|(?:loading|chargement(?: en cours)?)\W*",
    # What pages tell those who hear them read aloud.
    r"(?:debut|fin) de (?:la liste|la section|l'encadre|l'infographie|l'extrait)\b.{0,80}",
    r"version (?:mobile|bureau|amp|pdf|web)\W*",
    # The buttons that change the size of the letters.
    r"[\W_]*a[\W_]+(?:a[\W_]*)?",
    r"(?:envoyer|recommander) (?:cet article )?(?:a un ami|par e-?mail)\W*|version imprimable\W*",
    r"(?:augmenter|reduire) la taille.*|taille (?:de|du|des) (?:la )?(?:police|texte|caracteres?)\b.*",
    r"(?:page|article|sujet|video|diapositive|episode)(?: tv)? (?:precedente?|suivante?)\W*",
)
MEDIA = one_of(
    r"(?:images?|videos?|play(?: video)?|audio|zoom|agrandir|diaporama|galerie|photos?|legende)\W*",
    r"(?:ecouter|ecoutez)(?: (?:cet |l') ?article)?\b.{0,20}|ecouter l'article\W*",
    r"(?:your browser|votre navigateur)\b.{0,20}\b(?:support|ne (?:prend|supporte|permet))\w*\b.*|current size.{0,10}",
    r"contenu (?:de type |)(?:media|embarque|externe|integre|tiers)\W*|getting your trinity audio player ready.*",
    r"ajouter (?:cet article )?(?:a|aux) (?:vos|mes|ma|votre) (?:selections?|favoris|liste)\W*|reutiliser ce contenu",
    r"resume (?:de l'article)?\W*",
    r"avec (?:[ld]es informations|la contribution|la collaboration|l'aide) (?:de |d').{3,80}",
)
PAGE_FOOT = one_of(
    r"(?:©|\(c\)|copyright)\s*\W*(?:copyright\s*)?(?:(?:19|20)\d\d|[\w .]{2,40} (?:19|20)\d\d).*",
    r".{0,100}\b(?:tous droits (?:de reproduction )?(?:et de diffusion )?reserves|all rights reserved)\b.*",
    r".{0,100}\breproduction (?:interdite|reservee)\b.*|conditions (?:generales|d'utilisation).{0,40}",
    r"gestion des cookies\W*",
    # "Publié hier à 19h32, modifié à 07h10": no date.
    r"(?:publie|poste|mise? (?:en ligne|a jour)|modifie)e?(?: (?:hier|aujourd'hui|ce (?:matin|soir)|il y a .{1,15}))?"
    r"(?: a)? ?\d{1,2} ?[:h] ?\d{0,2}(?:[, |-]*(?:mise? a jour|modifie)e?(?: a)? ?\d{1,2} ?[:h] ?\d{0,2})?",
    r"(?:\d{1,3}\W{1,3})?(?:https?://|www\.)\S+|(?:adresse|lien|url)\b.{0,30}https?://\S+|visible links\W*",
    r"(?:mentions legales|politique de confidentialite|qui sommes[- ]nous|contactez?[- ]nous|nous contacter|"
    r"contact)\W*",
    r"(?:plan du site|(?:lire notre )?charte(?: d\w+)?|cgu|cgv|rss|archives|faq)\W*",
    r"copyright\W.{2,50}(?<!\.)",
    r"(?:sign(?:aler|alez) une erreur|une erreur dans (?:cet|l') ?article.*|vous avez trouve une (?:erreur|"
    r"coquille).*)\W*",
    r"(?:cet article vous a (?:plu|ete utile|interesse)|avez-vous aime|notez cet article|"
    r"cet article a ete (?:utile|lu)).*",
    r"(?:voir |retrouvez )?(?:tous )?(?:ses|les) articles (?:de|par) [^.]{2,40}",
    r"(?:articles|plus) (?:de|par) (?:l'|cet )auteur\W*",
)
# The one line of the page that may be as long as a paragraph.
BANNER = one_of(
    r"(?=.*\b(?:cookies?|traceurs?)\b).*(?:nous utilisons|(?:ce|notre) site utilise|en (?:poursuivant|"
    r"continuant|cliquant)|"
    r"(?:nos|ses) partenaires|votre (?:navigation|consentement|experience|accord)|tout accepter|"
    r"accepter (?:tou[st]|les)|n'avez pas accepte|j'accepte|est bloque|"
    r"continuer sans accepter|parametr|we use).*",
    # The law has the reader told what a form does with an address.
    r"(?:votre|vos) (?:adresse|e-?mail|courriel|donnees)\b.*\b(?:collect|utilis|trait|conserv)\w*\b"
    r".*\b(?:newsletters?|vous|nos|notre|des(?:inscri|abonn)\w*)\b.*",
    r"votre (?:inscription|demande|abonnement|message) a (?:bien )?ete (?:bien )?(?:pris|enregistr|envoy)\w*\b.*",
    r"en (?:vous (?:inscrivant|abonnant)|cliquant|validant|soumettant|renseignant)\b.{0,120}\bvous "
    r"(?:acceptez|consentez|reconnaissez|confirmez|declarez)\b.*",
    r"(?:tout accepter|accepter et (?:fermer|continuer)|accepter|refuser|tout refuser|continuer sans accepter)\W*",
    r"(?:personnaliser|parametrer|gerer (?:mes|les|vos) (?:cookies|choix|preferences))\W*",
)

CLOCK = r"(?:[01]?\d|2[0-3])\s?[:hH]\s?[0-5]\d"
TICKER_AS_WRITTEN = re.compile(rf"[-–—•*·▪►]?\s*\[?{CLOCK}\]?\s*[-–—:|•]?\s*(?=[^\s\d])(?P<headline>.{{10,200}})")
TIME_AS_WRITTEN = re.compile(rf"[-–—•*·]?\s*{CLOCK}")

AGENCY = (
    r"AFP|Reuters|AP|EPA|Getty(?: Images)?|Sipa(?: Press)?|SIPA|MaxPPP|MAXPPP|Xinhua|Anadolu|Shutterstock|"
    r"i[Ss]tock|Unsplash|"
    r"Pixabay|Wikimedia(?: Commons)?|Hans Lucas|Abaca|Belga|DR|D\.R\.?"
)
# "© DR" is a credit, "© 2024" the foot of the page; "Le pont de Bray / AFP", "AFP - ANNE LE GOFF".
CREDIT_AS_WRITTEN = one_of(
    r"(?!©\s*(?:19|20)\d\d)[^©]*©.*",
    r".*[\s.|/(–—-](?:DR|D\.R\.?)\s*[.)]?|DR",
    rf".{{3,}}[/|]\s?(?:{AGENCY})\W*",
    rf".*\b(?:{AGENCY})\s?[-–/]\s?[A-ZÀ-Ý][A-ZÀ-Ý' .-]{{3,40}}",
    rf"(?:\(?[Pp]hoto\b|\([Cc]\)).{{0,80}}(?:{AGENCY})\W*",
    # "PHOTO ANNE LE GOFF, LE PHARE"; a caption that ends in capitals: "Le maire, lundi. LUC ROUX / LE PHARE".
    r"(?:PHOTO|ILLUSTRATION|IMAGE)S? [^a-zà-ÿ]{5,80}",
    r".*[.»)…] [A-ZÀ-Ý][A-ZÀ-Ý'’. -]+(?: ?[/,] ?| POUR )[A-ZÀ-Ý«][A-ZÀ-Ý'’«» .-]+",
    r"(?=[^/]* |.*/.* )[A-ZÀ-Ý][A-ZÀ-Ý'’.-]+(?: [A-ZÀ-Ý'’.-]+){0,3} ?/ ?[A-ZÀ-Ý][A-ZÀ-Ý'’.-]+(?: [A-ZÀ-Ý'’.-]+){0,3}",
    # "Il a marqué deux fois. (P. Rimbert/Le Stade)"
    r".{5,200}[.!?»] \([A-ZÀ-Ý]\. [^()/]{2,40}/[^()/]{2,40}\)",
    r"[^.]{5,200}\. (?:Photo|Ph\.?) [A-ZÀ-Ý][\w'’.-]*(?: [A-ZÀ-Ý][\w'’.-]*){0,3}",
)
CREDIT = one_of(
    r".{0,160}[|(–—-]\s*(?:photos?|ph|credits?|image)\s*[:/©].*",
    r"[\W_]*(?:(?:credits?|copyright)(?: ?photos?)?|(?:photos?|images?|illustrations?|visuel|ph|"
    r"photographie)(?: ?credit)?)\s*[:/]\s*\S.*",
    r"photos? (?:[\w.-]+ ){1,4}: .*",
    r".{0,160}\b(?:photo|image|illustration|photographie|cliche) (?:d'illustration|d'archives?|pretexte|"
    r"fournie par .*|non datee.*)\W*",
    r".*\((?:photos?|credits?|dessin|illustration)\b[^()]{0,60}\)\W*",
    r"(?:legendes?|credits?)(?: et credits?)?(?: photos?)?\W*",
    r"illustration\W*|\(?(?:archives?|capture d'ecran|image d'illustration)\)?\W*",
)
# Between typographic marks, "+ … +": words of the article lifted out of it.
PULL_QUOTE_AS_WRITTEN = re.compile(r"([+*~_=|])\1*\s+\S.*\s\1+")
