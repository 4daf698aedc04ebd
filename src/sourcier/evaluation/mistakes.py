"""What can be wrong with gold questions; `place` is always `file:line`, so that an editor can jump there.

BadGold
 ├─ GoldUnreadable · GoldEmpty · GoldNotAList                                      the file
 ├─ GoldFieldMissing · GoldFieldUnknown · GoldFieldTwice · GoldFieldWrong          one field
 ├─ GoldDuplicate · GoldBlank · GoldUnproved · GoldNeedless · GoldUnanswerable     one question
 └─ GoldArticleMissing · GoldQuoteMissing · GoldFactUnproved · GoldForbiddenProof  a question against the articles
"""

from __future__ import annotations

from sourcier.errors import BadGold


class GoldUnreadable(BadGold):
    fr = "{place} : ce fichier de questions ne peut pas être lu ({reason}) ; corrigez-le."
    en = "{place}: this file of questions cannot be read ({reason}); mend it."


class GoldEmpty(BadGold):
    fr = "{place} : aucune question de référence ; donnez un fichier .yaml ou un dossier qui en contient."
    en = "{place}: no gold question; give a .yaml file or a folder that holds some."


class GoldNotAList(BadGold):
    fr = "{place} : une liste de questions est attendue ; commencez chacune par « - id: »."
    en = "{place}: a list of questions is expected; begin each one with “- id:”."


class GoldFieldMissing(BadGold):
    fr = "{place} : le champ « {field} » manque ; ajoutez-le."
    en = "{place}: the field “{field}” is missing; add it."


class GoldFieldUnknown(BadGold):
    fr = "{place} : le champ « {field} » n'existe pas ; corrigez son nom ou retirez-le."
    en = "{place}: there is no field “{field}”; correct its name or remove it."


class GoldFieldTwice(BadGold):
    fr = "{place} : le champ « {field} » est écrit deux fois ; gardez-en un."
    en = "{place}: the field “{field}” is written twice; keep one."


class GoldFieldWrong(BadGold):
    fr = "{place} : la valeur de « {field} » est refusée ({reason}) ; corrigez-la."
    en = "{place}: the value of “{field}” is refused ({reason}); correct it."


class GoldDuplicate(BadGold):
    fr = "{place} : l'identifiant « {id} » est déjà pris par {other} ; changez l'un des deux."
    en = "{place}: the id “{id}” is already taken by {other}; change one of them."


class GoldBlank(BadGold):
    fr = "{place} : un fait ou une formulation interdite ne contient aucun mot ; écrivez-en un ou retirez-la."
    en = "{place}: a fact or a forbidden wording holds no word; write one or remove it."


class GoldUnproved(BadGold):
    fr = "{place} : une question à réponse a besoin d'au moins un fait et une preuve (« facts », « evidence »)."
    en = "{place}: an answerable question needs at least one fact and one proof (“facts”, “evidence”)."


class GoldNeedless(BadGold):
    fr = "{place} : une question sans réponse n'a ni fait ni preuve ; videz « facts » et « evidence »."
    en = "{place}: an unanswerable question has neither fact nor proof; empty “facts” and “evidence”."


class GoldUnanswerable(BadGold):
    fr = "{place} : une question de ce genre est sans réponse ; écrivez « answerable: false » ou changez « kind »."
    en = "{place}: a question of this kind has no answer; write “answerable: false” or change “kind”."


class GoldArticleMissing(BadGold):
    fr = "{place} ({id}) : aucun article {article} dans le dossier ; donnez son chemin dans le dossier des articles."
    en = "{place} ({id}): no article {article} in the folder; give its path in the folder of articles."


class GoldQuoteMissing(BadGold):
    fr = "{place} ({id}) : « {quote} » n'est pas dans le texte de {article} ; recopiez-le mot pour mot."
    en = "{place} ({id}): “{quote}” is not in the text of {article}; copy it word for word."


class GoldFactUnproved(BadGold):
    fr = "{place} ({id}) : aucune preuve ne contient « {fact} » ; ajoutez la citation qui le dit, ou sa formulation."
    en = "{place} ({id}): no proof holds “{fact}”; add the quote that says it, or its wording."


class GoldForbiddenProof(BadGold):
    fr = "{place} ({id}) : « {wording} » est interdit mais figure dans une preuve ; retirez l'un des deux."
    en = "{place} ({id}): “{wording}” is forbidden but stands in a proof; remove one of them."
