"""A real district above real townships: both run in this process, over TLS on loopback."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from app.clock import SetClock
from app.domain.cases import CaseEventKind, CaseState, Tier
from app.domain.requests import AcceptRequest
from app.models.base import wire_value
from app.models.register import Register
from app.models.tables import RECORD_TYPES, CaseEvent, FollowedRecord, ServiceCase
from app.models.verify import verify
from app.services import agents, cases
from app.services.desk import Desk
from sync.server import enrolling, publishing, sites
from sync.server.township import Township, found, open_township
from sync.server.upward.enrolling import enrol_upward
from sync.server.upward.passes import SitePass, sync_upward
from tests.sync.stations import PASSPHRASE, TOWNSHIP_CODE, Room, RunningTownship

DISTRICT_CODE = "620902000000"


def found_district(home: Path, clock: SetClock) -> None:
    """肃州区, with 下河清镇 on its list."""
    found(home, DISTRICT_CODE, "肃州区", clock, passphrase=PASSPHRASE, tier=Tier.DISTRICT).close()
    district = open_township(home, clock, passphrase=PASSPHRASE)
    list_township(district)
    district.register.close()


def list_township(district: Township) -> None:
    sites.add_site(district, TOWNSHIP_CODE, "下河清镇")


def enrol(township: RunningTownship, district: RunningTownship, code: str = TOWNSHIP_CODE) -> str:
    return enrol_upward(township.township, district.url, enrolling.new_code(district.township, code))


def upward(township: RunningTownship, *, give_up_s: float = 30.0) -> dict[str, SitePass]:
    """One pass of every site; each must go through."""
    done = {one.site_code: one for one in sync_upward(township.township, give_up_s=give_up_s)}
    assert {one.code for one in done.values()} <= {"ok"}, done
    return done


def publish_sample(township: RunningTownship) -> None:
    publishing.publish(township.township, publishing.sample_document(), sites.site_codes(township.township))


def desk_of(owner: Room | RunningTownship) -> Desk:
    return Desk(owner.register, agents.first_actor(owner.register), owner.clock)


def accepted(room: Room | RunningTownship, name: str, phone: str = "13800000000") -> str:
    """The number of a case of 王…, ready to be sent on."""
    request = AcceptRequest(name=name, id_missing_reason="未带证件", phone=phone, item="MZ05")
    case = cases.accept(desk_of(room), request)
    if state_at(room, case.case_no) is CaseState.WAITING_MATERIALS:
        step(room, case.case_no, CaseEventKind.SUPPLEMENTED, materials=list(case.missing))
    return case.case_no


def step(
    owner: Room | RunningTownship, case_no: str, event: CaseEventKind, reason: str = "", **data: object
) -> None:
    cases.record(desk_of(owner), case_no, event, reason=reason, data=data)


def sent_to_the_township(room: Room, name: str, phone: str = "13800000000") -> str:
    case_no = accepted(room, name, phone)
    step(room, case_no, CaseEventKind.ESCALATED)
    room.sync()
    return case_no


def sent_to_the_district(township: RunningTownship, room: Room, name: str) -> str:
    """A case that its village sent to the township, and the township to the district."""
    case_no = sent_to_the_township(room, name)
    step(township, case_no, CaseEventKind.ESCALATED)
    return case_no


def state_at(owner: Room | RunningTownship, case_no: str) -> CaseState:
    return cases.show(owner.register, case_no, owner.clock).row.state


def events_of(owner: Room | RunningTownship, case_no: str) -> list[tuple[str, str]]:
    """(event, in whose name) of a case, in the order in which they count."""
    with owner.register.reading() as session:
        query = (
            select(CaseEvent.event, CaseEvent.by_tier)
            .join(ServiceCase, ServiceCase.id == CaseEvent.case_id)
            .where(ServiceCase.case_no == case_no)
            .order_by(CaseEvent.ver == 0, CaseEvent.ver, CaseEvent.id)
        )
        return [(event, tier) for event, tier in session.execute(query)]


def not_counting(owner: Room | RunningTownship, case_no: str) -> set[str]:
    """The steps that a case's page shows as 未生效."""
    shown = cases.show(owner.register, case_no, owner.clock).timeline
    return {row.event.value for row in shown if row.event is not None and not row.effective}


def rows(register: Register, site_code: str, only: set[str] | None = None) -> dict[tuple[str, str], object]:
    """Every record of a site as wire values with its version; ``only`` these ids."""
    found: dict[tuple[str, str], object] = {}
    with register.reading() as session:
        for word, model in RECORD_TYPES.items():
            for record in session.scalars(select(model).where(model.site_code == site_code)):
                if only is None or record.id in only:
                    values = {name: wire_value(getattr(record, name)) for name in model.field_names()}
                    found[(word, record.id)] = (record.ver, values)
    return found


def followed(township: RunningTownship, site_code: str) -> set[str]:
    with township.register.reading() as session:
        query = select(FollowedRecord.record_id).where(FollowedRecord.site_code == site_code)
        return set(session.scalars(query))


def assert_alike(district: RunningTownship, township: RunningTownship, site_code: str) -> None:
    """What the district holds of a site is what the township holds of it, and both follow from their logs."""
    there = rows(district.register, site_code)
    here = rows(township.register, site_code, {record_id for _word, record_id in there})
    assert there == here
    assert followed(township, site_code) <= {record_id for _word, record_id in there}
    for one in (district, township):
        report = verify(one.register)
        assert report.ok, report.problems
