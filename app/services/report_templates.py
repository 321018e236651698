"""The township's own forms: published to its rooms, found by name, read from a file."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from pathlib import Path

from app.clock import Clock
from app.domain import text
from app.domain.periods import PeriodKind
from app.errors import Refusal
from app.ids import new_record_id
from app.models.queries import figures_sent
from app.models.register import Register
from app.models.tables import ReportTemplate


def publish(
    register: Register,
    clock: Clock,
    kind: PeriodKind,
    name: str,
    document: bytes,
    *,
    by: str,
    sites: Iterable[str] = (),
    tier: str = "township",
) -> str:
    """Give a form to ``sites`` and to this register itself; returns its checked name.

    Refusals: those of ``reports.template.checked`` on ``template``, of a name on ``name``.
    """
    from app.reports import template

    template.checked(document)
    shown = checked_name(name)
    record_id = new_record_id()
    with register.write(by, clock) as unit:
        for site_code in dict.fromkeys((register.site_code, *sites)):
            unit.add(
                ReportTemplate(
                    site_code=site_code,
                    id=record_id,
                    name=shown,
                    kind=kind.value,
                    document=base64.b64encode(document).decode("ascii"),
                    sha256=hashlib.sha256(document).hexdigest(),
                    published_at=clock.now(),
                    published_by=tier,
                )
            )
        unit.commit()
    return shown


def checked_name(name: str) -> str:
    """A template's name put right; Refusal on ``name``."""
    return text.name(name, field="name", words="模板名称")


def marks(document: bytes) -> tuple[tuple[str, str], ...]:
    """(cell, its words) of every cell that a form fills; Refusals of ``reports.template.checked`` on ``template``."""
    from app.reports import template

    return template.marks_of(document)


def published(register: Register, kind: PeriodKind) -> tuple[str, ...]:
    """The names of the forms for a kind of period, the newest first."""
    with register.reading() as session:
        found = figures_sent.templates(session, register.site_code)
    return tuple(one.name for one in found if one.kind == kind.value)


def named(register: Register, kind: PeriodKind, words: str) -> bytes:
    """The published form of this name, else the file at this path; Refusal ``template-missing``."""
    with register.reading() as session:
        for one in figures_sent.templates(session, register.site_code):
            if (one.kind, one.name) == (kind.value, words.strip()):
                return base64.b64decode(one.document)
    return read(Path(words))


def read(file: Path) -> bytes:
    """A form from a file; Refusal ``template-missing``."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refusal(
            f"没有叫“{file.name}”的模板，也没有这个文件。没有生成文件。",
            field="template",
            code="template-missing",
        ) from error
