"""A web server that misbehaves, and the little Internet it stands in."""

from __future__ import annotations

import gzip
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from page_builders import html_page

from sourcier.corpus.addresses import is_public
from sourcier.corpus.fetching import Reach

# Another address of this machine, which stands for the public Internet; 127.0.0.1 stays what it is.
PUBLIC = "127.0.0.2"
PAGE = html_page().encode()
Answer = Callable[[Callable[[bytes], None]], None]


def answer(body: bytes, *headers: str, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> Answer:
    lines = [
        f"HTTP/1.1 {status}",
        f"Content-Type: {kind}",
        *headers,
        f"Content-Length: {len(body)}",
        "Connection: close",
    ]
    return lambda send: send("\r\n".join(lines).encode() + b"\r\n\r\n" + body)


def redirect(target: str) -> Answer:
    return answer(b"", f"Location: {target}", status="302 Found")


def _drip(send: Callable[[bytes], None]) -> None:
    send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        send(b" ")
        time.sleep(0.05)


def _drip_headers(send: Callable[[bytes], None]) -> None:
    send(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while True:
        send(b"a")
        time.sleep(0.05)


def _endless(send: Callable[[bytes], None]) -> None:
    send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        send(b" " * 65536)


def _cut(send: Callable[[bytes], None]) -> None:
    send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<html>")


ANSWERS: dict[str, Answer] = {
    "/page": answer(PAGE),
    "/gzip": answer(gzip.compress(PAGE), "Content-Encoding: gzip"),
    "/pdf": answer(b"%PDF-1.4 trois pages", kind="application/pdf"),
    "/texte": answer("Le pont a rouvert, été comme hiver.".encode("cp1252"), kind="text/plain; charset=windows-1252"),
    "/json": answer(b'{"title": "Le pont", "text": "Le pont a rouvert."}', kind="application/json"),
    "/absente": answer(b"<p>Pas ici</p>", status="404 Not Found"),
    "/payante": answer(b"<p>Payez</p>", status="402 Payment Required"),
    "/panne": answer(b"", status="500 Oh"),
    "/image": answer(b"\x89PNG", kind="image/png"),
    "/sans-type": lambda send: send(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n<p>Un</p>"),
    "/type-etrange": answer(b"x", kind="text/\x1b[31mrouge\u202e".encode().decode("latin-1")),
    "/brotli": answer(b"xxx", "Content-Encoding: br"),
    "/faux-gzip": answer(b"<p>Un</p>", "Content-Encoding: gzip"),
    "/gzip-coupe": answer(gzip.compress(PAGE)[:-20], "Content-Encoding: gzip"),
    "/bombe": answer(gzip.compress(bytes(50_000_000)), "Content-Encoding: gzip"),
    "/enorme": lambda send: send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 999999999999\r\n\r\n"),
    "/longueur": lambda send: send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: x\r\n\r\n"),
    "/sans-fin": _endless,
    "/goutte": _drip,
    "/goutte-tete": _drip_headers,
    "/silence": lambda send: time.sleep(3),
    "/coupee": _cut,
    "/bruit": lambda send: send(bytes(range(256)) * 40),
    "/vide": lambda send: None,
    "/une": redirect("/page"),
    "/ailleurs": redirect("http://gazette.example:{port}/page"),
    "/sans-cible": answer(b"", status="302 Found"),
    "/boucle": redirect("/boucle"),
    "/cinq": redirect("/quatre"),
    "/quatre": redirect("/trois"),
    "/trois": redirect("/deux"),
    "/deux": redirect("/une"),
    "/six": redirect("/cinq"),
    "/vers-ici": redirect("http://127.0.0.1:{port}/page"),
    "/vers-nom-d-ici": redirect("http://interne.example:{port}/page"),
    "/vers-metadonnees": redirect("http://169.254.169.254/latest/meta-data/"),
    "/vers-ipv6": redirect("http://[::1]:{port}/page"),
    "/vers-entier": redirect("http://2130706433:{port}/page"),
    "/vers-fichier": redirect("file:///etc/passwd"),
    "/vers-secret": redirect("http://nom:secret@phare.example:{port}/page"),
    "/vers-rien": redirect("http://[/"),
}


@dataclass
class Web:
    """The port of the server, and what it was asked: the Host header and the path."""

    port: int
    asked: list[tuple[str, str]] = field(default_factory=list)
    names: dict[str, list[str]] = field(
        default_factory=lambda: {
            "phare.example": [PUBLIC],
            "gazette.example": [PUBLIC],
            "interne.example": ["127.0.0.1"],
            "double.example": [PUBLIC, "10.0.0.1"],
        }
    )

    def url(self, path: str, host: str = "phare.example") -> str:
        return f"http://{host}:{self.port}{path}"

    def reach(self, seconds: float = 10, most_bytes: int = 2_000_000) -> Reach:
        """The little Internet: names of its own, and one address of this machine for public."""
        return Reach(self._numbers_of, lambda number: number == PUBLIC or is_public(number), seconds, most_bytes)

    def _numbers_of(self, host: str, port: int) -> list[str]:
        if host == "2130706433":
            return ["127.0.0.1"]
        is_number = host[0].isdigit() or ":" in host
        return [host] if is_number else self.names.get(host, [])


@contextmanager
def web() -> Iterator[Web]:
    """The server, for as long as it is needed, on every address of this machine."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            request = self.request.recv(65536).decode("latin-1")
            path = request.split(" ")[1]
            host = next(line[6:] for line in request.split("\r\n") if line.lower().startswith("host:"))
            found.asked.append((host, path))
            try:
                ANSWERS[path](lambda data: self.request.sendall(data.replace(b"{port}", str(found.port).encode())))
            except OSError:
                return

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False

    server = Server(("0.0.0.0", 0), Handler)
    found = Web(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
