"""The search index: one interface, two stores (FTS5 beside SQLite, ``text[]`` with GIN on PostgreSQL)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import bindparam, delete, insert, select, text
from sqlalchemy.orm import Session

from app.models.search_tokens import query_tokens
from app.models.tables import SearchEntry

CASE = "case"
VILLAGER = "villager"
CHUNK = 500


def index(session: Session, kind: str, site_code: str, tokens: Mapping[str, set[str]]) -> None:
    """Make ``tokens`` (record id → its tokens) what these records are found by, replacing what was."""
    if not tokens:
        return
    if session.get_bind().dialect.name == "postgresql":
        _index_arrays(session, kind, site_code, tokens)
    else:
        _index_fts(session, kind, site_code, tokens)


def _numbers(session: Session, kind: str, site_code: str, record_ids: Sequence[str]) -> dict[str, int]:
    table = SearchEntry.__table__
    found: dict[str, int] = {}
    for start in range(0, len(record_ids), CHUNK):
        rows = session.execute(
            select(table.c.record_id, table.c.n).where(
                table.c.kind == kind,
                table.c.site_code == site_code,
                table.c.record_id.in_(record_ids[start : start + CHUNK]),
            )
        )
        found.update((record_id, n) for record_id, n in rows)
    return found


def _index_fts(session: Session, kind: str, site_code: str, tokens: Mapping[str, set[str]]) -> None:
    known = _numbers(session, kind, site_code, list(tokens))
    if known:
        session.execute(text(f"DELETE FROM {kind}_fts WHERE rowid = :n"), [{"n": n} for n in known.values()])
    fresh = [record_id for record_id in tokens if record_id not in known]
    if fresh:
        rows = [{"kind": kind, "site_code": site_code, "record_id": record_id} for record_id in fresh]
        session.execute(insert(SearchEntry.__table__), rows)  # type: ignore[arg-type]
        known |= _numbers(session, kind, site_code, fresh)
    session.execute(
        text(f"INSERT INTO {kind}_fts(rowid, tokens) VALUES (:n, :tokens)"),
        [{"n": known[record_id], "tokens": " ".join(sorted(words))} for record_id, words in tokens.items()],
    )


def _index_arrays(session: Session, kind: str, site_code: str, tokens: Mapping[str, set[str]]) -> None:
    table = SearchEntry.__table__
    record_ids = list(tokens)
    for start in range(0, len(record_ids), CHUNK):
        session.execute(
            delete(table).where(  # type: ignore[arg-type]
                table.c.kind == kind,
                table.c.site_code == site_code,
                table.c.record_id.in_(record_ids[start : start + CHUNK]),
            )
        )
    rows = [
        {"kind": kind, "site_code": site_code, "record_id": record_id, "tokens": sorted(words)}
        for record_id, words in tokens.items()
    ]
    session.execute(insert(table), rows)  # type: ignore[arg-type]


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
