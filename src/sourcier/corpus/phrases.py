"""What a line of a press page is, told from its words alone: the phrasing of the French-language press.

Patterns are matched against the line folded (lower case, no accents, straight apostrophes), except where capitals matter.
Where a line stands on the page, and so whether it goes, is decided in `boilerplate`.
"""

from __future__ import annotations

import re
from enum import Enum, auto

from sourcier.language.analysis import fold


class Kind(Enum):
    """What a line that is no part of the article's text is."""

    CHROME = auto()  # buttons, banners, counters: never the article's words
    LINK = auto()  # "Lire aussi : titre"
    LABEL = auto()  # "Lire aussi", whose title is on the next line
    RELATED = auto()  # heading of a block of other articles
    COMMENTS = auto()  # first line of the comments or of their form
    TICKER = auto()  # "07h34 Titre" in a news ticker
    TIME = auto()  # the time alone, its headline on the next line
    CREDIT = auto()  # caption or credit of a picture
    QUOTE = auto()  # pull quote between typographic marks


# A line longer than this is read as text whatever its first words are, but for the cookie banner.
CHROME_LENGTH = 250
BANNER_LENGTH = 600

NETWORKS = (
    r"facebook|twitter|whats ?app|linkedin|telegram|pinterest|messenger|reddit|instagram|youtube|tiktok|threads|bluesky|viber|"
    r"skype|tumblr|flipboard|google(?: news| actualites| discover)?|snapchat|mastodon|\bx\b"
)
SHARE = re.compile(
    rf"(?>(?:partage[rzs]?|shares?|tweete?r?|{NETWORKS}|e-?mail|mail|courriel|sms|imprimer|print|pdf|copier|copie|lien|copy|link|"
    r"envoyer|un ami|commenter|reagir|ecouter|sauvegarder|enregistrer|favoris|signaler|epingler|j'aime|like|suivre|abonnez-vous|"
    r"version imprimable|(?:cet|l')? ?article|l'info|les reseaux sociaux|facebook messenger|par|sur|via|a|le|la|en|ou|et|plus|"
    r"this|on|\(ouvre dans une nouvelle fenetre\)|\(opens in new window\)|cliquez pour|\d+|[\W_]))+"
)
# Words that keep a share line from being a share line when alone.
NOT_SHARE_ALONE = re.compile(r"[\W\d_]*(?:(?:par|sur|via|a|le|la|en|ou|et|plus|article|on|this)[\W\d_]*)*")

CHROME = tuple(
    re.compile(pattern)
    for pattern in (
        # The reader spoken to in the imperative about the outlet's own channels.
        r"(?:re)?(?:suivez|rejoignez|retrouvez|ajoutez|restez|partagez|telechargez|recevez|abonnez|inscrivez|activez|cliquez|soutenez|"
        r"likez|installez|aimez)\b.*\b(?:" + NETWORKS + r"|newsletters?|infolettre|lettre|actualites?|application|appli|app|chaine|"
        r"compte|page|reseaux|nous|notre|nos|abonne\w*|notifications?|alertes?|e-?mail|connectes?|informes?|article)\b.*",
        r"(?:s'abonner|abonnement|je m'abonne|abonnez-vous|s'inscrire|je m'inscris|se connecter|connexion|mon compte|creer un compte|"
        r"mot de passe.*|deja abonne.*|deja inscrit.*|offres? d'abonnement.*|faire un don|je soutiens.*|acceder a mon compte)\W*",
        r"(?:cet |l')?(?:article|contenu|la suite)\b.{0,30}\b(?:reservee?s? (?:aux|a nos) abonnes|payant|accessible gratuitement).*",
        r"(?:reserve|exclusif) (?:aux )?abonnes?\W*|abonnes?\W*|(?:il vous reste|vous avez deja lu)\b.{0,30}\b(?:article|lire).*",
        r"(?:pour )?(?:lire|continuer|acceder)\b.{0,40}\b(?:abonne|connecte|inscri)\w*.*|decouvr\w+ (?:nos|toutes nos) (?:offres|abonne).*",
        r".*\b(?:newsletters?|infolettre|lettre d'information)\b.*\b(?:inscri|abonn|recev|e-?mail|gratuit)\w*.*",
        r"(?:inscri|abonn|recev)\w*\b.*\b(?:newsletters?|infolettre|lettre d'information|e-?mail)\b.*",
        r"(?:la |notre |nos )?newsletters?\W*|votre (?:adresse )?(?:e-?mail|courriel)\W*|(?:ok|valider|envoyer|rechercher|recherche)\W*",
        # Advertising and its seams.
        r"[\W_]*(?:publicites?|annonces?|pub|advertisement|sponsorise|partenariat|la suite apres (?:cette|la) publicite|"
        r"(?:contenu|article|lien)s? sponsorises?|communique)[\W_]*",
        # Reading time.
        r"[\W_]*(?:temps|duree)(?: estimee?)? de lecture\b.{0,30}|[\W_]*lecture\s*:?\s*(?:de )?\d+ ?(?:min|mn|minutes?)\W*",
        r"[\W_]*\d+ ?(?:min|mn|minutes?)(?: de lecture| read)?\W*|reading time\b.{0,20}|temps de|lecture \d+ ?min\W*",
        r"ajouter (?:cet article )?(?:a|aux) (?:vos|mes|ma|votre) (?:selections?|favoris|liste)\W*|reutiliser ce contenu|resume (?:de l'article)?\W*",
        r"avec (?:les informations|la contribution|la collaboration|l'aide) (?:de |d').{3,80}",
        # Counters: "0", "1 234 vues", "lu 312 fois". A year alone may head a chronology, and stays.
        r"(?!(?:19|20)\d\d$)[\d\s.,+]{1,9}[km]?|[\d\s.,+]+k?\s*(?:vues?|lectures?|partages?|j'aime|likes?|shares?|views?|visites?|fois|"
        r"votes?)\W*|(?:lu|vu|vues?|views|nombre de vues|partages?)\s*:?\s*[\d\s.,]+k?(?: fois)?\W*",
        r"(?:mots?[- ]cles?|tags?|etiquettes?|thematiques?|categories?|rubriques?|topics?|dans cet article|filed under|classe dans)\s*:.*",
        r"(?:#[\w-]+[\s,;]*)+",
        # Pagination and moving about.
        r"(?:[«<‹←]\s*)?(?:page\s*)?(?:precedente?|suivante?|previous|next|retour)(?: page)?\W*|page \d+ ?(?:sur|/|de) ?\d+",
        r"(?:voir|charger|afficher|lire|decouvrir|en savoir)\s*(?:plus|la suite|tout|tous|toutes|davantage)(?: [\w' -]{0,40})?[\W_]*",
        r"(?:retour (?:a l'accueil|en haut|au sommaire|a la page).{0,30}|haut de (?:la )?page|back to top|sommaire|aller au contenu.*|"
        r"passer au contenu.*|skip to (?:main )?content)\W*",
        r"(?:quitter|afficher|voir|activer) la version\b.{0,20}|exit mobile version|version (?:mobile|bureau|amp|imprimable|pdf|web)\W*",
        r"(?:menu|fermer|close|ouvrir|accueil|home|navigation|toggle navigation|partie? \d|image|images|video|videos|play(?: video)?|"
        r"audio|zoom|agrandir|diaporama|galerie|photos?|legende|getting your trinity audio player ready.*)\W*",
        r"(?:ecouter|ecoutez)(?: (?:cet|l')\s?article)?\b.{0,20}|(?:envoyer|recommander) (?:cet article )?(?:a un ami|par e-?mail)\W*",
        # Foot of the page.
        r"(?:©|\(c\)|copyright)\s*\W*(?:copyright\s*)?(?:(?:19|20)\d\d|[\w .]{2,40} (?:19|20)\d\d).*",
        r".{0,100}\b(?:tous droits (?:de reproduction )?(?:et de diffusion )?reserves|all rights reserved|reproduction (?:interdite|reservee))\b.*",
        r"(?:mentions legales|politique de confidentialite|conditions (?:generales|d'utilisation).{0,40}|qui sommes[- ]nous|contactez?[- ]nous|"
        r"nous contacter|contact|plan du site|gestion des cookies|charte d\w+|cgu|cgv|rss|archives|faq|publicite et partenariats)\W*",
        r"(?:sign(?:aler|alez) une erreur|une erreur dans (?:cet|l') ?article.*|vous avez trouve une (?:erreur|coquille).*|faire une suggestion)\W*",
        r"(?:cet article vous a (?:plu|ete utile|interesse)|avez-vous aime|notez cet article|cet article a ete (?:utile|lu)).*",
        r"(?:voir|tous|toutes|retrouvez) .{0,20}(?:ses |les |des )articles (?:de|par)\b.*|(?:articles|plus) (?:de|par) (?:l'|cet )auteur\W*",
    )
)
BANNER = re.compile(
    r"(?=.*\b(?:cookies?|traceurs?)\b).*(?:nous utilisons|(?:ce|notre) site utilise|en poursuivant|en continuant|en cliquant|(?:nos|ses) partenaires|"
    r"votre (?:navigation|consentement|experience|accord)|tout accepter|accepter (?:tou[st]|les)|continuer sans accepter|parametr|we use).*"
    r"|(?:tout accepter|accepter et (?:fermer|continuer)|accepter|refuser|tout refuser|continuer sans accepter|personnaliser|parametrer"
    r"|gerer (?:mes|les|vos) (?:cookies|choix|preferences))\W*"
)

BULLET = r"[\s>»→▶►•▸●■✅👉📰🔴➡\-–*\[(]*\ufe0f?\s*"
# "Lire :" and "À lire :" want their colon: an article may begin a sentence with the verb.
LINK = re.compile(
    BULLET + r"(?:(?:a )?(?:re)?(?:lire|voir|ecouter|regarder|decouvrir)(?: (?:aussi|egalement|encore|ailleurs|ensuite|plus|sur le meme (?:sujet|theme)))?"
    r"\s*(?:[:|>»→]|[-–—]\s)\s*\w.*"
    r"|(?:a )?(?:re)?(?:lire|voir|ecouter|regarder) (?:aussi|egalement)\W{0,3}\w.*"
    r"|(?:a )?(?:re)?(?:lire|voir|regarder) (?:l'article|notre (?:article|dossier|enquete|reportage|entretien|analyse)|l'integralite|le dossier)\b.*"
    r"|(?:sur le meme (?:sujet|theme)|pour aller plus loin|en savoir plus|article lie|voir l'article|also read|read also|read more|read|related)"
    r"\s*[:|>]\s*\w.*)"
)
LABEL = re.compile(
    BULLET + r"(?:(?:a )?(?:re)?(?:lire|voir|ecouter|regarder)(?: (?:aussi|egalement|encore|ailleurs|ensuite|plus))?|also read|read also|read more"
    r"|articles? (?:precedent|suivant)|(?:previous|next) (?:article|post))[\s:>»→|\])]*"
)
RELATED = re.compile(
    BULLET + r"(?:"
    r"(?:(?:nos|les|l'|vos|autres?) ?)*(?:derni?ere?s?|recent(?:e?s)?) (?:articles?|actualites?|actus?|infos?|news|publications?|nouvelles|videos?|minutes?)"
    r"(?: .{1,25})?"
    r"|(?:(?:nos|les|articles?|actualites?|infos?) )*(?:plus|\+|mieux) (?:lu|vu|populaire|commente|partage|consulte|recent|aime)e?s?(?: .{1,25})?"
    r"|(?:top|meilleurs) (?:articles?|news|actus?)(?: .{1,25})?|populaires?|tendances?|trending"
    r"|(?:sur|dans|autour de|avec) l[ea] meme (?:sujet|theme|rubrique|categorie|thematique)|dans (?:la|cette) (?:rubrique|categorie)"
    r"|(?:articles?|contenus?|actualites?|sujets?|infos?|posts?) (?:similaires?|lies?|liees?|connexes?|associes?|associees?|recommande?e?s?|relatifs?|recents?|"
    r"en relation|suggeres?|a lire|sur le meme sujet)"
    r"|(?:cela|ceci|ca|vous) (?:aimerez|pourriez|pourrait|allez|devriez)\b.{0,35}|(?:ces|nos) (?:articles?|sujets?|contenus?) (?:devraient|pourraient|peuvent)\b.{0,30}"
    r"|(?:la redaction|nous|on|notre redaction) (?:vous )?(?:recommand|conseill|propos)\w+(?: .{1,20})?|recommandes?(?: pour vous)?|nos recommandations?"
    r"|(?:plus d'|autres |nos autres |tous nos |toute l'|toutes les |l'essentiel de l'|les? |suite de l')(?:articles|actualites?|actus?|infos|contenus)(?: .{1,40})?"
    r"|(?:aussi )?a la une(?: .{1,25})?|(?:le |les )?(?:fil|flux|flash)s? (?:info|infos|d'infos?|d'actualites?|actu|actus|de l'info|des depeches|d'actu|rouge)(?: .{1,20})?"
    r"|l'(?:actu|info|actualite)(?:alite)? en (?:continu|direct|images|video)|en (?:continu|ce moment)|a suivre|a decouvrir(?: aussi| egalement)?"
    r"|(?:contenus?|articles?|liens?|offres?) (?:sponsorises?|partenaires?|commerciaux|de nos partenaires)"
    r"|related (?:posts?|articles?|stories|news|content)|you (?:may|might) (?:also )?like.{0,20}|more (?:from|stories|articles|news)(?: .{1,40})?|latest (?:news|articles|posts)"
    r"|pour aller plus loin|(?:en savoir )?plus sur (?:ce|le meme) (?:sujet|theme)|(?:a ne pas|ne pas) (?:manquer|rater)|ne manquez pas|les incontournables"
    r"|(?:a propos de |biographie de )?l'auteur|a propos de l'auteur|about the author|tags?|mots?[- ]cles?|etiquettes?"
    r")[\s:>»→|\])]*"
)
COMMENTS = re.compile(
    r"[\W_]*(?:(?:laisse[rz]|poste[rz]|ajoute[rz]|ecri(?:re|vez)|publie[rz]|depose[rz]|envoye[rz]|rediger?) (?:un|une|votre|vos|mon) (?:commentaire|reponse|reaction|avis)s?\b.{0,40}"
    r"|leave a (?:reply|comment)\b.{0,40}|(?:post|add) a comment|cancel reply|annuler la reponse|(?:aucun|pas de|pas encore de|no|sans) (?:commentaire|comment|reaction)s?\b.{0,40}"
    r"|\d+ (?:commentaire|reponse|comment|reaction)s?(?: (?:sur|a|pour) .*)?|(?:les )?commentaires?\s*(?:\(\d+\)|:? ?\d+|\*|:)?|(?:vos|les) (?:commentaires|reactions)"
    r"|(?:votre|your) (?:adresse (?:e-?mail|de messagerie|electronique)|e-?mail address|courriel) .*|.{0,30}please enter your .*|s'il vous plait,? entrez.*"
    r"|(?:reagi(?:r|ssez)|commente[rz])(?: (?:a |sur )?(?:cet |l')?\s?article)?|.{0,60}(?:pour|avant de) (?:pouvoir )?(?:laisser un commentaire|poster un commentaire|commenter|reagir)\b.*"
    r"|soyez le premier a .{0,20}(?:commenter|reagir|commentaire).*|(?:les )?commentaires (?:sont )?(?:fermes|desactives|clos).*|champs? (?:requis|obligatoires?).*"
    r"|(?:votre|donnez votre|vos) (?:reponse|avis|opinion|commentaire)s?\W*|espace commentaires?.*|comments(?: \(\d+\)| are closed\.?)?|join the (?:discussion|conversation))[\W_]*"
)

CLOCK = r"(?:[01]?\d|2[0-3])\s?[:hH]\s?[0-5]\d"
TICKER = re.compile(rf"[-–—•*·▪►]?\s*\[?{CLOCK}\]?\s*[-–—:|•]?\s*(?=[^\s\d])(?P<headline>.{{10,200}})")
TIME = re.compile(rf"[-–—•*·]?\s*{CLOCK}")

AGENCY = r"AFP|Reuters|AP|EPA|Getty(?: Images)?|Sipa(?: Press)?|SIPA|MaxPPP|MAXPPP|Xinhua|Anadolu|Shutterstock|i[Ss]tock|Unsplash|Pixabay|Wikimedia(?: Commons)?|Hans Lucas|Abaca|Belga|DR|D\.R\.?"
CREDIT_RAW = re.compile(
    rf"(?!©\s*(?:19|20)\d\d)[^©]*©.*|.*[\s.|/(–—-](?:DR|D\.R\.?)\s*[.)]?|.{{3,}}[/|]\s?(?:{AGENCY})\W*|(?:©|\(?[Pp]hoto\b|\([Cc]\)).{{0,80}}(?:{AGENCY})\W*|DR"
)
CREDIT = re.compile(
    r".{0,160}[|(–—-]\s*(?:photos?|ph|credits?|image)\s*[:/©].*|[\W_]*(?:(?:credits?|copyright)(?: ?photos?)?|(?:photos?|images?|illustrations?|visuel|ph|photographie)(?: ?credit)?)\s*[:/]\s*\S.*"
    r"|.{0,160}\b(?:photo|image|illustration|photographie|cliche) (?:d'illustration|d'archives?|pretexte|fournie par .*|prise le .*|non datee.*)\W*"
    r"|illustration\W*|\(?(?:archives?|capture d'ecran|image d'illustration)\)?\W*"
)
QUOTE = re.compile(r"([+*~_=|])\1*\s+\S.*\s\1+")


def kind_of(line: str) -> Kind | None:
    """What `line` is when its words alone tell, None for anything that may belong to the article."""
    if QUOTE.fullmatch(line):
        return Kind.QUOTE
    if TIME.fullmatch(line):
        return Kind.TIME
    if (ticker := TICKER.fullmatch(line)) and not ticker["headline"].endswith((".", ":", ";", ",")):
        return Kind.TICKER
    folded = fold(line).replace("’", "'").replace("ʼ", "'")
    if len(folded) <= BANNER_LENGTH and BANNER.fullmatch(folded):
        return Kind.CHROME
    if LINK.fullmatch(folded):
        return Kind.LINK
    if len(folded) > CHROME_LENGTH:
        return None
    return _short_kind(line, folded)


def _short_kind(line: str, folded: str) -> Kind | None:
    for kind, pattern in ((Kind.LABEL, LABEL), (Kind.COMMENTS, COMMENTS), (Kind.RELATED, RELATED)):
        if pattern.fullmatch(folded):
            return kind
    if any(pattern.fullmatch(folded) for pattern in CHROME):
        return Kind.CHROME
    if SHARE.fullmatch(folded) and not NOT_SHARE_ALONE.fullmatch(folded):
        return Kind.CHROME
    if CREDIT_RAW.fullmatch(line) or CREDIT.fullmatch(folded):
        return Kind.CREDIT
    return None
