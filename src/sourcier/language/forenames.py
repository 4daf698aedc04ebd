"""Common forenames of the French press, by gender, folded."""

from __future__ import annotations

from sourcier.language.analysis import fold

MEN = """
    adam adrien ahmed alain albert alexandre alexis ali amine andre anthony antoine armand arnaud arthur aurelien
    axel bastien baptiste benjamin benoit bernard brahim brice bruno cedric charles christian christophe clement
    damien daniel david denis didier dominique driss edouard emile emmanuel eric erwan etienne eugene fabien
    fabrice felix ferdinand florent florian francis franck francois fred frederic gabriel gaetan gael gaspard
    gauthier georges gerald gerard gilbert gilles gregoire gregory guillaume gustave guy hakim hamid hassan henri
    herve hicham hubert hugo hugues ibrahim ismael ivan jacques jean jeremy jerome joel john jonathan jordan
    joseph jules julien karim kevin khalid laurent leo leon lionel loic louis luc lucas lucien ludovic malik manuel
    marc marcel martin mathieu matthieu maurice max maxime mehdi michael michel mickael mohamed mohammed mourad
    mustapha nabil nathan nicolas noel olivier omar oscar pascal patrice patrick paul peter philippe pierre quentin
    rachid raoul raphael raymond regis remi remy rene richard robert robin rodolphe roger roland romain said salim
    samir samuel sebastien serge simon stanislas stephane steve sylvain tarek theo theodore thibault thierry thomas
    timothee tristan valentin victor vincent vladimir xavier yann yannick yassine youssef yves yvan william
"""
WOMEN = """
    adele agathe agnes aicha alexandra alice aline amandine amelie amina anais andrea angelique anna anne annie
    apolline ariane arlette astrid aude audrey aurelie aurore barbara beatrice berenice bernadette brigitte camelia
    caroline catherine cecile celine chantal charlotte christelle christiane christine claire clara claudine
    clemence clementine colette constance coralie corinne cynthia daniele danielle delphine denise diane dorothee
    edith elisabeth elise elodie eloise elsa emilie emma estelle esther eugenie eva evelyne fabienne fadila fanny
    fatima fatou florence francine francoise frederique gabrielle genevieve ghislaine gisele helene henriette
    hortense ingrid ines irene isabelle jacqueline jeanne jennifer jessica jocelyne josephine josiane judith julia
    julie juliette justine karine khadija laetitia latifa laura laure laurence lea leila leonie lina lise louise
    lucie lucile lydia madeleine magali malika manon margaux marguerite maria mariam marianne marie marine marion
    marthe martine mary maryse mathilde maud melanie melissa michele mireille monique muriel myriam nadege nadia
    nadine naima nathalie nicole nina noemie nora odette odile olga olivia ophelie pascale patricia paula pauline
    perrine rachel rachida raphaelle regine renee rose roxane sabine sabrina salima salome samia sandra sandrine
    sara sarah simone solange solene sonia sophie stephanie suzanne sylvie therese valentine valerie vanessa
    veronique victoire virginie vivienne viviane yasmina yolande yvette yvonne zoe zohra
"""
GENDERS: dict[str, str] = {**dict.fromkeys(MEN.split(), "m"), **dict.fromkeys(WOMEN.split(), "f")}


def forename_gender(name: str) -> str | None:
    """ "m" or "f" for a name that begins with a common forename ("Jean-Luc" is Jean's), else None."""
    return GENDERS.get(fold(name).split(" ")[0].split("-")[0])
