"""No test leaves the loopback interface: sockets connect to it alone, and names are not looked up outside."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

import pytest
from pytest_socket import socket_allow_hosts

_getaddrinfo = socket.getaddrinfo


def pytest_runtest_setup() -> None:
    socket_allow_hosts(["127.0.0.1", "::1"], allow_unix_socket=True)


@pytest.fixture(autouse=True)
def _no_name_server(monkeypatch: pytest.MonkeyPatch) -> None:
    def numeric(host: Any, *arguments: Any, **options: Any) -> Any:
        if host not in (None, "", "localhost"):
            ipaddress.ip_address(host.decode() if isinstance(host, bytes) else host)
        return _getaddrinfo(host, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", numeric)
