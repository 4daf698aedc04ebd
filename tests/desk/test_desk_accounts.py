"""Accounts: opened, proved, closed with all they kept; wrong passwords slowed down; tokens told once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from desk_fakes import Clock, article, exchange

from sourcier.desk import Accounts, Desk
from sourcier.desk.database import Database
from sourcier.desk.passwords import Cost
from sourcier.desk.throttling import MOST_TRIES
from sourcier.errors import AccountTaken, AccountUnknown, BadAccountName, PasswordRefused

RIGHT, WRONG = "le pont de bois", "le pont de fer"


@pytest.fixture
def accounts(desk: Desk, desk_file: Path, clock: Clock) -> Accounts:
    """On the desk's own file, with passwords that cost nothing."""
    made = Accounts(Database(desk_file), clock, Cost(n=16, r=8, p=1))
    made.add("anne", RIGHT)
    return made


def test_an_account_is_known_by_its_name_and_password(accounts: Accounts) -> None:
    assert accounts.names() == ("anne",)
    assert accounts.verify("anne", RIGHT)
    assert not accounts.verify("anne", WRONG)
    assert not accounts.verify("bob", RIGHT)
    assert not accounts.verify("", "")


def test_a_real_desk_hashes_at_full_cost(desk: Desk, desk_file: Path) -> None:
    desk.accounts.add("zoe", RIGHT)
    assert desk.accounts.verify("zoe", RIGHT)
    assert b"scrypt$32768$8$3$" in desk_file.read_bytes()
    assert RIGHT.encode() not in desk_file.read_bytes()


@pytest.mark.parametrize("name", ["", "Anne", "été", "1er", "a b", "../x", "a" * 33, "anne\n", "а", "a'--", "a\x00"])
def test_a_name_that_could_be_mistaken_for_another_is_refused(accounts: Accounts, name: str) -> None:
    with pytest.raises(BadAccountName):
        accounts.add(name, RIGHT)
    assert not accounts.verify(name, RIGHT)


def test_a_name_is_taken_once_and_a_short_password_refused(accounts: Accounts) -> None:
    with pytest.raises(AccountTaken, match="anne"):
        accounts.add("anne", "un autre mot")
    with pytest.raises(PasswordRefused):
        accounts.add("bob", "court")
    assert accounts.names() == ("anne",)
    assert accounts.verify("anne", RIGHT)


def test_a_new_password_ends_the_one_before_and_the_token(accounts: Accounts) -> None:
    token = accounts.issue_token("anne")
    accounts.change("anne", "un autre mot")
    assert accounts.holder(token) is None
    assert accounts.verify("anne", "un autre mot")
    assert not accounts.verify("anne", RIGHT)


def test_a_closed_account_leaves_nothing_to_who_takes_its_name(accounts: Accounts, desk: Desk) -> None:
    kept = desk.conversations("anne").save(None, (exchange("À moi", article()),), "")
    other = desk.conversations("bob").save(None, (exchange("À lui"),), "")
    desk.feedback("anne").give(kept.id, 1, "right")
    desk.preferences("anne").set("theme", "dark")
    token = accounts.issue_token("anne")
    accounts.remove("anne")
    accounts.add("anne", RIGHT)
    assert desk.conversations("anne").all() == ()
    assert desk.conversations("anne").source(article().id) is None
    assert desk.preferences("anne").all() == {}
    assert accounts.holder(token) is None
    assert desk.conversations("bob").all() == (other,)


def test_what_is_asked_of_nobody_is_said(accounts: Accounts) -> None:
    for ask in (accounts.remove, accounts.issue_token, lambda name: accounts.change(name, RIGHT)):
        with pytest.raises(AccountUnknown, match="bob"):
            ask("bob")


def test_a_token_names_its_holder_until_the_next_one(accounts: Accounts, desk_file: Path) -> None:
    first = accounts.issue_token("anne")
    assert accounts.holder(first) == "anne"
    assert first.encode() not in desk_file.read_bytes()
    second = accounts.issue_token("anne")
    assert first != second
    assert (accounts.holder(first), accounts.holder(second)) == (None, "anne")
    for wrong in ("", second[:-1], second + " ", second.upper(), "é\ud800"):
        assert accounts.holder(wrong) is None


def test_after_a_few_wrong_passwords_the_right_one_waits_too(accounts: Accounts, clock: Clock) -> None:
    for _ in range(MOST_TRIES):
        assert not accounts.verify("anne", WRONG)
    assert not accounts.verify("anne", RIGHT)
    assert 0 < accounts.pause("anne") <= 60
    # Nobody else waits, and refused tries do not prolong it.
    assert accounts.pause("bob") == 0
    clock.now += timedelta(seconds=accounts.pause("anne"))
    assert accounts.verify("anne", RIGHT)
    assert accounts.pause("anne") == 0


def test_a_right_password_forgets_the_wrong_ones(accounts: Accounts) -> None:
    for _ in range(3):
        for _ in range(MOST_TRIES - 1):
            accounts.verify("anne", WRONG)
        assert accounts.verify("anne", RIGHT)


def test_a_name_that_does_not_exist_is_slowed_down_alike(accounts: Accounts) -> None:
    for _ in range(MOST_TRIES):
        accounts.verify("bob", WRONG)
    assert accounts.pause("bob") > 0


def test_of_many_tries_at_once_no_more_are_checked(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str] = []

    def matches(password: str, kept: str | None, cost: Cost) -> bool:
        checked.append(password)
        return False

    monkeypatch.setattr("sourcier.desk.accounts.matches", matches)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: accounts.verify("anne", f"essai numéro {number}"), range(30)))
    assert len(checked) == MOST_TRIES


@pytest.mark.parametrize(
    "call",
    [
        lambda accounts, name: accounts.change(name, RIGHT),
        lambda accounts, name: accounts.remove(name),
        lambda accounts, name: accounts.issue_token(name),
    ],
)
def test_half_a_surrogate_pair_names_nobody(accounts: Accounts, call: Callable[[Accounts, str], object]) -> None:
    with pytest.raises(AccountUnknown):
        call(accounts, "anne\ud800")
    assert accounts.pause("anne\ud800") == 0
