"""One pass: everything written here is received and applied, everything written there is here (sync 6)."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from app import keystore
from app.clock import Clock
from app.errors import Refusal
from app.models import ghost_records, local_store, outbox
from app.models.outbox import Outgoing
from app.models.register import Register
from app.models.reissue import REPAIR
from app.models.tables import SyncState
from sync.client import comparing, realigning
from sync.client.batches import next_question, sealed_batch, that_fits
from sync.client.kept_answers import Kept, keep, lay_ghosts, lines_under_one_key, move_anchor
from sync.client.pacing import MAX_LINES
from sync.client.repairing import (
    acknowledges_ours,
    become_another,
    has_lost_a_change,
    introduce,
    introduce_again,
    introduced,
    must_introduce,
    say_again,
)
from sync.client.talking import GIVE_UP_S, Talk
from sync.client.transport import AskingAhead, HttpCarrier, NoAnswer
from sync.protocol.answers import Answer, OpenedAnswer
from sync.protocol.codes import refusal_for
from sync.protocol.compression import Compression

REPAIRED_BY_A_NEW_IDENTITY = frozenset({"forked", "superseded"})
FOR_NOW = frozenset({"no-room", "failed"})
"""What the township cannot do at this moment, signed: nothing was taken in, time may mend it."""
FINAL = frozenset({"revoked", "wrong-site", "unknown-replica", "bad-signature"})
"""Signed answers that waiting does not mend: a person must act."""
MOST_IDENTITIES = 3
MOST_REALIGNMENTS = 8
"""A township put back is agreed with in two or three rounds; more means that something else is wrong."""
BAD_REQUEST = 400
EXCHANGE = "/v1/exchange"


@dataclass(frozen=True, slots=True)
class PassReport:
    """What one pass did, in lines, and when the township wants to be asked again.

    ``said_again``: lines that a register which had been put back or copied wrote anew as its new self; None
    where nothing had to be repaired.
    """

    sent: int
    fed: int
    next_contact_s: int
    said_again: int | None = None


@dataclass(frozen=True, slots=True)
class _Unsettled:
    """What an earlier pass left: lines to be said again after a repair, rows that no line makes any more."""

    repairing: bool = False
    ghosts: bool = False


@dataclass(slots=True)
class SyncPass(Talk):
    """One pass over one carrier. ``wait`` may be cut short by whoever wants the pass to end.

    ``told`` hears after each answer that was kept how far the feed is here: what it raises ends the pass there.
    """

    compression: Compression = Compression.ZSTD_TRAINED
    told: Callable[[int, int], None] = lambda _n, _of: None
    _realigned: int = 0
    _became: int = 0
    _introduced_again: bool = False
    _unsettled: _Unsettled = field(default=_Unsettled())
    _asks_as_of: int | None = None
    """The line before which the township is taken to stand, since it does not know our key of today."""
    _former: list[int] = field(default_factory=list)

    def run(self) -> PassReport:
        """Exchange until nothing is only here and the feed is drained; raises Refusal with the reason."""
        self._begin()
        sent, fed, next_contact_s = 0, 0, 0
        said_again: int | None = None
        while True:
            if must_introduce(self.register) and not self._introduce():
                continue
            state, outgoing = self._next()
            opened = self._exchange(state, outgoing)
            if opened is None:
                continue
            if opened.answer.code == "restored":
                self._realign(state, opened.answer)
                continue
            if opened.answer.code in REPAIRED_BY_A_NEW_IDENTITY or not acknowledges_ours(
                self.register, opened.answer, outgoing
            ):
                self._become_another()
                continue
            before = (state.acked_seq, state.feed_n)
            kept = keep(self.register, self.clock, opened, state)
            after = (kept.acked_seq, kept.feed_n)
            sent, fed = sent + max(after[0] - before[0], 0), fed + after[1] - before[1]
            self.told(kept.feed_n, opened.answer.feed_n)
            next_contact_s = opened.answer.next_contact_s
            is_said = self._is_all_said(opened.answer, kept)
            is_done = is_said and opened.answer.applied >= opened.answer.received
            if is_done and self._unsettled.repairing:
                said_again = (said_again or 0) + say_again(self.register, self.clock)
                continue
            if is_done:
                if self._unsettled.ghosts:
                    lay_ghosts(self.register)
                if self._unsettled.ghosts or not kept.is_known_same:
                    comparing.compare(self.register, opened.answer, self._ask)
                move_anchor(self.register, kept)
                return PassReport(sent, fed, next_contact_s, said_again)
            has_moved = (*after, opened.answer.applied) != (*before, state.applied_seq)
            self._go_on(opened.answer, _not_applied(), has_moved=has_moved, is_said=is_said)

    def _begin(self) -> None:
        """Take the keys of today, which another program may have changed."""
        self._answered_s = time.monotonic()
        self.register.keys = keystore.reread(self.register.home, self.register.keys)
        self._former = [one.until_seq for one in self.register.keys.former if one.until_seq]

    def _next(self) -> tuple[SyncState, Outgoing]:
        with self.register.reading() as session:
            state = outbox.township_of(session)
            if state is None:
                raise Refusal("本机还没有在乡镇登记。请先输入登记码。", code="not-enrolled")
            repairing = bool(local_store.preference(session, REPAIR)[1])
            self._unsettled = _Unsettled(repairing, bool(ghost_records.of(session)))
            after = state.acked_seq if self._asks_as_of is None else self._asks_as_of - 1
            most = min(MAX_LINES, lines_under_one_key(self.register.keys, after))
            take = partial(
                outbox.next_lines,
                session,
                self.register.site_code,
                self.register.identity.replica_id,
                after,
                max_lines=0 if repairing else most,
            )
            outgoing = that_fits(lambda size: take(max_bytes=size), self.pace.max_bytes, self.compression)
        if outgoing is None:  # the marks are not our chain's: the township says where it stands
            outgoing = Outgoing(1, 0, bytes(32), bytes(32), ())
        return state, outgoing

    def _exchange(self, state: SyncState, outgoing: Outgoing) -> OpenedAnswer | None:
        """One request; None when it has to be tried again. Raises Refusal when waiting does not help."""
        wire = self._sealed(state, outgoing)
        begun = time.monotonic()
        try:
            reply = self.carrier.post(EXCHANGE, wire, at_most_s=self._left_s())
        except NoAnswer:
            self._unanswered()
            return None
        opened = self._opened(state, wire, reply)
        if opened is None and reply.status == BAD_REQUEST and self.compression is not Compression.ZSTD:
            self.compression = Compression.ZSTD  # a township that does not know our dictionary yet
            return None
        if opened is None:
            self._unanswered(reply.retry_after_s)
            return None
        if opened.answer.code == "unknown-replica" and self._may_introduce_again():
            return None
        if opened.answer.code == "bad-signature" and self._is_known_otherwise():
            return None
        if opened.answer.code in FINAL:
            raise refusal_for(opened.answer.code)
        if opened.answer.code not in ("ok", "gap", "restored", *REPAIRED_BY_A_NEW_IDENTITY):
            self._unanswered(reason=refusal_for(opened.answer.code))
            return None
        if opened.answer.code in ("ok", "gap"):
            self._asks_as_of = None  # it knows the key that this was asked under: on from where it stands
        self.pace.answered(time.monotonic() - begun)
        then = next_question(outgoing, opened)
        if then is not None and isinstance(self.carrier, AskingAhead):
            self.carrier.ask_ahead(EXCHANGE, self._sealed(then, outgoing))
        return opened

    def _sealed(self, state: SyncState, outgoing: Outgoing) -> bytes:
        said = (self._speaker(), self.compression, self.pace.appetite)
        return sealed_batch(self.register, state, outgoing, *said)

    def _is_known_otherwise(self) -> bool:
        """Whether to ask again as of an earlier key: the other side was put back to before that of today."""
        if self._former:
            self._asks_as_of = self._former.pop()
            return True
        if not has_lost_a_change(self.register):
            return False
        self._become_another()  # put back to before a change of keys that had not been said
        return True

    def _become_another(self) -> None:
        """This register was put back or copied: a new identity, which the old key introduces."""
        self._became += 1
        if self._became > MOST_IDENTITIES:
            raise refusal_for("forked")
        become_another(self.register, self.clock)

    def _introduce(self) -> bool:
        """Let the former key introduce the new identity; False where no answer came."""
        answer = introduce(self.register, lambda wire: self._ask(wire, "/v1/rekey"))
        if answer is None:
            self._unanswered()
            return False
        self._answered_s = time.monotonic()
        introduced(self.register, answer)
        return True

    def _may_introduce_again(self) -> bool:
        """Once a pass, for a township that was put back to before it knew us."""
        self._introduced_again, first = True, not self._introduced_again
        return first and introduce_again(self.register)

    def _realign(self, state: SyncState, answer: Answer) -> None:
        """Offer back what a township put back to an older copy has lost; when it has seen that, go back to it."""
        self._realigned += 1
        if self._realigned > MOST_REALIGNMENTS:
            raise refusal_for("restored")
        self._answered_s = time.monotonic()
        must_offer = realigning.must_offer(self.register, state, answer, self._speaker()[1])
        if not (must_offer and self._offer(state, answer)):
            self._go_back(answer)

    def _go_back(self, answer: Answer) -> None:
        realigning.go_back(self.register, self.clock, answer)

    def _offer(self, state: SyncState, answer: Answer) -> bool:
        """Whether the offers were looked at, or a line broke over them; False where they are refused for good."""
        speaker = self._speaker()
        common = realigning.common_point(self.register, answer, speaker[1])
        as_of = answer.received + 1  # the key that it knows is that of the line it waits for
        offers = realigning.offers(self.register, state, common, as_of=as_of, speaker=speaker)
        for place, (wire, _header) in enumerate(offers):
            try:
                reply = self.carrier.post("/v1/offer", wire, at_most_s=self._left_s())
            except NoAnswer:
                self._unanswered()
                return True
            opened = self._opened(state, wire, reply)
            if opened is None:
                self._unanswered(reply.retry_after_s)
                return True
            if opened.answer.code in FOR_NOW:
                self._unanswered(reason=refusal_for(opened.answer.code))
                return True
            if opened.answer.code == "bad-offer":
                return False
            if opened.answer.code == "bad-signature" and place:
                self._asks_as_of = None  # it has just heard of a later key of ours from these lines
                return True
            if opened.answer.code in FINAL:
                raise refusal_for(opened.answer.code)
        return True

    def _is_all_said(self, answer: Answer, kept: Kept) -> bool:
        is_sent = answer.received >= kept.last_seq or self._unsettled.repairing
        return is_sent and kept.feed_n >= answer.feed_n


def _not_applied() -> Refusal:
    return Refusal("乡镇服务器还没有入库完，请稍后再同步。数据都已收到。", code="not-applied")


def sync_once(
    register: Register,
    clock: Clock,
    *,
    give_up_s: float = GIVE_UP_S,
    told: Callable[[int, int], None] | None = None,
) -> PassReport:
    """One pass to the township this register is enrolled with; ``told`` as in ``SyncPass``.

    Raises Refusal: not-enrolled, no-answer (after ``give_up_s`` without one), forked, revoked, wrong-site,
    unknown-replica, wrong-certificate, not-applied, feed-broken. Nothing local is ever lost by a failed pass.
    """
    with register.reading() as session:
        state = outbox.township_of(session)
    if state is None or not state.url:
        raise Refusal("本机还没有在乡镇登记。请先输入登记码。", code="not-enrolled")
    with HttpCarrier(state.url, bytes.fromhex(state.certificate_pin)) as carrier:
        one = SyncPass(register, clock, carrier, give_up_s)
        one.told = told or one.told
        return one.run()
