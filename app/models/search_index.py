"""The search index: one interface, two stores (FTS5 beside SQLite, ``text[]`` with GIN on PostgreSQL)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, text
from sqlalchemy.orm import Session

from app.models import bulk
from app.models.search_tokens import query_tokens
from app.models.tables import SearchEntry

CASE = "case"
VILLAGER = "villager"
KEYS = ("kind", "site_code", "record_id")


def index(session: Session, kind: str, site_code: str, tokens: Mapping[str, AbstractSet[str]]) -> None:
    """Make ``tokens`` (record id → its tokens) what these records are found by, replacing what was."""
    if not tokens:
        return
    if session.get_bind().dialect.name == "postgresql":
        _index_arrays(session, kind, site_code, tokens)
    else:
        _index_fts(session, kind, site_code, tokens)


def _numbers(session: Session, kind: str, site_code: str, record_ids: Sequence[str]) -> dict[str, int]:
    asked = {"kind": kind, "site_code": site_code, "wanted": bulk.listed(session, record_ids)}
    rows = session.execute(_entries_of(bulk.dialect_of(session)), asked)
    return {row.record_id: row.n for row in rows.all()}


@cache
def _entries_of(dialect: str) -> Select[Any]:
    table = SearchEntry.__table__
    of_kind = table.c.kind == bindparam("kind")
    return bulk.by_key(dialect, table, table.c.record_id, table.c.record_id, table.c.n, only=of_kind)


def _index_fts(session: Session, kind: str, site_code: str, tokens: Mapping[str, AbstractSet[str]]) -> None:
    known = _numbers(session, kind, site_code, list(tokens))
    if known:
        session.execute(text(f"DELETE FROM {kind}_fts WHERE rowid = :n"), [{"n": n} for n in known.values()])
    fresh = [record_id for record_id in tokens if record_id not in known]
    if fresh:
        entries = [(kind, site_code, record_id) for record_id in fresh]
        bulk.insert_rows(session, SearchEntry.__tablename__, KEYS, entries)
        known |= _numbers(session, kind, site_code, fresh)
    words_of = [(known[record_id], " ".join(sorted(words))) for record_id, words in tokens.items()]
    bulk.insert_rows(session, f"{kind}_fts", ("rowid", "tokens"), words_of)


def _index_arrays(
    session: Session, kind: str, site_code: str, tokens: Mapping[str, AbstractSet[str]]
) -> None:
    rows = [(kind, site_code, record_id, words) for record_id, words in tokens.items()]
    bulk.put_rows(session, SearchEntry.__tablename__, (*KEYS, "tokens"), KEYS, rows)


def find(session: Session, kind: str, words: str, limit: int) -> list[tuple[str, str]]:
    """(site code, record id) of the newest records that match every word; at most ``limit``."""
    asked = query_tokens(words)
    if not asked:
        return []
    if session.get_bind().dialect.name == "postgresql":
        conditions = " AND ".join(f"tokens && :a{i}" for i in range(len(asked)))
        query = text(
            f"SELECT site_code, record_id FROM search_entry WHERE kind = :kind AND {conditions}"
            " ORDER BY n DESC LIMIT :limit"
        )
        values = {f"a{i}": group for i, group in enumerate(asked)}
    else:
        query = text(
            f"SELECT e.site_code, e.record_id FROM {kind}_fts JOIN search_entry e ON e.n = {kind}_fts.rowid"
            f" WHERE {kind}_fts MATCH :match AND e.kind = :kind ORDER BY {kind}_fts.rowid DESC LIMIT :limit"
        )
        values = {"match": _match(asked)}  # type: ignore[dict-item]
    rows = session.execute(query.bindparams(bindparam("limit")), {**values, "kind": kind, "limit": limit})
    return [(site_code, record_id) for site_code, record_id in rows]


def _match(asked: Sequence[Sequence[str]]) -> str:
    """The FTS5 expression; every token quoted, so that nothing typed is read as syntax."""

    def quoted(token: str) -> str:
        return '"' + token.replace('"', '""') + '"'

    return " AND ".join("(" + " OR ".join(quoted(token) for token in group) + ")" for group in asked)
