"""Keeping what a signed answer says: marks and feed in one transaction, and the anchor beside the register."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

from app import keystore
from app.clock import Clock
from app.errors import Refusal
from app.models import ghost_records, outbox, rolling_back, writers
from app.models.feed import TOWNSHIP, take_feed
from app.models.outbox import Marks
from app.models.register import Register
from app.models.tables import SyncState
from sync.client.garbage import left_lying
from sync.protocol.answers import Answer, OpenedAnswer
from sync.protocol.codes import refusal_for
from sync.protocol.envelope import MAX_LINES


@left_lying()
def keep_answer(
    register: Register,
    clock: Clock,
    opened: OpenedAnswer,
    *,
    carried: bool = False,
    is_idle: bool = False,
) -> tuple[int, int]:
    """Marks and feed lines in one transaction; returns (received, feed cursor) afterwards.

    The point that the answer acknowledges must lie on our own chain, whoever brought it. An answer that was
    ``carried`` on a stick may be older than what the network brought since: it moves nothing back and measures
    no clock. ``is_idle``: it only says that there was a contact, which may be forgotten in a power cut.
    Raises Refusal: forked, feed-gap (carried: an earlier answer is missing), feed-broken, outdated.
    """
    answer, identity = opened.answer, register.identity
    with register.noting() if is_idle else register.writing() as session:
        state = session.get_one(SyncState, TOWNSHIP)
        point = outbox.chain_at(session, identity.site_code, identity.replica_id, answer.received)
        if carried and answer.epoch in outbox.former_epochs(session):
            raise outdated()
        if point is None or point.hex() != answer.head:
            raise refusal_for("forked")
        if opened.header.from_seq > state.feed_n + 1 and not carried:
            raise Refusal(
                "镇里的消息中间缺了一段，没有收下，本机数据没有改动。请稍后再同步；一直如此请联系乡镇管理员。",
                code="feed-broken",
            )
        if opened.header.from_seq > state.feed_n + 1:
            raise one_is_missing(opened.header.from_seq - 1)
        marks = _carried_marks(answer, state) if carried else _measured_marks(answer, clock)
        outbox.keep_marks(session, marks)
        writers.keep_upper_servers(session, answer.above)
        feed_n = take_feed(session, identity.site_code, identity.replica_id, opened.parts)
        is_at_its_end = feed_n == opened.header.to_seq
        if is_at_its_end and outbox.feed_head(session) != opened.header.head_hash:
            raise refusal_for("forked")
        if is_at_its_end and feed_n:
            rolling_back.keep_seal(session, identity.site_code, feed_n, opened.seal)
        session.commit()
    return marks.acked_seq, feed_n


def moves_nothing(state: SyncState, opened: OpenedAnswer) -> bool:
    """Whether an answer brings no line and no mark beyond what is known."""
    answer = opened.answer
    marks = (answer.epoch, answer.received, answer.applied)
    return not opened.parts and marks == (state.epoch, state.acked_seq, state.applied_seq)


def lay_ghosts(register: Register) -> None:
    """After a township was put back: what has not come back with its feed leaves the tables."""
    with register.writing() as session:
        ghost_records.lay(session, register.site_code)
        session.commit()


def move_anchor(register: Register) -> None:
    """Note beside the register how far its journal had come: a register behind its anchor was put back."""
    identity = register.identity
    with register.reading() as session:
        last, head = outbox.head(session, identity.site_code, identity.replica_id)
    anchor = keystore.Anchor(identity.replica_id, last, head)
    # A full disk must not spoil a pass that went well; an older anchor is true, too.
    with suppress(OSError):
        if anchor != keystore.read_anchor(register.home):
            keystore.write_anchor(register.home, anchor)


def _measured_marks(answer: Answer, clock: Clock) -> Marks:
    now = clock.now()
    offset_ms = answer.server_time_ms - int(now.timestamp() * 1000)
    return Marks(answer.epoch, answer.received, answer.applied, offset_ms, now)


def one_is_missing(up_to_n: int) -> Refusal:
    """An answer on a stick that was read before the one which goes before it."""
    return Refusal(
        f"这份回执前面还缺一份（到第 {up_to_n} 条）。请先读入前面的回执，文件没有改动。", code="feed-gap"
    )


def outdated() -> Refusal:
    """An answer on a stick that something newer has overtaken."""
    return Refusal(
        "这份回执已经过时，别的回执或网络更早到了，没有用它。什么也没有丢，不用管它。", code="outdated"
    )


def is_of_a_former_life(register: Register, answer: Answer) -> bool:
    """Written by the township before it was put back to an older copy, and brought here after we knew of that."""
    with register.reading() as session:
        return answer.epoch in outbox.former_epochs(session)


def _carried_marks(answer: Answer, state: SyncState) -> Marks:
    written_at = datetime.fromtimestamp(answer.server_time_ms / 1000, UTC)
    contact_at = max(written_at, state.last_contact) if state.last_contact else written_at
    if (
        answer.epoch != state.epoch
    ):  # the township was put back: what it had acknowledged before does not count
        return Marks(answer.epoch, answer.received, answer.applied, state.server_offset_ms, contact_at)
    return Marks(
        answer.epoch,
        max(answer.received, state.acked_seq),
        max(answer.applied, state.applied_seq),
        state.server_offset_ms,
        contact_at,
    )


def lines_under_one_key(keys: keystore.Keys, after_seq: int) -> int:
    """How many lines behind ``after_seq`` may go out together: a batch never reaches over a change of keys."""
    until = next((one.until_seq for one in keys.former if after_seq < one.until_seq), None)
    return MAX_LINES if until is None else min(MAX_LINES, until - after_seq)
