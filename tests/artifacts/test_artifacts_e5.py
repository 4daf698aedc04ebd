from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.artifacts.e5 import FLOAT32, Q4_0, Dimensions, dequantise, read_weights
from sourcier.artifacts.sentence_model import bert_tensors
from sourcier.errors import ArtifactCorrupt

TINY = Dimensions(
    hidden=32, layers=1, heads=2, feed_forward=64, vocabulary=5, positions=3, token_types=2, layer_norm_eps=1e-12
)

scales = st.floats(width=16, allow_nan=False, allow_infinity=False).map(lambda value: struct.pack("<e", value))
blocks = st.tuples(scales, st.binary(min_size=16, max_size=16)).map(b"".join)


def dequantised_one_by_one(data: bytes) -> list[float]:
    """The definition of Q4_0, a weight at a time."""
    weights = []
    for start in range(0, len(data), 18):
        (scale,) = struct.unpack_from("<e", data, start)
        nibbles = data[start + 2 : start + 18]
        weights += [((byte & 15) - 8) * scale for byte in nibbles] + [((byte >> 4) - 8) * scale for byte in nibbles]
    return weights


@given(st.lists(blocks, max_size=5).map(b"".join))
def test_blocks_dequantise_exactly_as_defined(data: bytes) -> None:
    # A float16 times an integer below 16 is exact in float32, so equality is asked for, not nearness.
    assert dequantise(data).tolist() == dequantised_one_by_one(data)


def packed(dimensions: Dimensions = TINY, left_out: str = "") -> bytes:
    """A small file in the packed layout, its tensors counting 0, 1, 2 … or made of equal blocks."""
    size = dimensions
    squares = {f"l0.{name}.w": size.hidden**2 for name in ("q", "k", "v", "ao")}
    wide = {"l0.fi.w": size.hidden * size.feed_forward, "l0.fo.w": size.hidden * size.feed_forward}
    quantised = {"emb.word": size.vocabulary * size.hidden} | squares | wide
    vectors = ["emb.ln.w", "emb.ln.b", "l0.aln.w", "l0.aln.b", "l0.oln.w", "l0.oln.b", "l0.fo.b"]
    vectors += [f"l0.{name}.b" for name in ("q", "k", "v", "ao")]
    plain = {"emb.pos": size.positions * size.hidden, "emb.type": size.token_types * size.hidden}
    plain |= dict.fromkeys(vectors, size.hidden) | {"l0.fi.b": size.feed_forward}
    contents = {
        name: (Q4_0, count, (struct.pack("<e", 0.5) + b"\x9a" * 16) * (count // 32))
        for name, count in quantised.items()
    }
    contents |= {name: (FLOAT32, count, np.arange(count, dtype="<f4").tobytes()) for name, count in plain.items()}
    contents.pop(left_out, None)
    text = "▁le".encode()
    head = b"E5S1" + struct.pack("<I", 1)
    head += struct.pack(
        "<7ifi", size.hidden, size.layers, size.heads, size.feed_forward, size.vocabulary, size.positions,
        size.token_types, size.layer_norm_eps, 32,
    )  # fmt: skip
    head += struct.pack("<I4iQ", 1, 0, 2, 1, 3, len(text)) + struct.pack("<2If", 0, len(text), -1.0) + text
    head += struct.pack("<II", 1, 9) + struct.pack("<IBI", 0xA0, 1, 0x20)
    head += struct.pack("<I", len(contents))
    offset = len(head) + sum(2 + len(name) + 21 for name in contents)
    directory, body = b"", b""
    for name, (kind, count, content) in contents.items():
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", kind, count, offset + len(body), len(content))
        body += content
    return head + directory + body


def test_a_packed_file_gives_bert_its_tensors(tmp_path: Path) -> None:
    path = tmp_path / "weights.bin"
    path.write_bytes(packed())
    weights = read_weights(path)
    assert weights.dimensions == TINY
    tensors = bert_tensors(weights)
    assert tensors["embeddings.word_embeddings.weight"].shape == (5, 32)
    assert tensors["encoder.layer.0.intermediate.dense.weight"].shape == (64, 32)
    assert tensors["encoder.layer.0.output.dense.weight"].shape == (32, 64)
    # Byte 0x9a: low nibble 10, high nibble 9; the scale is one half.
    assert tensors["encoder.layer.0.attention.self.query.weight"][7].tolist() == [1.0] * 16 + [0.5] * 16
    assert tensors["embeddings.token_type_embeddings.weight"][1].tolist() == list(range(32, 64))


@given(st.integers(0, len(packed()) - 1))
def test_a_file_cut_anywhere_is_refused(tmp_path_factory: pytest.TempPathFactory, length: int) -> None:
    path = tmp_path_factory.getbasetemp() / "cut.bin"
    path.write_bytes(packed()[:length])
    with pytest.raises(ArtifactCorrupt):
        read_weights(path)


@pytest.mark.parametrize(
    "content", [b"GGUF" + packed()[4:], b"", packed()[:44] + b"\xff" * 400], ids=["magic", "empty", "lengths"]
)
def test_other_bytes_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "weights.bin"
    path.write_bytes(content)
    with pytest.raises(ArtifactCorrupt):
        read_weights(path)


@pytest.mark.parametrize(
    "content", [packed(left_out="l0.q.b"), packed().replace(b"l0.q.b", b"l0.z.b")], ids=["missing", "unknown"]
)
def test_a_model_without_all_its_tensors_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "weights.bin"
    path.write_bytes(content)
    with pytest.raises(ArtifactCorrupt):
        bert_tensors(read_weights(path))
