"""Invented villagers: names as they occur, rare characters among them, and numbers that pass every check."""

from __future__ import annotations

from dataclasses import dataclass

SURNAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘"
GIVEN = ("秀兰", "建国", "桂英", "志强", "玉珍", "海龙", "小红", "文军", "春梅", "永福", "雪", "国栋", "彩霞")
RARE = ("张㛃", "䶮建平", "刘𬸣", "𫘜小明", "阿依古丽·买买提", "欧阳玉兰", "买热古·艾山江")
HOW_MANY = 40
GROUPS = ("一组", "二组", "三组", "四组", "五组", "六组")
DIVISION = "620902"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


@dataclass(frozen=True, slots=True)
class Person:
    """One invented villager."""

    name: str
    id_number: str
    phone: str
    group: str

    @property
    def born_in(self) -> int:
        """The year of birth, as the number says."""
        return int(self.id_number[6:10])


def people() -> tuple[Person, ...]:
    """The same forty every time."""
    return tuple(_person(number) for number in range(HOW_MANY))


def id_number(birth: str, sequence: int) -> str:
    """A number of 18 characters (GB 11643) for a birth date ``yyyymmdd`` and a sequence of 1 to 999."""
    body = f"{DIVISION}{birth}{sequence:03d}"
    weighed = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, body, strict=True))
    return body + _CHECKS[weighed % 11]


def _person(number: int) -> Person:
    birth = f"{1938 + number * 7 % 66}{number % 12 + 1:02d}{number * 11 % 28 + 1:02d}"
    return Person(
        name=RARE[number // 5] if number % 5 == 3 and number // 5 < len(RARE) else _name(number),
        id_number=id_number(birth, 900 + number),
        phone="" if number % 13 == 12 else f"1990000{number * 137 % 10000:04d}",
        group=GROUPS[number * 5 % len(GROUPS)],
    )


def _name(number: int) -> str:
    return SURNAMES[number * 5 % len(SURNAMES)] + GIVEN[number * 3 % len(GIVEN)]
