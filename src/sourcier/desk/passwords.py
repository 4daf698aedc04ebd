"""Passwords as they are kept: scrypt (RFC 7914), with a salt for each and the parameters beside it."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
import unicodedata
from dataclasses import dataclass

from sourcier.errors import PasswordRefused

# As NIST SP 800-63B asks of a password, and a bound on what one request makes the machine hash.
SHORTEST, LONGEST = 8, 1024
SALT_BYTES = KEY_BYTES = 32


@dataclass(frozen=True)
class Cost:
    """What one try costs: `n` blocks of 128 `r` bytes in memory, `p` times."""

    n: int
    r: int
    p: int

    @property
    def memory(self) -> int:
        """Bytes that scrypt may take: what it needs, and as much again."""
        return 2 * 128 * self.r * (self.n + self.p + 2)


# One of the settings that the OWASP Password Storage Cheat Sheet holds for equal: 32 MiB.
COST = Cost(n=2**15, r=8, p=3)


def checked(password: str) -> str:
    """The password when it may be one; raises PasswordRefused."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise PasswordRefused(least=SHORTEST, most=LONGEST)
    return password


def hashed(password: str, cost: Cost = COST) -> str:
    """`scrypt$n$r$p$salt$key`, the last two in base 64."""
    salt = secrets.token_bytes(SALT_BYTES)
    written = (base64.b64encode(part).decode() for part in (salt, _key(password, salt, cost)))
    return "$".join(("scrypt", str(cost.n), str(cost.r), str(cost.p), *written))


def matches(password: str, kept: str | None, cost: Cost = COST) -> bool:
    """Whether `kept` is the hash of `password`; without a hash, False after as much work."""
    try:
        known, salt, key = _parts(kept or "")
    except ValueError:
        known, salt, key = cost, secrets.token_bytes(SALT_BYTES), secrets.token_bytes(KEY_BYTES)
    # Nobody's password is that long: hashing its beginning costs the same and matches nothing.
    found = _key(password[: LONGEST + 1], salt, known)
    return hmac.compare_digest(found, key)


def _parts(kept: str) -> tuple[Cost, bytes, bytes]:
    scheme, n, r, p, salt, key = kept.split("$")
    if scheme != "scrypt":
        raise ValueError(scheme)
    try:
        return Cost(int(n), int(r), int(p)), base64.b64decode(salt), base64.b64decode(key)
    except binascii.Error as error:
        raise ValueError(kept) from error


def _key(password: str, salt: bytes, cost: Cost) -> bytes:
    # One password, however a keyboard composes its accents.
    written = unicodedata.normalize("NFKC", password).encode("utf-8", "replace")
    return hashlib.scrypt(written, salt=salt, n=cost.n, r=cost.r, p=cost.p, maxmem=cost.memory, dklen=KEY_BYTES)
