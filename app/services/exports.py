"""Open data out: everything the acting agent may see, masked unless a reason is given, and journaled."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.domain import text
from app.domain.masking import mask_id_public, mask_phone, reason_for_whole_numbers
from app.domain.numbers_in_text import hide_numbers
from app.errors import Refusal
from app.ids import new_record_id
from app.models.dictionary import FieldMeaning, TableMeaning, dictionary
from app.models.queries import Session, open_data
from app.models.tables import Made
from app.reports.open_data.writers import ExportFormat, Writer, writer_of
from app.services.desk import Desk

__all__ = ["ExportFormat", "Exported", "export"]

PUBLIC_NUMBERS = frozenset({"site", "organisation"})
"""Tables whose telephones are a room's or an office's own."""

Progress = Callable[[int, int, str], None]
Record = dict[str, object]


@dataclass(frozen=True, slots=True)
class Exported:
    """``counts``: records by table."""

    place: Path
    format: ExportFormat
    counts: Mapping[str, int]
    whole_numbers: bool


def export(
    desk: Desk, format_: ExportFormat, place: Path, *, whole_ids: str = "", progress: Progress | None = None
) -> Exported:
    """Write every table of the dictionary to ``place`` (a new file, for .csv a new folder).

    ``whole_ids`` is the reason for whole numbers. Memory does not grow with the register. What was exported is
    journaled; a fault leaves no half file. Refusals: ``exists``, ``file`` (field ``to``), ``text-…`` and
    ``whole-numbers`` (``whole_ids``).
    """
    reason = reason_for_whole_numbers(text.line(whole_ids, field="whole_ids", words="需要完整号码的理由"))
    if place.exists():
        raise Refusal(f"“{place.name}”已经存在，没有覆盖。请换一个名字。", field="to", code="exists")
    beside = place.with_name(f".{place.name}.{new_record_id()[-8:]}")
    try:
        counts = _write(desk, format_, beside, whole=bool(reason), progress=progress)
        _journal(desk, format_, reason)
        beside.rename(place)
    except (OSError, sqlite3.Error) as error:
        raise Refusal(
            f"“{place.name}”写不进去，没有留下半个文件；登记簿没有改动。请检查文件夹、权限和磁盘空间。",
            field="to",
            code="file",
        ) from error
    finally:
        _forget(beside)
    return Exported(place, format_, counts, bool(reason))


def _write(
    desk: Desk, format_: ExportFormat, place: Path, *, whole: bool, progress: Progress | None
) -> dict[str, int]:
    tables = dictionary()
    counts = {}
    writer = writer_of(format_, place)
    try:
        with desk.register.reading() as session:
            for step, table in enumerate(tables):
                if progress is not None:
                    progress(step, len(tables), table.chinese)
                counts[table.name] = _table(session, desk, writer, table, whole=whole)
    finally:
        writer.close()
    return counts


def _table(session: Session, desk: Desk, writer: Writer, table: TableMeaning, *, whole: bool) -> int:
    names = tuple(field.name for field in table.fields)
    found = open_data.records(session, table.name, names, desk.actor.agent_id)
    return writer.add(table.name, names, found if whole else _masked(table, found))


def _masked(table: TableMeaning, records: Iterator[Record]) -> Iterator[Record]:
    fields = {field.name: field for field in table.fields}
    public = table.name in PUBLIC_NUMBERS
    for record in records:
        yield {name: value if public else _mask(fields[name], value) for name, value in record.items()}


def _mask(field: FieldMeaning, value: object) -> object:
    if field.masked and isinstance(value, str):
        return mask_id_public(value) if field.masked == "id" else mask_phone(value)
    return hide_numbers(value) if field.kind in ("text", "json") else value


def _journal(desk: Desk, format_: ExportFormat, reason: str) -> None:
    with desk.write() as work:
        work.add(
            Made(
                what="export",
                kind=format_.value,
                whole_numbers=bool(reason),
                reason=reason,
                at=desk.clock.now(),
                by_agent=desk.actor.agent_id,
            )
        )
        work.commit()


def _forget(place: Path) -> None:
    """Nothing half-written stays."""
    if place.is_dir():
        shutil.rmtree(place, ignore_errors=True)
    else:
        place.unlink(missing_ok=True)
