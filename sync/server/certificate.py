"""The server's own TLS certificate, made at the first start and pinned by every room at enrolment."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID

from app.clock import Clock
from app.keystore import write_whole

CERTIFICATE_FILE = "tls.crt"
KEY_FILE = "tls.key"
VALID_DAYS = 30 * 365
"""Rooms trust the key they pinned, not a date: an early end would only cut them off."""


@dataclass(frozen=True, slots=True)
class ServerCertificate:
    """Files for the TLS layer, the key file's password, and the pin: SHA-256 of the public key."""

    certificate_file: Path
    key_file: Path
    key_password: str
    pin: bytes


def own_certificate(home: Path, register_key: bytes, clock: Clock) -> ServerCertificate:
    """The certificate in ``home``; made where there is none. Its key is encrypted under the register's key."""
    password = hmac.digest(register_key, b"daiban-tls-key", "sha256").hex()
    certificate_file, key_file = home / CERTIFICATE_FILE, home / KEY_FILE
    if not certificate_file.exists():
        key = _first_key(key_file, password.encode())
        write_whole(certificate_file, _signed_by(key, clock.now()).public_bytes(Encoding.PEM))
    pin = pin_of(x509.load_pem_x509_certificate(certificate_file.read_bytes()))
    return ServerCertificate(certificate_file, key_file, password, pin)


def pin_of(certificate: x509.Certificate) -> bytes:
    """SHA-256 over the certificate's SubjectPublicKeyInfo, 32 bytes."""
    return sha256(
        certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    ).digest()


def _first_key(key_file: Path, password: bytes) -> ec.EllipticCurvePrivateKey:
    """The key that lies in ``key_file``, made where there is none: of processes that begin at once the first one's."""
    key = ec.generate_private_key(ec.SECP256R1())
    made = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(password))
    with TemporaryDirectory(dir=key_file.parent) as folder:
        whole = Path(folder) / key_file.name
        write_whole(whole, made)
        try:
            key_file.hardlink_to(whole)
        except FileExistsError:
            found = load_pem_private_key(key_file.read_bytes(), password)
            assert isinstance(found, ec.EllipticCurvePrivateKey)
            return found
        except OSError:  # a file system without links: nobody serves a township from two processes there
            write_whole(key_file, made)
    return key


def _signed_by(key: ec.EllipticCurvePrivateKey, now: datetime) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "daiban-township")])
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=VALID_DAYS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
