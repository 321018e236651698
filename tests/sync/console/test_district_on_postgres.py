"""The district's console reads the same from PostgreSQL: trays, townships, rates, a case received there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.clock import SetClock
from app.domain.periods import parse
from app.services import reports
from sync.server import sites
from tests.sync.console.offices import signed_in
from tests.sync.districts import desk_of, enrol, publish_sample, sent_to_the_district, upward
from tests.sync.stations import TOWNSHIP_CODE, VILLAGE, Room, RunningTownship

pytestmark = pytest.mark.needs("postgres")
TOWNSHIP_SITE = f"{TOWNSHIP_CODE}000"


@pytest.fixture
def on_postgres_above(
    tmp_path: Path, clock: SetClock, founded_district: Path, fresh_postgres_url: str
) -> Iterator[RunningTownship]:
    """肃州区 on a database of its own, with 下河清镇 on its list."""
    home = tmp_path / "district"
    shutil.copytree(founded_district, home)
    running = RunningTownship(home, clock, database_url=fresh_postgres_url)
    running.start()
    sites.add_site(running.township, TOWNSHIP_CODE, "下河清镇")
    yield running
    running.stop()


def test_every_page_of_a_district_answers_on_postgresql(
    on_postgres_above: RunningTownship, township: RunningTownship, room: Room
) -> None:
    enrol(township, on_postgres_above)
    publish_sample(township)
    room.sync()
    number = sent_to_the_district(township, room, "王秀英")
    room.clock.advance(days=9)
    reports.send(desk_of(room), parse("2026-11"))
    room.sync()
    upward(township)
    with signed_in(on_postgres_above) as window:
        page = f"/cases/{number}"
        assert number in window.get("/?tray=new").text
        window.post(page, f"{page}/received", {"reference": "区2026-7", "answer_due_on": "2026-12-20"})
        for path, said in {
            "/?tray=working": number,
            "/?tray=above": "这里没有件",
            "/?tray=returned&late=1": "没有件",
            f"/?site={TOWNSHIP_SITE}": "下河清镇",
            "/townships": "1 / 2",
            f"/townships/{TOWNSHIP_SITE}": "槐树村",
            "/lights": "槐树村",
            f"/lights/{VILLAGE}?light=green": number,
            "/reports?period=2026-11": "1 / 2 村",
            f"/reports?period=2026-11&under={TOWNSHIP_SITE}": "已报送",
            f"/reports/sent?period=2026-11&site={VILLAGE}": "不再改动",
            "/devices/events": "最近的事",
            "/devices/quarantine": "隔离区",
            "/people": "赵主任",
            "/audit": "上级收件",
        }.items():
            answer = window.get(path)
            assert answer.status_code == 200 and said in answer.text, path
