"""Which fields a county may rename and reorder on each paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from app.printing.case_words import CaseWords
from app.printing.form_paper import FormPaper
from app.printing.forms import CASE_FORMS, LIST_FORMS
from app.printing.list_words import ListWords
from app.printing.papers import PaperHead
from app.printing.postings.press import NAMES

DRAWN_BY_THEMSELVES: dict[str, tuple[str, ...]] = {
    "receipt": (
        "申请人", "联系电话", "证件号码", "代申请人", "住址", "代办事项", "办件类型", "首问责任人", "承诺时限", "尚缺材料",
        "原件保管", "备注",
    ),
    "card": (
        "申请人", "类型", "代办事项", "承诺时限", "走访日期", "走访地点", "基本情况", "办结情况", "办结日期", "代办员", "电话",
        "职务", "替岗人员", "服务热线", "开放时间", "办公地点", "监督投诉", "可办事项",
    ),
    "slip": (
        "服务机构", "申请人", "性别", "联系电话", "证件号码", "代申请人", "关系", "住址", "代理事项", "主管部门", "办件类型",
        "收到材料", "尚缺材料", "情况说明", "代办员", "首问责任人", "承诺时限", "上报单位", "上报日期", "办理结果", "备注",
    ),
}  # fmt: skip
"""The fields of the papers that have a shape of their own, in the program's order."""


NO_SEAL_PLACE = {
    "slip": "三联单每联只有 99 毫米高，没有空处，印章盖在代办员“签名（盖章）”框里",
    "card": "联系卡折成 A6 后没有空处，它也不是凭据，不用盖章",
}


def why_no_seal_place(paper: str) -> str:
    """Why a form may put no place for the seal on this paper; "" where it may."""
    if paper == "receipt" or paper in CASE_FORMS or paper in LIST_FORMS:
        return ""
    return NO_SEAL_PLACE.get(paper, "公示的纸上没有放得下印章的地方")


@cache
def fields_of_papers() -> Mapping[str, tuple[str, ...]]:
    """For every paper the words its fields have in the program, in its order; postings have titles only."""
    head = PaperHead("", "", "", "", "")
    papers = [describe(CaseWords(head)) for describe in CASE_FORMS.values()]
    papers += [describe(ListWords(head)) for describe in LIST_FORMS.values()]
    fields = {paper.name: tuple(dict.fromkeys(_fields(paper))) for paper in papers}
    return DRAWN_BY_THEMSELVES | fields | dict.fromkeys(NAMES.values(), ())


def _fields(paper: FormPaper) -> Iterator[str]:
    for section in paper.sections:
        for row in section.fields:
            yield from (entry.label for entry in row)
        if section.table:
            yield from (heading for heading in section.table.headings if heading)
