"""Of a village's people the district gets to know those whose case was sent to it, and nobody else."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from sqlalchemy import select

from app.domain.cases import CaseEventKind
from app.models.base import metadata
from app.models.blobs import store_of
from app.models.register import Register
from sync.client.transport import Carrier
from sync.protocol.envelope import unseal
from sync.server.upward.passes import sync_upward
from tests.sync.districts import accepted, sent_to_the_district, sent_to_the_township, step, upward
from tests.sync.lines import add_villagers
from tests.sync.scans import attached, scan, scan_bytes, send_scans
from tests.sync.stations import VILLAGE, Faulty, Room, RunningTownship

_E = CaseEventKind
STAYS = ("周大山", "吴桂兰", "郑春生")
PHONES = ("13911110001", "13911110002")


def everything_in(register: Register) -> str:
    """Every value of every table, logs included, as one text."""
    found: list[str] = []
    with register.reading() as session:
        for table in metadata.sorted_tables:
            for row in session.execute(select(table)):
                found += [
                    one.decode("utf-8", "replace") if isinstance(one, bytes) else str(one) for one in row
                ]
    return "\n".join(found)


def wire_of(township: RunningTownship) -> bytes:
    """Everything that a pass sends, opened."""
    kept: list[Faulty] = []

    def watched(inner: Carrier) -> Carrier:
        kept.append(Faulty(inner))
        return kept[0]

    done = sync_upward(township.township, through=watched)
    assert {one.code for one in done} == {"ok"}
    key = township.register.identity.signing_public
    return b"\n".join(line for body in kept[0].sent for line in unseal(body, lambda _header: key).lines)


def test_nobody_whose_case_was_not_sent_to_the_district_ever_leaves_the_township(
    district: RunningTownship, reporting: RunningTownship, room: Room, tmp_path: Path
) -> None:
    add_villagers(room, STAYS[0], note="家里有病人")
    accepted(room, STAYS[1], PHONES[0])
    kept = sent_to_the_township(room, STAYS[2], PHONES[1])
    attached(room, kept, scan(tmp_path, "stays.jpg"))
    gone_up = sent_to_the_district(reporting, room, "王秀英")
    wire = wire_of(reporting).decode("utf-8", "replace")
    step(room, kept, _E.PROGRESSED, text="郑春生来问过")
    room.sync()
    wire += wire_of(reporting).decode("utf-8", "replace")
    known = everything_in(district.register)
    for told in (wire, known):
        assert gone_up in told and "王秀英" in told
        for private in (*STAYS, *PHONES, kept, "家里有病人"):
            assert private not in told, private
            assert json.dumps(private).strip('"') not in told, private


def test_scans_of_a_case_go_up_with_it_and_those_of_others_stay(
    district: RunningTownship, reporting: RunningTownship, room: Room, tmp_path: Path
) -> None:
    kept = sent_to_the_township(room, STAYS[2], PHONES[1])
    staying, going = (scan_bytes(300_000, seed) for seed in (b"stays", b"goes"))
    attached(room, kept, scan(tmp_path, "stays.jpg", staying))
    case_no = accepted(room, "王秀英")
    step(room, case_no, _E.ESCALATED)
    attached(room, case_no, scan(tmp_path, "goes.jpg", going))
    room.sync()
    step(reporting, case_no, _E.ESCALATED)
    upward(reporting)
    store = store_of(district.register)
    stays, goes = (sha256(content).hexdigest() for content in (staying, going))
    assert not store.has(VILLAGE, goes)  # it lies in the room yet: the case does not wait for it
    send_scans(room)
    upward(reporting)
    assert store.read(VILLAGE, goes) == going
    assert not store.has(VILLAGE, stays) and not store.begun(VILLAGE, stays)
