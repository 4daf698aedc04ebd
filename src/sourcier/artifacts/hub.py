"""The model hub as a mirror: a plain ranged download, given up quickly where the hub cannot be reached."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as Overdue
from dataclasses import dataclass
from pathlib import Path

import httpx
from huggingface_hub import hf_hub_url
from huggingface_hub.constants import is_offline_mode
from huggingface_hub.utils._headers import build_hf_headers

from sourcier.artifacts.artifact import Chunks, MirrorError

ANSWER_SECONDS = 5.0  # Name look-up, connection and redirects together: a machine without the hub loses no more.
READ_SECONDS = 15.0
CHUNK = 1 << 20
# Slower than this a gigabyte takes half a day, and another mirror is sure to be better.
SLOWEST_BYTES_PER_SECOND = 25_000
PATIENCE_SECONDS = 30.0


@dataclass(frozen=True)
class HubMirror:
    """One file of a hub repository; `endpoint` is the user's own (`HF_ENDPOINT`) when not given."""

    repository: str
    filename: str
    size: int
    endpoint: str | None = None
    scratch_size: int = 0

    @property
    def label(self) -> str:
        return "hub"

    def stream(self, offset: int, scratch: Path) -> Chunks:
        """See Mirror; the length announced must be the one expected, so that an error page costs nothing."""
        if is_offline_mode():
            raise MirrorError("offline mode")
        timeout = httpx.Timeout(READ_SECONDS, connect=ANSWER_SECONDS)
        with httpx.Client(follow_redirects=True, timeout=timeout) as client:
            try:
                response = self._open(client, offset)
                yield from _steady(response)
            except httpx.HTTPError as error:
                raise MirrorError(type(error).__name__) from error

    def _open(self, client: httpx.Client, offset: int) -> httpx.Response:
        """The response, with its headers read, within ANSWER_SECONDS; httpx's own timeouts spare the name look-up."""
        headers = build_hf_headers() | {"Range": f"bytes={offset}-", "Accept-Encoding": "identity"}
        request = client.build_request(
            "GET", hf_hub_url(self.repository, self.filename, endpoint=self.endpoint), headers=headers
        )
        pool = ThreadPoolExecutor(max_workers=1)
        try:
            response = pool.submit(client.send, request, stream=True).result(timeout=ANSWER_SECONDS)
        except Overdue:
            raise MirrorError(f"no answer in {ANSWER_SECONDS:.0f} s") from None
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
        expected = httpx.codes.PARTIAL_CONTENT if offset else response.status_code
        if not response.is_success or response.status_code != expected:
            raise MirrorError(f"status {response.status_code}")
        if response.headers.get("Content-Length") != str(self.size - offset):
            raise MirrorError("unexpected length")
        return response


def _steady(response: httpx.Response) -> Iterator[bytes]:
    """The body, as long as it comes fast enough: a slow drip never trips a read timeout."""
    began, received = time.monotonic(), 0
    for chunk in response.iter_bytes(CHUNK):
        yield chunk
        received += len(chunk)
        elapsed = time.monotonic() - began
        if elapsed > PATIENCE_SECONDS and received < elapsed * SLOWEST_BYTES_PER_SECOND:
            raise MirrorError("too slow")
