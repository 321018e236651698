"""Builders of real registers and records for tests, with sensible defaults."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from app import keystore
from app.clock import Clock, today
from app.models.lines import Line, encode
from app.models.register import Register
from app.models.tables import CaseEvent, ServiceCase, Villager
from app.models.unit_of_work import UnitOfWork

PASSPHRASE = "gubei-2026"
VILLAGE = "620902101201"
TOWNSHIP = "620902101000"


def new_register(home: Path, site_code: str = VILLAGE, *, pc_code: str = "A1", url: str = "") -> Register:
    keys = keystore.create(home, passphrase=PASSPHRASE, site_code=site_code, pc_code=pc_code)
    return Register.create(home, keys, url=url)


def reopened(home: Path) -> Register:
    return Register.open(home, keystore.open(home, passphrase=PASSPHRASE))


def add_villager(unit: UnitOfWork, name: str = "张秀兰", **fields: Any) -> Villager:
    return unit.add(Villager(name=name, **({"id_number": "620902194902030045"} | fields)))


def add_case(unit: UnitOfWork, clock: Clock, *, number: str = "101201-261123-A1-001X") -> ServiceCase:
    villager = add_villager(unit)
    case = unit.add(
        ServiceCase(
            case_no=number,
            villager_id=villager.id,
            applicant_name=villager.name,
            item_code="MZ01",
            item_name="农村最低生活保障申请",
            kind="escalated",
            accepted_at=clock.now(),
            accepted_on=today(clock),
            promised_days=5,
            promised_on=date(2026, 11, 30),
            accepted_by="a",
            entered_by="a",
            first_asked="a",
            first_handler="a",
            handler="a",
        )
    )
    unit.session.flush()
    unit.add(CaseEvent(case_id=case.id, event="accepted", at=clock.now(), data={"kind": "escalated"}))
    return case


def line(seq: int, record_id: str, record_type: str, fields: dict[str, Any], *, base: int = 0) -> bytes:
    """The bytes of a line as another replica would have written it."""
    return encode(
        Line(seq, f"{seq:032x}", record_id, record_type, "put", base, fields, f"{seq}.0", 0, "someone")
    )
