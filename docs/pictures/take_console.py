"""Makes the pictures of the township's and the district's console again: python docs/pictures/take_console.py [FOLDER]"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PIL import Image

from app.clock import SetClock
from app.domain.cases import CaseEventKind
from app.domain.periods import parse
from app.domain.requests import AcceptRequest
from app.services import cases, papers, reports
from sync.client import sticks
from sync.server import publishing, sites, upkeep
from tests.sync.console.chromium import Browser, chromium
from tests.sync.console.offices import desk_of, enter, escalated
from tests.sync.districts import accepted, enrol, found_district, step, upward
from tests.sync.stations import OTHER_VILLAGE, VILLAGE, Room, RunningTownship, found_township, new_room

HERE = Path(__file__).parent
AT = datetime(2026, 11, 26, 2, 30, tzinfo=UTC)  # a Thursday morning at the township
COLOURS = 128
SENT_UP = {
    VILLAGE: (("王秀英", 20), ("李建国", 13), ("张桂兰", 2)),
    OTHER_VILLAGE: (("马成林", 15), ("赵玉梅", 1)),
}
"""Who asked where, and how many days ago."""
PAGES = (
    ("inbox", "/"),
    ("case", "/cases/{number}"),
    ("lights", "/lights"),
    ("reports", "/reports"),
    ("devices", "/devices/pcs"),
)


DISTRICT_PAGES = (("townships", "/townships"), ("reports", "/reports"))


def main(folder: Path) -> None:
    clock = SetClock(AT - timedelta(days=30))
    with tempfile.TemporaryDirectory() as made, ExitStack() as running:
        township = _server(running, Path(made) / "township", clock, found_township)
        district = _server(running, Path(made) / "district", clock, found_district)
        enrol(township, district)
        known = sites.site_codes(township.township)
        publishing.publish(township.township, publishing.sample_document(), known)
        clock.at = AT
        rooms = [_room(running, township, Path(made), code) for code in SENT_UP]
        numbers = [number for room in rooms for number in _village(room, Path(made))]
        browser = running.enter_context(chromium())
        enter(browser, township, "赵主任")
        _take(township, browser, numbers[0], folder)
        _sent_on(township, district, numbers[:2])
        browser.open(f"{township.url}/console/?tray=above")
        _keep(browser, folder / "township-above.png")
        _stick(township, rooms[1], browser, folder, Path(made) / "stick")
        _stick_upward(township, numbers[2], browser, folder)
        _month_sent(township, rooms[0])
        enter(browser, district, "钱科长")
        for name, path in DISTRICT_PAGES:
            browser.open(f"{district.url}/console{path}")
            _keep(browser, folder / f"district-{name}.png")


def _server(
    running: ExitStack, home: Path, clock: SetClock, found: Callable[[Path, SetClock], None]
) -> RunningTownship:
    found(home, clock)
    made = RunningTownship(home, clock)
    made.start()
    running.callback(made.stop)
    return made


def _room(running: ExitStack, township: RunningTownship, folder: Path, code: str) -> Room:
    room = new_room(folder / code, SetClock(township.clock.at), code)
    running.callback(room.register.close)
    room.enrol(township)
    room.sync()
    return room


def _village(room: Room, folder: Path) -> list[str]:
    """A village that accepted some days ago, did some of it itself and sent some of it up."""
    clock, code = room.clock, room.register.site_code
    numbers = []
    for name, days in SENT_UP[code]:
        clock.at = AT - timedelta(days=days)
        numbers.append(escalated(room, name))
    clock.at = AT
    request = AcceptRequest(name="孙有福", id_missing_reason="未带证件", phone="13800000001", item="MZ05")
    kept = cases.accept(desk_of(room), request)
    cases.record(desk_of(room), kept.case_no, CaseEventKind.NOTIFIED)
    done = accepted(room, "马玉兰", "13800000002")
    step(room, done, CaseEventKind.COMPLETED, result="已办好")
    papers.save(desk_of(room), numbers[0], "slip", folder / f"{code}.pdf")
    room.sync()
    return numbers


def _sent_on(township: RunningTownship, district: RunningTownship, numbers: list[str]) -> None:
    """Two cases go on to the district, which has received the first."""
    for number in numbers:
        step(township, number, CaseEventKind.RECEIVED, reference="镇2026-7", answer_due_on="2026-12-08")
        step(township, number, CaseEventKind.ESCALATED)
    upward(township)
    step(district, numbers[0], CaseEventKind.RECEIVED, reference="区2026-31", answer_due_on="2026-12-04")
    upward(township)


def _stick(township: RunningTownship, room: Room, browser: Browser, folder: Path, place: Path) -> None:
    """A village's stick read in the browser, with a file that broke off while it was copied."""
    place.mkdir()
    accepted(room, "孙玉兰", "13800000003")
    (whole,) = sticks.write_out(room.register, place).files
    (place / whole.name.replace("-A1-", "-A2-").replace("-0000", "-0001")).write_bytes(
        whole.read_bytes()[:400]
    )
    browser.open(f"{township.url}/console/sticks")
    browser.pick("#files", *sorted(place.iterdir()))
    browser.send("main button.first")
    _keep(browser, folder / "township-stick.png")


def _stick_upward(township: RunningTownship, number: str, browser: Browser, folder: Path) -> None:
    """A case that goes to the district by stick."""
    step(township, number, CaseEventKind.RECEIVED, reference="镇2026-8", answer_due_on="2026-12-10")
    step(township, number, CaseEventKind.ESCALATED)
    browser.open(f"{township.url}/console/sticks")
    browser.send("form[action$=clear] button")
    browser.send("form[action$=upward] button")
    _keep(browser, folder / "township-upward.png")


def _month_sent(township: RunningTownship, room: Room) -> None:
    """A week later a village has sent its November, and the township made a backup."""
    township.clock.advance(days=7)
    room.clock.at = township.clock.at
    reports.send(desk_of(room), parse("2026-11"))
    room.sync()
    upkeep.backed_up(township.township, township.home / "made.backup", ok=True)
    upward(township)


def _take(township: RunningTownship, browser: Browser, number: str, folder: Path) -> None:
    root = f"{township.url}/console"
    for name, path in PAGES:
        browser.open(root + path.format(number=number))
        _keep(browser, folder / f"township-{name}.png")
    changed = json.loads(publishing.sample_document()) | {"version": "下河清镇-2026-1", "sample": False}
    changed["items"][0]["days"] += 1
    changed["items"].pop(1)
    file = folder / "catalogue.json"
    file.write_text(json.dumps(changed, ensure_ascii=False), encoding="utf-8")
    browser.open(f"{root}/publishing")
    browser.pick("#catalogue", file)
    browser.send("main button.first")
    file.unlink()
    _keep(browser, folder / "township-publishing.png")


def _keep(browser: Browser, place: Path) -> None:
    browser.picture(place)
    with Image.open(place) as taken:
        taken.convert("RGB").quantize(COLOURS).save(place, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
