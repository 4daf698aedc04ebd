"""Sentence-transformers models of a few thousand weights, never trained: all else of them is as in any other."""

from __future__ import annotations

from pathlib import Path

# What they know.
WORDS = "le la pont port de du une rouvre ferme ce soir ##s".split()


def make_model(folder: Path, *, width: int = 16, seed: int = 0) -> Path:
    """A model whose vectors have `width` dimensions, in the folder `tiny` of `folder`; others for another `seed`."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    folder.mkdir(exist_ok=True)
    (folder / "vocab.txt").write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS]), "utf-8")
    torch.manual_seed(seed)
    sizes = {"hidden_size": width, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": width}
    BertModel(BertConfig(vocab_size=len(WORDS) + 5, **sizes)).save_pretrained(folder / "bert")
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder / "bert")
    SentenceTransformer(modules=[Transformer(str(folder / "bert")), Pooling(width)]).save(str(folder / "tiny"))
    return folder / "tiny"
