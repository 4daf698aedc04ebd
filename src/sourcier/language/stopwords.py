"""Words that say nothing of the subject of a text, folded: those of grammar, of questions and of reporting.

Two-letter and elided forms stand as `analysis.words` leaves them ("l'" gives "l").
"""

from __future__ import annotations

ARTICLES = "le la les l un une des d du de au aux"
PRONOUNS = "je j me m moi tu te t toi il ils elle lui se s on nous vous eux leur y en"
POSSESSIVES = "mon ma mes ton ta tes son sa ses notre nos votre vos"
DEMONSTRATIVES = "ce ces c cet cette ceci cela ca ceux celle celui celles"
RELATIVES = "qui que qu quoi dont ou quel quelle quels quelles lequel laquelle lesquels lesquelles"
INTERROGATIVES = "quand comment pourquoi combien est-ce t-il t-elle y-a-t-il"
PREPOSITIONS = "avec dans par pour sur chez entre lors sans selon sous vers via depuis"
CONJUNCTIONS = "et mais si donc alors comme"
ADVERBS = "ne n pas meme ainsi aussi moins plus tres tout toute tous toutes"
# The verbs that build the tenses of the others, and the two of questions.
AVOIR = (
    "avoir ai as a avons avez ont avais avait avions aviez avaient eus eut eumes eutes eurent aurai auras aura aurons "
    "aurez auront aurais aurait aurions auriez auraient aie aies ait ayons ayez aient eusse eusses eussions eussiez "
    "eussent ayant ayante ayants ayantes eu eue eues"
)
ETRE = (
    "etre suis es est sommes etes sont etais etait etions etiez etaient fus fut fumes futes furent serai seras sera "
    "serons serez seront serais serait serions seriez seraient sois soit soyons soyez soient fusse fusses fussions "
    "fussiez fussent etant etante etants etantes ete etee etees"
)
OTHER_VERBS = "faire fait peut doit"
ENGLISH = (
    "a an and are as at be been but by did do does for had has have how if in into is it no not of on or such that the "
    "their then there these they this to was were what when where which who whom whose why will with"
)
GROUPS = (
    *(ARTICLES, PRONOUNS, POSSESSIVES, DEMONSTRATIVES, RELATIVES, INTERROGATIVES, PREPOSITIONS, CONJUNCTIONS, ADVERBS),
    *(AVOIR, ETRE, OTHER_VERBS, ENGLISH),
)
STOP_WORDS = frozenset(" ".join(GROUPS).split())
