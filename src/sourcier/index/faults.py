"""What the files of an index, or its server, say when something is wrong, as errors a person can act on."""

from __future__ import annotations

import re

import httpx

from sourcier.errors import (
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreNotServed,
    StoreReadOnly,
    StoreServerFailed,
    StoreUnreachable,
)
from sourcier.index.rest import NotChroma
from sourcier.stores import Server, Store

# How SQLite, Chroma and the system say that a folder takes no more writing; any other complaint is about what it holds.
UNWRITABLE = re.compile(
    r"read-?\s?only|unable to open database file|disk is full|disk i/o|no space left|too large|permission denied|"
    r"quota exceeded",
    re.IGNORECASE,
)
LOCKED = re.compile(r"database (?:table )?is locked", re.IGNORECASE)
# What a server says of itself may be a whole page.
LONGEST_REASON = 200


def store_error(store: Store, error: Exception) -> StoreError:
    """StoreReadOnly when `error` is about writing, StoreBusy when another writes, else StoreDamaged."""
    if isinstance(error, OSError):
        return StoreReadOnly(store=store, reason=error.strerror or error)
    if UNWRITABLE.search(str(error)):
        return StoreReadOnly(store=store, reason=error)
    if LOCKED.search(str(error)):
        return StoreBusy(store=store, pid="?")
    return StoreDamaged(store=store, reason=f"{type(error).__name__}: {error}")


def server_error(server: Server, error: Exception) -> StoreError:
    """StoreUnreachable when nothing replied, StoreNotServed when it was not Chroma, else StoreServerFailed."""
    if isinstance(error, httpx.TransportError | httpx.InvalidURL):
        return StoreUnreachable(store=server)
    if isinstance(error, NotChroma):
        return StoreNotServed(store=server, reason=error)
    said = " ".join(str(error).split()) or type(error).__name__
    return StoreServerFailed(store=server, reason=said[:LONGEST_REASON])
