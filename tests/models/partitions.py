"""The big tables of a township on PostgreSQL as native partitions by site: what docs/scaling.md tells to run."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import psycopg

from app.models.base import Base
from app.models.tables import RECORD_TYPES

SEARCH = "search_entry"
"""Numbered over all sites for the file's own index; in partitions the site leads its key, too."""
GROWING = frozenset(
    {model.__tablename__ for model in RECORD_TYPES.values()}
    | {"journal", "record_mark", "record_digest", "case_status", SEARCH}
)
"""What grows with the villages. The one head row a site stays where it is."""


def spread(url: str, parts: int) -> None:
    """Make ``parts`` partitions of each growing table; the database has its shape and no line yet."""
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        for words in statements(parts):
            connection.execute(words.encode())


def statements(parts: int) -> Iterator[str]:
    """The statements in order: new tables, the old ones away, then the keys between them."""
    growing = [table for table in Base.metadata.sorted_tables if table.name in GROWING]
    for table in growing:
        name = table.name
        copied = "DEFAULTS" if name == SEARCH else "DEFAULTS INCLUDING INDEXES"
        yield f"CREATE TABLE {name}_spread (LIKE {name} INCLUDING {copied}) PARTITION BY HASH (site_code)"
        for part in range(parts):
            values = f"FOR VALUES WITH (MODULUS {parts}, REMAINDER {part})"
            yield f"CREATE TABLE {name}_{part} PARTITION OF {name}_spread {values}"
    yield f"ALTER TABLE {SEARCH}_spread ADD PRIMARY KEY (site_code, n)"
    yield f"ALTER TABLE {SEARCH}_spread ADD UNIQUE (kind, site_code, record_id)"
    yield f"CREATE INDEX ON {SEARCH}_spread USING gin (tokens)"
    yield f"ALTER SEQUENCE {SEARCH}_n_seq OWNED BY {SEARCH}_spread.n"
    for table in reversed(growing):
        yield f"DROP TABLE {table.name} CASCADE"
        yield f"ALTER TABLE {table.name}_spread RENAME TO {table.name}"
    for table in growing:
        for key in table.foreign_key_constraints:
            here, there = ", ".join(key.column_keys), ", ".join(one.column.name for one in key.elements)
            yield (
                f"ALTER TABLE {table.name} ADD FOREIGN KEY ({here}) REFERENCES {key.referred_table.name} ({there})"
            )


if __name__ == "__main__":
    sys.stdout.write(";\n".join(statements(int(sys.argv[1]))) + ";\n")
