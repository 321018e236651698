"""Making identifiers: one door, so that tests and readers know where they come from."""

from __future__ import annotations

import secrets
import uuid

import uuid_utils

SITE_NAMESPACE = uuid.UUID("6b0f6d3e-0c35-5c55-9d0a-6a2d5ed1b0a4")


def new_record_id() -> str:
    """UUIDv7 as 32 hex digits: for records and entries; never read a time out of it."""
    return uuid_utils.uuid7().hex


def new_replica_id() -> str:
    """UUIDv4 as 32 hex digits: one installed register."""
    return uuid.uuid4().hex


def site_record_id(site_code: str) -> str:
    """The one record id of a site's own row, the same on every register that knows the site."""
    return uuid.uuid5(SITE_NAMESPACE, site_code).hex


def new_secret(length: int = 32) -> bytes:
    """``length`` random bytes from the operating system."""
    return secrets.token_bytes(length)
