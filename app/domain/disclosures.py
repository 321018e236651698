"""What a room must make public, and which postings make it so (004 六公开, 000 §三.5, 003 个人特长)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One thing that must be public. ``per_item``: posted for every item of the catalogue version in force."""

    code: str
    title: str
    source: str
    papers: tuple[str, ...]
    per_item: bool = False


DISCLOSURES: tuple[Disclosure, ...] = (
    Disclosure("items", "服务项目", "六公开；000", ("items-poster", "service-guide", "leaflet"), True),
    Disclosure("materials", "申报材料", "六公开；000", ("items-poster", "service-guide", "leaflet"), True),
    Disclosure("procedure", "办事程序", "六公开；000", ("service-guide", "flow-chart", "leaflet"), True),
    Disclosure("limits", "办结时限", "六公开；000", ("items-poster", "service-guide", "leaflet"), True),
    Disclosure("fees", "收费标准", "六公开", ("items-poster", "service-guide"), True),
    Disclosure("promises", "服务承诺", "六公开；000", ("promise-poster",)),
    Disclosure("results", "办理结果", "六公开", ("results-poster",)),
    Disclosure("workflow", "工作流程", "000", ("flow-chart",)),
    Disclosure("rules", "管理制度", "000", ("promise-poster",)),
    Disclosure("supervision", "监督机构", "000", ("supervision-poster",)),
    Disclosure("agents", "代理人员", "000", ("agents-poster",)),
    Disclosure("specialities", "代办员特长", "003", ("agents-poster",)),
)
"""The union: 004 names seven, 000 §三.5 nine, 003 the agents' specialities; 办理事项 and 服务项目 are one."""

POSTED = (*dict.fromkeys(paper for one in DISCLOSURES for paper in one.papers), "duty-poster", "hot-items")
"""The papers whose posting is recorded."""


def disclosed_by(paper: str) -> tuple[Disclosure, ...]:
    """What a posting of this paper makes public."""
    return tuple(one for one in DISCLOSURES if paper in one.papers)
