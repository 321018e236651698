"""The township and us: enrolling, one pass, the three facts, and what needs a person."""

from __future__ import annotations

from dataclasses import replace

from app.clock import Clock
from app.domain.invitations import read_invitation
from app.domain.numbers_in_text import hide_numbers
from app.domain.rows import Problem, SyncStatus
from app.errors import Refusal
from app.models import local_store, outbox, unread_lines
from app.models.queries import stuck_lines
from app.models.queries.stuck_lines import StuckLine
from app.models.register import Register
from app.models.tables import RECORD_TYPES, SyncState
from app.services import attachments
from app.services.desk import Desk
from app.services.stuck_words import field_words, sentence_of, value_words

GIVE_UP_S = 30.0
SUSPECT_OFFSET_S = 300.0
"""Five minutes between the room's clock and the township's (design: sync 11)."""

_SEEN = "sync.seen"


def enrol(desk: Desk, url: str, code: str = "") -> str:
    """Enrol this PC with the code from the paper; the township's name.

    ``url`` may be the whole text of the paper's QR, ``address#code``. Refusals as ``read_invitation`` and
    ``sync.client.enrolling``.
    """
    from sync.client import enrolling

    invitation = read_invitation(url, code)
    return enrolling.enrol(desk.register, invitation.url, invitation.code)


def sync_once(register: Register, clock: Clock, *, give_up_s: float = GIVE_UP_S) -> SyncStatus:
    """One pass that leaves no line only here, then the scans as long as the line holds; the facts after it.

    Refusal ``not-enrolled`` before enrolment; ``no-answer`` after ``give_up_s`` without one, and the words
    of the township's answers. Nothing here is lost by a pass that fails.
    """
    from sync.client import blobs, passes

    if not status(register).enrolled:
        raise Refusal("本机还没有在乡镇登记，数据都在本机。请先输入登记码。", code="not-enrolled")
    passes.sync_once(register, clock, give_up_s=give_up_s)
    blobs.send_all(register, clock)
    return status(register)


def status(register: Register) -> SyncStatus:
    """How far this register and its township have come, from marks that the township signed and nothing else."""
    identity = register.identity
    with register.reading() as session:
        last = outbox.last_seq(session, identity.site_code, identity.replica_id)
        old = stuck_lines.left_behind(session, identity.site_code, identity.replica_id)
        state = outbox.township_of(session)
        unread = unread_lines.counted(session, identity.site_code)
    waiting, scans = len(_unseen(register)), attachments.waiting(register)
    if state is None:
        return SyncStatus(False, last + old, 0, 0, None, problems=waiting, attachments=scans)
    return replace(_status(state, last, old, waiting), attachments=scans, unread=unread)


def problems(register: Register) -> tuple[Problem, ...]:
    """What needs a person (需处理), the newest first."""
    return tuple(_problem(line) for line in _unseen(register))


def put_in(desk: Desk, problem_id: str) -> None:
    """Write the late value again, now with the newest state as its base.

    Refusals: ``no-such-problem``; ``cannot-put-in`` where only a person's new act can help.
    """
    line = _one(desk.register, problem_id)
    if line.code != "conflict" or not line.field:
        raise Refusal(
            "这一条不能直接写回。请打开办件看看现在能做什么，处理后点“知道了”。", code="cannot-put-in"
        )
    with desk.register.write(desk.actor.agent_id, desk.clock) as work:
        record = work.get(RECORD_TYPES[line.target_type], line.target_id)
        if record is None:
            raise Refusal("这条记录已经不在本机，没有改动。请先同步一次再试。", code="cannot-put-in")
        setattr(record, line.field, line.late)
        work.commit()
    dismiss(desk.register, problem_id)


def dismiss(register: Register, problem_id: str) -> None:
    """A person has seen it: it is not shown again on this PC; the township's answer stays in the register."""
    _one(register, problem_id)
    with register.writing() as session:
        _known, seen = local_store.preference(session, _SEEN)
        local_store.put_preference(session, _SEEN, sorted({*(seen or ()), problem_id}))
        session.commit()


def _status(state: SyncState, last: int, old: int, waiting: int) -> SyncStatus:
    offset_s = state.server_offset_ms / 1000
    return SyncStatus(
        enrolled=bool(state.url),
        only_here=max(last - state.acked_seq, 0) + old,
        at_township=state.acked_seq,
        taken_in=state.applied_seq,
        last_contact=state.last_contact,
        township=state.name,
        problems=waiting,
        clock_offset_s=offset_s,
        clock_suspect=state.last_contact is not None and abs(offset_s) > SUSPECT_OFFSET_S,
        same_records=state.digest_ok,
    )


def _unseen(register: Register) -> tuple[StuckLine, ...]:
    identity = register.identity
    with register.reading() as session:
        _known, seen = local_store.preference(session, _SEEN)
        found = stuck_lines.stuck_lines(session, identity.site_code, identity.replica_id)
    return tuple(line for line in found if line.result_id not in set(seen or ()))


def _one(register: Register, problem_id: str) -> StuckLine:
    for line in _unseen(register):
        if line.result_id == problem_id:
            return line
    raise Refusal("这一条已经处理过了。", code="no-such-problem")


def _problem(line: StuckLine) -> Problem:
    return Problem(
        record_id=line.result_id,
        at=line.at,
        sentence=sentence_of(line.code),
        field=field_words(line.target_type, line.field),
        kept_value=str(hide_numbers(value_words(line.kept))),
        late_value=str(hide_numbers(value_words(line.late))),
        case_no=line.case_no,
        code=line.code,
    )
