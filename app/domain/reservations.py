"""Case numbers printed on blank slips before there is a case: for tours, home visits and power cuts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ReservedFor(StrEnum):
    PAD = "pad"  # 备用本
    TOUR = "tour"  # 巡回
    HOME = "home"  # 上门
    POWER_CUT = "power_cut"  # 停电


RESERVED_FOR_WORDS = {
    ReservedFor.PAD: "备用单据本",
    ReservedFor.TOUR: "巡回服务",
    ReservedFor.HOME: "上门服务",
    ReservedFor.POWER_CUT: "停电应急",
}
MOST_RESERVED = 200
"""At one time: a pad of slips has fifty; more is a slip of the finger."""


@dataclass(frozen=True, slots=True)
class ReservedNumberRow:
    """``state`` is free | used | spoiled. ``case_no`` is also the number of the case that used it."""

    reserved_id: str
    case_no: str
    reserved_on: date
    by_name: str
    purpose: ReservedFor
    tour_id: str
    state: str
    spoiled_reason: str = ""
