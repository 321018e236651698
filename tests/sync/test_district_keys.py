"""Keys change below, beside and above: a district follows rooms and townships, a township its district, nobody a thief."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from app.domain.cases import CaseEventKind, CaseState
from app.errors import Refusal
from app.models.tables import JournalLine, OriginKey, OriginMark, Superior, UpwardLine
from sync.client import rotating
from sync.server import own_keys, quarantine_decisions, revoking
from sync.server.tables import KnownReplica
from sync.server.upward import choosing, log
from sync.server.upward.passes import sync_upward
from tests.sync.districts import (
    accepted,
    assert_alike,
    enrol,
    events_of,
    followed,
    sent_to_the_district,
    state_at,
    step,
    upward,
)
from tests.sync.lines import ACTOR, assert_equal
from tests.sync.stations import VILLAGE, Room, RunningTownship
from tests.sync.stores import ON_BOTH_STORES
from tests.sync.test_server_put_back import backed_up, put_back

MakeRoom = Callable[..., Room]
_E = CaseEventKind


def rotate(room: Room) -> None:
    rotating.rotate(room.register, ACTOR, room.clock)


def held(district: RunningTownship, site_code: str = VILLAGE) -> set[str]:
    """Why lines that were carried here are not taken in."""
    with district.register.reading() as session:
        query = select(JournalLine.result).where(JournalLine.site_code == site_code)
        return set(session.scalars(query)) - {"", "ok"}


@ON_BOTH_STORES
def test_lines_written_before_and_after_a_rooms_change_of_keys_are_proved_at_the_district(
    district: RunningTownship, reporting: RunningTownship, room: Room
) -> None:
    before = sent_to_the_district(reporting, room, "王秀英")
    upward(reporting)
    late = accepted(room, "张玉兰")
    room.sync()
    rotate(room)
    after = sent_to_the_district(reporting, room, "李建国")
    rotate(room)
    step(room, before, _E.PROGRESSED, text="换了两次钥匙以后")
    step(room, late, _E.ESCALATED)
    room.sync()
    upward(reporting)
    step(reporting, late, _E.ESCALATED)  # all its lines, under three keys, go up only now
    upward(reporting)
    for case_no in (before, after, late):
        assert events_of(district, case_no) == events_of(reporting, case_no)
    assert not held(district)
    with district.register.reading() as session:
        keys = session.scalars(select(OriginKey).where(OriginKey.site_code == VILLAGE)).all()
    assert sorted(key.until_seq > 0 for key in keys) == [False, True, True]
    assert_alike(district, reporting, VILLAGE)


def test_a_township_that_enrols_after_a_rooms_change_of_keys_proves_both(
    district: RunningTownship, township: RunningTownship, room: Room
) -> None:
    from tests.sync.districts import publish_sample

    publish_sample(township)
    room.sync()
    case_no = accepted(room, "王秀英")
    room.sync()
    rotate(room)
    step(room, case_no, _E.ESCALATED)
    room.sync()
    step(township, case_no, _E.ESCALATED)
    enrol(township, district)
    upward(township)
    assert events_of(district, case_no) == events_of(township, case_no)
    assert not held(district)
    assert_alike(district, township, VILLAGE)


def test_a_mark_that_comes_before_the_entry_which_names_its_key_counts_when_that_has_come(
    district: RunningTownship, reporting: RunningTownship, room: Room
) -> None:
    """Whatever order a township's log is in: a pass lies between the two."""
    sent_to_the_district(reporting, room, "王秀英")
    upward(reporting)
    rotate(room)
    case_no = sent_to_the_district(reporting, room, "李建国")
    with reporting.register.writing() as session:
        site = log.site_log(session, VILLAGE)
        own, above = reporting.township.server_id, session.get_one(Superior, 1).server_replica_id
        choosing.look_through(session, own, above, site)
        waiting = session.scalars(
            select(UpwardLine).where(UpwardLine.site_code == VILLAGE, UpwardLine.seq > site.acked_seq)
        ).all()
        entries = [line.raw for line in waiting if b'"slip_key"' in line.raw]
        others = [line.raw for line in waiting if b'"slip_key"' not in line.raw]
        assert len(entries) == 1
        for line in waiting:
            session.delete(line)
        site.seq = site.acked_seq
        site.hash = log.hash_at(session, site, site.seq) or bytes(32)
        _say(session, site, [*others, *entries])
        session.commit()
    upward(reporting)
    assert events_of(district, case_no) == events_of(reporting, case_no)
    assert not held(district)
    assert_alike(district, reporting, VILLAGE)


def _say(session: object, site: object, raws: list[bytes]) -> None:
    from app.models.upward_lines import CarriedLine, read

    for raw in raws:
        word = read(raw)
        assert word is not None
        n = word.n if isinstance(word, CarriedLine) else 0
        log._write(session, site, n, word, proven=True)  # type: ignore[arg-type]
        session.flush()  # type: ignore[attr-defined]


def test_whoever_has_a_rooms_former_key_proves_nothing_new_with_it(
    district: RunningTownship, reporting: RunningTownship, room: Room
) -> None:
    from app.models.upward_lines import HASH_BYTES, Mark
    from sync.server import origin_marks

    sent_to_the_district(reporting, room, "王秀英")
    upward(reporting)
    rotate(room)
    sent_to_the_district(reporting, room, "李建国")
    upward(reporting)
    own = room.register.identity.replica_id
    with district.register.reading() as session:
        former = session.scalars(select(OriginKey).where(OriginKey.until_seq > 0)).one()
        before = len(session.scalars(select(OriginMark)).all())
    former_key = room.register.keys.former[-1].signing
    last = 10_000
    said = _sealed_by(former_key, room, district, last)
    start, leaves, seal = said
    assert len(leaves) == HASH_BYTES
    forged = Mark(own, former.signing_public, last, seal, start, leaves)
    with district.register.writing() as session:
        from app.models.upward_lines import write

        assert origin_marks.take(session, VILLAGE, [write(forged)]) == 1
        assert len(session.scalars(select(OriginMark)).all()) == before
        session.rollback()


def _sealed_by(key: bytes, room: Room, district: RunningTownship, seq: int) -> tuple[bytes, bytes, bytes]:
    """A batch with one line ``seq`` that whoever stole ``key`` signs: chain before it, its hash, the seal."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from app.models.chain import ZERO
    from app.models.upward_lines import chain_over, leaf
    from sync.protocol.envelope import Header, Kind, seal, seal_of

    own, raw = room.register.identity.replica_id, b'{"seq":%d}' % seq
    leaves = leaf(own, raw)
    header = Header(
        kind=Kind.PUSH,
        sender=own,
        receiver=district.township.server_id,
        site_code=VILLAGE,
        from_seq=seq,
        to_seq=seq,
        prev_hash=ZERO,
        head_hash=chain_over(ZERO, leaves),
    )
    return ZERO, leaves, seal_of(seal(header, [raw], Ed25519PrivateKey.from_private_bytes(key)))


def test_a_district_follows_its_township_to_new_keys_and_nothing_is_said_twice(
    district: RunningTownship, reporting: RunningTownship, room: Room
) -> None:
    first = sent_to_the_district(reporting, room, "王秀英")
    upward(reporting)
    for _time in range(2):
        own_keys.rotate(reporting.township)
    second = sent_to_the_district(reporting, room, "李建国")
    upward(reporting)
    step(district, first, _E.COMPLETED, result="区里批准")
    upward(reporting)
    room.sync()
    now = reporting.register.identity
    with district.register.reading() as session:
        known = session.get_one(KnownReplica, reporting.township.server_id)
        assert known.signing_public == now.signing_public.hex()
        assert known.receiving_public == now.receiving_public.hex()
    assert state_at(room, first) is CaseState.TO_FETCH
    assert events_of(district, second) == events_of(reporting, second)
    assert_equal(reporting, [room])
    assert_alike(district, reporting, VILLAGE)


def test_a_new_site_is_introduced_under_the_new_key(
    district: RunningTownship, reporting: RunningTownship
) -> None:
    own_keys.rotate(reporting.township)
    done = upward(reporting)  # nothing was ever said before
    assert {one.code for one in done.values()} == {"ok"}


def test_a_district_put_back_to_before_its_townships_change_follows_it_again(
    district: RunningTownship, reporting: RunningTownship, room: Room, tmp_path: Path
) -> None:
    sent_to_the_district(reporting, room, "王秀英")
    upward(reporting)
    backup = backed_up(district, tmp_path / "copies")
    own_keys.rotate(reporting.township)
    case_no = sent_to_the_district(reporting, room, "李建国")
    upward(reporting)
    step(district, case_no, _E.COMPLETED, result="区里批准")
    upward(reporting)
    put_back(district, backup, tmp_path / "back")
    upward(reporting)
    assert state_at(district, case_no) is CaseState.TO_FETCH
    assert_alike(district, reporting, VILLAGE)


@ON_BOTH_STORES
def test_a_township_follows_its_district_and_the_villages_their_township(
    district: RunningTownship, reporting: RunningTownship, room: Room
) -> None:
    case_no = sent_to_the_district(reporting, room, "王秀英")
    upward(reporting)
    for _time in range(2):
        own_keys.rotate(district.township)
    own_keys.rotate(reporting.township)
    step(district, case_no, _E.COMPLETED, result="区里批准")
    upward(reporting)
    room.sync()
    with reporting.register.reading() as session:
        known = session.get_one(Superior, 1)
    now = district.register.identity
    assert (known.server_public_key, known.server_receiving_key) == (
        now.signing_public.hex(),
        now.receiving_public.hex(),
    )
    assert state_at(room, case_no) is CaseState.TO_FETCH
    assert_equal(reporting, [room])
    assert_alike(district, reporting, VILLAGE)


def test_nobody_leads_a_district_to_a_key_that_its_township_did_not_sign(
    district: RunningTownship, reporting: RunningTownship
) -> None:
    from sync.server import lower_keys
    from tests.sync.test_key_changes import forged

    upward(reporting)
    before = reporting.register.identity.signing_public.hex()
    for kind in ("signed by itself", "not signed", "from another key", "of another server", "odd"):
        assert not lower_keys.take_up(district.township, forged(reporting, kind))
    with district.register.reading() as session:
        known = session.get_one(KnownReplica, reporting.township.server_id)
    assert known.signing_public == before


@ON_BOTH_STORES
def test_a_township_put_back_to_before_its_change_of_keys_comes_back_with_a_new_code(
    district: RunningTownship, reporting: RunningTownship, room: Room, tmp_path: Path
) -> None:
    first = sent_to_the_district(reporting, room, "王秀英")
    upward(reporting)
    backup = backed_up(reporting, tmp_path / "copies")
    own_keys.rotate(reporting.township)
    step(reporting, first, _E.PROGRESSED, text="换钥匙以后")
    upward(reporting)
    put_back(reporting, backup, tmp_path / "back")
    refused = {one.code for one in sync_upward(reporting.township, give_up_s=1.0)}
    assert refused == {"bad-signature"}
    enrol(reporting, district)
    for _round in range(2):
        upward(reporting)
    assert events_of(district, first) == events_of(reporting, first)
    assert ("progressed", "township") in events_of(reporting, first)
    assert_alike(district, reporting, VILLAGE)


# A PC that was stopped


def stop(township: RunningTownship, room: Room) -> None:
    revoking.revoke(township.township, room.register.identity.replica_id, "电脑被盗")


def put_back_to_before_a_stop(township: RunningTownship, room: Room, folder: Path) -> str:
    """The district knows that the room's PC was stopped, its township no longer; the case that had gone up."""
    case_no = sent_to_the_district(township, room, "王秀英")
    upward(township)
    backup = backed_up(township, folder / "copies")
    stop(township, room)
    upward(township)
    put_back(township, backup, folder / "back")
    return case_no


@ON_BOTH_STORES
def test_what_a_stopped_pc_writes_does_not_reach_the_district_until_it_is_decided(
    district: RunningTownship, reporting: RunningTownship, room: Room
) -> None:
    case_no = sent_to_the_district(reporting, room, "王秀英")
    upward(reporting)
    stop(reporting, room)
    upward(reporting)
    step(room, case_no, _E.PROGRESSED, text="被盗以后")
    with pytest.raises(Refusal) as refused:
        room.sync()
    assert refused.value.code == "revoked"
    upward(reporting)
    assert ("progressed", "village") not in events_of(district, case_no)
    (kept,) = {one.tag for one in quarantine_decisions.listed(reporting.township)}
    quarantine_decisions.take_in(reporting.township, kept)
    upward(reporting)
    assert ("progressed", "village") in events_of(district, case_no)
    assert not held(district)
    assert_alike(district, reporting, VILLAGE)


@ON_BOTH_STORES
def test_a_township_put_back_to_before_it_stopped_a_pc_is_reminded_and_its_lines_do_not_count_above(
    district: RunningTownship, reporting: RunningTownship, room: Room, tmp_path: Path
) -> None:
    case_no = put_back_to_before_a_stop(reporting, room, tmp_path)
    step(room, case_no, _E.PROGRESSED, text="被盗以后")
    room.sync()  # the township has forgotten
    for _round in range(2):
        upward(reporting)
    assert ("progressed", "village") not in events_of(district, case_no)
    assert held(district) == {"stopped"}
    with pytest.raises(Refusal) as refused:
        room.sync()
    assert refused.value.code == "revoked"
    revoking.admit(reporting.township, room.register.identity.replica_id, "找回来了")
    upward(reporting)
    assert ("progressed", "village") in events_of(district, case_no)
    room.sync()
    assert not held(district)
    assert followed(reporting, VILLAGE)
    assert_equal(reporting, [room])
    assert_alike(district, reporting, VILLAGE)
