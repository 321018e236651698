"""After each pass upward township and district know whether they hold the same of what went up, and mend what differs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import delete, func, select, text

from app.domain.cases import CaseEventKind
from app.models import digests
from app.models.register import Register
from app.models.tables import (
    CaseEvent,
    FollowedRecord,
    ReceivedLine,
    RecordMark,
    ServiceCase,
    UpwardSite,
    Villager,
)
from sync.server import incidents
from sync.server.upward.passes import sync_upward
from tests.sync.districts import (
    accepted,
    assert_alike,
    events_of,
    sent_to_the_district,
    step,
    upward,
)
from tests.sync.stations import VILLAGE, Room, RunningTownship
from tests.sync.stores import ON_BOTH_STORES

_E = CaseEventKind
DIFFERED = "WARNING sync.server.upward.comparing: records differed .*"


def compared(township: RunningTownship, site_code: str = VILLAGE) -> bool | None:
    with township.register.reading() as session:
        site = session.get_one(UpwardSite, site_code)
        assert site.digest_n in (0, site.seq)
        return site.digest_ok


def spoil(register: Register, case_no: str) -> None:
    """What no line ever said: a fault of the disk, or of a program. It is noticed when the record is next counted."""
    with register.writing() as session:
        session.execute(text("UPDATE service_case SET note = 'spoiled' WHERE case_no = :no"), {"no": case_no})
        case = session.scalars(select(ServiceCase).where(ServiceCase.case_no == case_no)).one()
        digests.recount(session, VILLAGE, [("case", case.id)])
        session.commit()


def lose(district: RunningTownship, case_no: str, event: str) -> None:
    """A line that the district took in is gone, with its record."""
    with district.register.writing() as session:
        case = session.scalars(select(ServiceCase).where(ServiceCase.case_no == case_no)).one()
        lost = session.scalars(
            select(CaseEvent.id).where(CaseEvent.case_id == case.id, CaseEvent.event == event)
        ).one()
        session.execute(delete(ReceivedLine).where(ReceivedLine.record_id == lost))
        session.execute(delete(RecordMark).where(RecordMark.record_id == lost))
        session.execute(delete(CaseEvent).where(CaseEvent.id == lost))
        digests.recount(session, VILLAGE, [("case_event", lost)])
        session.commit()


def test_a_pass_upward_ends_with_the_word_that_both_hold_the_same(
    district: RunningTownship, reporting: RunningTownship, room: Room
) -> None:
    stays = accepted(room, "周大山")
    case_no = sent_to_the_district(reporting, room, "王秀英")
    upward(reporting)
    assert compared(reporting) is True
    step(district, case_no, _E.RECEIVED, reference="区7")
    step(room, case_no, _E.PROGRESSED, text="补充")
    room.sync()
    upward(reporting)
    assert compared(reporting) is True
    with district.register.reading() as session:
        assert stays not in session.scalars(select(ServiceCase.case_no)).all()


@ON_BOTH_STORES
@pytest.mark.parametrize("where", ["district", "township"])
def test_a_record_that_differs_is_folded_again_where_it_is_wrong(
    district: RunningTownship,
    reporting: RunningTownship,
    room: Room,
    where: str,
    expected_log: Callable[[str], None],
) -> None:
    expected_log(DIFFERED)
    case_no = sent_to_the_district(reporting, room, "王秀英")
    upward(reporting)
    spoil(district.register if where == "district" else reporting.register, case_no)
    step(reporting, case_no, _E.PROGRESSED, text="镇里补充")
    done = upward(reporting)
    assert (compared(reporting), done[VILLAGE].trouble) == (True, "")
    assert_alike(district, reporting, VILLAGE)
    for one in (district, reporting):
        with one.register.reading() as session:
            assert "digest" in {incident.kind for incident in incidents.recent(session)}


@ON_BOTH_STORES
def test_a_line_that_the_district_lost_goes_up_again(
    district: RunningTownship, reporting: RunningTownship, room: Room, expected_log: Callable[[str], None]
) -> None:
    expected_log(DIFFERED)
    case_no = sent_to_the_district(reporting, room, "王秀英")
    step(room, case_no, _E.PROGRESSED, text="村里补充")
    room.sync()
    upward(reporting)
    lose(district, case_no, "progressed")
    step(reporting, case_no, _E.PROGRESSED, text="镇里补充")
    upward(reporting)
    assert compared(reporting) is True
    assert events_of(district, case_no) == events_of(reporting, case_no)
    assert_alike(district, reporting, VILLAGE)


def test_a_record_that_never_went_up_though_it_should_goes_up_now(
    district: RunningTownship, reporting: RunningTownship, room: Room, expected_log: Callable[[str], None]
) -> None:
    """As if the township had looked at its own feed with an eye shut."""
    expected_log(DIFFERED)
    first = sent_to_the_district(reporting, room, "王秀英")
    upward(reporting)
    step(room, first, _E.PROGRESSED, text="村里补充")
    room.sync()
    with reporting.register.writing() as session:
        site = session.get_one(UpwardSite, VILLAGE)
        last = session.scalars(select(CaseEvent.id).where(CaseEvent.event == "progressed")).one()
        session.add(FollowedRecord(site_code=VILLAGE, record_id=last))
        site.looked_n += 1
        session.commit()
    step(reporting, first, _E.PROGRESSED, text="镇里补充")
    upward(reporting)
    assert compared(reporting) is True
    assert events_of(district, first) == events_of(reporting, first)
    assert_alike(district, reporting, VILLAGE)


def test_what_cannot_be_mended_is_named_and_does_not_go_up_again_and_again(
    district: RunningTownship, reporting: RunningTownship, room: Room, expected_log: Callable[[str], None]
) -> None:
    expected_log(DIFFERED)
    case_no = sent_to_the_district(reporting, room, "王秀英")
    upward(reporting)
    with district.register.writing() as session:  # a row that no line made
        stranger = Villager(site_code=VILLAGE, id="0" * 30 + "77", name="无中生有")
        session.add(stranger)
        session.flush()
        digests.recount(session, VILLAGE, [("villager", stranger.id)])
        session.commit()
    step(reporting, case_no, _E.PROGRESSED, text="又补充")
    done = {one.site_code: one for one in sync_upward(reporting.township)}[VILLAGE]
    assert done.code == "ok" and "1 条记录" in done.trouble
    assert compared(reporting) is False
    lines = upward_lines(reporting)
    for _round in range(2):
        again = {one.site_code: one for one in sync_upward(reporting.township)}[VILLAGE]
        assert "1 条记录" in again.trouble
    assert upward_lines(reporting) == lines


def upward_lines(township: RunningTownship) -> int:
    with township.register.reading() as session:
        return session.scalar(select(func.sum(UpwardSite.seq))) or 0
