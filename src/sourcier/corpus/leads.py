"""The phrasing that leads from a press page to other articles and to its comments, as patterns.

Matched whole against a folded line with straight apostrophes, save what is named *_AS_WRITTEN.
"""

from __future__ import annotations

import re

from sourcier.corpus.vocabulary import MARKS, one_of

BULLET = r"[\s>»→▶►•▸●■✅👉📰🔴➡\-–*\[(]*\ufe0f?\s*"
TAIL = r"[\s:>»→|\])]*"

# "Lire :" and "À lire :" want their colon: an article may begin a sentence with the verb.
LINK = one_of(
    r"(?:a )?(?:re)?(?:lire|voir|ecouter|regarder|decouvrir)"
    r"(?: (?:aussi|egalement|encore|ailleurs|ensuite|plus|sur le meme (?:sujet|theme)))?\s*(?:[:|>»→]|[-–—]\s)\s*\w.*",
    # Without a colon, a line that ends in a full stop is a sentence of the article.
    r"(?:a )?(?:re)?(?:lire|voir|ecouter|regarder) (?:aussi|egalement)\W{0,3}\w.*[^.]",
    r"(?:(?:article )?(?:precedent|suivant)|previous|next)\s*:\s*\w.*",
    r"(?:a )?(?:re)?(?:lire|voir|regarder) (?:l'article|l'integralite|le dossier)\b.*",
    r"(?:a )?(?:re)?(?:lire|voir|regarder) notre (?:article|dossier|enquete|reportage|entretien|analyse)\b.*",
    r"(?:sur le meme (?:sujet|theme)|pour aller plus loin|en savoir plus|article lie|voir l'article)\s*[:|>]\s*\w.*",
    r"a (?:lire|voir|ecouter)\. \w.*",
    r"(?:re)?(?:ecoute[rz]|voir|voyez|regarde[rz]) (?:ici |aussi )?(?:le |la |l'|notre )"
    r"(?:reportage|entretien|interview|chronique|emission|podcast|debat|sequence|video|journal)\b[^.]{0,80}",
    r"(?:notre|nos) (?:dossiers?|enquetes?|reportages?|videos?|cartes?|analyses?|infographies?|podcasts?|selections?|"
    r"guides?|directs?)\b[^.]{0,80}",
    r"(?:en )?(?:videos?|images|diaporama|infographie|podcast)\s*[:.|]\s*\w.*[^.]",
    r"(?:also read|read also|read more|read|related)\s*[:|>]\s*\w.*",
    before=BULLET,
)
# The same with the title on the next line.
LABEL = one_of(
    r"(?:a )?(?:re)?(?:lire|voir|ecouter|regarder)(?: (?:aussi|egalement|encore|ailleurs|ensuite|plus))?",
    r"also read|read also|read more",
    r"(?:provenant|extrait|issu) (?:du |de (?:la |l')?)(?:podcast|emission|journal|chronique)",
    r"(?:suivre|voir|retrouver) (?:toute )?(?:la|notre) couverture(?: complete)?",
    r"articles? (?:precedent|suivant)|(?:previous|next) (?:article|post)",
    before=BULLET,
    after=TAIL,
)
# "Lire aussi : titre" at the end of a paragraph, on its last line.
INLINE_LINK_AS_WRITTEN = re.compile(
    r"(?<=[.!?»…)])\s*[(\[]?\s*(?:>+\s*)?(?:(?:[ÀAàa] )?[Ll]ire (?:aussi|également)|LIRE (?:AUSSI|ÉGALEMENT|EGALEMENT)|"
    r"[ÀA] [Ll]ire)\s*[:>|]\s*[^.]{5,200}[)\]]?$"
)
# Headings of blocks of other articles.
RELATED = one_of(
    r"(?:(?:nos|les|l'|vos|autres?) ?)*(?:derni?ere?s?|recent(?:e?s)?) "
    r"(?:articles?|actualites?|actus?|infos?|news|publications?|nouvelles|videos?|minutes?)(?: .{1,25})?",
    r"(?:(?:nos|les|articles?|actualites?|infos?) )*(?:plus|\+|mieux) "
    r"(?:lu|vu|populaire|commente|partage|consulte|recent|aime)e?s?(?: .{1,25})?",
    r"(?:top|meilleurs) (?:articles?|news|actus?)(?: .{1,25})?|populaires?|tendances?|trending",
    r"(?:sur|dans|autour de|avec) l[ea] meme (?:sujet|theme|rubrique|categorie|thematique)",
    r"dans (?:la|cette) (?:rubrique|categorie)(?: [^.,]{1,25})?",
    r"(?:articles?|contenus?|actualites?|sujets?|infos?|posts?|publications?) (?:similaires?|lies?|liees?|"
    r"connexes?|associe?e?s?|"
    r"recommande?e?s?|relatifs?|recents?|en relation|suggeres?|a lire|sur le meme sujet)(?: pour vous)?",
    r"(?:cela|ceci|ca|vous) (?:aimerez|pourriez|pourrait|allez|devriez)\b.{0,35}",
    r"(?:ces|nos) (?:articles?|sujets?|contenus?) (?:devraient|pourraient|peuvent)\b.{0,30}",
    r"(?:la redaction|nous|on|notre redaction) (?:vous )?(?:recommand|conseill|propos)\w+(?: .{1,20})?",
    r"recommandes?(?: pour vous)?|nos recommandations?|a suivre|a decouvrir(?: aussi| egalement)?",
    r"(?:plus d'|(?:nos )?autres |tous nos |toute l'|toutes les |l'essentiel de l'|les? |suite de l')"
    r"(?:articles|actualites?|actus?|infos|contenus)(?: .{1,40})?",
    r"(?:aussi )?a la une(?: .{1,25})?|l'(?:actu|info|actualite) en (?:continu|direct|images|video)",
    r"en (?:continu|ce moment)|flash(?:[- ]infos?)?|derniere minute|urgent|breaking news|alerte info",
    r"(?:le |les )?(?:fil|flux|flash)s? (?:infos?|d'infos?|d'actualites?|actus?|de l'info|des depeches|d'actu|"
    r"rouge)(?: .{1,20})?",
    r"(?:contenus?|articles?|liens?|offres?) (?:sponsorises?|partenaires?|commerciaux|de nos partenaires)",
    r"related (?:posts?|articles?|stories|news|content)|you (?:may|might) (?:also )?like.{0,20}",
    r"more (?:from|stories|articles|news)(?: .{1,40})?|latest (?:news|articles|posts)",
    r"en relation|navigation de l'article|elements similaires.{0,20}|plus dans cette categorie.*",
    r"pour aller plus loin|(?:en savoir )?plus sur (?:ce|le|le meme) (?:sujet|theme)|les incontournables",
    r"(?:a ne pas|ne pas) (?:manquer|rater)|ne manquez pas",
    r"(?:a propos de |biographie de )?l'auteur|about the author|(?:tags?|mots?[- ]cles?|etiquettes?)(?: de l'article)?",
    r"(?:le )?sondage(?: du jour)?|(?:le |notre )?quiz",
    before=BULLET,
    after=TAIL,
)
COMMENTS = one_of(
    r"(?:laisse[rz]|poste[rz]|ajoute[rz]|ecri(?:re|vez)|publie[rz]|depose[rz]|envoye[rz]|rediger?) "
    r"(?:un|une|votre|vos|mon) (?:commentaire|reponse|reaction|avis)s?\b.{0,40}",
    r"leave a (?:reply|comment)\b.{0,40}|(?:post|add) a comment|cancel reply|annuler la reponse",
    r"join the (?:discussion|conversation)",
    r"(?:aucun|pas de|pas encore de|no|sans|nouveau) (?:commentaire|comment|reaction)s?\b.{0,40}",
    r"\d+ (?:commentaire|reponse|comment|reaction)s?(?: (?:sur|a|pour) .*)?",
    r"(?:les )?commentaires?\s*(?:\(\d+\)|:? ?\d+|\*|:)?|vos (?:commentaires|reactions)|les commentaires",
    r"(?:votre|your) (?:adresse (?:e-?mail|de messagerie|electronique)|e-?mail address|courriel) .*",
    r".{0,30}please enter your .*|s'il vous plait,? entrez.*|enregistrer mon nom, mon e-?mail.*",
    r"champs? (?:requis|obligatoires?).*",
    r"(?:reagi(?:r|ssez)|commente[rz])(?: (?:a |sur )?(?:cet |l')\s?article)?|.{0,40}\bakismet\b.*",
    r".{0,60}(?:pour|avant de) (?:pouvoir )?(?:(?:laisser|poster) un commentaire|commenter|reagir)\b.*",
    r"soyez le premier a .{0,20}(?:commenter|reagir|commentaire).*",
    r"(?:les )?commentaires (?:sont )?(?:fermes|desactives|clos).*",
    r"(?:votre|donnez votre|vos) (?:reponse|avis|opinion|commentaire)s?\W*",
    r"(?:bienvenue dans (?:l'|notre ))?espace commentaires?.*",
    r"comments(?: \(\d+\)| are closed\.?)?|.{0,30}(?:reagir|commenter) (?:a )?cet article.{0,3}",
    r"(?:les )?commentaires (?:sont )?reserves.*",
    before=MARKS,
    after=MARKS,
)
