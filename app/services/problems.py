"""需处理: whatever of sync needs a person, each with its sentence, field, both values and what may be done."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

from app.clock import Clock
from app.domain import text
from app.domain.numbers_in_text import hide_numbers
from app.domain.rows import Problem
from app.errors import Refusal
from app.models import local_store, outbox, unread_lines
from app.models.base import Day, Instant, Replicated
from app.models.queries import Session, stuck_lines
from app.models.queries.stuck_lines import StuckLine
from app.models.register import Register
from app.models.tables import RECORD_TYPES, LineResult, SyncState
from app.models.unit_of_work import UnitOfWork
from app.services.desk import Desk
from app.services.stuck_words import (
    acts_after,
    field_words,
    record_words,
    scans_sentence,
    sentence_of,
    value_words,
)

PUT_IN, MEND, OPEN_CASE, REST = "put_in", "mend", "open_case", "rest"
SYNC_NOW, ENROL_AGAIN, UPGRADE = "sync_now", "enrol_again", "upgrade"

_REFUSED, _SCANS = "sync.refused", "sync.scans"
_SEEN = "sync.seen"
"""Where an earlier version kept what had been dismissed on this PC."""

WORTH_WAITING = {"no-answer": timedelta(days=7)}
"""A village may be off line for days; every other passing trouble is said after one."""
PASSING = frozenset({"no-answer", "busy", "failed", "not-applied", "too-large", "locked"})
A_DAY = timedelta(days=1)
_ID = re.compile("[0-9a-f]{32}")
OTHERS_WAIT = timedelta(days=7)
"""What another PC of the room has left lying so long is shown here too: that PC may be gone."""


def listed(register: Register) -> tuple[Problem, ...]:
    """What needs a person: first what stops the whole way, then the lines, the newest first."""
    with register.reading() as session:
        state = outbox.township_of(session)
        lines = [_problem(session, line) for line in _waiting(session, register, state)]
        return (*_of_the_way(session, register, state), *lines)


def put_in(desk: Desk, problem_id: str) -> None:
    """Write the late value again, now with the newest state as its base, and note who did.

    Refusals: ``no-such-problem``; ``cannot-put-in`` where only a person's new act can help.
    """
    line = _one(desk.register, problem_id)
    if line.code != "conflict" or not line.field:
        raise Refusal(
            "这一条不能直接写回。请打开办件看看现在能做什么，处理后点“不改了”。", code="cannot-put-in"
        )
    with desk.write() as work:
        record = work.get(RECORD_TYPES[line.target_type], line.target_id)
        if record is None:
            raise Refusal("这条记录已经不在本机，没有改动。请先同步一次再试。", code="cannot-put-in")
        setattr(record, line.field, _as_held(line.target_type, line.field, line.late))
        _settle(work.get(LineResult, problem_id), desk, PUT_IN)
        work.commit()


def to_mend(register: Register, problem_id: str) -> str:
    """The text that the township could not read, whole, to be put right; Refusals as of ``mend``."""
    line = _one(register, problem_id)
    _refuse_mending(line)
    return "" if line.late is None else str(line.late)


def mend(desk: Desk, problem_id: str, value: str) -> None:
    """Put the text right and send again everything that its line said, as a new entry; note who did.

    Refusals: ``no-such-problem``; ``cannot-mend`` where no text of ours is meant; those of ``text.note`` on ``value``.
    """
    line = _one(desk.register, problem_id)
    _refuse_mending(line)
    mended = text.note(value, field="value", words=field_words(line.target_type, line.field))
    with desk.write() as work:
        record = work.get(RECORD_TYPES[line.target_type], line.target_id) or _begun(work, line)
        setattr(record, line.field, mended)
        work.say_again(record, line.said)
        _settle(work.get(LineResult, problem_id), desk, MEND)
        work.commit()


def rest(desk: Desk, problem_id: str) -> None:
    """What stands shall stand: somebody has seen it, which is kept for the room's other PCs and the township."""
    _one(desk.register, problem_id)
    with desk.write() as work:
        _settle(work.get(LineResult, problem_id), desk, REST)
        work.commit()


def note_refused(register: Register, clock: Clock, refusal: Refusal) -> None:
    """Remember why a contact did not go through, and since when it has been so."""
    now = clock.now().isoformat(timespec="seconds")
    with register.writing() as session:
        _known, before = local_store.preference(session, _REFUSED)
        since = before["since"] if before and before["code"] == refusal.code else now
        told = {"code": refusal.code, "sentence": refusal.sentence, "since": since, "at": now}
        local_store.put_preference(session, _REFUSED, told)
        session.commit()


def note_contact(register: Register, clock: Clock, scans_stopped_by: str) -> None:
    """A contact went through; ``scans_stopped_by`` is the word under which scans were not taken, or ""."""
    now = clock.now().isoformat(timespec="seconds")
    scans = {"code": scans_stopped_by, "at": now} if scans_sentence(scans_stopped_by) else None
    with register.reading() as session:
        before = [local_store.preference(session, name)[1] for name in (_REFUSED, _SCANS)]
    if before == [None, None] and scans is None:
        return
    with register.writing() as session:
        local_store.put_preference(session, _REFUSED, None)
        local_store.put_preference(session, _SCANS, scans)
        session.commit()


def _of_the_way(session: Session, register: Register, state: SyncState | None) -> tuple[Problem, ...]:
    """What keeps everything from going there and coming here; each goes away by itself when it is mended."""
    found = [_refused(session), _scans(session), _unread(session, register)]
    if state is not None and state.digest_ok is False and state.last_contact is not None:
        sentence = (
            "最近一次与乡镇逐条核对有不一致，程序已经重新整理过。数据都在；请再同步一次，"
            "仍不一致请联系乡镇管理员。"
        )
        found.append(_about("differs", state.last_contact, sentence, (SYNC_NOW,)))
    return tuple(one for one in found if one is not None)


def _refused(session: Session) -> Problem | None:
    _known, told = local_store.preference(session, _REFUSED)
    if not told:
        return None
    at, since = datetime.fromisoformat(told["at"]), datetime.fromisoformat(told["since"])
    code = str(told["code"])
    if code in PASSING and at - since < WORTH_WAITING.get(code, A_DAY):
        return None
    sentence = str(told["sentence"])
    if code in PASSING:
        sentence = f"已有 {(at - since).days} 天没有同步成功：{sentence}没有网络时可以用 U 盘带到乡镇。"
    return _about(code, at, sentence, acts_after(code))


def _scans(session: Session) -> Problem | None:
    _known, told = local_store.preference(session, _SCANS)
    if not told:
        return None
    code = str(told["code"])
    return _about(code, datetime.fromisoformat(told["at"]), scans_sentence(code), (SYNC_NOW,))


def _unread(session: Session, register: Register) -> Problem | None:
    waiting = unread_lines.counted(session, register.site_code)
    state = outbox.township_of(session)
    if not waiting or state is None or state.last_contact is None:
        return None
    sentence = (
        f"有 {waiting} 条内容是更新版本的程序写的，已原样保存，本机还看不全；其中会被看错的记录只能看不能改。"
        "请升级程序，升级后自动补上。"
    )
    return _about("unread", state.last_contact, sentence, (UPGRADE,))


def _about(code: str, at: datetime, sentence: str, acts: tuple[str, ...]) -> Problem:
    return Problem(f"sync:{code}", at, sentence, "", "", "", code=code, acts=acts)


def _waiting(session: Session, register: Register, state: SyncState | None) -> list[StuckLine]:
    """Answers nobody has seen to: to lines of this PC, of what it was before, and long left lying by another."""
    _known, seen = local_store.preference(session, _SEEN)
    mine = stuck_lines.writers_here(session, register.site_code) | {register.identity.replica_id}
    long_ago = state.last_contact - OTHERS_WAIT if state is not None and state.last_contact else None
    return [
        line
        for line in stuck_lines.stuck_lines(session, register.site_code)
        if line.result_id not in set(seen or ())
        and (line.replica_id in mine or (long_ago is not None and line.at < long_ago))
    ]


def _one(register: Register, problem_id: str) -> StuckLine:
    with register.reading() as session:
        for line in _waiting(session, register, outbox.township_of(session)):
            if line.result_id == problem_id:
                return line
    raise Refusal("这一条已经处理过了。", code="no-such-problem")


def _begun(work: UnitOfWork, line: StuckLine) -> Replicated:
    """A record that was never taken in anywhere: it begins with what its refused line said."""
    model = RECORD_TYPES[line.target_type]
    held = {name: _as_held(line.target_type, name, said) for name, said in line.said.items()}
    return work.add(
        model(id=line.target_id, **{name: held[name] for name in held if name in model.field_names()})
    )


def _may_mend(line: StuckLine) -> bool:
    """Whether a text that this register wrote is what the township could not read."""
    return line.code == "bad-change" and line.is_text and line.field in line.said


def _refuse_mending(line: StuckLine) -> None:
    if not _may_mend(line):
        raise Refusal(
            "这一条不能在这里改。请打开办件看看现在能做什么，处理后点“不改了”。", code="cannot-mend"
        )


def _settle(result: LineResult | None, desk: Desk, how: str) -> None:
    if result is None:
        raise Refusal("这一条已经处理过了。", code="no-such-problem")
    result.settled_how, result.settled_by, result.settled_at = how, desk.actor.agent_id, desk.clock.now()


def _problem(session: Session, line: StuckLine) -> Problem:
    acts = [PUT_IN] if line.code == "conflict" and line.field else []
    acts += [MEND] if _may_mend(line) else []
    acts += [OPEN_CASE] if line.case_no else []
    has_values = bool(line.field) and line.code != "stale-stage"  # a step has no value that could be chosen
    return Problem(
        record_id=line.result_id,
        at=line.at,
        sentence=sentence_of(line.code),
        field=field_words(line.target_type, line.field) if has_values else record_words(line.target_type),
        kept_value=_shown(session, line.kept) if has_values else "",
        late_value=_shown(session, line.late) if has_values and line.has_late else "",
        case_no=line.case_no,
        code=line.code,
        acts=(*acts, REST),
    )


def _shown(session: Session, value: object) -> str:
    """A value in words, numbers masked; an agent or a person by name."""
    if isinstance(value, str) and _ID.fullmatch(value):
        return stuck_lines.name_of(session, value) or "（另一条记录）"
    return str(hide_numbers(value_words(value)))


def _as_held(record_type: str, field: str, value: Any) -> Any:
    """A line's value as the record holds it."""
    kind = RECORD_TYPES[record_type].__table__.columns[field].type
    if isinstance(value, str) and isinstance(kind, Day):
        return date.fromisoformat(value)
    if isinstance(value, str) and isinstance(kind, Instant):
        return datetime.fromisoformat(value)
    return value
