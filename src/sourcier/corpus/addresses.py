"""Where an address leads: to the public Internet, or to a machine that only this one can see."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

# The only part of IPv6 that is given out; what stands outside carries other addresses, or leads nowhere.
GIVEN_OUT = IPv6Network("2000::/3")
# Examples in books (RFC 9637), which older Pythons take for addresses.
IN_BOOKS = IPv6Network("3fff::/20")
# IPv4 addresses as seen from a network that has none (RFC 6052): the last four bytes.
TRANSLATED = IPv6Network("64:ff9b::/96")
# The machines that Azure hosts all reach its inner services by this one, public as it looks.
AZURE_INNER = IPv4Address("168.63.129.16")


def is_public(address: str) -> bool:
    """Whether `address`, an IPv4 or IPv6 number, is that of one machine on the public Internet.

    An IPv4 address inside an IPv6 one is judged by itself. Source: the IANA registries of special-purpose addresses, as
    `ipaddress` keeps them.
    """
    found = ip_address(address)
    if isinstance(found, IPv4Address):
        return _is_public_v4(found)
    inner = _inner(found)
    if inner is not None:
        return _is_public_v4(inner)
    return found in GIVEN_OUT and found not in IN_BOOKS and found.is_global


def numbers_of(host: str, port: int) -> list[str]:
    """The addresses, as numbers, that the system finds for `host`; raises OSError when there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[0]) for *_, place in found))


def _is_public_v4(address: IPv4Address) -> bool:
    return address.is_global and not address.is_multicast and not address.is_reserved and address != AZURE_INNER


def _inner(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 one carries: mapped, translated, or by 6to4; Teredo is not global at all."""
    if address in TRANSLATED:
        return IPv4Address(address.packed[-4:])
    return address.ipv4_mapped or address.sixtofour
