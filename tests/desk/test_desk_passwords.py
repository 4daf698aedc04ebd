"""Passwords are kept as scrypt hashes with their parameters."""

from __future__ import annotations

import hashlib

import pytest

from sourcier.desk.passwords import COST, LONGEST, SHORTEST, Cost, checked, hashed, matches
from sourcier.errors import PasswordRefused

CHEAP = Cost(n=16, r=8, p=1)


def test_a_password_matches_its_own_hash_alone() -> None:
    kept = hashed("le pont de bois", CHEAP)
    assert matches("le pont de bois", kept, CHEAP)
    assert not matches("le pont de boi", kept, CHEAP)
    assert not matches("", kept, CHEAP)


def test_two_hashes_of_one_password_differ_and_none_holds_it() -> None:
    first, second = hashed("motdepasse", CHEAP), hashed("motdepasse", CHEAP)
    assert first != second
    assert "motdepasse" not in first


def test_a_hash_is_read_with_its_own_parameters_when_those_of_today_are_others() -> None:
    assert matches("motdepasse", hashed("motdepasse", CHEAP), Cost(n=32, r=4, p=2))


def test_the_hash_is_that_of_the_standard_library() -> None:
    # The second test vector of RFC 7914, section 12, at 32 of its 64 bytes.
    salt = "TmFDbA=="
    key = hashlib.scrypt(b"password", salt=b"NaCl", n=1024, r=8, p=16, maxmem=2**26, dklen=64)
    assert key.hex().startswith("fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162")
    assert matches("password", f"scrypt$1024$8$16${salt}$/bq+HJ00cgB4VucZDQHp/nxq18vII3gw53N2Y0s3MWI=")


def test_an_accent_is_the_same_however_it_is_typed() -> None:
    assert matches("été 2024 !", hashed("e\u0301te\u0301 2024 !", CHEAP), CHEAP)


@pytest.mark.parametrize(
    "kept", [None, "", "motdepasse", "scrypt$16$8$1$x", "md5$1$1$1$AAAA$AAAA", "scrypt$a$8$1$AAAA$AAAA"]
)
def test_what_is_no_hash_matches_nothing(kept: str | None) -> None:
    assert not matches("motdepasse", kept, CHEAP)


def test_a_name_without_a_password_takes_as_much_work(monkeypatch: pytest.MonkeyPatch) -> None:
    costs: list[tuple[int, int, int]] = []
    scrypt = hashlib.scrypt

    def counted(password: bytes, *, salt: bytes, n: int, r: int, p: int, maxmem: int, dklen: int) -> bytes:
        costs.append((n, r, p))
        return scrypt(password, salt=salt, n=n, r=r, p=p, maxmem=maxmem, dklen=dklen)

    kept = hashed("motdepasse", CHEAP)
    monkeypatch.setattr(hashlib, "scrypt", counted)
    for stored in (kept, None):
        matches("autre chose", stored, CHEAP)
    assert costs == [(16, 8, 1), (16, 8, 1)]


def test_what_is_kept_costs_what_owasp_asks() -> None:
    assert 128 * COST.n * COST.r * COST.p >= 96 * 2**20


@pytest.mark.parametrize("password", ["x" * SHORTEST, "x" * LONGEST])
def test_a_password_may_be_as_long_as_a_sentence(password: str) -> None:
    assert checked(password) == password


@pytest.mark.parametrize("password", ["", "x" * (SHORTEST - 1), "x" * (LONGEST + 1)])
def test_a_password_too_short_or_endless_is_refused(password: str) -> None:
    with pytest.raises(PasswordRefused, match="8"):
        checked(password)
