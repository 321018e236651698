"""What the township counts: the merged report of all its rooms, and the forms it publishes to them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app import keystore
from app.domain import figure_documents
from app.domain.periods import PeriodKind, ReportPeriod
from app.errors import Refusal
from app.services import agents, report_templates, reports
from app.services.desk import Desk
from sync.server.sites import site_codes
from sync.server.township import OFFICE, Township


@dataclass(frozen=True, slots=True)
class Merged:
    """The figures of all rooms together, ready to be said."""

    period: ReportPeriod
    rooms: int
    facts: dict[str, object]


def figures(township: Township, period: ReportPeriod) -> Merged:
    """The merged figures of a period, from the server's own register (SQLite or PostgreSQL)."""
    shown = reports.shown(township.register, period, township.clock)
    names = dict(shown.room_names)
    document = figure_documents.to_document(shown.figures)
    for row in document["sites"]:
        row["name"] = names.get(row["category"], shown.room)
    facts: dict[str, object] = {"period": period.text, "as_of": shown.as_of_text, **document}
    return Merged(period, len(names), facts)


def write(township: Township, period: ReportPeriod, target: Path, making: reports.Making) -> None:
    """The merged workbook of a period as a file; journaled. Refusal ``file`` where it cannot be written."""
    desk = Desk(township.register, agents.first_actor(township.register), township.clock)
    made = reports.workbook(desk, period, making)
    try:
        keystore.write_whole(target, made)
    except OSError as error:
        raise Refusal(
            f"“{target.name}”写不进去，没有留下半个文件。请检查文件夹、权限和磁盘空间。",
            field="to",
            code="file",
        ) from error


def publish_form(township: Township, kind: PeriodKind, name: str, file: Path) -> tuple[str, int]:
    """Give the township's own form to every room; its name and to how many."""
    sites = site_codes(township)
    shown = report_templates.publish(
        township.register,
        township.clock,
        kind,
        name,
        report_templates.read(file),
        by=OFFICE,
        sites=sites,
    )
    return shown, len(sites)
