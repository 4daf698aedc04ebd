"""What can be wrong with gold questions; `place` is always `file:line`, so that an editor can jump there.

BadGold
 ├─ GoldMistakes                                                              several of those below at once
 ├─ GoldMissing · GoldEmpty · GoldHalfEmpty · GoldOneSided · GoldNotAList     the file
 ├─ GoldUnreadable                                                            its YAML
 │   └─ GoldColon · GoldNoColon · GoldTab · GoldSign · GoldQuoteOpen · GoldBracketOpen · GoldIndent
 ├─ GoldFieldMissing · GoldFieldTwice · GoldFieldUnknown (GoldFieldMisspelt)  a field
 ├─ GoldFieldEmpty · GoldFieldWrong · GoldChoiceUnknown (GoldChoiceMisspelt)  its value
 ├─ GoldTextWanted · GoldListWanted · GoldWordingsWanted · GoldFieldsWanted
 ├─ GoldYesNoWanted · GoldDateWanted · GoldLanguageWanted
 ├─ GoldDuplicate · GoldBlank · GoldUnproved · GoldNeedless · GoldUnanswerable  a question
 ├─ GoldToWrite · GoldToRead                                                  one not yet written
 ├─ GoldThere · GoldNothingToAsk                                              a first file
 ├─ GoldNotAppended                                                           one more question
 ├─ GoldArticleMissing (GoldArticleMisspelt)                                  it against the articles
 ├─ GoldQuoteMissing (GoldQuoteNear, GoldQuoteElsewhere)
 └─ GoldFactUnproved · GoldForbiddenProof
"""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.errors import BadGold, SourcierError


class GoldMistakes(BadGold):
    """Every mistake at once, a line each; `mistakes` holds them in the order of the files."""

    fr = "{count} erreurs dans les questions de référence : corrigez-les, puis relancez « sourcier eval check »."
    en = "{count} mistakes in the gold questions: mend them, then run `sourcier eval check` again."

    def __init__(self, mistakes: Sequence[BadGold] = (), **values: object) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__(**{"count": len(self.mistakes), **values})

    def each(self) -> tuple[SourcierError, ...]:
        """The mistakes, then how many they are."""
        return (*self.mistakes, self)


class GoldUnreadable(BadGold):
    fr = "{place} : ce fichier de questions ne peut pas être lu ({reason}) ; corrigez-le."
    en = "{place}: this file of questions cannot be read ({reason}); mend it."


class GoldColon(GoldUnreadable):
    fr = "{place} : « : » mal placé ; alignez ce champ sur les autres, ou mettez la valeur entre guillemets."
    en = "{place}: a “:” where none may be; align this field with the others, or put the value between quotes."


class GoldNoColon(GoldUnreadable):
    fr = "{place} : un « : » manque après le nom du champ ; ajoutez-le."
    en = "{place}: a “:” is missing after the name of the field; add it."


class GoldTab(GoldUnreadable):
    fr = "{place} : une tabulation décale cette ligne ; remplacez-la par des espaces."
    en = "{place}: a tab indents this line; replace it with spaces."


class GoldSign(GoldUnreadable):
    fr = "{place} : une valeur ne peut pas commencer par « {sign} » ; mettez-la entre guillemets."
    en = "{place}: a value cannot begin with “{sign}”; put it between quotes."


class GoldQuoteOpen(GoldUnreadable):
    fr = "{place} : des guillemets s'ouvrent ici et ne se ferment pas ; fermez-les."
    en = "{place}: a quotation mark opens here and is never closed; close it."


class GoldBracketOpen(GoldUnreadable):
    fr = "{place} : la liste qui s'ouvre ici est mal fermée ; vérifiez ses crochets et ses virgules."
    en = "{place}: the list that opens here is not closed properly; check its brackets and commas."


class GoldIndent(GoldUnreadable):
    fr = "{place} : cette ligne ne suit pas la précédente ; vérifiez son décalage et les guillemets de sa valeur."
    en = "{place}: this line does not follow from the one before; check its indentation and the quotes of its value."


class GoldMissing(BadGold):
    fr = "{place} : ce fichier ou ce dossier n'existe pas ; donnez-en un qui contient des questions de référence."
    en = "{place}: this file or folder does not exist; give one that holds gold questions."


class GoldEmpty(BadGold):
    fr = "{place} : aucune question de référence ; donnez un fichier .yaml ou un dossier qui en contient."
    en = "{place}: no gold question; give a .yaml file or a folder that holds some."


class GoldHalfEmpty(BadGold):
    fr = "{place} : aucune question de référence n'a « split: {split} » ; retirez --split, ou écrivez-en une."
    en = "{place}: no gold question has “split: {split}”; leave out --split, or write one."


class GoldOneSided(BadGold):
    fr = "{place} : il faut des questions auxquelles les articles répondent, et d'autres avec « answerable: false »."
    en = "{place}: questions that the articles answer are needed, and others with “answerable: false”."


class GoldNotAList(BadGold):
    fr = "{place} : une liste de questions est attendue ; commencez chacune par « - id: »."
    en = "{place}: a list of questions is expected; begin each one with “- id:”."


class GoldFieldMissing(BadGold):
    fr = "{place} : le champ « {field} » manque ; ajoutez-le."
    en = "{place}: the field “{field}” is missing; add it."


class GoldFieldUnknown(BadGold):
    fr = "{place} : le champ « {field} » n'existe pas ; corrigez son nom ou retirez-le."
    en = "{place}: there is no field “{field}”; correct its name or remove it."


class GoldFieldMisspelt(GoldFieldUnknown):
    fr = "{place} : le champ « {field} » n'existe pas ; écrivez « {nearest} » ou retirez-le."
    en = "{place}: there is no field “{field}”; write “{nearest}” or remove it."


class GoldFieldTwice(BadGold):
    fr = "{place} : le champ « {field} » est écrit deux fois ; gardez-en un."
    en = "{place}: the field “{field}” is written twice; keep one."


class GoldFieldEmpty(BadGold):
    fr = "{place} : le champ « {field} » est vide ; remplissez-le."
    en = "{place}: the field “{field}” is empty; fill it in."


class GoldFieldWrong(BadGold):
    fr = "{place} : la valeur de « {field} » est refusée ({reason}) ; corrigez-la."
    en = "{place}: the value of “{field}” is refused ({reason}); correct it."


class GoldChoiceUnknown(BadGold):
    fr = "{place} : « {field} » ne peut pas valoir « {written} » ; choisissez parmi : {choices}."
    en = "{place}: “{field}” cannot be “{written}”; choose one of: {choices}."


class GoldChoiceMisspelt(GoldChoiceUnknown):
    fr = "{place} : « {field} » ne peut pas valoir « {written} » ; écrivez « {nearest} »."
    en = "{place}: “{field}” cannot be “{written}”; write “{nearest}”."


class GoldTextWanted(BadGold):
    fr = "{place} : « {field} » attend un texte ; mettez la valeur entre guillemets."
    en = "{place}: “{field}” takes a text; put the value between quotes."


class GoldListWanted(BadGold):
    fr = "{place} : « {field} » attend une liste ; écrivez-la entre crochets, ou un tiret par ligne."
    en = "{place}: “{field}” takes a list; write it between brackets, or one dash a line."


class GoldWordingsWanted(BadGold):
    fr = "{place} : chaque fait est une liste de formulations ; écrivez « facts: [[première, autre], [second fait]] »."
    en = "{place}: each fact is a list of wordings; write “facts: [[first, other], [second fact]]”."


class GoldFieldsWanted(BadGold):
    fr = "{place} : « {field} » attend des champs ({fields}) ; écrivez-en un par ligne."
    en = "{place}: “{field}” takes fields ({fields}); write one a line."


class GoldYesNoWanted(BadGold):
    fr = "{place} : « {field} » vaut true ou false ; écrivez l'un des deux."
    en = "{place}: “{field}” is true or false; write one of the two."


class GoldDateWanted(BadGold):
    fr = "{place} : « {field} » attend une date qui existe ; écrivez-la comme 2024-06-30."
    en = "{place}: “{field}” takes a date that exists; write it as 2024-06-30."


class GoldLanguageWanted(BadGold):
    fr = "{place} : « {field} » attend un code de langue en deux lettres ; écrivez fr, en ou ar."
    en = "{place}: “{field}” takes a language code of two letters; write fr, en or ar."


class GoldDuplicate(BadGold):
    fr = "{place} : l'identifiant « {id} » est déjà pris par {other} ; changez l'un des deux."
    en = "{place}: the id “{id}” is already taken by {other}; change one of them."


class GoldBlank(BadGold):
    fr = "{place} : un fait ou une formulation interdite ne contient aucun mot ; écrivez-en un ou retirez-la."
    en = "{place}: a fact or a forbidden wording holds no word; write one or remove it."


class GoldUnproved(BadGold):
    fr = "{place} : une question à réponse veut au moins un fait et une preuve ; ajoutez « facts » et « evidence »."
    en = "{place}: an answerable question needs at least one fact and one proof; add “facts” and “evidence”."


class GoldNeedless(BadGold):
    fr = "{place} : une question sans réponse n'a ni fait ni preuve ; videz « facts » et « evidence »."
    en = "{place}: an unanswerable question has neither fact nor proof; empty “facts” and “evidence”."


class GoldUnanswerable(BadGold):
    fr = "{place} : une question de ce genre est sans réponse ; écrivez « answerable: false » ou changez « kind »."
    en = "{place}: a question of this kind has no answer; write “answerable: false” or change “kind”."


class GoldToWrite(BadGold):
    fr = "{place} : la question reste à écrire ; écrivez-la, telle qu'un lecteur la poserait."
    en = "{place}: the question is still to be written; write it as a reader would ask it."


class GoldToRead(BadGold):
    fr = "{place} : question proposée, à relire ; corrigez-la, puis retirez la ligne « draft: true »."
    en = "{place}: a drafted question, to be read again; correct it, then remove the line “draft: true”."


class GoldThere(BadGold):
    fr = "{place} existe déjà et n'est jamais remplacé ; donnez un autre nom avec --out, ou déplacez ce fichier."
    en = "{place} is already there and is never replaced; give another name with --out, or move that file."


class GoldNotAppended(BadGold):
    fr = "{place} : une question ajoutée à la fin n'y serait pas lue ; finissez le fichier par la liste des questions."
    en = "{place}: a question added at the end would not be read there; let the file end with the list of questions."


class GoldNothingToAsk(BadGold):
    fr = "{place} : aucune phrase dont tirer une question ; donnez un dossier d'articles que « sourcier index » lit."
    en = "{place}: no sentence to draw a question from; give a folder of articles that `sourcier index` reads."


class GoldArticleMissing(BadGold):
    fr = "{place} ({id}) : aucun article {article} dans le dossier ; donnez son chemin dans le dossier des articles."
    en = "{place} ({id}): no article {article} in the folder; give its path in the folder of articles."


class GoldArticleMisspelt(GoldArticleMissing):
    fr = "{place} ({id}) : aucun article {article} dans le dossier ; le chemin le plus proche est {nearest}."
    en = "{place} ({id}): no article {article} in the folder; the nearest path is {nearest}."


class GoldQuoteMissing(BadGold):
    fr = "{place} ({id}) : « {quote} » n'est pas dans le texte de {article} ; recopiez-le mot pour mot."
    en = "{place} ({id}): “{quote}” is not in the text of {article}; copy it word for word."


class GoldQuoteNear(GoldQuoteMissing):
    fr = "{place} ({id}) : « {quote} » n'est pas dans le texte de {article} ; recopiez la phrase proche : « {nearest} »"
    en = "{place} ({id}): “{quote}” is not in the text of {article}; copy the near sentence: “{nearest}”"


class GoldQuoteElsewhere(GoldQuoteMissing):
    fr = "{place} ({id}) : « {quote} » n'est pas dans le texte de {article} mais dans {other} ; corrigez « article »."
    en = "{place} ({id}): “{quote}” is not in the text of {article} but in {other}; correct “article”."


class GoldFactUnproved(BadGold):
    fr = "{place} ({id}) : aucune preuve ne contient « {fact} » ; ajoutez la citation qui le dit, ou sa formulation."
    en = "{place} ({id}): no proof holds “{fact}”; add the quote that says it, or its wording."


class GoldForbiddenProof(BadGold):
    fr = "{place} ({id}) : « {wording} » est interdit mais figure dans une preuve ; retirez l'un des deux."
    en = "{place} ({id}): “{wording}” is forbidden but stands in a proof; remove one of them."
