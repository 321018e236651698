"""One item for many people in the peak season: a list of persons, and how far each is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PersonStatus(StrEnum):
    TODO = "todo"  # 未办
    DONE = "done"  # 已办
    AWAY = "away"  # 外出
    DIED = "died"  # 死亡
    DECLINED = "declined"  # 不办


STATUS_WORDS = {
    PersonStatus.TODO: "未办",
    PersonStatus.DONE: "已办",
    PersonStatus.AWAY: "外出",
    PersonStatus.DIED: "死亡",
    PersonStatus.DECLINED: "不办",
}


@dataclass(frozen=True, slots=True)
class GroupProgress:
    """How many persons of one villagers' group stand where; ``group`` "" is nobody's group."""

    group: str
    total: int
    counts: dict[PersonStatus, int]

    @property
    def done(self) -> int:
        return self.counts.get(PersonStatus.DONE, 0)

    @property
    def left(self) -> int:
        return self.counts.get(PersonStatus.TODO, 0)


@dataclass(frozen=True, slots=True)
class BatchRow:
    """``closed_on`` is None while it runs."""

    batch_id: str
    item_code: str
    title: str
    started_on: date
    by_name: str
    note: str
    closed_on: date | None
    total: int
    done: int
    left: int


@dataclass(frozen=True, slots=True)
class BatchPersonRow:
    person_id: str
    villager_id: str
    name: str
    group: str
    liaison: str
    id_number: str
    phone: str
    status: PersonStatus
    case_no: str
    note: str
