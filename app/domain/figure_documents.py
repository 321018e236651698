"""The figures of a period as a JSON document: what is shown to programs, and what a sent report keeps for ever."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.domain.periods import Period
from app.domain.rate_definitions import DEFINITION_VERSION
from app.domain.rates import PeriodFigures, Rate, Zero
from app.domain.tallies import CategoryFigures, DayCounts, Shares

Document = dict[str, Any]


def to_document(figures: PeriodFigures) -> Document:
    """Plain numbers by the names of ``case_counts``; ``from_document`` gives the same figures back.

    ``{"definitions", "from", "to", "total": {name: n}, "categories": [{"category", "counts"}], "sites": […],
    "rates": [{"name", "numerator", "denominator", "text", "beside"}], "segments": […], "zeros": [{"name",
    "count", "share"}], "days": [[day, accepted, completed]], "items": [[name, n]], "hours": [[hour, n]],
    "inquiries", "unanswered"}``
    """
    return {
        "definitions": DEFINITION_VERSION,
        "from": figures.period.start_on.isoformat(),
        "to": figures.period.end_on.isoformat(),
        "total": dict(figures.total.counts),
        "categories": [_row_document(row) for row in figures.categories],
        "sites": [_row_document(row) for row in figures.sites],
        "rates": [_rate_document(rate) for rate in figures.rates],
        "segments": [_rate_document(rate) for rate in figures.segments],
        "zeros": [
            {
                "name": zero.name,
                "count": zero.count,
                "share": _rate_document(zero.share) if zero.share else None,
            }
            for zero in figures.zeros
        ],
        "days": [[day.day.isoformat(), day.accepted, day.completed] for day in figures.shares.days],
        "items": [[name, count] for name, count in figures.shares.items],
        "hours": [[hour, count] for hour, count in figures.shares.hours],
        "inquiries": figures.inquiries,
        "unanswered": figures.unanswered,
    }


def from_document(document: Mapping[str, Any]) -> PeriodFigures:
    """The figures of a document that ``to_document`` made, whatever version of the definitions it was."""
    period = Period(date.fromisoformat(document["from"]), date.fromisoformat(document["to"]))
    total = CategoryFigures("合计", _Counts(document["total"]))
    zeros = tuple(
        Zero(zero["name"], zero["count"], _rate(zero["share"]) if zero["share"] else None)
        for zero in document["zeros"]
    )
    shares = Shares(
        tuple(DayCounts(date.fromisoformat(day), came, done) for day, came, done in document["days"]),
        tuple((name, count) for name, count in document["items"]),
        tuple((hour, count) for hour, count in document["hours"]),
    )
    return PeriodFigures(
        period=period,
        categories=_rows(document["categories"]),
        total=total,
        sites=_rows(document["sites"]),
        rates=tuple(_rate(rate) for rate in document["rates"]),
        segments=tuple(_rate(rate) for rate in document["segments"]),
        zeros=zeros,
        shares=shares,
        inquiries=document["inquiries"],
        unanswered=document["unanswered"],
    )


class _Counts(dict[str, int]):
    """Numbers kept by an older version: one it did not know yet is none."""

    def __missing__(self, name: str) -> int:
        return 0


def _rows(rows: Sequence[Mapping[str, Any]]) -> tuple[CategoryFigures, ...]:
    return tuple(CategoryFigures(row["category"], _Counts(row["counts"])) for row in rows)


def _row_document(row: CategoryFigures) -> Document:
    return {"category": row.category, "counts": dict(row.counts)}


def _rate(document: Mapping[str, Any]) -> Rate:
    return Rate(**document)


def _rate_document(rate: Rate) -> Document:
    return {
        "name": rate.name,
        "numerator": rate.numerator,
        "denominator": rate.denominator,
        "text": rate.text,
        "beside": rate.beside,
    }
