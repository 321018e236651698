"""One pass upward: for each site, what goes up is received there, and the district's own lines are here (design: sync 1, 6)."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from sqlalchemy import delete, select

from app.errors import Refusal
from app.ids import new_replica_id, site_record_id
from app.models import rolling_back
from app.models.application import apply_received
from app.models.chain import ZERO
from app.models.outbox import Outgoing
from app.models.tables import FollowedRecord, JournalHead, Site, Superior, SyncState, UpwardLine, UpwardSite
from sync.client.batches import that_fits
from sync.client.pacing import MAX_LINES
from sync.client.passes import MOST_IDENTITIES, REPAIRED_BY_A_NEW_IDENTITY, PassReport, SyncPass
from sync.client.talking import GIVE_UP_S
from sync.client.transport import Carrier, HttpCarrier, NoAnswer
from sync.protocol import speaking
from sync.protocol.answers import Answer, OpenedAnswer, unseal_answer
from sync.protocol.codes import EnvelopeRefused, refusal_for
from sync.protocol.envelope import tag_of
from sync.server import offering
from sync.server.township import Township
from sync.server.upward import choosing, log, scans
from sync.server.upward.coming_down import go_back, take_down
from sync.server.upward.enrolling import enrolled, speak_for

SENTENCES = {
    "wrong-site": "区县的名单里，这个村不归本乡镇，没有上报它的任何内容。请联系区县管理员核对。",
    "revoked": "区县已停用本乡镇的服务器，数据都在本机，没有丢失。请联系区县管理员。",
    "unknown-replica": "区县还不认识本乡镇的服务器。请用新的登记码再登记一次（enrol-upward）。",
    "forked": "区县的记录和本乡镇的对不上，已停下，数据没有改动。请联系区县管理员。",
}
"""What a township is told where the sentence for a room would mislead."""


@dataclass(frozen=True, slots=True)
class SitePass:
    """What one site's pass did, in lines; ``trouble`` is the sentence of what stopped it, or ""."""

    site_code: str
    sent: int
    fed: int
    trouble: str = ""
    code: str = "ok"


@dataclass(slots=True)
class UpwardPass(SyncPass):
    """The pass of one site; the same exchange as a room's, over the site's upward log."""

    township: Township = field(kw_only=True)
    superior: Superior = field(kw_only=True)
    site_code: str = field(kw_only=True)
    _replica_id: str = ""

    def run(self) -> PassReport:
        """Exchange until everything that goes up was taken in there and the district's feed is drained."""
        self._answered_s = time.monotonic()
        sent = fed = next_contact_s = 0
        self._look()
        while True:
            state, outgoing = self._next()
            opened = self._exchange(state, outgoing)
            if opened is None:
                continue
            if opened.answer.code == "restored":
                self._realign(state, opened.answer)
                continue
            if opened.answer.code in REPAIRED_BY_A_NEW_IDENTITY or not self._is_ours(opened):
                self._begin_anew()
                continue
            before = (state.acked_seq, state.feed_n)
            after = self._keep(opened)
            sent, fed = sent + after[0] - before[0], fed + after[1] - before[1]
            next_contact_s = opened.answer.next_contact_s
            self._look()
            if self._is_done(opened.answer, after[1]):
                return PassReport(sent, fed, next_contact_s)
            if (*after, opened.answer.applied) != (*before, state.applied_seq):
                self._answered_s = time.monotonic()
            else:
                self._pause(
                    Refusal("区县服务器还没有入库完，请稍后再同步。数据都已收到。", code="not-applied")
                )

    def _speaker(self) -> tuple[str, str]:
        return self._replica_id, self.site_code

    def _look(self) -> None:
        """Whatever has become due goes into the log; a site that never spoke is introduced first."""
        with self.register.writing() as session:
            site = log.site_log(session, self.site_code)
            self._replica_id = site.replica_id
            choosing.look_through(session, self.township.server_id, self.superior.server_replica_id, site)
            log.prove_later(session, site)
            introduced = site.introduced
            session.commit()
        if not introduced:
            self._speak_first()

    def _speak_first(self) -> None:
        with self.register.reading() as session:
            row = session.get(Site, (self.site_code, site_record_id(self.site_code)))
            name = (row.shown_name or row.name) if row else self.site_code
        wire = speak_for(self.township, self.superior, self.site_code, self._replica_id, name)
        while True:
            try:
                reply = self.carrier.post(speaking.PATH, wire, at_most_s=self._left_s())
                opened = self._heard(wire, reply.body)
            except NoAnswer:
                opened = None
            if opened is None:
                self._unanswered()
                continue
            if opened.answer.code != "ok":
                raise refusal_for(opened.answer.code)
            break
        with self.register.writing() as session:
            log.site_log(session, self.site_code).introduced = True
            session.commit()

    def _may_introduce_again(self) -> bool:
        """Once a pass, for a district that was put back to before this site spoke there."""
        if self._introduced_again:
            return False
        self._introduced_again = True
        self._speak_first()
        return True

    def _heard(self, wire: bytes, body: bytes) -> OpenedAnswer | None:
        """The district's signed answer to what the township said as itself."""
        try:
            opened = unseal_answer(body, lambda _header: bytes.fromhex(self.superior.server_public_key))
        except EnvelopeRefused:
            return None
        is_ours = opened.header.receiver == self.township.server_id and opened.answer.answers == tag_of(wire)
        return opened if is_ours and opened.header.sender == self.superior.server_replica_id else None

    def _next(self) -> tuple[SyncState, Outgoing]:
        with self.register.reading() as session:
            site = session.get_one(UpwardSite, self.site_code)
            take = partial(log.next_lines, session, site, max_lines=MAX_LINES)
            outgoing = that_fits(lambda size: take(max_bytes=size), self.pace.max_bytes, self.compression)
            state = SyncState(
                server_replica_id=self.superior.server_replica_id,
                server_public_key=self.superior.server_public_key,
                server_receiving_key=self.superior.server_receiving_key,
                epoch=site.epoch,
                acked_seq=site.acked_seq,
                applied_seq=site.applied_seq,
                feed_n=site.feed_n,
                feed_hash=site.feed_hash,
            )
        return state, outgoing or Outgoing(1, 0, bytes(32), bytes(32), ())

    def _is_ours(self, opened: OpenedAnswer) -> bool:
        """Whether the point that the district acknowledges lies on this log."""
        with self.register.reading() as session:
            site = session.get_one(UpwardSite, self.site_code)
            point = log.hash_at(session, site, opened.answer.received)
        return point is not None and point.hex() == opened.answer.head

    def _keep(self, opened: OpenedAnswer) -> tuple[int, int]:
        """Marks and the district's lines in one transaction, then what came is folded."""
        answer = opened.answer
        with self.register.writing() as session:
            site = log.site_log(session, self.site_code)
            site.epoch, site.acked_seq, site.applied_seq = answer.epoch, answer.received, answer.applied
            site.last_contact = self.clock.now()
            former = take_down(session, self.register, site, self.superior.server_replica_id, opened.parts)
            feed_n = site.feed_n
            is_at_its_end = feed_n == opened.header.to_seq
            if is_at_its_end and site.feed_hash != opened.header.head_hash:
                raise refusal_for("forked")
            if is_at_its_end and feed_n:
                rolling_back.keep_seal(session, self.site_code, feed_n, opened.seal)
            if former:
                offering.take_lines(session, self.township, self.site_code, former)
            session.commit()
        apply_received(self.register, self.site_code, self.clock)
        return answer.received, feed_n

    def _go_back(self, answer: Answer) -> None:
        with self.register.writing() as session:
            site = log.site_log(session, self.site_code)
            point = log.hash_at(session, site, answer.received)
            if point is None or point.hex() != answer.head:
                raise refusal_for("forked")
            go_back(session, site, answer, self.clock.now())
            session.commit()

    def _begin_anew(self) -> None:
        """This township was put back: it speaks for the site under a new identity, and says everything again."""
        self._became += 1
        if self._became > MOST_IDENTITIES:
            raise refusal_for("forked")
        self._answered_s = time.monotonic()
        with self.register.writing() as session:
            site = log.site_log(session, self.site_code)
            if site.replica_id != self._replica_id:
                return  # another process did so in the meantime
            for table in (UpwardLine, FollowedRecord):
                session.execute(delete(table).where(table.site_code == self.site_code))
            site.replica_id, site.introduced = new_replica_id(), False
            site.seq, site.hash, site.looked_n = 0, ZERO, 0
            site.acked_seq = site.applied_seq = 0
            session.commit()
        self._look()

    def _is_done(self, answer: Answer, feed_n: int) -> bool:
        with self.register.reading() as session:
            last = session.get_one(UpwardSite, self.site_code).seq
        return answer.received >= last and answer.applied >= answer.received and feed_n >= answer.feed_n


def sync_upward(
    township: Township,
    *,
    give_up_s: float = GIVE_UP_S,
    through: Callable[[Carrier], Carrier] | None = None,
    wait: Callable[[float], object] = time.sleep,
) -> tuple[SitePass, ...]:
    """One pass for every site of this township, one after the other over one connection.

    A site that is refused does not stop the others. Refusals: ``not-enrolled``, ``no-answer``,
    ``wrong-certificate``.
    """
    with township.register.reading() as session:
        superior = enrolled(session)
        sites = session.scalars(select(JournalHead.site_code).order_by(JournalHead.site_code)).all()
    done: list[SitePass] = []
    with HttpCarrier(superior.url, bytes.fromhex(superior.certificate_pin)) as carrier:
        chosen = through(carrier) if through else carrier
        for site_code in sites:
            one = UpwardPass(
                township.register,
                township.clock,
                chosen,
                give_up_s,
                wait,
                township=township,
                superior=superior,
                site_code=site_code,
            )
            done.append(_passed(one))
            scans.send_scans(township, superior, site_code, carrier)
    _note_contact(township, done)
    return tuple(done)


def _passed(one: UpwardPass) -> SitePass:
    try:
        report = one.run()
    except Refusal as refusal:
        if refusal.code in ("no-answer", "wrong-certificate"):
            raise
        return SitePass(one.site_code, 0, 0, SENTENCES.get(refusal.code, refusal.sentence), refusal.code)
    return SitePass(one.site_code, report.sent, report.fed)


def note_trouble(township: Township, sentence: str) -> None:
    """What kept a pass from the district, for whoever looks at how the two stand."""
    with township.register.writing() as session:
        enrolled(session).last_trouble = sentence
        session.commit()


def _note_contact(township: Township, done: list[SitePass]) -> None:
    with township.register.writing() as session:
        superior = enrolled(session)
        superior.last_contact = township.clock.now()
        superior.last_trouble = next((one.trouble for one in done if one.trouble), "")
        session.commit()
