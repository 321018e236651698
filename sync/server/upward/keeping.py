"""Keeping what the district's signed answer says of a site: marks, its lines, and which life of it spoke."""

from __future__ import annotations

from itertools import groupby

from sqlalchemy.orm import Session

from app.models import local_store, rolling_back
from app.models.application import apply_received
from app.models.tables import UpwardSite
from sync.client.kept_answers import one_is_missing, outdated
from sync.protocol.answers import Answer, OpenedAnswer
from sync.protocol.codes import refusal_for
from sync.server import offering, pc_locks, revoking
from sync.server.township import Township
from sync.server.upward import coming_down, log
from sync.server.upward.coming_down import Heard, Said, go_back, take_down

_LIVES = "upward.lives."


def is_ours(township: Township, site_code: str, answer: Answer) -> bool:
    """Whether the point that the district acknowledges lies on this site's log."""
    with township.register.reading() as session:
        site = session.get_one(UpwardSite, site_code)
        point = log.hash_at(session, site, answer.received)
    return point is not None and point.hex() == answer.head


def keep(
    township: Township, district_id: str, site_code: str, opened: OpenedAnswer, *, carried: bool = False
) -> tuple[int, int]:
    """Marks and the district's lines in one transaction, then what came is folded; (received, feed cursor).

    An answer that was ``carried`` on a stick may be older than what the network brought since: it moves nothing
    back. Refusals: ``forked``, ``feed-broken``; carried also ``feed-gap``, ``outdated``.
    """
    answer, register = opened.answer, township.register
    with register.writing() as session:
        site = log.site_log(session, site_code)
        if carried:
            _check_carried(session, site, opened)
        _keep_marks(session, site, answer, carried=carried)
        site.introduced = True
        site.last_contact = township.clock.now()
        heard = take_down(session, site, district_id, opened.parts)
        pc_locks.locked(session, heard.pcs)  # before the site's feed, as receipt does
        _take_up(session, township, site_code, district_id, heard)
        feed_n = site.feed_n
        is_at_its_end = feed_n == opened.header.to_seq
        if is_at_its_end and site.feed_hash != opened.header.head_hash:
            raise refusal_for("forked")
        if is_at_its_end and feed_n:
            rolling_back.keep_seal(session, site_code, feed_n, opened.seal)
        revoking.stop_again(session, township, heard.stopped)
        session.commit()
    apply_received(register, site_code, township.clock)
    return answer.received, feed_n


def _take_up(session: Session, township: Township, site_code: str, district_id: str, heard: Heard) -> None:
    """The district's lines get their numbers and ours their places, in the order in which the district had them."""
    servers = (district_id, township.server_id)
    said = [*coming_down.waiting(session, site_code, district_id), *heard.said]
    left: list[Said] = []
    for server, run in groupby(said, lambda one: one.replica_id if one.replica_id in servers else ""):
        ready = list(run)
        if server:
            ready, waits = coming_down.with_their_case(session, site_code, ready)
            left += waits
        if server == district_id:
            coming_down.number(session, township.register, site_code, district_id, ready)
        elif ready:
            offering.take_lines(session, township, site_code, [one.offered for one in ready])
    coming_down.keep_waiting(session, site_code, left)


def begin_again_from(township: Township, site_code: str, answer: Answer) -> None:
    """The district was put back and has seen what we had of it: on from the last point that both have."""
    with township.register.writing() as session:
        site = log.site_log(session, site_code)
        point = log.hash_at(session, site, answer.received)
        if point is None or point.hex() != answer.head:
            raise refusal_for("forked")
        _remember_life(session, site, answer.epoch)
        go_back(session, site, answer, township.clock.now())
        session.commit()


def former_lives(session: Session, site_code: str) -> list[str]:
    """The district's lives that this site has seen the end of."""
    _known, kept = local_store.preference(session, _LIVES + site_code)
    return list(kept or ())


def _check_carried(session: Session, site: UpwardSite, opened: OpenedAnswer) -> None:
    if opened.answer.epoch in former_lives(session, site.site_code):
        raise outdated()
    if opened.header.from_seq > site.feed_n + 1:
        raise one_is_missing(opened.header.from_seq - 1)


def _keep_marks(session: Session, site: UpwardSite, answer: Answer, *, carried: bool) -> None:
    is_older = carried and answer.epoch == site.epoch and answer.received < site.acked_seq
    if is_older:
        return
    _remember_life(session, site, answer.epoch)
    site.epoch, site.acked_seq, site.applied_seq = answer.epoch, answer.received, answer.applied


def _remember_life(session: Session, site: UpwardSite, now: str) -> None:
    if site.epoch and site.epoch != now:
        kept = [*former_lives(session, site.site_code), site.epoch]
        local_store.put_preference(session, _LIVES + site.site_code, kept)
