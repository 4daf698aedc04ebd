"""The index is tested on files read in the process of the test; those of the corpus and the commands, as users do."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from chroma_server import ChromaServer
from reading_here import read_here

from model_fakes import FakeEmbedder
from press import write_press
from sourcier.corpus import folder
from sourcier.index import builder

# What the smallest model knows.
WORDS = "le la pont port de du une rouvre ferme ce soir ##s".split()


@pytest.fixture(autouse=True)
def reading_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builder, "read_files", read_here)
    monkeypatch.setattr(folder, "read_files", read_here)


@pytest.fixture(scope="session")
def chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaServer]:
    """A server to be left as it is; each test has names of its own."""
    with ChromaServer(tmp_path_factory.mktemp("chroma")) as server:
        yield server


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sentence-transformers model of a few thousand weights, never trained."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    folder = tmp_path_factory.mktemp("models")
    (folder / "vocab.txt").write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS]), "utf-8")
    torch.manual_seed(0)
    sizes = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16}
    BertModel(BertConfig(vocab_size=len(WORDS) + 5, **sizes)).save_pretrained(folder / "bert")
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder / "bert")
    SentenceTransformer(modules=[Transformer(str(folder / "bert")), Pooling(16)]).save(str(folder / "tiny"))
    return folder / "tiny"


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the press, to be copied."""
    folder = tmp_path_factory.mktemp("indexed")
    builder.build_index(write_press(folder / "press"), folder / "store", FakeEmbedder())
    return folder / "store"


@pytest.fixture
def store(indexed: Path, tmp_path: Path) -> Path:
    """An index of the press, to be changed at will."""
    return Path(shutil.copytree(indexed, tmp_path / "store"))
