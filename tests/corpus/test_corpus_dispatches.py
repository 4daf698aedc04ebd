"""Which articles are versions of one text: on written and made pairs, and in groups of any order."""

from __future__ import annotations

import random

import pytest
from dispatch_cases import DISPATCHES, FIRE, STRIKE, VERDICT, lookalikes, reprints
from hypothesis import given
from hypothesis import strategies as st

from sourcier.corpus.dispatches import FEWEST_WORDS, group, signature

WHOLE = {name: "\n\n".join(dispatch) for name, dispatch in DISPATCHES.items()}
REPRINTS, LOOKALIKES = list(reprints()), list(lookalikes())
# Every version of every dispatch, and articles that are nobody's version.
POOL = sorted({text for _, one, other in REPRINTS + LOOKALIKES for text in (one, other)})
corpora = st.lists(st.sampled_from(POOL), min_size=1, max_size=12, unique=True)


def grouped(texts: dict[str, str]) -> dict[str, str]:
    return group({id_: signature(text) for id_, text in texts.items()}, texts.__getitem__)


def named(texts: list[str]) -> dict[str, str]:
    """Texts under ids that say nothing of their order."""
    return {f"{random.Random(text).getrandbits(64):016x}": text for text in texts}


@pytest.mark.parametrize(("one", "other"), [pytest.param(*pair, id=name) for name, *pair in REPRINTS])
def test_versions_of_one_text_are_one_dispatch(one: str, other: str) -> None:
    assert grouped({"b": one, "a": other}) == {"a": "a", "b": "a"}


@pytest.mark.parametrize(("one", "other"), [pytest.param(*pair, id=name) for name, *pair in LOOKALIKES])
def test_articles_with_news_of_their_own_are_not(one: str, other: str) -> None:
    assert grouped({"a": one, "b": other}) == {}


def test_there_are_enough_cases_of_both_kinds() -> None:
    assert len(REPRINTS) >= 40
    assert len(LOOKALIKES) >= 30


def test_a_corpus_of_all_versions_falls_into_its_dispatches() -> None:
    """Precision 1 and recall ≥ .95 of pairs, each dispatch with all its versions among all that look alike."""
    families: dict[str, set[str]] = {}
    for name, _, version in REPRINTS:
        if (family := name.partition(",")[0]) in DISPATCHES:
            families.setdefault(family, {WHOLE[family]}).add(version)
    strangers = {other for name, _, other in LOOKALIKES if "pied de page" not in name} - set(WHOLE.values())
    texts = named(sorted(set.union(*families.values()) | strangers))
    family_of = {id_: family for id_, text in texts.items() for family, own in families.items() if text in own}
    found = grouped(texts)
    pairs = {(one, other) for one in found for other in found if one < other and found[one] == found[other]}
    right = {
        (one, other) for one in family_of for other in family_of if one < other and family_of[one] == family_of[other]
    }
    assert pairs <= right
    assert len(pairs) >= 0.95 * len(right)


@given(corpora, st.randoms())
def test_groups_depend_on_the_articles_alone(texts: list[str], rng: random.Random) -> None:
    corpus = named(texts)
    found = grouped(corpus)
    shuffled = list(corpus.items())
    rng.shuffle(shuffled)
    assert grouped(dict(shuffled)) == found
    assert found.keys() <= corpus.keys()
    for id_, dispatch in found.items():
        members = [other for other in found if found[other] == dispatch]
        assert len(members) > 1, "one article alone is no dispatch"
        assert dispatch == min(members)
        assert id_ in members


@given(st.sampled_from(POOL), st.sampled_from(POOL))
def test_two_articles_are_versions_of_each_other_whichever_comes_first(one: str, other: str) -> None:
    assert bool(grouped({"a": one, "b": other})) == bool(grouped({"a": other, "b": one}))


def test_a_digest_does_not_make_one_dispatch_of_all_it_holds() -> None:
    texts = {"a": WHOLE["incendie"], "b": WHOLE["grève"], "c": WHOLE["procès"], "d": "\n\n".join(WHOLE.values())}
    found = grouped(texts)
    assert not {"a", "b"} <= found.keys() or found["a"] != found["b"]
    assert len(set(found) & {"a", "b", "c"}) <= 1


def test_a_dispatch_keeps_its_id_unless_the_new_member_has_a_lesser_one() -> None:
    two = {"k": WHOLE["procès"], "m": "\n\n".join(VERDICT[:3])}
    more = "\n\n".join(VERDICT[:4])
    assert set(grouped(two).values()) == {"k"}
    assert grouped(two | {"z": more}) == dict.fromkeys("kmz", "k")
    assert grouped(two | {"a": more}) == dict.fromkeys("akm", "a")


def test_a_hundred_reprints_among_many_under_one_footer() -> None:
    """More texts share a band than are looked at side by side."""
    rng = random.Random(2)
    words = sorted({word for text in WHOLE.values() for word in text.split()})
    footer = " ".join(rng.choices(words, k=60))
    own = [" ".join(rng.choices(words, k=90)) for _ in range(200)]
    cuts = [f"{WHOLE['budget']} {' '.join(rng.choices(words, k=20))}" for _ in range(100)]
    texts = {f"{number:03}": f"{text} {footer}" for number, text in enumerate(cuts + own)}
    assert grouped(texts) == {f"{number:03}": "000" for number in range(100)}


def test_only_what_may_have_a_version_is_read() -> None:
    read = []
    texts = {"a": WHOLE["incendie"], "b": "\n\n".join(FIRE[:2]), "c": WHOLE["grève"], "d": WHOLE["budget"]}

    def text_of(id_: str) -> str:
        read.append(id_)
        return texts[id_]

    group({id_: signature(text) for id_, text in texts.items()}, text_of)
    assert sorted(read) == ["a", "b"]


@pytest.mark.parametrize("text", ["", "…", "Photo d'illustration.", " ".join(["mot"] * (FEWEST_WORDS - 1))])
def test_a_short_text_has_no_signature_and_no_version(text: str) -> None:
    assert signature(text) == b""
    assert grouped({"a": text, "b": text + " oui"}) == {}
    assert group({}, dict.__getitem__) == {}


def test_signatures_are_the_same_on_every_machine() -> None:
    known = signature("\n\n".join(STRIKE))
    assert len(known) == 512
    assert known[:16].hex() == "d1c1390216e29c04e6ab3c009a097f02"
    assert known == signature("\n\n".join(STRIKE).upper().replace("'", "’")), "typography is no difference"


@given(st.text(max_size=400))
def test_any_text_has_a_signature(text: str) -> None:
    assert len(signature(text)) in (0, 512)
