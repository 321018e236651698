"""Which tests run on PostgreSQL: a mark asks for it, and every server of the test (``store``) stands on it."""

from __future__ import annotations

import pytest

_POSTGRES = pytest.param("postgres", marks=pytest.mark.needs("postgres"))
STORES = ("sqlite", _POSTGRES)

ON_BOTH_STORES = pytest.mark.parametrize("store", STORES, indirect=True)
"""A rule kept on either; SQLite alone is what a test without a mark runs on."""
ON_POSTGRES = pytest.mark.parametrize("store", [_POSTGRES], indirect=True)
