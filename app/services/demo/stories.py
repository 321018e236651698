"""What happened to the invented cases: what was asked for, when, and each step after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.cases import ServiceMode

Said = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Step:
    """``after_days`` working days after acceptance. An empty ``event`` is nothing."""

    after_days: int
    event: str
    said: Said


@dataclass(frozen=True, slots=True)
class Story:
    """``days_ago`` working days before today; ``lacking`` papers are not brought along."""

    item: str
    days_ago: int
    steps: tuple[Step, ...] = ()
    lacking: int = 0
    mode: ServiceMode = ServiceMode.COUNTER
    note: str = ""


LEVELS = ("very_satisfied", "satisfied", "satisfied", "very_satisfied", "basically_satisfied")
IMMEDIATE = ("YB02", "LD03", "YB10", "JS01", "SW02", "GY08", "DJ04", "ZZ05")
PROMISED = ("QT09", "GY07", "ZZ08", "XF01", "GY04")
ESCALATED = ("MZ05", "LD05", "YB06", "QT06", "CL02", "MZ04", "LD02", "JS02")
MODES = (
    *(ServiceMode.COUNTER, ServiceMode.COUNTER, ServiceMode.HOME, ServiceMode.COUNTER),
    *(ServiceMode.TOUR, ServiceMode.PHONE, ServiceMode.COUNTER),
)


AGES = {
    "MZ05": (80, 130),
    "LD02": (60, 80),
    "LD03": (60, 130),
    "JS01": (20, 45),
    "JS02": (20, 45),
    "YB03": (20, 45),
    "DJ04": (16, 35),
}
"""Items that only people of some age ask for."""


def stories() -> tuple[Story, ...]:
    """About sixty, the same every time, ending in every state a case can be in."""
    return (
        *(_immediate(number) for number in range(26)),
        *(_promised(number) for number in range(11)),
        *(_escalated(number) for number in range(12)),
        *_special(),
        *(Story(item, 0, mode=MODES[number]) for number, item in enumerate(("LD03", "QT09", "MZ05"))),
    )


def _immediate(number: int) -> Story:
    steps = (Step(0, "completed", {"result": "已当场办好"}), *_ending(number, 0))
    return Story(IMMEDIATE[number % len(IMMEDIATE)], 1 + number, steps, mode=MODES[number % len(MODES)])


def _promised(number: int) -> Story:
    """The oldest are finished, the newest still run, one is late."""
    finished = (
        Step(1, "progressed", {"text": "已联系有关人员，约定上门时间"}),
        Step(3 + number % 3, "completed", {"result": "已办好，现场确认"}),
        *_ending(number, 4 + number % 3),
    )
    late = (Step(2, "progressed", {"text": "缺配件，已联系镇上"}),)
    return Story(
        PROMISED[number % len(PROMISED)],
        3 + number * 2,
        late if number == 4 else finished,
        mode=MODES[(number + 2) % len(MODES)],
        note="村口路灯不亮" if number % len(PROMISED) == 1 else "",
    )


def _escalated(number: int) -> Story:
    steps = (
        Step(0, "verified", {"findings": "入户核对，情况属实", "place": "申请人家中"}),
        Step(1, "escalated", {"to": "柳泉镇便民服务中心"}),
        Step(7, "result_ready", {"where": "柳泉镇便民服务中心"}),
        Step(8 + number % 2, "fetched", {"result": "已审核通过"}),
        *_ending(number, 9 + number % 2),
    )
    upto = (2, 3, 5, 6, 4)[number % 5]
    return Story(ESCALATED[number % len(ESCALATED)], 2 + number * 2, steps[:upto])


def _special() -> tuple[Story, ...]:
    """One of each thing that goes another way."""
    paused = Step(1, "paused", {"reason": "等县里系统升级"})
    extension = {"days": 5, "approved_by": "赵站长", "reason": "需两次勘查现场"}
    low = {"level": "dissatisfied", "reason": "等的时间太长"}
    return (
        Story("MZ01", 9, (Step(3, "supplemented", {}), Step(4, "escalated", {})), lacking=2),
        Story("CL01", 6, (Step(0, "notified", {}),), lacking=1),
        Story("LD07", 3, lacking=3),
        Story("TD04", 1, lacking=1),
        Story("TD06", 12, (paused, Step(6, "resumed", {}))),
        Story("ZZ01", 5, (paused,)),
        Story("GY07", 8, (Step(4, "extended", extension),), note="水渠漏水"),
        Story("XF01", 15, (Step(2, "withdrawn", {"reason": "双方已自行和解"}),)),
        Story(
            "ZZ08", 14, (Step(0, "declined", {"ground": "not_in_scope", "where_to_go": "县法律援助中心"}),)
        ),
        Story("QT09", 11, (Step(0, "voided", {"reason": "重复登记"}),)),
        Story(
            "GY04",
            16,
            (
                Step(7, "completed", {"result": "已通水"}),
                Step(7, "delivered", {"to_whom": "本人"}),
                Step(8, "rated", low),
                Step(9, "followed_up", {"text": "电话回访，已说明原因", "how": "电话"}),
            ),
        ),
        Story("YB03", 10, (Step(1, "escalated", {}), Step(3, "complained", {"text": "进度没有告知"}))),
    )


def _ending(number: int, after_days: int) -> tuple[Step, ...]:
    """Handed over and rated; every seventh is not rated yet, every eleventh not handed over."""
    family = {"to_whom": "家属", "relation": "子女", "document": "身份证"}
    taken = {"to_whom": "本人"} if number % 3 else family
    delivered = Step(after_days, "delivered", {**taken, "how": "窗口"})
    rated = Step(after_days, "rated", {"level": LEVELS[number % len(LEVELS)]})
    if number % 11 == 10:
        return ()
    return (delivered,) if number % 7 == 6 else (delivered, rated)
