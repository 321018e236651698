"""The township and us: enrolling, one pass, the three facts, and what needs a person."""

from __future__ import annotations

from dataclasses import replace

from app.clock import Clock
from app.domain.invitations import read_invitation
from app.domain.rows import SyncStatus
from app.errors import Refusal
from app.models import outbox, unread_lines
from app.models.queries import stuck_lines
from app.models.register import Register
from app.models.tables import SyncState
from app.services import attachments, problems
from app.services.desk import Desk

GIVE_UP_S = 30.0
SUSPECT_OFFSET_S = 300.0
"""Five minutes between the room's clock and the township's (design: sync 11)."""


def enrol(desk: Desk, url: str, code: str = "") -> str:
    """Enrol this PC with the code from the paper; the township's name.

    ``url`` may be the whole text of the paper's QR, ``address#code``. Refusals as ``read_invitation`` and
    ``sync.client.enrolling``.
    """
    from sync.client import enrolling

    invitation = read_invitation(url, code)
    return enrolling.enrol(desk.register, invitation.url, invitation.code, clock=desk.clock)


def sync_once(register: Register, clock: Clock, *, give_up_s: float = GIVE_UP_S) -> SyncStatus:
    """One pass that leaves no line only here, then the scans as long as the line holds; the facts after it.

    Refusal ``not-enrolled`` before enrolment; ``no-answer`` after ``give_up_s`` without one, and the words
    of the township's answers. Nothing here is lost by a pass that fails.
    """
    from sync.client import blobs, passes

    if not status(register).enrolled:
        raise Refusal("本机还没有在乡镇登记，数据都在本机。请先输入登记码。", code="not-enrolled")
    try:
        passes.sync_once(register, clock, give_up_s=give_up_s)
    except Refusal as refusal:
        problems.note_refused(register, clock, refusal)
        raise
    sent = blobs.send_all(register, clock)
    problems.note_contact(register, clock, sent.stopped_by)
    return status(register)


def status(register: Register) -> SyncStatus:
    """How far this register and its township have come, from marks that the township signed and nothing else."""
    identity = register.identity
    with register.reading() as session:
        last = outbox.last_seq(session, identity.site_code, identity.replica_id)
        old = stuck_lines.left_behind(session, identity.site_code, identity.replica_id)
        state = outbox.township_of(session)
        unread = unread_lines.counted(session, identity.site_code)
    waiting, scans = len(problems.listed(register)), attachments.waiting(register)
    if state is None:
        return SyncStatus(False, last + old, 0, 0, None, problems=waiting, attachments=scans)
    return replace(_status(state, last, old, waiting), attachments=scans, unread=unread)


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
