"""The console's menu: which pages a role finds at the left, in the order of the day's work."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.cases import Tier
from sync.server.console.accounts import Role
from sync.server.console.visits import ADMIN_ONLY, EVERYBODY, OFFICE_WORK, OVERSIGHT


@dataclass(frozen=True, slots=True)
class Entry:
    name: str
    path: str
    words: str
    roles: frozenset[Role]


TOWNSHIP = (
    Entry("inbox", "/", "收件箱", EVERYBODY),
    Entry("bags", "/bags", "清单对账", OFFICE_WORK),
    Entry("sticks", "/sticks", "U盘", OFFICE_WORK),
    Entry("accept", "/accept", "窗口受理", OFFICE_WORK),
    Entry("dispatch", "/dispatch", "派单", OFFICE_WORK),
    Entry("lights", "/lights", "监督灯", EVERYBODY),
    Entry("complaints", "/complaints", "投诉", OVERSIGHT),
    Entry("reports", "/reports", "报表", EVERYBODY),
    Entry("publishing", "/publishing", "发布", ADMIN_ONLY),
    Entry("devices", "/devices", "服务点与电脑", OVERSIGHT),
    Entry("people", "/people", "账户", ADMIN_ONLY),
    Entry("audit", "/audit", "留痕", OVERSIGHT),
)
DISTRICT = (
    Entry("inbox", "/", "收件箱", EVERYBODY),
    Entry("sticks", "/sticks", "U盘", OFFICE_WORK),
    Entry("townships", "/townships", "乡镇", EVERYBODY),
    Entry("lights", "/lights", "监督灯", EVERYBODY),
    Entry("reports", "/reports", "报表", EVERYBODY),
    Entry("people", "/people", "账户", ADMIN_ONLY),
    Entry("audit", "/audit", "留痕", OVERSIGHT),
)
"""A district decides what was sent on to it and watches; rooms, catalogues and bags are the townships' own."""


def entries_for(tier: Tier, role: Role) -> tuple[Entry, ...]:
    entries = DISTRICT if tier is Tier.DISTRICT else TOWNSHIP
    return tuple(entry for entry in entries if role in entry.roles)
