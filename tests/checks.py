"""What several tests of faults expect: refusals by their code word, certificates of our own making."""

from __future__ import annotations

import contextlib
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from minutes_cli.errors import MinutesError


@contextlib.contextmanager
def refuses(code: str, exit_code: int = 5) -> Iterator[None]:
    """What happens in the block must be refused with this code word, in one line."""
    with pytest.raises(MinutesError) as caught:
        yield
    assert caught.value.code == code, caught.value.message
    assert caught.value.exit_code == exit_code
    assert "\n" not in caught.value.message
    if exit_code == 5:
        assert caught.value.message.endswith(f"({code})")


def tls_context(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


def trust(authority: trustme.CA, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's certificates are those of this authority alone."""
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(folder / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_DIR", str(folder))
