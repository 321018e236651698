"""What is kept of a villager beside name and number: tags, a day of death, and the dated history of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.errors import Refusal

TAGS = (
    "低保",
    "特困",
    "残疾",
    "独居老人",
    "高龄",
    "行动不便",
    "留守儿童",
    "困境儿童",
    "退役军人",
    "烈属",
    "监测户",
    "党员",
)
"""The usual tags; a room may use its own words beside them."""

FIELD_WORDS = {
    "name": "姓名",
    "other_names": "别名",
    "id_number": "身份证号",
    "phone": "电话",
    "group_name": "村民小组",
    "address": "住址",
    "tags": "标签",
    "liaison": "联络员",
    "reach_by": "联系方式",
    "deceased_on": "去世日期",
    "household_id": "户",
    "joined_into": "合并",
}


@dataclass(frozen=True, slots=True)
class VillagerChange:
    """One field put otherwise, on the instant it was written; ``words`` names the field in Chinese."""

    at: datetime
    field: str
    words: str
    old: str
    new: str
    by: str


@dataclass(frozen=True, slots=True)
class HouseholdRow:
    """户, with its members' villager ids and names, the head first."""

    household_id: str
    head_id: str
    head_name: str
    group: str
    booklet_no: str
    address: str
    members: tuple[tuple[str, str], ...]


def check_death(deceased_on: date, birth_on: date | None, today: date) -> None:
    """Refusal ``death-future`` or ``before-birth`` on ``deceased_on``."""
    if deceased_on > today:
        raise Refusal(
            f"去世日期 {deceased_on:%Y-%m-%d} 还没有到，没有保存。请核对，也看看电脑的日期对不对。",
            field="deceased_on",
            code="death-future",
        )
    if birth_on is not None and deceased_on < birth_on:
        raise Refusal(
            f"去世日期 {deceased_on:%Y-%m-%d} 早于出生日期 {birth_on:%Y-%m-%d}，没有保存。请核对。",
            field="deceased_on",
            code="before-birth",
        )
