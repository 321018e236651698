"""Whose console it is, a township's or a district's: what it is called, and which number and limit are its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import InstrumentedAttribute

from app.domain.cases import Tier
from app.models.tables import ServiceCase
from sync.server.township import Township, tier_of


@dataclass(frozen=True, slots=True)
class TierWords:
    """``brand`` heads every page; ``all`` is everything below; ``above`` the tier that it sends on to.
    ``below`` are those that send to it, ``one`` is each of them.
    """

    brand: str
    office: str
    all: str
    above: str
    below: str
    one: str


WORDS = {
    Tier.TOWNSHIP: TierWords("乡镇代办", "乡镇", "全镇", "区县", "村里", "村（社区）"),
    Tier.DISTRICT: TierWords("区县代办", "区县", "全区县", "上级", "乡镇", "乡镇"),
}


def tier(township: Township) -> Tier:
    return tier_of(township.register.site_code)


def is_district(township: Township) -> bool:
    return tier(township) is Tier.DISTRICT


def words(township: Township) -> TierWords:
    return WORDS[tier(township)]


def limit_column(of: Tier) -> InstrumentedAttribute[date | None]:
    """The column in which this tier writes by when it answers."""
    return ServiceCase.district_due_on if of is Tier.DISTRICT else ServiceCase.answer_due_on


def number_of(of: Tier, kept: ServiceCase) -> str:
    """The number under which this tier received a case."""
    return (kept.district_no if of is Tier.DISTRICT else kept.township_no) or ""


def limit_of(of: Tier, kept: ServiceCase) -> date | None:
    """By when this tier answers."""
    return kept.district_due_on if of is Tier.DISTRICT else kept.answer_due_on
