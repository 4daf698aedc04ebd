"""One public page of the web, as bytes: every address on the way is checked, and connected to as it was checked.

A server of the person's own network, or of this machine, is never asked, whoever sends us there: the name is resolved
here, every address it has must be public, and the connection goes to the number that was checked, so that a name that
changes between two look-ups changes nothing. For that reason no proxy is used, whatever the environment says: behind
one, pages are saved from the browser (.mhtml).
"""

from __future__ import annotations

import re
import ssl
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread

import httpx

from sourcier.corpus.addresses import is_public, numbers_of
from sourcier.corpus.skipped import MAX_BYTES, printable
from sourcier.corpus.unfetched import (
    AddressPrivate,
    AddressRefused,
    FetchError,
    HostUnknown,
    PageElsewhere,
    PageMissing,
    PageTooLarge,
    PageTooSlow,
    PageUnreachable,
    PageWrongType,
)

TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/pdf"})
TYPES |= {"application/json", "application/ld+json"}
# From one address to the next: newspapers use one or two, browsers give up at twenty.
MAX_REDIRECTS = 5
# For one page, from the look-up of its name to its last byte; and for one silence within.
SECONDS, SILENCE_SECONDS = 30.0, 10.0
HEADERS = {"User-Agent": "Sourcier", "Accept": ", ".join(sorted(TYPES)), "Accept-Encoding": "gzip"}
# zlib's own word for "with the header of gzip".
GZIP = 16 + zlib.MAX_WBITS
PASSWORD = re.compile(r"//[^/?#@]*@")
# What a server says of itself is repeated at this length.
REPEATED = 80


@dataclass(frozen=True)
class Page:
    """What a server gave: asked for at `asked`, found at `url`, of the media type `kind`."""

    asked: str
    url: str
    kind: str
    charset: str | None
    data: bytes


@dataclass(frozen=True)
class Reach:
    """Which machines are asked, how long and for how much; the defaults are those of `sourcier add`."""

    numbers_of: Callable[[str, int], list[str]] = numbers_of
    allows: Callable[[str], bool] = is_public
    seconds: float = SECONDS
    most_bytes: int = MAX_BYTES
    certificates: ssl.SSLContext | bool = True


def fetch(url: str, reach: Reach | None = None) -> Page:
    """The page at `url`, its redirections followed; raises a FetchError that names `url`."""
    shown = printable(PASSWORD.sub("//", url.strip()))
    visit = _Visit(shown, reach or Reach())
    result: SimpleQueue[Page | FetchError] = SimpleQueue()
    # Looking a name up and waiting for headers that come letter by letter have no deadline of their own.
    Thread(target=lambda: result.put(visit.outcome(url.strip())), daemon=True).start()
    try:
        outcome = result.get(timeout=visit.reach.seconds)
    except Empty:
        raise visit.too_slow() from None
    if isinstance(outcome, FetchError):
        raise outcome
    return outcome


class _Visit:
    """The way to one page; `shown` is how it is named to people."""

    def __init__(self, shown: str, reach: Reach) -> None:
        self.shown = shown
        self.reach = reach
        self._until = time.monotonic() + reach.seconds

    def too_slow(self) -> FetchError:
        return PageTooSlow(url=self.shown, seconds=f"{self.reach.seconds:g}")

    def outcome(self, asked: str) -> Page | FetchError:
        try:
            return self._follow(asked)
        except FetchError as error:
            return error
        except httpx.TimeoutException:
            return self.too_slow()
        except Exception as error:  # whoever waits must be told, whatever a library makes of a strange answer
            reason = printable(str(error) or type(error).__name__)[:REPEATED]
            return PageUnreachable(url=self.shown, reason=reason)

    def _follow(self, asked: str) -> Page:
        url = self._web_address(asked)
        for _ in range(1 + MAX_REDIRECTS):
            found = self._get(asked, url)
            if isinstance(found, Page):
                return found
            url = self._web_address(str(url.join(found)))
        raise PageElsewhere(url=self.shown, limit=MAX_REDIRECTS)

    def _web_address(self, text: str) -> httpx.URL:
        try:
            url = httpx.URL(text).copy_with(fragment=None)
        except (httpx.InvalidURL, ValueError, TypeError):
            raise AddressRefused(url=self.shown) from None
        if url.scheme not in ("http", "https") or not url.host or url.userinfo:
            raise AddressRefused(url=self.shown)
        return url

    def _get(self, asked: str, url: httpx.URL) -> Page | str:
        """The page at `url`, or where it sends us; the first of its machines that can be connected to is asked."""
        numbers = self._checked_numbers(url)
        for number in numbers[:-1]:
            try:
                return self._ask(asked, url, number)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
        return self._ask(asked, url, numbers[-1])

    def _checked_numbers(self, url: httpx.URL) -> list[str]:
        host = url.raw_host.decode("ascii")
        try:
            numbers = self.reach.numbers_of(host, url.port or (443 if url.scheme == "https" else 80))
        except (OSError, UnicodeError):
            numbers = []
        if not numbers:
            raise HostUnknown(url=self.shown, host=printable(host)[:REPEATED])
        for number in numbers:
            if not self.reach.allows(number):
                raise AddressPrivate(url=self.shown, address=number)
        return numbers

    def _ask(self, asked: str, url: httpx.URL, number: str) -> Page | str:
        host = url.raw_host.decode("ascii")
        headers = HEADERS | {"Host": url.netloc.decode("ascii")}
        # The number is connected to; the name is what the server is asked for, and what its certificate must vouch for.
        extensions = {"sni_hostname": host}
        timeout = httpx.Timeout(min(SILENCE_SECONDS, self.reach.seconds))
        with (
            httpx.Client(trust_env=False, verify=self.reach.certificates, timeout=timeout) as client,
            client.stream("GET", url.copy_with(host=number), headers=headers, extensions=extensions) as response,
        ):
            if response.is_redirect and "Location" in response.headers:
                return str(response.headers["Location"])
            kind = self._checked_kind(response)
            data = b"".join(self._body(response))
            return Page(asked, str(url), kind, response.charset_encoding, data)

    def _checked_kind(self, response: httpx.Response) -> str:
        if response.status_code != httpx.codes.OK:
            raise PageMissing(url=self.shown, status=response.status_code)
        kind = str(response.headers.get("Content-Type", "")).split(";")[0].strip().lower()
        packing = _packing(response)
        if kind not in TYPES or packing not in ("identity", "gzip"):
            told = kind if kind not in TYPES else packing
            raise PageWrongType(url=self.shown, kind=printable(told)[:REPEATED] or "?")
        return kind

    def _body(self, response: httpx.Response) -> Iterator[bytes]:
        """The bytes of the page, unpacked by us: a few may stand for gigabytes."""
        left = self.reach.most_bytes
        if int(response.headers.get("Content-Length", 0)) > left:
            raise self._too_large()
        unpacker = zlib.decompressobj(GZIP) if _packing(response) == "gzip" else None
        for raw in response.iter_raw():
            if time.monotonic() > self._until:
                raise self.too_slow()
            piece = unpacker.decompress(raw, left + 1) if unpacker else raw
            left -= len(piece)
            if left < 0:
                raise self._too_large()
            yield piece
        if unpacker and not unpacker.eof:
            raise PageUnreachable(url=self.shown, reason="gzip")

    def _too_large(self) -> FetchError:
        return PageTooLarge(url=self.shown, limit=self.reach.most_bytes // 10**6)


def _packing(response: httpx.Response) -> str:
    return str(response.headers.get("Content-Encoding", "identity")).strip().lower()
