"""What a room must make public, and which postings make it so (004 六公开, 000 §三.5, 003 个人特长)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One thing that must be public. ``per_item``: posted for every item of the catalogue version in force."""

    code: str
    title: str
    source: str
    papers: tuple[str, ...]
    per_item: bool = False


DISCLOSURES: tuple[Disclosure, ...] = (
    Disclosure("items", "服务项目", "六公开；代理制要求", ("items-poster", "service-guide", "leaflet"), True),
    Disclosure(
        "materials", "申报材料", "六公开；代理制要求", ("items-poster", "service-guide", "leaflet"), True
    ),
    Disclosure(
        "procedure", "办事程序", "六公开；代理制要求", ("service-guide", "flow-chart", "leaflet"), True
    ),
    Disclosure(
        "limits", "办结时限", "六公开；代理制要求", ("items-poster", "service-guide", "leaflet"), True
    ),
    Disclosure("fees", "收费标准", "六公开", ("items-poster", "service-guide"), True),
    Disclosure("promises", "服务承诺", "六公开；代理制要求", ("promise-poster",)),
    Disclosure("results", "办理结果", "六公开", ("results-poster",)),
    Disclosure("workflow", "工作流程", "代理制要求", ("flow-chart",)),
    Disclosure("rules", "管理制度", "代理制要求", ("promise-poster",)),
    Disclosure("supervision", "监督机构", "代理制要求", ("supervision-poster",)),
    Disclosure("agents", "代理人员", "代理制要求", ("agents-poster",)),
    Disclosure("specialities", "代办员特长", "代办员个人特长", ("agents-poster",)),
)
"""``source``: 六公开 is 004, 代理制要求 000 §三.5, 代办员个人特长 003. The union: 004 names seven, 000 §三.5 nine, 003 the agents' specialities; 办理事项 and 服务项目 are one."""

POSTED = (*dict.fromkeys(paper for one in DISCLOSURES for paper in one.papers), "duty-poster", "hot-items")
"""The papers whose posting is recorded."""


@dataclass(frozen=True, slots=True)
class PostingRow:
    """One posting: what hangs where since when. ``item_codes`` () = every item of its catalogue version."""

    posting_id: str
    paper: str
    catalogue_id: str
    item_codes: tuple[str, ...]
    place: str
    posted_on: date
    by_name: str
    take_down_on: date | None = None
    taken_down_on: date | None = None
    note: str = ""

    def is_up(self, day: date) -> bool:
        """Whether it hangs on ``day``: put up, and nobody has said that it was taken down."""
        return self.posted_on <= day and (self.taken_down_on is None or self.taken_down_on > day)

    def is_due_down(self, day: date) -> bool:
        """Whether it should hang no longer but nobody has taken it down."""
        return self.is_up(day) and self.take_down_on is not None and self.take_down_on <= day


@dataclass(frozen=True, slots=True)
class DisclosureRow:
    """One required disclosure today. ``missing`` are the codes of items whose version is not posted."""

    disclosure: Disclosure
    up: tuple[PostingRow, ...]
    missing: tuple[str, ...] = ()

    @property
    def done(self) -> bool:
        return bool(self.up) and not self.missing


def disclosed(
    postings: Iterable[PostingRow], catalogue_id: str, item_codes: Iterable[str], day: date
) -> tuple[DisclosureRow, ...]:
    """Which required disclosures are up on ``day``; those of items only for this catalogue version."""
    up = [posting for posting in postings if posting.is_up(day)]
    codes = tuple(item_codes)
    rows: list[DisclosureRow] = []
    for one in DISCLOSURES:
        hanging = [posting for posting in up if posting.paper in one.papers]
        if not one.per_item:
            rows.append(DisclosureRow(one, tuple(hanging)))
            continue
        right = [posting for posting in hanging if posting.catalogue_id == catalogue_id]
        everything = any(not posting.item_codes for posting in right)
        shown = {code for posting in right for code in posting.item_codes}
        missing = () if everything else tuple(code for code in codes if code not in shown)
        rows.append(DisclosureRow(one, tuple(right), missing))
    return tuple(rows)
