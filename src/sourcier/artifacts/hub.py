"""The model hub as a mirror: a plain ranged download, given up quickly where the hub cannot be reached."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as Overdue
from dataclasses import dataclass
from pathlib import Path

import httpx

from sourcier.artifacts.artifact import Chunks, MirrorError

ANSWER_SECONDS = 5.0  # Name look-up, connection and redirects together: a machine without the hub loses no more.
READ_SECONDS = 15.0
# At this speed a gigabyte takes half a day: another mirror is sure to be better.
SLOWEST_BYTES_PER_SECOND = 25_000
PATIENCE_SECONDS = 30.0


# What a sentence-transformers model is made of; nothing that is unpickled or run.
MODEL_FILES = ("*.json", "*.txt", "*.model", "*.safetensors")


class RepositoryUnknown(Exception):
    """Neither the hub nor what it gave before has the model."""


def snapshot(repository: str) -> Path:
    """The folder of a model of the hub, in the revision that was first had; raises RepositoryUnknown."""
    import huggingface_hub as hub  # Heavy, and only needed here.

    for from_disk in (True, False):
        try:
            return Path(hub.snapshot_download(repository, allow_patterns=list(MODEL_FILES), local_files_only=from_disk))
        except (OSError, ValueError, httpx.HTTPError) as error:
            reason = error
    raise RepositoryUnknown(str(reason))


@dataclass(frozen=True)
class HubMirror:
    """One file of a hub repository; `endpoint` is the user's own (`HF_ENDPOINT`) when not given."""

    repository: str
    filename: str
    size: int
    endpoint: str | None = None
    answer_seconds: float = ANSWER_SECONDS
    patience_seconds: float = PATIENCE_SECONDS
    scratch_size: int = 0

    @property
    def label(self) -> str:
        return "hub"

    def stream(self, offset: int, scratch: Path) -> Chunks:
        """See Mirror; the length announced must be the one expected, so that an error page costs nothing."""
        import huggingface_hub as hub  # Heavy, and only needed here.

        if hub.is_offline_mode():
            raise MirrorError("offline mode")
        url = hub.hf_hub_url(self.repository, self.filename, endpoint=self.endpoint)
        headers = {"Range": f"bytes={offset}-", "Accept-Encoding": "identity"}
        if token := hub.get_token():
            headers["Authorization"] = f"Bearer {token}"
        timeout = httpx.Timeout(READ_SECONDS, connect=self.answer_seconds)
        try:
            with httpx.Client(follow_redirects=True, timeout=timeout) as client:
                response = self._open(client, client.build_request("GET", url, headers=headers))
                self._check(response, offset)
                yield from self._steady(response)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise MirrorError(type(error).__name__) from error

    def _open(self, client: httpx.Client, request: httpx.Request) -> httpx.Response:
        """The response, its headers read, within the time allowed: httpx's own timeouts leave out the name look-up."""
        pool = ThreadPoolExecutor(max_workers=1)
        try:
            return pool.submit(client.send, request, stream=True).result(timeout=self.answer_seconds)
        except Overdue:
            raise MirrorError(f"no answer in {self.answer_seconds:g} s") from None
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def _check(self, response: httpx.Response, offset: int) -> None:
        if not response.is_success:
            raise MirrorError(f"status {response.status_code}")
        if offset and response.status_code != httpx.codes.PARTIAL_CONTENT:
            raise MirrorError("does not resume")
        if response.headers.get("Content-Length") != str(self.size - offset):
            raise MirrorError("unexpected length")

    def _steady(self, response: httpx.Response) -> Iterator[bytes]:
        """The body, as long as it comes fast enough: a slow drip never trips a read timeout."""
        began, received = time.monotonic(), 0
        for chunk in response.iter_raw():
            yield chunk
            received += len(chunk)
            elapsed = time.monotonic() - began
            if elapsed > self.patience_seconds and received < elapsed * SLOWEST_BYTES_PER_SECOND:
                raise MirrorError("too slow")
