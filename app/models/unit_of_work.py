"""The first door: a person acted. What the unit changed is captured at commit, one line a record."""

from __future__ import annotations

from collections.abc import Iterable
from types import TracebackType
from typing import Any, Self, TypeVar

from msgspec import UNSET
from sqlalchemy import Engine, event, inspect, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.orm.attributes import flag_modified

from app.clock import Clock
from app.domain.divisions import is_above_township, is_above_village
from app.errors import Defect, Refusal
from app.ids import new_record_id
from app.keystore import Identity
from app.models import journal, lines, marks, projections, unread_lines
from app.models.base import Replicated, wire_value
from app.models.engine import refusal_of
from app.models.lines import Line, encode
from app.models.tables import JournalHead

Record = TypeVar("Record", bound=Replicated)
Key = tuple[str, str, str]
"""(record type, site code, record id)"""


class UnitOfWork:
    """One write transaction. Leaving the block without ``commit`` rolls back; only ``commit`` keeps.

    The rows, the journal lines, the case states and the search index are written together or not at all.
    """

    def __init__(
        self, engine: Engine, identity: Identity, actor_id: str, clock: Clock, offset_ms: int = 0
    ) -> None:
        self._engine = engine
        self.identity = identity
        self.actor_id = actor_id
        self.clock = clock
        self.keeps_feed = is_above_village(identity.site_code)
        self._numbers_all = not is_above_township(identity.site_code)
        self._offset_ms = offset_ms
        self._changes: dict[Key, dict[str, Any]] = {}
        self._objects: dict[Key, Replicated] = {}
        self._locked: set[str] = set()

    def __enter__(self) -> Self:
        self.session = Session(self._engine, expire_on_commit=False)
        event.listen(self.session, "before_flush", self._capture)
        event.listen(self.session, "do_orm_execute", _refuse_bulk_writes)
        try:
            self.session.connection()
        except DBAPIError as error:
            self.session.close()
            raise refusal_of(error.orig or error) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.session.rollback()
        self.session.close()
        if isinstance(error, DBAPIError):
            raise refusal_of(error.orig or error) from error

    def add(self, record: Record) -> Record:
        """Put a new record into the register; its site and id are given where they are empty."""
        record.site_code = record.site_code or self.identity.site_code
        record.id = record.id or new_record_id()
        record.ver = 0
        self.session.add(record)
        return record

    def get(self, model: type[Record], record_id: str, site_code: str = "") -> Record | None:
        """The record with this id, of our own site unless another is named."""
        return self.session.get(model, (site_code or self.identity.site_code, record_id))

    def say_again(self, record: Replicated, names: Iterable[str]) -> None:
        """These fields go into the record's next line although their values may stand here already."""
        for name in set(names) & set(record.field_names()):
            flag_modified(record, name)

    def commit(self) -> None:
        """Keep everything: rows, journal lines, case states, search index, in one transaction."""
        try:
            self.session.flush()
            self._refuse_half_read()
            numbers = self._write_journal()
            projections.refresh(self.session, list(self._changes), numbers)
            self.session.commit()
        except DBAPIError as error:
            raise refusal_of(error.orig or error) from error
        self._changes.clear()
        self._objects.clear()
        self._locked.clear()

    def _capture(self, session: Session, _context: object, _instances: object) -> None:
        self._lock_heads(session)
        for records, are_new in ((session.new, True), (session.dirty, False)):
            for record in records:
                if isinstance(record, Replicated):
                    self._capture_one(record, is_new=are_new)
        if any(isinstance(record, Replicated) for record in session.deleted):
            raise Defect("a replicated record is never deleted")

    def _lock_heads(self, session: Session) -> None:
        """The site's head row before any record of it: the one order in which everybody locks."""
        touched = {r.site_code for r in [*session.new, *session.dirty] if isinstance(r, Replicated)}
        for site_code in sorted(touched - self._locked):
            journal.locked_head(session, site_code, self.identity.replica_id)
            self._locked.add(site_code)

    def _capture_one(self, record: Replicated, *, is_new: bool) -> None:
        state = inspect(record)
        if is_new:  # what was set stands in the record; defaults are not said, every register knows them
            changed = {
                name: wire_value(state.dict[name]) for name in record.field_names() if name in state.dict
            }
        else:
            touched = [name for name in record.field_names() if name in state.committed_state]
            changed = {
                name: wire_value(getattr(record, name)) for name in touched if state.attrs[name].history.added
            }
        if changed:
            key = (record.record_type, record.site_code, record.id)
            self._changes.setdefault(key, {}).update(changed)
            self._objects[key] = record

    def _refuse_half_read(self) -> None:
        """What a newer program wrote and this one may not read is shown, and changed after the update."""
        if not self._changes or not unread_lines.any_closed(self.session):
            return
        for (_type, site_code, record_id), record in self._objects.items():
            about = {record_id, str(getattr(record, "case_id", "") or record_id)}
            if unread_lines.closed_records(self.session, site_code, about):
                raise Refusal(
                    "这条记录里有更新版本的程序写的内容，本机现在只能看，不能改；没有改动。请先升级程序。",
                    code="too-new",
                )

    def _write_journal(self) -> dict[Key, int]:
        """Append what was captured, site by site; the journal number of each record's line."""
        numbers: dict[Key, int] = {}
        for site_code in sorted({key[1] for key in self._changes}):
            head = journal.locked_head(self.session, site_code, self.identity.replica_id)
            if not self.keeps_feed:
                journal.begin_chain(head, self.identity.replica_id)
            keys = [key for key in self._changes if key[1] == site_code]
            new = [self._line(head, position, key) for position, key in enumerate(keys, start=1)]
            head.seq += len(new)
            written = journal.append(self.session, head, new)
            numbers.update(zip(keys, written, strict=True))
            self._settle(head, keys, written)
        return numbers

    def _line(self, head: JournalHead, position: int, key: Key) -> journal.NewLine:
        record_type, _site, record_id = key
        head.hlc = journal.next_hlc(head.hlc, self.clock.now())
        seq = (head.n if self.keeps_feed else head.seq) + position
        line = Line(
            seq=seq,
            id=new_record_id(),
            rec=record_id,
            t=record_type,
            op="put",
            base=self._objects[key].ver,
            f=self._changes[key],
            hlc=head.hlc,
            off=self._offset_ms,
            who=self.actor_id,
            schema=lines.SCHEMA,
            min_reader=lines.MIN_READER if lines.MIN_READER > 1 else UNSET,
        )
        return journal.NewLine(self.identity.replica_id, seq, record_type, record_id, encode(line))

    def _settle(self, head: JournalHead, keys: list[Key], written: list[int]) -> None:
        """A room's lines count as folded; those of the server that numbers the site get version and marks at once.

        A district's lines about a township's site wait for the township's number, as a room's do.
        """
        if not self.keeps_feed:
            head.applied = head.n
            return
        if head.applied == head.n - len(written):
            head.applied = head.n
        if not (self._numbers_all or head.site_code == self.identity.site_code):
            return
        for key, n in zip(keys, written, strict=True):
            record = self._objects[key]
            model = type(record)
            self.session.execute(
                update(model.__table__)  # type: ignore[arg-type]
                .where(model.__table__.c.site_code == record.site_code, model.__table__.c.id == record.id)
                .values(ver=n)
            )
            marks.note(self.session, record, tuple(self._changes[key]), n, self.identity.replica_id)


def _refuse_bulk_writes(state: ORMExecuteState) -> None:
    """Bulk statements would change records behind the journal's back; only the doors themselves may."""
    writes = state.is_update or state.is_delete or state.is_insert
    if writes and state.bind_mapper is not None and issubclass(state.bind_mapper.class_, Replicated):
        raise Defect("bulk write on a replicated table outside the doors")
