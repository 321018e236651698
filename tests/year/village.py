"""The village that lives through 2026: its people, its catalogue, what it is asked for and how often."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from datetime import date

from app import assets
from app.clock import CHINA
from tests.services.requests import id_number
from tests.sync.stations import VILLAGE

SITE = VILLAGE
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
AGENTS = ("李建国", "赵强", "孙梅")
OVERSEER = "钱书记"
"""Handles nothing, so that no complaint is hidden from whoever reads the year."""
GROUPS = ("一组", "二组", "三组", "四组")
SURNAMES, GIVEN = (
    "王李张刘陈杨赵黄周吴徐孙",
    ("秀兰", "建国", "桂英", "志强", "玉珍", "海龙", "文军", "春梅", "永福", "国栋"),
)

IMMEDIATE = ("YB02", "YB10", "SW02", "GY08", "DJ04", "LD03", "JS01")
PROMISED = ("GY04", "GY07", "QT09", "ZZ08", "XF01", "ZZ01")
ESCALATED = ("MZ05", "MZ04", "LD05", "CL02", "QT06", "JS06", "YB03")
OUTSIDE = "GY05"
JOINT = "TD01"
LEVELS = ("very_satisfied", "satisfied", "basically_satisfied", "dissatisfied", "very_dissatisfied")
WAYS = ("faces", "reply_card", "phone", "online")
OPENING = 8, 40


@dataclass(frozen=True, slots=True)
class Villager:
    """Somebody who comes to the counter."""

    name: str
    id_number: str
    group: str


def villager(number: int, dice: random.Random) -> Villager:
    """The villager of this number: the same one whenever they come."""
    name = SURNAMES[number % len(SURNAMES)] + GIVEN[number // len(SURNAMES) % len(GIVEN)]
    born = f"{1950 + number % 40}{number % 12 + 1:02d}{number % 28 + 1:02d}"
    return Villager(name, id_number(born, 100 + number), dice.choice(GROUPS))


def catalogue(version: str, *, leave_out: int) -> str:
    """A published catalogue: the sample's items with every disclosure field filled but for the last ``leave_out``."""
    document = json.loads(assets.text("catalogue", "sample.json"))
    document |= {"version": version, "title": "下河清镇代办事项目录", "sample": False}
    for number, item in enumerate(document["items"]):
        item["transport_days"] = 2 if item["kind"] == "escalated" and number % 2 else 0
        if number >= len(document["items"]) - leave_out:
            continue
        item |= {
            "implementing_body": item.get("implementing_body") or "下河清镇人民政府",
            "legal_basis": ["省政务服务事项目录"],
            "conditions": ["本村居民"],
            "procedure": [{"name": "受理"}, {"name": "办理"}],
            "hotline": "0937-2600100",
            "supervisor_phone": "0937-2600101",
        }
    return json.dumps(document, ensure_ascii=False)


def calendar_of_2027() -> str:
    """The table of 2027 as it is published in November: the statutory days, with invented make-up days."""
    document = json.loads(assets.text("calendar", "2027.json"))
    document |= {"published": True, "source": "假定的安排，只用于测试"}
    document["off"] |= {f"2027-02-{day:02d}": "春节" for day in range(5, 13)}
    document["on"] = {"2027-01-30": "春节", "2027-02-13": "春节"}
    return json.dumps(document, ensure_ascii=False)


__all__ = ["CHINA", "FIRST", "LAST", "SITE", "Villager", "calendar_of_2027", "catalogue", "villager"]
