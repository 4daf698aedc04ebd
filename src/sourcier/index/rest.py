"""The few calls of Chroma's HTTP interface (version 2) that an index needs, each within a time.

Chroma's own HttpClient waits for ever, in its constructor too, and keeps its connections when it is closed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx

# Those of a server that nobody has set up otherwise.
COLLECTIONS = "/api/v2/tenants/default_tenant/databases/default_database/collections"
HEARTBEAT, BEATS = "/api/v2/heartbeat", "nanosecond heartbeat"


class NotThere(Exception):
    """The server has no such collection."""


class Refused(Exception):
    """The server said why it does not do what it was asked."""


class Taken(Refused):
    """A collection of that name is there, or was when the server replied."""


class NotChroma(Exception):
    """Something else replied."""


class RestClient:
    """The collections of a server; what it raises beside the above is httpx.TransportError, which no reply is."""

    def __init__(self, root: str, *, connect: float, seconds: float) -> None:
        """Wait so long for a connection and a sign of life, and so long for a reply; nothing is sent yet."""
        self._alive = connect
        # Certificates take 40 ms to load.
        self._http = httpx.Client(base_url=root, verify=root.startswith("https"))
        self.wait(seconds)

    def wait(self, seconds: float) -> None:
        """Wait so long for each reply from now on."""
        self._http.timeout = httpx.Timeout(seconds, connect=self._alive)

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def check_alive(self) -> None:
        """Raise NotChroma for another kind of server."""
        reply = self._http.get(HEARTBEAT, timeout=self._alive)
        if not reply.is_success or BEATS not in reply.text:
            raise NotChroma(f"HTTP {reply.status_code}")

    def get_collection(self, name: str, **_: object) -> RestCollection:
        """The collection of that name; raises NotThere."""
        return RestCollection(self, self.call("GET", f"/{name}"))

    def create_collection(
        self, name: str, *, configuration: object, metadata: Mapping[str, str | int] | None, **_: object
    ) -> RestCollection:
        """A new collection; raises Taken."""
        body = {"name": name, "configuration": configuration, "metadata": metadata, "get_or_create": False}
        return RestCollection(self, self.call("POST", "", body))

    def delete_collection(self, name: str) -> None:
        """Delete the collection of that name; raises NotThere."""
        self.call("DELETE", f"/{name}")

    def call(self, method: str, path: str, body: object = None) -> Any:
        """What the server replies to one request."""
        reply = self._http.request(method, COLLECTIONS + path, json=body)
        if reply.status_code == httpx.codes.NOT_FOUND:
            raise NotThere(path)
        if reply.status_code == httpx.codes.CONFLICT:
            raise Taken(path)
        if not reply.is_success:
            raise Refused(reply.text or f"HTTP {reply.status_code}")
        return reply.json()


class RestCollection:
    """One collection, known by its identity: another one of the same name is not it."""

    def __init__(self, client: RestClient, found: Mapping[str, Any]) -> None:
        self.id: str = found["id"]
        self.metadata: dict[str, str | int] = found["metadata"] or {}
        self._client = client

    def count(self) -> int:
        return int(self._call("GET", "/count"))

    def get(self, ids: list[str] | None = None, include: list[str] | None = None) -> Any:
        return self._call("POST", "/get", {"ids": ids, "include": include})

    def query(self, query_embeddings: Any, n_results: int, where: object, include: list[str]) -> Any:
        vectors = [vector.tolist() for vector in query_embeddings]
        body = {"query_embeddings": vectors, "n_results": n_results, "where": where, "include": include}
        return self._call("POST", "/query", body)

    def upsert(self, ids: list[str], embeddings: Any, metadatas: object, documents: object = None) -> None:
        vectors = embeddings if isinstance(embeddings, list) else embeddings.tolist()
        body = {"ids": ids, "embeddings": vectors, "metadatas": metadatas, "documents": documents}
        self._call("POST", "/upsert", body)

    def update(self, ids: list[str], metadatas: object) -> None:
        self._call("POST", "/update", {"ids": ids, "metadatas": metadatas})

    def delete(self, ids: list[str]) -> None:
        self._call("POST", "/delete", {"ids": ids})

    def modify(self, name: str | None = None, metadata: Mapping[str, str | int] | None = None) -> None:
        self._call("PUT", "", {"new_name": name, "new_metadata": metadata})

    def _call(self, method: str, path: str, body: object = None) -> Any:
        return self._client.call(method, f"/{self.id}{path}", body)
