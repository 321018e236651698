"""A long list a page at a time: how many there are, which of them stand here, and where the others are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from sync.server.console.visits import Typed

PAGE_ROWS = 50
LONGEST_NUMBER = 9

Row = TypeVar("Row")
Other = TypeVar("Other")


@dataclass(frozen=True, slots=True)
class Paged(Generic[Row]):
    """Some of ``total`` rows; the first of them is the ``first``-th, counted from 0."""

    rows: tuple[Row, ...]
    total: int
    first: int = 0
    page_rows: int = PAGE_ROWS

    @property
    def earlier(self) -> int | None:
        """Where the page before begins; None on the first."""
        return max(self.first - self.page_rows, 0) if self.first else None

    @property
    def later(self) -> int | None:
        """Where the next page begins; None on the last."""
        after = self.first + self.page_rows
        return after if after < self.total else None

    @property
    def last_row(self) -> int:
        """The number of the last row here, counted from 1 as people do."""
        return self.first + len(self.rows)

    def of(self, rows: Sequence[Other]) -> Paged[Other]:
        """The same page with other rows for the same things."""
        return Paged(tuple(rows), self.total, self.first, self.page_rows)


def asked_first(typed: Typed) -> int:
    """With which row the page begins that somebody asked for; 0 for anything that is no number."""
    said = typed.one("from").strip()
    return int(said) if said.isascii() and said.isdigit() and len(said) <= LONGEST_NUMBER else 0


def cut(rows: Sequence[Row], first: int, page_rows: int = PAGE_ROWS) -> Paged[Row]:
    """One page of rows that are all here."""
    begins = _begins(first, len(rows), page_rows)
    return Paged(tuple(rows[begins : begins + page_rows]), len(rows), begins, page_rows)


def read(
    session: Session, query: Select[str, str], first: int, page_rows: int = PAGE_ROWS
) -> Paged[tuple[str, str]]:
    """One page of a query for keys, which is in its order already."""
    total = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    begins = _begins(first, total, page_rows)
    found = session.execute(query.offset(begins).limit(page_rows))
    return Paged(tuple((site, record_id) for site, record_id in found), total, begins, page_rows)


def _begins(first: int, total: int, page_rows: int) -> int:
    """Whole pages only, and never behind the last one."""
    last = max(total - 1, 0) // page_rows * page_rows
    return min(first // page_rows * page_rows, last)
