"""Where an index is kept: a folder of this machine, or a Chroma server that several machines share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from sourcier.errors import BadStoreAddress

# `Path` leaves one slash of the two.
ADDRESS = re.compile(r"https?:/", re.IGNORECASE)
# Chroma takes names of 3 to 512 letters, digits, dots, dashes and underscores; a dot sets Sourcier's own ones apart.
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{1,60}[A-Za-z0-9]")
# Where `chroma run` listens, and where its proxy does.
PORTS = {"http": 8000, "https": 443}
# Neither a password before the host nor a key after the path is ever shown.
SECRET = re.compile(r"(?<=//).*@|[?#].*", re.DOTALL)


@dataclass(frozen=True)
class Server:
    """The index called `name` on a Chroma server."""

    scheme: str
    host: str
    port: int
    name: str

    @property
    def root(self) -> str:
        """The address of the server."""
        return f"{self.scheme}://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.root}/{self.name}"


Store = Path | Server


def parse_store(written: Store | str) -> Store:
    """The folder, or what stands at an address such as http://HOST:PORT/NAME; raises BadStoreAddress."""
    if isinstance(written, Server) or not ADDRESS.match(str(written)):
        return written if isinstance(written, Server) else Path(written)
    try:
        parts = urlsplit(str(written))
        port = parts.port or PORTS[parts.scheme]
    except ValueError:
        raise BadStoreAddress(address=_shown(written)) from None
    name = parts.path.strip("/")
    plain = not (parts.query or parts.fragment or "@" in parts.netloc)
    if not (plain and parts.hostname and NAME.fullmatch(name)):
        raise BadStoreAddress(address=_shown(written))
    return Server(parts.scheme, parts.hostname, port, name)


def _shown(written: Path | str) -> str:
    return SECRET.sub("…", str(written))
