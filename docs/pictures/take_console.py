"""Makes the pictures of the township's console again: python docs/pictures/take_console.py [FOLDER]"""

from __future__ import annotations

import json
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PIL import Image

from app.clock import SetClock
from app.domain.cases import CaseEventKind
from app.domain.requests import AcceptRequest
from app.services import cases, papers
from sync.server import publishing, sites
from tests.sync.console.chromium import Browser, chromium
from tests.sync.console.offices import PASSWORD, account, desk_of, escalated
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


def main(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as made:
        clock = SetClock(AT - timedelta(days=30))
        home = Path(made) / "township"
        found_township(home, clock)
        township = RunningTownship(home, clock)
        township.start()
        try:
            known = sites.site_codes(township.township)
            publishing.publish(township.township, publishing.sample_document(), known)
            clock.at = AT
            numbers = [number for code in SENT_UP for number in _village(township, Path(made), code)]
            account(township, "赵主任", "admin")
            with chromium() as browser:
                _take(township, browser, numbers[0], folder)
        finally:
            township.stop()


def _village(township: RunningTownship, folder: Path, code: str) -> list[str]:
    """A village that accepted some days ago and sent some of it up."""
    clock = SetClock(township.clock.at)
    room: Room = new_room(folder / code, clock, code)
    room.enrol(township)
    room.sync()
    numbers = []
    for name, days in SENT_UP[code]:
        clock.at = AT - timedelta(days=days)
        numbers.append(escalated(room, name))
    clock.at = AT
    request = AcceptRequest(name="孙有福", id_missing_reason="未带证件", phone="13800000001", item="MZ05")
    kept = cases.accept(desk_of(room), request)
    cases.record(desk_of(room), kept.case_no, CaseEventKind.NOTIFIED)
    papers.save(desk_of(room), numbers[0], "slip", folder / f"{code}.pdf")
    room.sync()
    room.register.close()
    return numbers


def _take(township: RunningTownship, browser: Browser, number: str, folder: Path) -> None:
    root = f"{township.url}/console"
    browser.open(f"{root}/sign-in")
    browser.type("#name", "赵主任")
    browser.type("#password", PASSWORD)
    browser.send("button.first")
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
