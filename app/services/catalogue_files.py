"""A catalogue out to a file and in from one: JSON for programs, a workbook for people."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import PurePath

from app.clock import Clock
from app.domain import catalogue as documents
from app.domain.catalogue import Catalogue, ServiceItem
from app.domain.catalogue.documents import item_document, read_item
from app.domain.catalogue.fields import Flaw, Row
from app.domain.catalogue_difference import CatalogueDifference, difference
from app.errors import Refusal
from app.models.register import Register
from app.services import catalogue_publishing
from app.services.catalogue_publishing import VersionRow
from app.services.desk import Desk
from app.services.items import in_force

WORKBOOKS = (".xlsx", ".xls", ".ods", ".et")
MOST_NAMED = 10
LARGEST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class CatalogueImport:
    """What an import does to the catalogue in force; ``version`` is None while it was only looked at."""

    catalogue: Catalogue
    difference: CatalogueDifference
    version: VersionRow | None = None


def read_file(name: str, content: bytes) -> Catalogue:
    """The catalogue in a file, a workbook or a JSON document by its suffix.

    Refusals: ``catalogue-…`` naming the row and the field, ``catalogue-workbook`` naming every wrong cell.
    """
    if len(content) > LARGEST_BYTES:
        raise Refusal("文件太大，不像是目录，没有导入。", field="catalogue", code="catalogue-too-large")
    if PurePath(name).suffix.lower() in WORKBOOKS:
        return _read_workbook(content)
    try:
        return documents.from_document(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Refusal(
            "这份目录不是 UTF-8 文本，没有导入，原来的目录仍在使用。",
            field="catalogue",
            code="catalogue-format",
        ) from None


def _read_workbook(content: bytes) -> Catalogue:
    from app.reports.catalogue_reading import read_catalogue

    read = read_catalogue(content)
    if read.catalogue is None:
        listed = "；".join(problem.sentence for problem in read.problems[:MOST_NAMED])
        more = f"；另有 {len(read.problems) - MOST_NAMED} 处" if len(read.problems) > MOST_NAMED else ""
        raise Refusal(
            f"工作簿有 {len(read.problems)} 处要改：{listed}{more}。没有导入，原来的目录仍在使用。",
            field="catalogue",
            code="catalogue-workbook",
        )
    return read.catalogue


def look_at(register: Register, name: str, content: bytes, clock: Clock) -> CatalogueImport:
    """What the file would change; writes nothing. Refusals of ``read_file``."""
    read = read_file(name, content)
    return CatalogueImport(read, difference(published_now(register, clock), read))


def take_in(desk: Desk, name: str, content: bytes) -> CatalogueImport:
    """Put the catalogue of a file into force; all of it or nothing. Refusals of ``read_file`` and ``publish``."""
    looked = look_at(desk.register, name, content, desk.clock)
    version = catalogue_publishing.publish(desk, looked.catalogue)
    return CatalogueImport(looked.catalogue, looked.difference, version)


def export(catalogue: Catalogue, name: str) -> bytes:
    """The file of a catalogue: a workbook where ``name`` ends in ``.xlsx``, else a JSON document."""
    if PurePath(name).suffix.lower() == ".xlsx":
        from app.reports.catalogue_sheets import write_catalogue

        return write_catalogue(catalogue)
    return documents.to_document(catalogue).encode()


def published_now(register: Register, clock: Clock) -> Catalogue:
    """The catalogue in force as it was published, without the room's own items and moved powers."""
    row = next((one for one in catalogue_publishing.versions(register, clock) if one.in_force), None)
    if row is None:
        return in_force(register, clock)
    return catalogue_publishing.version_named(register, row.catalogue_id)


def item_from_document(text: str) -> ServiceItem:
    """One item from its JSON object, as it stands in a catalogue's ``items``; ``catalogue-…`` where it is wrong."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict):
        raise Refusal("不是一个事项的 JSON 对象，没有保存。", field="item", code="catalogue-format")
    return read_item(Row(document, ""))


def checked_item(item: ServiceItem) -> ServiceItem:
    """An item as somebody typed it, put right; Refusal on the field that is wrong."""
    try:
        return read_item(Row(item_document(item), ""))
    except Flaw as flaw:
        field = flaw.place[0] or flaw.name
        what = flaw.what.lstrip("的：")
        raise Refusal(f"{what}。没有保存。", field=field, code=flaw.code) from flaw
