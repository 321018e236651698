"""One pass upward: for each site, what goes up is received there, and the district's own lines are here (design: sync 1, 6)."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from sqlalchemy import select

from app.errors import Refusal
from app.models.outbox import Outgoing
from app.models.tables import JournalHead, Superior, SyncState, UpwardSite
from sync.client.batches import that_fits
from sync.client.pacing import MAX_LINES
from sync.client.passes import MOST_IDENTITIES, REPAIRED_BY_A_NEW_IDENTITY, PassReport, SyncPass
from sync.client.talking import GIVE_UP_S
from sync.client.transport import BATCH_TYPE, JSON_TYPE, Carrier, HttpAnswer, HttpCarrier, NoAnswer
from sync.protocol import key_changes, speaking
from sync.protocol.answers import Answer, OpenedAnswer
from sync.protocol.codes import refusal_for
from sync.server import own_keys
from sync.server.township import Township
from sync.server.upward import choosing, comparing, keeping, log, scans, upper_keys
from sync.server.upward.enrolling import enrolled, introduction, known_as
from sync.server.upward.wording import sentence_of

DIFFERS = "有 {} 条记录区县登记的和本乡镇不一致，已重新核对、重新上报，仍不一致。请联系区县管理员。"


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
    differing: int = 0
    """Records that the district still sees differently after all was tried."""
    _replica_id: str = ""
    _said_again: bool = False
    _told_keys: bool = False

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
            if opened.answer.code in REPAIRED_BY_A_NEW_IDENTITY or not keeping.is_ours(
                self.township, self.site_code, opened.answer
            ):
                self._begin_anew()
                continue
            before = (state.acked_seq, state.feed_n)
            after = keeping.keep(self.township, self.superior.server_replica_id, self.site_code, opened)
            sent, fed = sent + after[0] - before[0], fed + after[1] - before[1]
            next_contact_s = opened.answer.next_contact_s
            self._look()
            if self._is_done(opened.answer, after[1]):
                if self._must_say_again(opened.answer):
                    continue
                return PassReport(sent, fed, next_contact_s)
            if (*after, opened.answer.applied) != (*before, state.applied_seq):
                self._answered_s = time.monotonic()
            else:
                self._pause(
                    Refusal("区县服务器还没有入库完，请稍后再同步。数据都已收到。", code="not-applied"),
                    opened.answer.next_contact_s,
                )

    def _must_say_again(self, answer: Answer) -> bool:
        """Compare what both hold; whether lines were written that the district seems to lack. Once a pass."""
        if not answer.digest:
            return False
        about = (self.township, self.superior, self.site_code)
        found = comparing.compare(*about, answer, self._ask_above, said_again=self._said_again)
        self.differing = len(found.records)
        if not found.records or not found.is_new or self._said_again:
            return False
        self._said_again, self._answered_s = True, time.monotonic()
        return bool(comparing.say_again(*about, found.records))

    def _ask_above(self, wire: bytes) -> Answer | None:
        opened = self._asked("/v1/digest", wire)
        return opened.answer if opened else None

    def _asked(self, path: str, wire: bytes) -> OpenedAnswer | None:
        """The district's signed answer to one question; None where none came."""
        reply = self._posted(path, wire, BATCH_TYPE)
        return self._opened(known_as(self.superior), wire, reply) if reply else None

    def _posted(self, path: str, body: bytes, content_type: str) -> HttpAnswer | None:
        try:
            return self.carrier.post(path, body, content_type, at_most_s=self._left_s())
        except NoAnswer:
            return None

    def _speaker(self) -> tuple[str, str]:
        return self._replica_id, self.site_code

    def _look(self) -> None:
        """Whatever has become due goes into the log; a site that never spoke is introduced first."""
        ids = (self.township.server_id, self.superior.server_replica_id)
        with self.register.writing() as session:
            site = choosing.bring_up_to_date(session, *ids, self.site_code)
            self._replica_id = site.replica_id
            introduced = site.introduced
            session.commit()
        if not introduced:
            self._speak_first()

    def _speak_first(self) -> None:
        with self.register.reading() as session:
            site = session.get_one(UpwardSite, self.site_code)
        wire = introduction(self.township, self.superior, site)
        while True:
            opened = self._asked(speaking.PATH, wire)
            if opened is None:
                self._unanswered()
                continue
            if opened.answer.code == "bad-signature" and self._is_known_otherwise():
                continue
            if opened.answer.code != "ok":
                raise refusal_for(opened.answer.code)
            break
        with self.register.writing() as session:
            log.site_log(session, self.site_code).introduced = True
            session.commit()

    def _is_known_otherwise(self) -> bool:
        """Once a pass: tell the district the way from the key that it knows to ours."""
        if self._told_keys:
            return False
        self._told_keys = True
        self._posted(key_changes.PATH, own_keys.told(self.township), JSON_TYPE)
        return True

    def _follow_keys(self, state: SyncState) -> bool:
        """Whether the district proves, from the key we know, that it goes on under another one."""
        told = self._posted(key_changes.PATH, b"", JSON_TYPE)
        if told is None or not upper_keys.follow(self.township, told.body, self.superior):
            return False
        state.server_public_key = self.superior.server_public_key
        state.server_receiving_key = self.superior.server_receiving_key
        return True

    def _may_introduce_again(self) -> bool:
        """Once a pass, for a district that was put back to before this site spoke there."""
        if self._introduced_again:
            return False
        self._introduced_again = True
        self._speak_first()
        return True

    def _next(self) -> tuple[SyncState, Outgoing]:
        with self.register.reading() as session:
            site = session.get_one(UpwardSite, self.site_code)
            take = partial(log.next_lines, session, site, max_lines=MAX_LINES)
            outgoing = that_fits(lambda size: take(max_bytes=size), self.pace.max_bytes, self.compression)
            state = known_as(self.superior)
            state.epoch, state.acked_seq, state.applied_seq = site.epoch, site.acked_seq, site.applied_seq
            state.feed_n, state.feed_hash = site.feed_n, site.feed_hash
        return state, outgoing or Outgoing(1, 0, bytes(32), bytes(32), ())

    def _go_back(self, answer: Answer) -> None:
        keeping.begin_again_from(self.township, self.site_code, answer)

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
            log.begin_anew(session, site)
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
        return SitePass(one.site_code, 0, 0, sentence_of(refusal), refusal.code)
    trouble = DIFFERS.format(one.differing) if one.differing else ""
    return SitePass(one.site_code, report.sent, report.fed, trouble)


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
