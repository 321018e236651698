"""A district takes nothing on trust: whose village it is, who wrote a line, and in whose name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from app.clock import SetClock
from app.domain.cases import CaseEventKind, CaseState
from app.models import upward_lines
from app.models.chain import ZERO, link
from app.models.lines import decode, encode
from app.models.tables import (
    Carrier,
    CaseEvent,
    JournalLine,
    ReceivedLine,
    ServiceCase,
    UpwardLine,
    UpwardSite,
)
from app.models.upward_lines import CarriedLine, Mark
from sync.server import sites, subordinates
from sync.server.sites import add_site
from sync.server.township import found, open_township
from sync.server.upward import log
from sync.server.upward.passes import sync_upward
from tests.sync.districts import (
    assert_alike,
    enrol,
    events_of,
    rows,
    sent_to_the_district,
    state_at,
    step,
    upward,
)
from tests.sync.stations import PASSPHRASE, VILLAGE, Room, RunningTownship, serving

MakeRoom = Callable[..., Room]
_E = CaseEventKind
SECOND_CODE, SECOND_VILLAGE = "620902102", "620902102201"
MOVED_VILLAGE = "620902101209"


@pytest.fixture
def second(district: RunningTownship, tmp_path: Path, clock: SetClock) -> Iterator[RunningTownship]:
    """上坝镇, another township of the district, enrolled there; it also serves a village of an old code."""
    home = tmp_path / "second"
    found(home, SECOND_CODE, "上坝镇", clock, passphrase=PASSPHRASE).close()
    opened = open_township(home, clock, passphrase=PASSPHRASE)
    for code, name in ((SECOND_VILLAGE, "上坝村"), (MOVED_VILLAGE, "并来村")):
        add_site(opened, code, name)
    opened.register.close()
    add_site(district.township, SECOND_CODE, "上坝镇")
    with serving(home, clock) as running:
        enrol(running, district, SECOND_CODE)
        yield running


def changed_on_the_way(township: RunningTownship, change: Callable[[bytes], bytes]) -> int:
    """The township rewrites its unsent upward log for the village before it goes out; how many lines it changed."""
    count = 0
    with township.register.writing() as session:
        site = log.site_log(session, VILLAGE)
        point = ZERO
        for line in session.scalars(
            select(UpwardLine).where(UpwardLine.site_code == VILLAGE).order_by(UpwardLine.seq)
        ).all():
            if line.seq > site.acked_seq:
                after = change(line.raw)
                count += after != line.raw
                line.raw = after
                line.hash = link(point, site.replica_id, line.raw)
            point = line.hash
        site.hash = point
        session.commit()
    return count


def fill_log(township: RunningTownship) -> None:
    """What is due stands in the upward logs, and nothing was sent yet."""
    from sync.server.upward import choosing
    from sync.server.upward.enrolling import enrolled

    with township.register.writing() as session:
        district_id = enrolled(session).server_replica_id
        for site_code in sites.site_codes(township.township):
            site = log.site_log(session, site_code)
            choosing.look_through(session, township.township.server_id, district_id, site)
        session.commit()


def result_of(district: RunningTownship, code: str) -> list[JournalLine]:
    with district.register.reading() as session:
        query = select(JournalLine).where(JournalLine.site_code == VILLAGE, JournalLine.result == code)
        return list(session.scalars(query))


def test_a_line_that_the_township_changed_on_the_way_is_noticed_and_not_taken_in(
    district: RunningTownship, reporting: RunningTownship, room: Room, expected_log: Callable[[str], None]
) -> None:
    expected_log("WARNING .*: records differed")
    case_no = sent_to_the_district(reporting, room, "王秀英")
    fill_log(reporting)

    def with_another_name(raw: bytes) -> bytes:
        word = upward_lines.read(raw)
        if not isinstance(word, CarriedLine) or b'"t":"case"' not in word.raw:
            return raw
        line = decode(word.raw)
        forged = encode(msgspec.structs.replace(line, f=line.f | {"applicant_name": "冒名者"}))
        return upward_lines.write(CarriedLine(word.n, word.replica_id, forged))

    changed = changed_on_the_way(reporting, with_another_name)
    sync_upward(reporting.township)
    assert len(result_of(district, "changed")) == changed > 0
    assert "冒名者" not in str(rows(district.register, VILLAGE))
    assert events_of(district, case_no) == events_of(reporting, case_no)  # said again as it was written
    assert_alike(district, reporting, VILLAGE)


def test_a_mark_that_the_township_made_up_proves_nothing(
    district: RunningTownship, reporting: RunningTownship, room: Room
) -> None:
    sent_to_the_district(reporting, room, "王秀英")
    upward(reporting)
    sent_to_the_district(reporting, room, "李建国")
    fill_log(reporting)

    def with_own_key(raw: bytes) -> bytes:
        word = upward_lines.read(raw)
        if not isinstance(word, Mark):
            return raw
        own = reporting.register.identity.signing_public.hex()
        return upward_lines.write(
            Mark(word.replica_id, own, word.from_seq, word.seal, word.start, word.leaves)
        )

    assert changed_on_the_way(reporting, with_own_key) > 0
    sync_upward(reporting.township)
    assert result_of(district, "unproven")
    assert "李建国" not in str(rows(district.register, VILLAGE))


def test_whose_step_it_is_is_decided_by_who_wrote_it_and_not_by_who_brought_it(
    district: RunningTownship, reporting: RunningTownship, room: Room, expected_log: Callable[[str], None]
) -> None:
    expected_log("WARNING .*: records differed")  # the township's own rows say what its lines may not
    case_no = sent_to_the_district(reporting, room, "王秀英")
    case_id, site_code = case_of(room, case_no)
    with reporting.register.write(
        "a" * 32, reporting.clock
    ) as unit:  # a township may not speak for the district
        unit.add(
            CaseEvent(
                site_code=site_code,
                case_id=case_id,
                event="completed",
                from_state="escalated",
                at=reporting.clock.now(),
                data={"result": "镇里自己写的"},
                by_tier="district",
            )
        )
        unit.commit()
    upward(reporting)
    assert ("completed", "district") not in events_of(district, case_no)
    assert state_at(district, case_no) is CaseState.ESCALATED
    with reporting.register.write("a" * 32, reporting.clock) as unit:
        case = unit.get(ServiceCase, case_id, site_code)
        assert case is not None
        case.township_no, case.district_no, case.note = "镇7", "区假", "镇里改的"
        unit.commit()
    upward(reporting)
    with district.register.reading() as session:
        there = session.get_one(ServiceCase, (site_code, case_id))
        assert (there.township_no, there.district_no, there.note) == ("镇7", "", "")


def test_a_township_that_claims_a_village_of_another_is_refused_and_learns_nothing(
    district: RunningTownship, reporting: RunningTownship, second: RunningTownship, room: Room
) -> None:
    case_no = sent_to_the_district(reporting, room, "王秀英")
    upward(reporting)
    step(district, case_no, _E.COMPLETED, result="区里批准")
    add_site(second.township, VILLAGE, "槐树村")
    done = {one.site_code: one for one in sync_upward(second.township, give_up_s=2.0)}
    assert done[VILLAGE].code == "wrong-site"
    assert done[SECOND_VILLAGE].code == "ok"
    with second.register.reading() as session:
        assert session.query(ReceivedLine).filter_by(site_code=VILLAGE).count() == 0
    assert_alike_but_for(district, second)


def test_a_township_cannot_speak_with_anothers_identity_for_a_site(
    district: RunningTownship, reporting: RunningTownship, second: RunningTownship, room: Room
) -> None:
    sent_to_the_district(reporting, room, "王秀英")
    upward(reporting)
    before = rows(district.register, VILLAGE)
    with reporting.register.reading() as session:
        theirs = session.get_one(UpwardSite, VILLAGE).replica_id
    with second.register.writing() as session:
        site = log.site_log(session, SECOND_VILLAGE)
        site.replica_id, site.introduced = theirs, True
        session.commit()
    done = {one.site_code: one for one in sync_upward(second.township, give_up_s=2.0)}
    assert done[SECOND_VILLAGE].code in ("wrong-site", "bad-signature")
    assert rows(district.register, VILLAGE) == before


def test_a_village_of_an_old_code_goes_with_the_township_the_district_placed_it_under(
    district: RunningTownship, reporting: RunningTownship, second: RunningTownship
) -> None:
    refused = {one.site_code: one.code for one in sync_upward(second.township, give_up_s=2.0)}
    assert refused[MOVED_VILLAGE] == "wrong-site"
    subordinates.place_site(district.township, MOVED_VILLAGE, SECOND_CODE, "并来村")
    assert {one.code for one in sync_upward(second.township)} == {"ok"}
    add_site(reporting.township, MOVED_VILLAGE, "并来村")
    again = {one.site_code: one.code for one in sync_upward(reporting.township, give_up_s=2.0)}
    assert again[MOVED_VILLAGE] == "wrong-site"


def test_a_revoked_township_speaks_for_none_of_its_sites(
    district: RunningTownship, reporting: RunningTownship, room: Room
) -> None:
    from sync.server import revoking

    upward(reporting)
    sent_to_the_district(reporting, room, "王秀英")
    with district.register.reading() as session:
        server_id = session.scalars(select(Carrier.server_id)).first()
    revoking.revoke(district.township, server_id or "", "镇里服务器被盗")
    assert {one.code for one in sync_upward(reporting.township, give_up_s=2.0)} == {"revoked"}
    assert "王秀英" not in str(rows(district.register, VILLAGE))
    revoking.admit(district.township, server_id or "", "")
    upward(reporting)
    assert_alike(district, reporting, VILLAGE)


def case_of(room: Room, case_no: str) -> tuple[str, str]:
    with room.register.reading() as session:
        case = session.scalars(select(ServiceCase).where(ServiceCase.case_no == case_no)).one()
        return case.id, case.site_code


def assert_alike_but_for(district: RunningTownship, second: RunningTownship) -> None:
    with district.register.reading() as session:
        owners = dict(session.execute(select(Carrier.site_code, Carrier.server_id)).all())
    assert owners[VILLAGE] != second.township.server_id
    assert owners[SECOND_VILLAGE] == second.township.server_id
