"""The synthetic records of other programs' measurements, written as our own."""

from __future__ import annotations

import json
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from app.clock import Clock
from app.models.register import Register
from app.models.tables import ServiceCase

IN_ONE_UNIT = 1_000


def write(room: Register, clock: Clock, data: Path, count: int) -> None:
    """One case a record, through the unit of work: journaled, chained, folded and made findable."""
    with data.open(encoding="utf-8") as lines:
        records = (json.loads(line) for line in islice(lines, count))
        while chunk := list(islice(records, IN_ONE_UNIT)):
            with room.write("bench", clock) as unit:
                for record in chunk:
                    unit.add(_case(record, clock))
                unit.commit()


def _case(record: dict[str, Any], clock: Clock) -> ServiceCase:
    now, person = clock.now(), record["person"]
    return ServiceCase(
        case_no=f"100201-261201-A1-{record['seq']:05d}",
        applicant_name=person["name"],
        applicant_group=f"{person['group']}组",
        applicant_phone=person["phone"],
        item_code=record["kind_code"],
        item_name=record["kind"],
        department=record["basis"],
        kind="promised",
        accepted_at=now,
        accepted_on=now.date(),
        promised_days=5,
        promised_on=date.fromisoformat(record["due"]),
        accepted_by=record["handler"],
        entered_by=record["handler"],
        first_asked=record["handler"],
        first_handler=record["handler"],
        handler=record["handler"],
        external_no=record["id"],
        place=record["address"],
        note=f"{record['note']}；{person['idno']}；{record['amount_fen']}分；"
        + "、".join(one["name"] for one in record["materials"] if one["have"]),
    )
