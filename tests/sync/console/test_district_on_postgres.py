"""The district's console reads the same from PostgreSQL: trays, townships, rates, a case received there."""

from __future__ import annotations

from app.domain.periods import parse
from app.services import reports
from tests.sync.console.offices import signed_in
from tests.sync.districts import desk_of, enrol, publish_sample, sent_to_the_district, upward
from tests.sync.stations import TOWNSHIP_CODE, VILLAGE, Room, RunningTownship
from tests.sync.stores import ON_POSTGRES

pytestmark = ON_POSTGRES
TOWNSHIP_SITE = f"{TOWNSHIP_CODE}000"


def test_every_page_of_a_district_answers_on_postgresql(
    district: RunningTownship, township: RunningTownship, room: Room
) -> None:
    enrol(township, district)
    publish_sample(township)
    room.sync()
    number = sent_to_the_district(township, room, "王秀英")
    room.clock.advance(days=9)
    reports.send(desk_of(room), parse("2026-11"))
    room.sync()
    upward(township)
    with signed_in(district) as window:
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
