"""Every table that grows with villages is led by the site, so that partitions or Citus can spread it."""

from __future__ import annotations

import pytest
from sqlalchemy import Table, UniqueConstraint

from app.models.base import Base
from app.models.tables import RECORD_TYPES
from tests.models.partitions import GROWING, SEARCH

REPLICATED = [model.__tablename__ for model in RECORD_TYPES.values()]


def table(name: str) -> Table:
    return Base.metadata.tables[name]


@pytest.mark.parametrize("name", sorted(GROWING - {SEARCH}))
def test_the_site_leads_the_primary_key(name: str) -> None:
    assert next(iter(table(name).primary_key.columns)).name == "site_code"


@pytest.mark.parametrize("name", sorted(GROWING))
def test_the_site_leads_every_foreign_key(name: str) -> None:
    for key in table(name).foreign_key_constraints:
        assert key.column_keys[0] == "site_code"
        assert key.elements[0].column.name == "site_code", "a record never refers to another site's"


@pytest.mark.parametrize("name", sorted(GROWING))
def test_nothing_is_unique_beyond_its_site(name: str) -> None:
    indexes = [index.columns for index in table(name).indexes if index.unique]
    rules = [one.columns for one in table(name).constraints if isinstance(one, UniqueConstraint)]
    for columns in (*indexes, *rules):
        assert "site_code" in columns


def test_every_replicated_table_is_among_those_that_are_spread() -> None:
    assert set(REPLICATED) <= GROWING
