"""Sentences of French press text: the hard cases one by one, then what holds for any text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.language.sentences import sentence_spans

# Each stands alone as one sentence, and ends and begins so plainly that any two can follow each other.
WHOLE = [
    "M. Veyrac a reçu MM. Roux et Blanc, Mme Loti et Mlle Cros au siège du groupe.",
    "Me. Odile Ferrand défend le Dr. Amar et Mgr. Costa devant le tribunal.",
    "L'art. 12 et l'art. L. 121-3 du code s'appliquent aux ports.",
    "La mesure entre en vigueur le 1er janv. 2024 et le 3 sept. 2025.",
    "Le P.-D.G. de la S.N.C.F. a quitté l'O.N.U. et la B.C.E. depuis un an.",
    "J.-P. Marin, B. Cros et Ch. Loti siègent avec A. Le Roux et J. De la Tour.",
    "« Il pleut. Il neige. Rien ne va », a-t-il dit hier.",
    "« Où va-t-on ? » demande-t-il à la foule.",
    "« Non ! » s'exclame la préfète.",
    "“Nous partons. Nous revenons”, promet le maire.",
    '"Nous partons. Nous revenons", promet le maire.',
    "Le total atteint 3.500 euros, soit 4,5 % de 1.250.000 francs, à 10.30 heures.",
    "Il hésite... puis il part, et … revient.",
    "Elle a chuté de 3,5 m. à peine.",
    "Voir la fig. 3, le chap. IV, les pp. 12-14 et le vol. II du n° 5.",
    "Le col. Marin et le gén. Roy ont cité le no. 7.",
    "Le train de 8 h 30 (départ de Lisse. Arrêt à Vaubrac) est supprimé.",
    "Le site www.exemple.fr, ouvert par Le Phare.net, compte 12.000 lecteurs.",
    "La commission, présidée par M. Le Goff et Mme L. Le Hir, se réunit.",
    "Le groupe habite av. Foch, bd. Victor et boul. Saint-Jean.",
    "Qui dirigera le port ?",
    "Vive la République !!",
    "Quoi ?!",
    "12 personnes ont été blessées.",
    "Élu en 2010, il a été battu en 2016.",
]


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize("sentence", WHOLE)
def test_a_sentence_stays_whole(sentence: str) -> None:
    assert sentences(sentence) == [sentence]


@given(st.lists(st.sampled_from(WHOLE), min_size=1, max_size=8), st.sampled_from([" ", "\u00a0", "  ", "\n", "\n\n"]))
def test_any_sequence_of_sentences_is_cut_where_they_meet(chosen: list[str], between: str) -> None:
    assert sentences(between.join(chosen)) == chosen


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C'est la fin.Le préfet part. Bien.", ["C'est la fin.", "Le préfet part.", "Bien."]),
        ("C'est la fin.L'usine ferme. Bien.", ["C'est la fin.", "L'usine ferme.", "Bien."]),
        ("Tout finit en 2024.Le reste suit.", ["Tout finit en 2024.", "Le reste suit."]),
        ("« Partons », dit-il ».Le préfet part.", ["« Partons », dit-il ».", "Le préfet part."]),
        ("Il a démissionné. (AFP) Le pays attend.", ["Il a démissionné. (AFP)", "Le pays attend."]),
        ("Il a été vu en commun. .", ["Il a été vu en commun. ."]),
        ("… Puis il part. Bien.", ["… Puis il part.", "Bien."]),
        ("Il hésite… Puis il part.", ["Il hésite…", "Puis il part."]),
        ("Il hésite etc... Puis il part.", ["Il hésite etc...", "Puis il part."]),
        ("Voici : 1. Le pont. 2. La route. 3. Le rail.", ["Voici : 1. Le pont.", "2. La route.", "3. Le rail."]),
        ("1. Le pont\n2. La route", ["1. Le pont\n2. La route"]),
        ("« Partons. » Il se leva.", ["« Partons. »", "Il se leva."]),
        ("« Partons. » « Restons. »", ["« Partons. »", "« Restons. »"]),
        ("Il dit non. – Pourquoi ? – Parce que.", ["Il dit non.", "– Pourquoi ?", "– Parce que."]),
        ("Il vit aux É.-U. Son frère aussi.", ["Il vit aux É.-U.", "Son frère aussi."]),
        ("Il aime l'U.E. La Commission attend.", ["Il aime l'U.E.", "La Commission attend."]),
        ("C'est le plan B. Le maire attend.", ["C'est le plan B.", "Le maire attend."]),
        ("C'est le plan B. L'usine attend.", ["C'est le plan B.", "L'usine attend."]),
        ("Il parle de J.-Y. Le Dantec. Bien.", ["Il parle de J.-Y. Le Dantec.", "Bien."]),
        ("Il est accusé de vol. Le tribunal juge.", ["Il est accusé de vol.", "Le tribunal juge."]),
        ("Il franchit le col. Les coureurs suivent.", ["Il franchit le col.", "Les coureurs suivent."]),
        ("C'est de l'art. Paul applaudit.", ["C'est de l'art.", "Paul applaudit."]),
        ("Le mur mesure 5 m. Paul le saute.", ["Le mur mesure 5 m.", "Paul le saute."]),
        ("Du pain, du vin, etc. Puis rien.", ["Du pain, du vin, etc.", "Puis rien."]),
        ("Fini en janv. Le reste suit.", ["Fini en janv.", "Le reste suit."]),
        ("Le prix ? 12 euros. Le délai ? Deux ans.", ["Le prix ?", "12 euros.", "Le délai ?", "Deux ans."]),
        ("Il part à 8 h. Le retour est à 12 h.", ["Il part à 8 h.", "Le retour est à 12 h."]),
        ("Un titre sans point\n\nLe corps suit.", ["Un titre sans point", "Le corps suit."]),
        ("رحل الوزير. عاد الرئيس.", ["رحل الوزير.", "عاد الرئيس."]),
        ("", []),
        (" \n\n \u00a0", []),
        ("***", ["***"]),
    ],
)
def test_cuts(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_long_quotation_is_cut_into_its_sentences() -> None:
    inner = ["Nous avons ouvert le quai nord malgré la pluie et le vent." for _ in range(9)]
    quoted = sentences("« " + " ".join(inner) + " », a dit le maire. Bien.")
    assert len(quoted) == len(inner) + 1
    assert quoted[-1] == "Bien."


# Text made of what decides a cut, far likelier to break a rule than letters at random.
PIECES = st.sampled_from(
    [
        *" .!?…«»“”\"'’()[]–\n\u00a0",
        "\n\n",
        ". ",
        ".\n",
        "M.",
        "1.",
        "2024",
        "art",
        "Le",
        "le",
        "J.-P.",
        "É.-U.",
        "fin",
        "A",
        "é",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=60).map("".join))


@given(TEXTS)
def test_spans_cover_every_visible_character_in_order(text: str) -> None:
    spans = sentence_spans(text)
    covered = 0
    for start, end in spans:
        assert covered <= start < end <= len(text)
        assert text[covered:start].strip() == ""
        assert text[start:end].strip() == text[start:end]
        covered = end
    assert text[covered:].strip() == ""


@given(TEXTS)
def test_sentences_stay_in_their_paragraph(text: str) -> None:
    for start, end in sentence_spans(text):
        assert "\n\n" not in text[start:end]


@given(st.lists(st.sampled_from(WHOLE), min_size=1, max_size=8))
def test_a_sentence_cut_out_is_one_sentence(chosen: list[str]) -> None:
    for sentence in sentences(" ".join(chosen)):
        assert sentences(sentence) == [sentence]


@pytest.mark.parametrize("unit", [".", "A. ", "« a. B » ", "(", '"', "\n", " ", "Il part. ", "a.A ", "1. "])
def test_a_long_text_takes_time_in_proportion(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    begin = time.perf_counter()
    sentence_spans(text)
    assert time.perf_counter() - begin < 5
