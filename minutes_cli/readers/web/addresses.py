"""Host → addresses that may be connected to.

A host is looked up once a hop, and what is connected to is one of the very addresses that were checked here, so that
a name server that answers twice differently gains nothing. Sources for what is private: the IANA registries of
special addresses, as `ipaddress` has them, and the forms of IPv6 that carry an IPv4 address inside.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Callable, Sequence

from minutes_cli.readers.web.deadline import Deadline
from minutes_cli.readers.web.refusals import refused

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], Sequence[str]]

_COMPATIBLE = ipaddress.ip_network("::/96")
_NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))


def system_resolver(host: str, port: int) -> list[str]:
    """Numeric addresses of a host in the system's order; raises OSError."""
    return list(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def addresses(host: str, port: int, resolver: Resolver, allow_private: bool, deadline: Deadline) -> list[str]:
    """The addresses of a host that may be connected to, at least one.

    Raises NetworkError `dns` where the name has none, `private-address` where none of them is public, TimeoutError.
    """
    found = _numeric(host) or _looked_up(host, port, resolver, deadline)
    if not found:
        raise refused("dns", f"the host {host} has no address; check the name")
    allowed = [address for address in found if allow_private or is_public(address)]
    if not allowed:
        place = "a private address" if host == found[0] else f"at {found[0]}, a private address"
        raise refused("private-address", f"{host} is {place}; --allow-private fetches it all the same")
    return allowed


def is_public(address: str) -> bool:
    """Whether an address is one of the open internet, an IPv4 address inside an IPv6 one included."""
    parsed = ipaddress.ip_address(address)
    return all(each.is_global and not each.is_multicast for each in _faces(parsed))


def _faces(address: Address) -> list[Address]:
    """An address, or the IPv4 addresses that it stands for."""
    if isinstance(address, ipaddress.IPv4Address):
        return [address]
    if address.ipv4_mapped is not None:
        return [address.ipv4_mapped]
    low = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    plain = ipaddress.IPv6Address(int(address))  # without a zone
    if plain in _COMPATIBLE:
        return [plain, low]
    if any(plain in network for network in _NAT64):
        return [low]
    inside: list[Address] = [plain]
    if address.sixtofour is not None:
        inside.append(address.sixtofour)
    if address.teredo is not None:
        inside += address.teredo
    if plain.is_site_local:
        inside.append(ipaddress.IPv4Address("10.0.0.0"))  # the old private range, which `is_global` does not know
    return inside


def _numeric(host: str) -> list[str]:
    """A host that needs no name server."""
    if host == "localhost" or host.endswith(".localhost"):
        return ["127.0.0.1", "::1"]
    try:
        return [str(ipaddress.ip_address(host))]
    except ValueError:
        return []


def _looked_up(host: str, port: int, resolver: Resolver, deadline: Deadline) -> list[str]:
    """Ask the resolver, which knows no time limit of its own, on a thread that may be left behind."""
    answer: list[str] = []
    failure: list[OSError] = []

    def ask() -> None:
        try:
            answer.extend(resolver(host, port))
        except OSError as error:
            failure.append(error)
        except UnicodeError as error:
            failure.append(OSError(str(error)))

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(deadline.left())
    if thread.is_alive():
        raise TimeoutError
    if failure:
        reason = failure[0].strerror or str(failure[0])
        raise refused("dns", f"the host {host} was not found ({reason}); check the name and the network")
    return answer
