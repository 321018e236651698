"""Whether a catalogue is what its publisher signed: Ed25519 over the document's hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from enum import StrEnum
from functools import lru_cache

from app import keystore
from app.models.queries import Session, catalogues, sites
from app.models.queries.catalogues import PublishedCatalogue


class Standing(StrEnum):
    """What may be said of a stored catalogue's signature."""

    SIGNED = "signed"  # by the township of this register, or by a PC of this site
    UNKNOWN_SIGNER = "unknown_signer"  # rightly signed, by a key this register does not know
    UNSIGNED = "unsigned"  # made before catalogues were signed
    FALSE = "false"  # does not fit the document: never in force


STANDING_WORDS = {
    Standing.SIGNED: "签名有效",
    Standing.UNKNOWN_SIGNER: "签名完好，签发单位不认识",
    Standing.UNSIGNED: "没有签名",
    Standing.FALSE: "签名不对，没有采用",
}


def digest_of(document: str) -> str:
    """SHA-256 of a document, hex: what is signed."""
    return hashlib.sha256(document.encode()).hexdigest()


def signed(keys: keystore.Keys, sha256: str) -> tuple[str, str]:
    """(public key, signature) of this register over a document's hash, both hex."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    signature = Ed25519PrivateKey.from_private_bytes(keys.signing).sign(sha256.encode())
    return keys.identity.signing_public.hex(), signature.hex()


def trusted_keys(session: Session, site_code: str) -> frozenset[str]:
    """The keys whose catalogues this register may say are signed: its township's, now and before, and its site's."""
    marks = sites.sync_marks(session)
    if marks is None:
        return catalogues.signing_keys(session, site_code)
    former = {str(change["before"]) for change in json.loads(marks.server_changes or "[]")}
    return (catalogues.signing_keys(session, site_code) | former | {marks.server_public_key}) - {""}


def standing(row: PublishedCatalogue, trusted: Collection[str]) -> Standing:
    """What may be said of one stored catalogue."""
    if not row.signature:
        return Standing.UNSIGNED
    if not _fits(row.document, row.sha256, row.signer, row.signature):
        return Standing.FALSE
    return Standing.SIGNED if row.signer in trusted else Standing.UNKNOWN_SIGNER


@lru_cache(maxsize=16)
def _fits(document: str, sha256: str, signer: str, signature: str) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    if digest_of(document) != sha256:
        return False
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signer))
        key.verify(bytes.fromhex(signature), sha256.encode())
    except (InvalidSignature, ValueError):
        return False
    return True
