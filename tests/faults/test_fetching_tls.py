"""Row 35 of the table of faults: certificates and old TLS."""

import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from minutes_cli.errors import NetworkError
from tests.checks import refuses, tls_context, trust
from tests.servers import ARTICLE, local, plain, running


def _expired(authority: trustme.CA) -> trustme.LeafCert:
    past = datetime.now(UTC) - timedelta(days=3)
    return authority.issue_cert("127.0.0.1", not_before=past - timedelta(days=9), not_after=past)


@pytest.mark.parametrize("fault", ["none", "expired", "other name", "other authority"])
def test_fault_35_certificates(fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    authority = trustme.CA()
    trust(authority, tmp_path, monkeypatch)
    certificate = {
        "none": lambda: authority.issue_cert("127.0.0.1"),
        "expired": lambda: _expired(authority),
        "other name": lambda: authority.issue_cert("other.example"),
        "other authority": lambda: trustme.CA().issue_cert("127.0.0.1"),
    }[fault]()
    with running({"/": plain()}, tls_context(certificate)) as server:
        if fault == "none":
            assert local().fetch(server.url(scheme="https")).data.decode() == ARTICLE
            return
        for legacy in (False, True):  # old versions are one thing, certificates another
            with refuses("tls"):
                local(legacy_tls=legacy).fetch(server.url(scheme="https"))
    assert not server.requests


def test_fault_35_plain_server_on_https() -> None:
    def answer_at_once() -> None:
        with listening.accept()[0] as sock:
            sock.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            sock.recv(65536)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=answer_at_once, daemon=True).start()
        with refuses("tls"):
            local().fetch(f"https://127.0.0.1:{listening.getsockname()[1]}/")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_fault_35_old_tls_only_when_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    authority = trustme.CA()
    trust(authority, tmp_path, monkeypatch)
    context = tls_context(authority.issue_cert("127.0.0.1"))
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1
    with running({"/": plain()}, context) as server:
        with pytest.raises(NetworkError, match="--legacy-tls") as caught:
            local().fetch(server.url(scheme="https"))
        assert caught.value.code == "tls"
        assert local(legacy_tls=True).fetch(server.url(scheme="https")).data.decode() == ARTICLE


def test_fault_35_old_tls_is_not_advised_to_who_has_it() -> None:
    def alarmed() -> None:
        while True:
            try:
                sock = listening.accept()[0]
            except OSError:
                return
            with sock:
                sock.recv(65536)
                sock.sendall(b"\x15\x03\x03\x00\x02\x02\x28")  # alert: handshake failure
                sock.recv(65536)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=alarmed, daemon=True).start()
        url = f"https://127.0.0.1:{listening.getsockname()[1]}/"
        with pytest.raises(NetworkError, match="--legacy-tls allows") as caught:
            local().fetch(url)
        assert caught.value.code == "tls"
        with pytest.raises(NetworkError, match="browser instead") as caught:
            local(legacy_tls=True).fetch(url)
        assert caught.value.code == "tls"
        assert "--legacy-tls" not in caught.value.message
        listening.shutdown(socket.SHUT_RDWR)
