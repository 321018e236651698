"""The six rates that came up: of each site as it sent them, of a township as it sent them or added up (000 §三.2)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.domain import figure_documents
from app.domain.periods import ReportPeriod
from app.domain.rate_definitions import RATES, percent
from app.domain.rates import PeriodFigures, Rate
from app.models.tables import SentReport
from sync.server import sites
from sync.server.console import case_lists
from sync.server.township import Township

DEFINITIONS = RATES


@dataclass(frozen=True, slots=True)
class SentFigures:
    """What a site sent of a period, as it was frozen; ``definitions`` is the version of the words."""

    figures: PeriodFigures
    definitions: str
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class RatesRow:
    """The rates of one site, township or all. ``sent`` of ``listed`` villages sent theirs; no rates where none did.

    ``own``: the township put its villages together and sent that itself.
    """

    code: str
    name: str
    rates: tuple[Rate, ...]
    sent: int
    listed: int
    own: bool = False


def sent(district: Township, codes: Collection[str], period: ReportPeriod) -> dict[str, SentFigures]:
    """What these sites sent of a period, by code: of several sendings the first counts."""
    query = (
        select(SentReport)
        .where(
            SentReport.site_code.in_(sorted(codes)),
            SentReport.kind == period.kind.value,
            SentReport.period == period.text,
        )
        .order_by(SentReport.sent_at.desc(), SentReport.id.desc())
    )
    with district.register.reading() as session:
        return {
            row.site_code: SentFigures(
                figure_documents.from_document(row.figures["figures"]), row.definitions, row.sent_at
            )
            for row in session.scalars(query)
        }


def by_township(
    district: Township, townships: Mapping[str, str], period: ReportPeriod
) -> tuple[RatesRow, ...]:
    """Each of these townships (names by code)."""
    below = {code: sites.under(district, code) for code in townships}
    known = sent(district, [code for codes in below.values() for code in codes], period)
    return tuple(_township(code, name, below[code], known) for code, name in townships.items())


def all_together(rows: Sequence[RatesRow], name: str) -> RatesRow:
    """The townships as one."""
    told = [row for row in rows if row.rates]
    sums = _added(row.rates for row in told)
    return RatesRow("", name, sums, sum(row.sent for row in rows), sum(row.listed for row in rows))


def by_village(district: Township, township: str, period: ReportPeriod) -> tuple[RatesRow, ...]:
    """Each village of a township."""
    below = [code for code in sites.under(district, township) if code != township]
    known, names = sent(district, below, period), case_lists.names_of(district)
    return tuple(
        RatesRow(
            code,
            names.get(code, code),
            known[code].figures.rates if code in known else (),
            int(code in known),
            1,
        )
        for code in below
    )


def _township(code: str, name: str, below: Sequence[str], known: Mapping[str, SentFigures]) -> RatesRow:
    """As it sent its figures; else what its villages sent, added up."""
    villages = [one for one in below if one != code]
    told = [known[one].figures for one in villages if one in known]
    if code in known:
        return RatesRow(code, name, known[code].figures.rates, len(told), len(villages), own=True)
    return RatesRow(code, name, _merged(told, len(villages)), len(told), len(villages))


def _merged(told: Sequence[PeriodFigures], listed: int) -> tuple[Rate, ...]:
    """Rate 1 counts villages: one that did not send its figures does not meet the checks."""
    if not told:
        return ()
    first = [figures.rates[0] for figures in told]
    whole = sum(rate.denominator > 0 and rate.numerator == rate.denominator for rate in first)
    _of_checks, *others = _added(figures.rates for figures in told)
    return (Rate(RATES[0].name, whole, listed, percent(whole, listed)), *others)


def _added(told: Iterable[tuple[Rate, ...]]) -> tuple[Rate, ...]:
    """Numerators and denominators added: rates are never averaged."""
    made = []
    for same in zip(*told, strict=True):
        up, down = sum(rate.numerator for rate in same), sum(rate.denominator for rate in same)
        made.append(Rate(same[0].name, up, down, percent(up, down)))
    return tuple(made)
