"""Where every invented history begins: a district, a township, enrolled PCs of two villages, shared people and cases."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from unittest import mock

from app.clock import SetClock
from app.domain.cases import CaseEventKind
from app.keystore import wraps
from app.services import cases, rooms
from app.services.rooms import RoomPlan
from sync.client.enrolling import enrol
from sync.client.passes import SyncPass
from sync.protocol import enrolment
from sync.server.enrolling import new_code
from sync.server.township import Township, open_township
from sync.server.upward.enrolling import enrol_upward
from sync.server.upward.passes import sync_upward
from tests.sync.districts import found_district
from tests.sync.machine.carrier import Direct
from tests.sync.machine.people import desk_of, request, send_up
from tests.sync.stations import (
    OTHER_VILLAGE,
    PASSPHRASE,
    TOWNSHIP_CODE,
    VILLAGE,
    found_township,
    no_wait,
)

START = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
URL = "https://192.0.2.1:8443"
PCS = {"a": (VILLAGE, "A1"), "b": (VILLAGE, "B1"), "c": (OTHER_VILLAGE, "A1")}
SPARES = {"s1": (VILLAGE, "S1"), "s2": (VILLAGE, "S2")}
"""Set up but not enrolled: what a room buys when a PC has died."""


@contextmanager
def cheap_keys() -> Iterator[None]:
    """Passphrases and codes are stretched as little as they may be: histories open registers all the time."""
    with (
        mock.patch.object(wraps, "ARGON2_MEMORY_KIB", 32),
        mock.patch.object(wraps, "ARGON2_PASSES", 1),
        mock.patch.object(enrolment, "SCRYPT_COST", 1 << 4),
    ):
        yield


def prepare(folder: Path) -> Path:
    """Make the beginning in ``folder``; histories copy it."""
    clock = SetClock(START)
    with cheap_keys():
        found_township(folder / "township", clock)
        township = open_township(folder / "township", clock, passphrase=PASSPHRASE)
        try:
            carrier = Direct(lambda: township)
            for name, (site, pc_code) in (PCS | SPARES).items():
                plan = RoomPlan(site, "便民服务室", agent=f"王{name}", sample_catalogue=True, pc_code=pc_code)
                register = rooms.set_up(folder / name, plan, clock, passphrase=PASSPHRASE)
                if name in PCS:
                    enrol(register, URL, new_code(township, site), carrier)
                    desk = desk_of(register, clock)
                    waiting = cases.accept(desk, request(desk, "MZ05", "王秀英", complete=False))
                    forwarded = cases.accept(desk, request(desk, "YB01", "李建国"))
                    cases.record(desk, waiting.case_no, CaseEventKind.SUPPLEMENTED)
                    cases.record(desk, waiting.case_no, CaseEventKind.ESCALATED)
                    cases.record(desk, forwarded.case_no, CaseEventKind.PROGRESSED, data={"text": "已登记"})
                    SyncPass(register, clock, carrier, 5.0, no_wait).run()
                register.close()
            _enrol_above(folder, township, clock)
            for name in PCS:
                register = rooms.open_room(folder / name, passphrase=PASSPHRASE)
                SyncPass(register, clock, carrier, 5.0, no_wait).run()
                register.close()
        finally:
            township.register.close()
    return folder


def _enrol_above(folder: Path, township: Township, clock: SetClock) -> None:
    """肃州区 above the township, which has passed one case of each village on to it."""
    found_district(folder / "district", clock)
    district = open_township(folder / "district", clock, passphrase=PASSPHRASE)
    try:
        carrier = Direct(lambda: district)
        enrol_upward(township, URL, new_code(district, TOWNSHIP_CODE), carrier)
        for choice in (0, 0):
            send_up(township, choice, "")
        sync_upward(township, through=lambda _line: carrier, wait=no_wait)
    finally:
        district.register.close()


def copied(beginning: Path, to: Path) -> None:
    """A fresh copy for one history; the spares are taken from the beginning when they are needed."""
    shutil.copytree(beginning, to, ignore=shutil.ignore_patterns(*SPARES))
