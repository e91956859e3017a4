"""Which network addresses a fetch may connect to. Pure."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

_NAT64 = IPv6Network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """True for an IP address of the public internet.

    Loopback, private, link-local, shared, reserved and multicast ranges are not, nor are IPv6 addresses that stand
    for such IPv4 addresses; neither is what is no IP address.
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        inside: list[IPv4Address | IPv6Address] = [found, *_inner(found)]
        return all(_is_open(one) for one in inside)
    return _is_open(found)


def _is_open(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv6Address) and (address.ipv4_mapped or address in _NAT64):
        return True  # judged by the address inside
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _inner(address: IPv6Address) -> list[IPv4Address]:
    """The IPv4 addresses that an IPv6 address stands for."""
    found = [inner for inner in (address.ipv4_mapped, address.sixtofour) if inner]
    if address.teredo:
        found += address.teredo
    if address in _NAT64:
        found.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return found
