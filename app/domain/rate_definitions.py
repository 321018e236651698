"""The six rates 六率 and five zeros 五零 as defined: names, words, sources, and the numbers they divide."""

from __future__ import annotations

from dataclasses import dataclass

DEFINITION_VERSION = "2"
"""Printed beside every rate and kept with every sent report; moves whenever a definition below changes."""


@dataclass(frozen=True, slots=True)
class RateDefinition:
    """``numerator`` and ``denominator`` name the case numbers behind the rate ("" = it counts no cases)."""

    no: int
    name: str
    words: str
    source: str
    numerator: str = ""
    denominator: str = ""


RATES: tuple[RateDefinition, ...] = (
    RateDefinition(
        1,
        "组织机构健全率",
        "期末达到要求的检查项 ÷ 适用的检查项；汇总时为全部达到的村 ÷ 名单上的村",
        "000 §三.2；001 §四",
    ),
    RateDefinition(
        2,
        "代理事项公开率",
        "内容齐全、该版本已登记张贴且未撤下的事项 ÷ 期末有效且公布满5个工作日的事项；只打印不算张贴",
        "000 §三.2、§三.5；001 §四；003；004 六公开",
    ),
    RateDefinition(
        3,
        "申请事项受理率",
        "受理（四类）÷ 本期首次提出的范围内申请（受理＋不予受理＋超过1个工作日未答复）；"
        "咨询、范围外转介、答复前撤回的不计",
        "000 §三.2、§三.4；001 §四",
        "requests_accepted",
        "requested",
    ),
    RateDefinition(
        4,
        "代理事项办结率",
        "本期办结 ÷（本期办结＋期末仍未办结而现期限已到）；撤回、不予受理、未到期的不计",
        "000 §三.2；001 §四",
        "completed",
        "due",
    ),
    RateDefinition(
        5,
        "承诺期限兑现率",
        "本期在承诺期限内办结 ÷ 同第4项；期限只因不计天数和原期限届满前已告知的法定延期而移动",
        "000 §三.2；001 §四；002 限时办结",
        "on_time",
        "due",
    ),
    RateDefinition(
        6,
        "群众评价满意率",
        "（非常满意＋满意＋基本满意）÷ 最近一次有效评价在本期作出的办件；未评价的不算满意",
        "000 §三.2；001 §四",
        "satisfied",
        "rated",
    ),
)


@dataclass(frozen=True, slots=True)
class SegmentDefinition:
    """One part of the way of rate 5; ``kept`` and ``due`` name the case numbers behind it."""

    name: str
    words: str
    kept: str
    due: str


SEGMENTS: tuple[SegmentDefinition, ...] = (
    SegmentDefinition("本室办理", "未上报的件按承诺期限", "room_kept", "room_due"),
    SegmentDefinition(
        "转报段", "自起算日至上报，按目录的往返天数（未写的按1个工作日）", "forwarding_kept", "forwarding_due"
    ),
    SegmentDefinition("上级办理段", "上级在其答复期限内给出结果", "above_kept", "above_due"),
    SegmentDefinition(
        "取回段", "自通知取件至取回，按目录的往返天数（未写的按1个工作日）", "fetching_kept", "fetching_due"
    ),
)


@dataclass(frozen=True, slots=True)
class ZeroDefinition:
    """One of the five zeros; ``count`` names the case number behind it ("" = none)."""

    name: str
    words: str
    count: str = ""


ZERO_SOURCE = "000 §三.5"
ZEROS: tuple[ZeroDefinition, ...] = (
    ZeroDefinition("零距离", "上门、巡回、代办点受理占本期受理", "near"),
    ZeroDefinition("零推诿", "没有依据的不予受理和转介", "declined_without_ground"),
    ZeroDefinition("零积压", "期末超期未办结", "overdue_open"),
    ZeroDefinition("零差错", "因我方差错重办或被退回的件", "errors"),
    ZeroDefinition("零投诉", "本期查实的投诉"),
)

CHECKS: tuple[str, ...] = (
    "站长和日常管理人明确",
    "有在聘期内并经培训的代办员",
    "每名代办员有AB岗",
    "每个开放日有人值班",
    "服务热线",
    "标识标牌",
    "十二个月内六有检查",
    "投诉电话和意见箱",
    "各户有联络员",
)
"""The checks of rate 1 in the order of 000 §三.2; the last applies only where areas are used."""

EMPTY = "—(无)"


def percent(numerator: int, denominator: int) -> str:
    """Half up to 0.1 %; never 100 % unless equal; ``EMPTY`` for an empty denominator."""
    if denominator == 0:
        return EMPTY
    tenths = (numerator * 2000 + denominator) // (denominator * 2)
    if numerator < denominator:
        tenths = min(tenths, 999)
    return f"{tenths // 10}.{tenths % 10}%"
