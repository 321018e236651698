"""What is published is looked at first, goes out exactly as it was looked at, and can be taken back."""

from __future__ import annotations

import io
import json
import re

import openpyxl
import pytest

from app import assets
from app.domain.periods import PeriodKind
from app.errors import Refusal
from app.services import form_descriptions, items, report_templates
from sync.server import publishing, sites
from sync.server.console.carrying import packed, unpacked
from tests.sync.console.offices import Window
from tests.sync.stations import Room, RunningTownship

CARRIED = re.compile(r'name="(carried|before|name|kind)" value="([^"]*)"')


def looked_at(window: Window, path: str, files: dict[str, tuple[str, bytes]], **fields: str) -> str:
    """The page that shows a file before it is published."""
    data = {"form_token": window.token("/publishing"), **fields}
    answer = window.client.post(f"/publishing/{path}/look", data=data, files=files, follow_redirects=True)
    return answer.text


def published(window: Window, path: str, page: str) -> str:
    """What was looked at, published as it is."""
    return window.post("/publishing", f"/publishing/{path}", dict(CARRIED.findall(page))).text


def catalogue(version: str, **changes: object) -> bytes:
    document = json.loads(publishing.sample_document())
    document |= {"version": version, "sample": False, **changes}
    return json.dumps(document, ensure_ascii=False).encode()


def test_a_catalogue_is_compared_in_words_before_it_reaches_every_village(
    township: RunningTownship, village: Room, admin: Window
) -> None:
    document = json.loads(catalogue("镇-2026-1"))
    item = next(one for one in document["items"] if one["code"] == "MZ05")
    item["days"] = item["days"] - 1
    content = json.dumps(document, ensure_ascii=False).encode()
    page = looked_at(admin, "catalogue", {"catalogue": ("目录.json", content)})
    assert "承诺时限由" in page and "1 个事项不同" in page
    assert items.in_force(township.register, township.clock).version != "镇-2026-1"
    assert "已向 2 个服务点发布目录 镇-2026-1" in published(admin, "catalogue", page)
    village.sync()
    assert items.in_force(village.register, village.clock).version == "镇-2026-1"
    other = content.replace("村级代办事项".encode(), "另一份目录".encode())
    assert "没有完成" in looked_at(admin, "catalogue", {"catalogue": ("目录.json", other)})
    assert "没有完成" in looked_at(admin, "catalogue", {"catalogue": ("目录.json", b"\x00\xff")})
    assert "请先选择文件" in looked_at(admin, "catalogue", {"catalogue": ("", b"")})


def test_a_catalogue_overtaken_by_another_is_not_published(
    township: RunningTownship, village: Room, admin: Window
) -> None:
    page = looked_at(admin, "catalogue", {"catalogue": ("目录.json", catalogue("镇-1"))})
    publishing.publish(township.township, catalogue("镇-2").decode(), sites.site_codes(township.township))
    assert "别人已发布了 镇-2" in published(admin, "catalogue", page)
    assert items.in_force(township.register, township.clock).version == "镇-2"


def test_an_earlier_catalogue_is_put_into_force_again(
    township: RunningTownship, village: Room, admin: Window
) -> None:
    for version in ("镇-1", "镇-2"):
        published(
            admin,
            "catalogue",
            looked_at(admin, "catalogue", {"catalogue": ("目录.json", catalogue(version))}),
        )
        township.clock.advance(minutes=1)
    (again,) = re.findall(r'name="version" value="(\w+)"', admin.get("/publishing").text)
    page = admin.post("/publishing", "/publishing/catalogue/again", {"version": again}).text
    assert "核对目录 镇-1" in page
    published(admin, "catalogue", page)
    village.sync()
    assert items.in_force(village.register, village.clock).version == "镇-1"


def test_a_year_shows_its_days_before_the_villages_count_by_it(
    township: RunningTownship, village: Room, admin: Window
) -> None:
    year = assets.data("calendar", "2027.json")
    page = looked_at(admin, "calendar", {"calendar": ("2027.json", year)})
    assert "核对 2027 年工作日表" in page and "2027-01-01" in page
    assert "发布 2027 年的工作日表" in published(admin, "calendar", page)
    assert "没有完成" in looked_at(admin, "calendar", {"calendar": ("2027.json", b"{}")})


def test_a_form_of_a_paper_is_seen_as_a_sample_and_taken_back(
    township: RunningTownship, village: Room, admin: Window
) -> None:
    form = json.dumps(
        {"format": "daiban-form", "format_version": 1, "paper": "receipt", "title": "材料接收凭证"}
    ).encode()
    page = looked_at(admin, "forms", {"form": ("f.json", form)})
    assert "data:image/png;base64," in page and "材料接收凭证" in page
    assert form_descriptions.in_force(township.register, "receipt").title == ""
    assert "已向各服务点发布" in published(admin, "forms", page)
    village.sync()
    assert form_descriptions.in_force(village.register, "receipt").title == "材料接收凭证"
    township.clock.advance(minutes=1)
    back = admin.post("/publishing/forms", "/publishing/forms/own", {"paper": "receipt"}).text
    published(admin, "forms", back)
    village.sync()
    assert form_descriptions.in_force(village.register, "receipt").title == ""


def test_a_template_is_checked_and_tried_before_the_villages_get_it(
    township: RunningTownship, village: Room, admin: Window
) -> None:
    page = looked_at(
        admin, "templates", {"template": ("t.xlsx", book("{{月.受理数}}"))}, kind="month", name="镇月报表"
    )
    assert "1 格，标记都认得" in page
    carried = dict(CARRIED.findall(page))
    tried = admin.post("/publishing/templates", "/publishing/templates/try", carried)
    assert openpyxl.load_workbook(io.BytesIO(tried.content)).active["A1"].value == 0
    assert "已向 2 个服务点公布报表模板" in published(admin, "templates", page)
    village.sync()
    assert report_templates.published(village.register, PeriodKind.MONTH) == ("镇月报表",)
    wrong = looked_at(
        admin, "templates", {"template": ("t.xlsx", book("{{没有这个}}"))}, kind="month", name="甲"
    )
    assert "不认识的标记" in wrong


def book(words: str) -> bytes:
    made = openpyxl.Workbook()
    assert made.active is not None
    made.active["A1"] = words
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def test_a_power_moved_down_is_taken_back(township: RunningTownship, village: Room, admin: Window) -> None:
    said = {"item": "MZ05", "tier": "village", "from_on": "2026-11-23", "way": "委托"}
    page = admin.post("/publishing/powers", "/publishing/powers", said).text
    assert "自 2026-11-23 起下放" in page
    (power,) = re.findall(r'name="power" value="(\w+)"', page)
    assert "今天起收回" in admin.post("/publishing/powers", "/publishing/powers/back", {"power": power}).text
    assert (
        "没有这项下放" in admin.post("/publishing/powers", "/publishing/powers/back", {"power": power}).text
    )
    (kept,) = publishing.powers(township.township)
    assert not kept.runs and kept.to_on is not None and kept.to_on.isoformat() == "2026-11-22"


def test_a_village_that_joins_later_gets_forms_templates_and_powers(
    township: RunningTownship, village: Room, admin: Window
) -> None:
    form = {"format": "daiban-form", "format_version": 1, "paper": "receipt", "title": "材料接收凭证"}
    published(admin, "forms", looked_at(admin, "forms", {"form": ("f.json", json.dumps(form).encode())}))
    files = {"template": ("t.xlsx", book("{{月.受理数}}"))}
    published(admin, "templates", looked_at(admin, "templates", files, kind="month", name="镇月报表"))
    late = sites.add_site(township.township, "620902101203", "后来村")
    from sqlalchemy import select

    from app.models.tables import FormDescription, ReportTemplate

    with township.register.reading() as session:
        for kind in (FormDescription, ReportTemplate):
            assert session.scalars(select(kind).where(kind.site_code == late)).all()


@pytest.mark.parametrize("carried", ["", "AAAA", "不是", packed(b"x" * 100)[:-6]])
def test_what_was_changed_on_its_way_is_not_published(carried: str) -> None:
    with pytest.raises(Refusal) as refused:
        unpacked("catalogue", carried)
    assert refused.value.code == "carried"
    assert unpacked("catalogue", packed("目录".encode())) == "目录".encode()
