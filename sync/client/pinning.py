"""TLS that trusts one public key and no authority: checked after the handshake, before a byte of ours is sent."""

from __future__ import annotations

import ssl
from hashlib import sha256
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


class WrongCertificate(ssl.SSLError):
    """The other side holds another key than the township's."""


class PinnedContext(ssl.SSLContext):
    """A client context. ``pin`` is SHA-256 of the public key wanted; while None, the first one met is noted.

    TLS itself proves that the other side holds the key; whose key it is, the enrolment code or the pin says.
    """

    pin: bytes | None
    seen: bytes | None

    def __new__(cls, pin: bytes | None = None) -> PinnedContext:
        context = super().__new__(cls, ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.pin = pin
        context.seen = None
        return context

    def __init__(self, pin: bytes | None = None) -> None:
        """Everything is set in ``__new__``, as the base class wants it."""

    def wrap_socket(self, *args: Any, **kwargs: Any) -> ssl.SSLSocket:
        wrapped = super().wrap_socket(*args, **kwargs)
        try:
            self._check(wrapped.getpeercert(binary_form=True))
        except WrongCertificate:
            wrapped.close()
            raise
        return wrapped

    def wrap_bio(self, *args: Any, **kwargs: Any) -> ssl.SSLObject:
        raise WrongCertificate("a connection whose certificate cannot be looked at first")

    def _check(self, certificate: bytes | None) -> None:
        found = _pin_of(certificate) if certificate else b""
        self.seen = self.seen or found
        if not found or found != (self.pin or self.seen):
            raise WrongCertificate("another public key than the township's")


def _pin_of(certificate: bytes) -> bytes:
    key = x509.load_der_x509_certificate(certificate).public_key()
    return sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).digest()
