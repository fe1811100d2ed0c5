"""TLS: contexts that always verify, and its failures in words.

The old protocol versions and renegotiation that some servers still need are a user's explicit choice
(`--legacy-tls`); certificates are verified then as well.
"""

from __future__ import annotations

import ssl
import warnings

from minutes_cli.errors import NetworkError
from minutes_cli.readers.web.refusals import refused

_LEGACY_CONNECT = 0x4  # OpenSSL's SSL_OP_LEGACY_SERVER_CONNECT; ssl names it from Python 3.12 only
_OLD = (
    "UNSUPPORTED_PROTOCOL",
    "UNSAFE_LEGACY_RENEGOTIATION_DISABLED",
    "DH_KEY_TOO_SMALL",
    "EE_KEY_TOO_SMALL",
    "HANDSHAKE_FAILURE",
    "PROTOCOL_VERSION",
    "WRONG_SIGNATURE_TYPE",
    "NO_CIPHERS",
    "INTERNAL_ERROR",
)


def context(legacy: bool) -> ssl.SSLContext:
    """A context with the system's certificates that verifies the certificate and its name."""
    made = ssl.create_default_context()
    if legacy:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # TLS 1.0 is what the user asked for
            made.minimum_version = ssl.TLSVersion.TLSv1
        made.set_ciphers("DEFAULT:@SECLEVEL=0")
        made.options |= _LEGACY_CONNECT
    return made


def explained(error: ssl.SSLError, host: str, legacy: bool) -> NetworkError:
    """A TLS failure as one line that says what to do; `legacy` is whether old servers were let in already."""
    if isinstance(error, ssl.SSLCertVerificationError):
        why = error.verify_message.rstrip(".")
        return refused("tls", f"the certificate of {host} is not valid ({why}); save the page with a browser instead")
    reason = error.reason or "it broke off"
    remedy = "save the page with a browser instead" if legacy else "--legacy-tls allows old servers"
    advice = remedy if any(word in reason for word in _OLD) else "check the URL"
    return refused("tls", f"no secure connection to {host} ({reason.replace('_', ' ').lower()}); {advice}")
