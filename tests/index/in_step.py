"""Whether an index holds what its folder holds, and ways to change the folder."""

from __future__ import annotations

import random
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import yaml

from model_fakes import FakeEmbedder
from sourcier.corpus import read_folder
from sourcier.index.manifest import Manifest
from sourcier.index.passages import cut, passage_id
from sourcier.index.place import open_place
from sourcier.index.reader import read_articles
from sourcier.index.terms import terms_folder
from sourcier.language.sentences import sentence_spans
from sourcier.schema import Article
from sourcier.stores import Store


def passage_spans(text: str) -> list[tuple[int, int]]:
    whole = cut(text)
    return [whole.passage_span(number) for number in range(len(whole.passages))]


def expected_ids(press: Path) -> set[str]:
    """What Chroma must hold, computed from the files alone."""
    return ids_of(read_folder(press).articles)


def ids_of(articles: Iterable[Article]) -> set[str]:
    return {passage_id(article.id, row) for article in articles for row in range(len(passage_spans(article.text)))}


def stored_ids(store: Store) -> set[str]:
    with closing(open_place(store)) as place, closing(place.vectors(place.current())) as vectors:
        return vectors.ids()


def current(store: Store) -> Path:
    with closing(open_place(store)) as place:
        return place.current()


def assert_in_step(press: Path, store: Store) -> None:
    articles = {article.id: article for article in read_folder(press).articles}
    read = {article.id: article.model_copy(update={"dispatch_id": None}) for article in read_articles(store)}
    assert read == articles
    assert stored_ids(store) == ids_of(articles.values())
    with Manifest(current(store)) as manifest:
        assert manifest.ids() == articles.keys()
        assert manifest.settled()
        vectors = manifest.sentence_vectors(list(articles))
        for id_, article in articles.items():
            assert len(vectors[id_]) == len(sentence_spans(article.text)) * FakeEmbedder.DIMENSION
        saved = terms_folder(Path(), manifest.state()).name
    assert [path.name for path in current(store).glob("terms-*")] == [saved]


def edit_sidecar(press: Path, name: str, **known: object) -> None:
    file = press / "articles.yaml"
    sidecar = yaml.safe_load(file.read_text("utf-8"))
    sidecar[name] = sidecar.get(name, {}) | known
    file.write_text(yaml.safe_dump(sidecar, allow_unicode=True), "utf-8")


def change_something(press: Path, chance: random.Random) -> None:
    files = sorted(press.glob("*.txt"))
    file = chance.choice(files)
    number = chance.randint(1, 10**6)
    match chance.choice(["edit", "rename", "copy", "delete", "add", "title", "swap"]):
        case "edit":
            file.write_text(file.read_text("utf-8") + f"\n\nLe quai n° {number} rouvre ce soir.", "utf-8")
        case "rename":
            file.rename(press / f"renomme-{number}.txt")
        case "copy":
            (press / f"copie-{number}.txt").write_bytes(file.read_bytes())
        case "delete" if len(files) > 2:
            file.unlink()
        case "add":
            text = " ".join(f"Le navire n° {number + rank} accoste au quai de Lisse." for rank in range(1, 30))
            (press / f"nouveau-{number}.txt").write_text(text, "utf-8")
        case "title":
            edit_sidecar(press, file.name, title=f"Titre {number}")
        case "swap":
            other = chance.choice(files)
            first, second = file.read_bytes(), other.read_bytes()
            file.write_bytes(second)
            other.write_bytes(first)
