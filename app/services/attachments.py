"""Scans and photos of a case: taken in, listed with where each is, opened, saved, taken away, proved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.domain import text
from app.domain.attachments import (
    HEAD_BYTES,
    KIND_WORDS,
    MAX_FILE_BYTES,
    QUOTA_BYTES,
    SUFFIXES,
    AttachmentKind,
    Waiting,
    sniffed,
)
from app.errors import Refusal
from app.models import outbox
from app.models.blobs import ContentStore, store_of
from app.models.queries import Session, agents
from app.models.queries import attachments as queries
from app.models.register import Register
from app.models.tables import Attachment, ServiceCase
from app.services.case_lookup import find_case
from app.services.desk import Desk
from app.services.typed_fields import own_case, said

NAME_LENGTH = 60
PROBLEMS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """One attachment. ``here``: its content lies on this PC; ``at_township``: the township said to hold it whole."""

    attachment_id: str
    position: int  # from 1, as it is called on the command line
    name: str
    kind: AttachmentKind
    mime: str
    size: int
    taken_at: datetime
    by: str
    here: bool
    at_township: bool

    @property
    def where(self) -> str:
        """Where the content is, in words."""
        if self.at_township:
            return "镇里已有" if self.here else "镇里已有，打开时取回"
        return "只在本机，待传" if self.here else "在另一台电脑上，还没有传到镇里"


@dataclass(frozen=True, slots=True)
class OpenedContent:
    """A content and what it is; its hash was proved."""

    name: str
    mime: str
    content: bytes


def attach(
    desk: Desk, case_no: str, file: Path, kind: str = AttachmentKind.SCAN, *, name: str = ""
) -> AttachmentRow:
    """Take a file in as an attachment of a case; the file itself stays as it is. Attached twice it is there once.

    Refusals: ``no-such-case``, ``not-yours``, ``attachment-kind``, ``no-file``, ``too-large``, ``wrong-type``,
    ``quota``, ``disk-full``, ``disk``. What counts for the type is the content, never the name.
    """
    if kind not in set(AttachmentKind):
        listed = "、".join(f"{one} {KIND_WORDS[one]}" for one in AttachmentKind)
        raise Refusal(f"没有这种附件。可以是：{listed}。", field="kind", code="attachment-kind")
    content = _read(file)
    mime = _type_of(content)
    shown = text.line(name, field="name", words="附件名称", limit=NAME_LENGTH) if name else _shown(file, kind)
    register = desk.register
    with register.reading() as session:
        case = own_case(session, register.site_code, case_no)
        _refuse_over_quota(session, register.site_code, len(content))
        before = queries.of_case(session, register.site_code, case.id)
    sha256 = store_of(register).keep(register.site_code, content)
    if all(one.sha256 != sha256 for one in before):
        with desk.write() as work:
            work.add(
                Attachment(
                    case_id=case.id,
                    sha256=sha256,
                    size=len(content),
                    mime=mime,
                    name=shown,
                    kind=kind,
                    taken_at=desk.clock.now(),
                    by_agent=desk.actor.agent_id,
                )
            )
            work.commit()
    return next(row for row, record in _rows(register, case) if record.sha256 == sha256)


def rows(register: Register, case_no: str) -> tuple[AttachmentRow, ...]:
    """The attachments of a case, the first added first; Refusal ``no-such-case``."""
    with register.reading() as session:
        case = find_case(session, register.site_code, case_no)
    return tuple(row for row, _record in _rows(register, case))


def waiting(register: Register, case_no: str = "") -> Waiting:
    """How many contents of a case (or of the whole room) the township does not hold yet, of how many."""
    with register.reading() as session:
        if not case_no:
            return Waiting(*queries.counts(session, register.site_code, _epoch(session)))
        case = find_case(session, register.site_code, case_no)
        late = queries.unconfirmed(session, case.site_code, _epoch(session))
        spoken_of = {one.sha256 for one in queries.of_case(session, case.site_code, case.id)}
    return Waiting(len(spoken_of & late.keys()), len(spoken_of))


def open_content(desk: Desk, case_no: str, which: str) -> OpenedContent:
    """The content of an attachment, by its id or its position; brought from the township where it is not here.

    Refusals: ``no-such-attachment``; ``no-content`` (no other place has it yet); ``no-answer``, ``not-enrolled``
    where it has to be brought; ``attachment-damaged``.
    """
    register, store = desk.register, store_of(desk.register)
    record = _one(register, case_no, which)
    if not store.has(record.site_code, record.sha256):
        from sync.client import blobs

        blobs.fetch_one(register, desk.clock, record.sha256, record.size)
    return OpenedContent(record.name, record.mime, store.read(record.site_code, record.sha256))


def save(desk: Desk, case_no: str, which: str, to: Path) -> Path:
    """Write an attachment, readable by everybody, to a file or into a folder; returns where. Nothing is overwritten.

    Refusals as ``open_content``, and ``exists``, ``disk``.
    """
    opened = open_content(desk, case_no, which)
    place = to / f"附件{which[:8]}{SUFFIXES.get(opened.mime, '')}" if to.is_dir() else to
    try:
        with place.open("xb") as file:
            file.write(opened.content)
    except FileExistsError:
        raise Refusal("这个文件已经在那里，没有覆盖。请换一个名字。", field="to", code="exists") from None
    except OSError:
        place.unlink(missing_ok=True)
        raise Refusal(
            "写不进去，没有保存成文件；登记簿里的附件还在。请换一个地方。", field="to", code="disk"
        ) from None
    return place


def remove(desk: Desk, case_no: str, which: str, reason: str) -> None:
    """Take away what was attached by mistake; the record stays with its reason, the content is dropped here.

    Refusals ``no-such-attachment``, ``not-yours``, ``field-missing``.
    """
    why = said(reason, "reason", "为什么撤去这份附件")
    register = desk.register
    with register.reading() as session:
        own_case(session, register.site_code, case_no)
    found = _one(register, case_no, which)
    with desk.write() as work:
        record = work.get(Attachment, found.id)
        if record is not None:
            record.removed_at, record.removed_reason = desk.clock.now(), why
        work.commit()
    with register.reading() as session:
        still = queries.of_content(session, found.site_code, found.sha256)
    if still is None:
        store_of(register).drop(found.site_code, found.sha256)


def problems(register: Register) -> tuple[str, ...]:
    """Contents on this PC that are not what their records say; each in words without personal data."""
    store, found = store_of(register), []
    with register.reading() as session:
        spoken_of = {site: queries.contents(session, site) for site in queries.sites(session)}
    for site_code, contents in spoken_of.items():
        for sha256, size in contents.items():
            if store.has(site_code, sha256) and not _is_whole(store, site_code, sha256, size):
                found.append(f"附件 {sha256[:12]}：磁盘上的内容和登记的不一致")
    more = (f"另有{len(found) - PROBLEMS_SHOWN}份附件不一致",) if len(found) > PROBLEMS_SHOWN else ()
    return (*found[:PROBLEMS_SHOWN], *more)


def _rows(register: Register, case: ServiceCase) -> list[tuple[AttachmentRow, Attachment]]:
    store = store_of(register)
    with register.reading() as session:
        found = queries.of_case(session, case.site_code, case.id)
        late = queries.unconfirmed(session, case.site_code, _epoch(session))
        named = agents.actors(session, {one.by_agent for one in found})
    return [
        (
            AttachmentRow(
                attachment_id=one.id,
                position=position,
                name=one.name,
                kind=AttachmentKind(one.kind) if one.kind in set(AttachmentKind) else AttachmentKind.SCAN,
                mime=one.mime,
                size=one.size,
                taken_at=one.taken_at,
                by=named[one.by_agent].name if one.by_agent in named else "",
                here=store.has(one.site_code, one.sha256),
                at_township=one.sha256 not in late,
            ),
            one,
        )
        for position, one in enumerate(found, start=1)
    ]


def _one(register: Register, case_no: str, which: str) -> Attachment:
    with register.reading() as session:
        case = find_case(session, register.site_code, case_no)
    for row, record in _rows(register, case):
        if which in (row.attachment_id, str(row.position)):
            return record
    raise Refusal(
        "这件没有这份附件。请用 attachments 看看有哪几份。", field="attachment", code="no-such-attachment"
    )


def _epoch(session: Session) -> str:
    state = outbox.township_of(session)
    return (state.epoch if state is not None else "") or "-"


def _read(file: Path) -> bytes:
    try:
        if not file.is_file():
            raise Refusal("没有找到这个文件。请核对文件名和文件夹。", field="file", code="no-file")
        with file.open("rb") as source:
            content = source.read(MAX_FILE_BYTES + 1)
    except OSError:
        raise Refusal("这个文件读不出来。请核对U盘或权限。", field="file", code="no-file") from None
    if len(content) > MAX_FILE_BYTES:
        raise Refusal(
            f"附件最大 {MAX_FILE_BYTES >> 20} MB，这个文件更大，没有收。请缩小或分开扫描。",
            field="file",
            code="too-large",
        )
    return content


def _type_of(content: bytes) -> str:
    mime = sniffed(content[:HEAD_BYTES])
    if not mime:
        raise Refusal(
            "附件要是照片、扫描图或 PDF（jpg、png、pdf），这个文件不是，没有收。",
            field="file",
            code="wrong-type",
        )
    return mime


def _shown(file: Path, kind: str) -> str:
    """What the file was called, as far as it can be shown."""
    return text.strip_visible(file.stem)[0][:NAME_LENGTH] or KIND_WORDS[AttachmentKind(kind)]


def _refuse_over_quota(session: Session, site_code: str, size: int) -> None:
    if sum(queries.contents(session, site_code).values()) + size > QUOTA_BYTES:
        raise Refusal(
            f"本室的附件已满 {QUOTA_BYTES >> 30} GB，没有收。请联系乡镇管理员。", field="file", code="quota"
        )


def _is_whole(store: ContentStore, site_code: str, sha256: str, size: int) -> bool:
    try:
        return len(store.read(site_code, sha256)) == size
    except Refusal:
        return False
