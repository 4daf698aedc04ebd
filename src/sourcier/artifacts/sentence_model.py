"""A sentence-transformers directory made of multilingual-e5-small's packed weights and its tokenizer.

The files are written here rather than by sentence-transformers' own `save`, so that the same sources give the same
bytes whatever versions are installed: a store can then record the model by a fingerprint of the sources alone.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

from sourcier.artifacts.e5 import Dimensions, Floats, Weights, read_weights
from sourcier.errors import ArtifactCorrupt

PACKED_WEIGHTS = "e5-small-q4.bin"
TOKENIZER = "tokenizer.json"

# safetensors makes files for their owner alone; a cache may be shared.
READABLE = 0o644

# The prefixes the model was trained with; sentence-transformers looks for "query" and "document".
PROMPTS = {"query": "query: ", "document": "passage: ", "passage": "passage: "}

EMBEDDING_TENSORS = {
    "emb.word": "word_embeddings.weight",
    "emb.pos": "position_embeddings.weight",
    "emb.type": "token_type_embeddings.weight",
    "emb.ln.w": "LayerNorm.weight",
    "emb.ln.b": "LayerNorm.bias",
}
LAYER_TENSORS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def build_sentence_model(sources: Path, directory: Path) -> None:
    """Write the model into `directory` from the two files in `sources`; raises ArtifactCorrupt if they do not fit."""
    weights = read_weights(sources / PACKED_WEIGHTS)
    model = directory / "model.safetensors"
    save_file(bert_tensors(weights), model, metadata={"format": "pt"})
    model.chmod(READABLE)
    shutil.copyfile(sources / TOKENIZER, directory / TOKENIZER)
    for name, content in _configuration(weights.dimensions).items():
        path = directory / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def bert_tensors(weights: Weights) -> dict[str, Floats]:
    """The weights under the names and shapes of `transformers.BertModel`."""
    size = weights.dimensions
    names = {packed: f"embeddings.{name}" for packed, name in EMBEDDING_TENSORS.items()}
    for layer in range(size.layers):
        for packed, name in LAYER_TENSORS.items():
            names[f"l{layer}.{packed}.w"] = f"encoder.layer.{layer}.{name}.weight"
            names[f"l{layer}.{packed}.b"] = f"encoder.layer.{layer}.{name}.bias"
    if names.keys() != weights.tensors.keys():
        raise ArtifactCorrupt(name=PACKED_WEIGHTS)
    tensors = {name: _shaped(weights.tensors[packed], _shape(packed, size)) for packed, name in names.items()}
    return tensors | _unused_pooler(size)


def _shape(packed: str, size: Dimensions) -> tuple[int, ...]:
    match packed.split(".")[1:]:
        case ["word"]:
            return size.vocabulary, size.hidden
        case ["pos"]:
            return size.positions, size.hidden
        case ["type"]:
            return size.token_types, size.hidden
        case ["fi", "w"]:
            return size.feed_forward, size.hidden
        case ["fi", "b"]:
            return (size.feed_forward,)
        case ["fo", "w"]:
            return size.hidden, size.feed_forward
        case ["q" | "k" | "v" | "ao", "w"]:
            return size.hidden, size.hidden
        case _:
            return (size.hidden,)


def _shaped(tensor: Floats, shape: tuple[int, ...]) -> Floats:
    if tensor.size != np.prod(shape):
        raise ArtifactCorrupt(name=PACKED_WEIGHTS)
    return tensor.reshape(shape)


def _unused_pooler(size: Dimensions) -> dict[str, Floats]:
    """BERT's pooler, zero: mean pooling never reads it, but loaders warn of random values where it is missing."""
    return {
        "pooler.dense.weight": np.zeros((size.hidden, size.hidden), np.float32),
        "pooler.dense.bias": np.zeros(size.hidden, np.float32),
    }


def _configuration(size: Dimensions) -> dict[str, object]:
    """The configuration files, by path; their keys are those that sentence-transformers 6.2 writes."""
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "dtype": "float32",
            "hidden_act": "gelu",
            "hidden_size": size.hidden,
            "intermediate_size": size.feed_forward,
            "layer_norm_eps": size.layer_norm_eps,
            "max_position_embeddings": size.positions,
            "num_attention_heads": size.heads,
            "num_hidden_layers": size.layers,
            "pad_token_id": 1,
            "type_vocab_size": size.token_types,
            "vocab_size": size.vocabulary,
        },
        "tokenizer_config.json": {
            "tokenizer_class": "TokenizersBackend",
            "backend": "tokenizers",
            "model_max_length": size.positions,
            "bos_token": "<s>",
            "cls_token": "<s>",
            "eos_token": "</s>",
            "sep_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
            "mask_token": "<mask>",
        },
        "modules.json": [
            _module(0, "", "sentence_transformers.base.modules.transformer.Transformer"),
            _module(1, "1_Pooling", "sentence_transformers.sentence_transformer.modules.pooling.Pooling"),
            _module(2, "2_Normalize", "sentence_transformers.base.modules.normalize.Normalize"),
        ],
        "sentence_bert_config.json": {
            "transformer_task": "feature-extraction",
            "modality_config": {"text": {"method": "forward", "method_output_name": "last_hidden_state"}},
            "module_output_name": "token_embeddings",
        },
        "1_Pooling/config.json": {
            "embedding_dimension": size.hidden,
            "pooling_mode": "mean",
            "include_prompt": True,
        },
        "2_Normalize/config.json": {
            "module_input_name": "sentence_embedding",
            "module_output_name": "sentence_embedding",
        },
        "config_sentence_transformers.json": {
            "model_type": "SentenceTransformer",
            "prompts": PROMPTS,
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    }


def _module(index: int, path: str, kind: str) -> dict[str, object]:
    return {"idx": index, "name": str(index), "path": path, "type": kind}
