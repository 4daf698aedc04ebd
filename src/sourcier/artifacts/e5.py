"""The packed 4-bit weights of multilingual-e5-small, read exactly into 32-bit floats.

The file (little-endian): magic, version, dimensions; a unigram vocabulary and a normalisation table, which the
tokenizer file replaces; then a directory of tensors with absolute offsets. A tensor is either float32 or a run of
Q4_0 blocks: 32 weights as one float16 scale and 16 bytes, low nibbles for weights 0-15, high nibbles for 16-31,
weight = (nibble - 8) x scale.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sourcier.errors import ArtifactCorrupt

Floats = NDArray[np.float32]

MAGIC = b"E5S1"
FLOAT32, Q4_0 = 0, 1
BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
WEIGHTS_PER_BLOCK = 32
ZERO_POINT = 8


@dataclass(frozen=True)
class Dimensions:
    """The sizes of a BERT encoder, in the order of the file."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    layer_norm_eps: float


@dataclass(frozen=True)
class Weights:
    """Every tensor of the encoder, flat, under the name that the file gives it."""

    dimensions: Dimensions
    tensors: dict[str, Floats]


def read_weights(path: Path) -> Weights:
    """The weights packed in `path`; raises ArtifactCorrupt on anything but a whole, well-formed file."""
    try:
        return _parse(path.read_bytes())
    except _MalformedError:
        raise ArtifactCorrupt(name=path.name) from None


def dequantise(blocks: bytes) -> Floats:
    """Weights of a run of Q4_0 blocks of 18 bytes, shape (32 x blocks,)."""
    packed = np.frombuffer(blocks, BLOCK)
    half = WEIGHTS_PER_BLOCK // 2
    weights = np.empty((len(packed), WEIGHTS_PER_BLOCK), np.float32)
    weights[:, :half] = packed["nibbles"] & 0x0F
    weights[:, half:] = packed["nibbles"] >> 4
    weights -= ZERO_POINT
    weights *= packed["scale"].astype(np.float32)[:, np.newaxis]
    return weights.reshape(-1)


class _MalformedError(Exception):
    """The bytes are not those of packed weights."""


def _parse(data: bytes) -> Weights:
    cursor = _Cursor(data)
    if cursor.take(len(MAGIC)) != MAGIC:
        raise _MalformedError
    cursor.unpack("<I")  # version
    hidden, layers, heads, feed_forward, vocabulary, positions, token_types, eps, block = cursor.unpack("<7ifi")
    if block != WEIGHTS_PER_BLOCK:
        raise _MalformedError
    _skip_tokenizer(cursor)
    (count,) = cursor.unpack("<I")
    tensors = dict(_tensor(cursor) for _ in range(count))
    # The file keeps a 32-bit 1e-12; six digits give back the number that was meant.
    dimensions = Dimensions(
        hidden, layers, heads, feed_forward, vocabulary, positions, token_types, layer_norm_eps=float(f"{eps:.6g}")
    )
    return Weights(dimensions, tensors)


def _skip_tokenizer(cursor: _Cursor) -> None:
    pieces, *_specials, text_length = cursor.unpack("<I4iQ")
    cursor.take((pieces + 1) * 4 + pieces * 4 + text_length)  # offsets, scores, text
    _rules, rules_length = cursor.unpack("<II")
    cursor.take(rules_length)


def _tensor(cursor: _Cursor) -> tuple[str, Floats]:
    (name_length,) = cursor.unpack("<H")
    name = cursor.take(name_length).decode("ascii", "replace")
    kind, count, offset, length = cursor.unpack("<BIQQ")
    content = cursor.at(offset, length)
    if kind == FLOAT32 and length == count * 4:
        return name, np.frombuffer(content, "<f4")
    if kind == Q4_0 and length * WEIGHTS_PER_BLOCK == count * BLOCK.itemsize:
        return name, dequantise(content)
    raise _MalformedError


class _Cursor:
    """A reading position in bytes, that never reads past their end."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._position = 0

    def at(self, offset: int, length: int) -> bytes:
        if offset + length > len(self._data):
            raise _MalformedError
        return self._data[offset : offset + length]

    def take(self, length: int) -> bytes:
        content = self.at(self._position, length)
        self._position += length
        return content

    def unpack(self, layout: str) -> tuple[int, ...]:
        return struct.unpack(layout, self.take(struct.calcsize(layout)))
