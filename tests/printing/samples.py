"""Every paper of cases and lists, filled with texts of any length, for the tests that hold for all of them."""

from __future__ import annotations

from dataclasses import replace

from app.printing.case_words import CaseWords, ComplaintWords, Demand, Step
from app.printing.form_paper import FormPaper
from app.printing.forms import CASE_FORMS, LIST_FORMS
from app.printing.list_words import ListWords
from app.printing.papers import (
    PAPERS,
    MaterialLine,
    Paper,
    PaperHead,
    PaperKind,
    SlipPad,
    empty_card,
    empty_head,
    empty_receipt,
    empty_slip,
)
from app.printing.postings import press as postings_press
from tests.printing import descriptions as given

ROOM_HEAD = empty_head("肃州区石泉镇石泉村为民服务室", "0937-2601234")
POSTINGS = frozenset(postings_press.NAMES.values())
"""Papers of the notice board have their own tests."""
KINDS: tuple[PaperKind, ...] = tuple(kind for kind in PAPERS if kind.name not in POSTINGS)
SHAPES = tuple((kind.name, layout) for kind in KINDS for layout in ("", *(one.name for one in kind.layouts)))
"""Every paper with every layout."""
TABLES: dict[str, dict[str, int]] = {
    "register-book": {"rows": 12, "gaps": 2},
    "handover-list": {"rows": 8},
    "fetch-list": {"rows": 8},
    "shift-handover": {"cases": 6, "kept": 5},
    "leaving-list": {"cases": 6, "kept": 5, "open": 4},
    "subsidy-roster": {"rows": 10},
    "expense-form": {"rows": 5},
    "recovery-sheet": {},
    "due-list": {"rows": 8},
    "batch-list": {"rows": 7},
    "seal-log": {"log": 9},
    "opinion-page": {},
}
"""The tables of each list and how many columns they have."""
FACTS = [
    "period",
    "count",
    "numbers",
    "list_no",
    "made_on",
    "window",
    "from_agent",
    "to_agent",
    "at",
    "last_number",
    "money",
    "keys",
    "unsent",
    "note",
    "why",
    "books",
    "subsidy",
    "year",
    "households",
    "total",
    "unit",
    "on",
    "matter",
    "handler",
    "total_words",
    "source",
    "vouchers",
    "day",
    "duty",
    "title",
    "room",
]


def empty(name: str) -> Paper | FormPaper:
    """The form for the hand."""
    if name in CASE_FORMS:
        return CASE_FORMS[name](CaseWords(ROOM_HEAD))
    if name in LIST_FORMS:
        return LIST_FORMS[name](ListWords(ROOM_HEAD))
    shapes: dict[str, Paper] = {
        "receipt": empty_receipt(ROOM_HEAD),
        "card": empty_card(ROOM_HEAD, agent="王芳"),
        "slip": empty_slip(ROOM_HEAD),
        "blank-slips": SlipPad(ROOM_HEAD, (empty_slip(ROOM_HEAD),)),
    }
    return shapes[name]


def filled(
    name: str,
    texts: tuple[str, ...] = ("欧阳䶮", "养老保险待遇申领", "老人行动不便，请上门核实。"),
    lines: int = 3,
) -> Paper | FormPaper:
    """The paper of a case or list that says ``texts``, in ``lines`` rows where it has tables."""
    short, middle, long = texts
    if name in CASE_FORMS:
        return CASE_FORMS[name](_case(short, middle, long, lines))
    if name in LIST_FORMS:
        return LIST_FORMS[name](_list(name, given.HEAD, texts, lines))
    materials = tuple(MaterialLine(str(no), middle[:60], "复印件", "1", short[:20]) for no in range(lines))
    receipt = replace(given.RECEIPT, applicant=short, matter=middle, note=long, materials=materials)
    card = replace(given.CARD, agent=short, matter=middle, findings=long, result=long)
    slip = replace(given.SLIP, applicant=short, matter=middle, description=long, materials=materials)
    blank = empty_slip(given.HEAD, book_no=short[:8])
    shapes: dict[str, Paper] = {
        "receipt": receipt,
        "card": card,
        "slip": slip,
        "blank-slips": SlipPad(ROOM_HEAD, (blank,) * max(1, lines)),
    }
    return shapes[name]


def _case(short: str, middle: str, long: str, lines: int) -> CaseWords:
    return CaseWords(
        head=given.HEAD,
        applicant=short,
        sex="男",
        id_number="620902********001X",
        whole_id_number="62090219660315001X",
        phone="13812345678",
        address=middle,
        group="三组",
        representative=short,
        relation="父子",
        matter=middle,
        neutral_matter=middle,
        category="养老",
        department=middle,
        kind="承诺件",
        mode="窗口",
        description=long,
        promise=given.PROMISE,
        due_on="2026年10月16日",
        accepted_on="2026年10月9日",
        agent=short,
        agent_phone="13900001111",
        first_asked=short,
        first_handler=short,
        materials=tuple(MaterialLine(str(no), middle, "原件核验退回", "1", short) for no in range(lines)),
        wanted=tuple(Demand(middle, "原件或复印件", "1", long[:80]) for _ in range(lines)),
        steps=tuple(Step("2026年10月9日", "受理", short, long[:120]) for _ in range(lines)),
        escalated_to=middle,
        escalated_on="2026年10月12日",
        returned_on="2026年10月13日",
        returned_for=(middle,) * lines,
        returned_reason=long,
        result=long,
        document_no="石民2026-12号",
        completed_on="2026年10月15日",
        delivered_on="2026年10月16日",
        delivered_to=short,
        delivered_how="上门送达",
        rating="非常满意",
        rating_reason=long,
        ground="不属于代办范围",
        legal_basis=long,
        where_to_go=middle,
        reason=long,
        ended_on="2026年10月9日",
        complaint=ComplaintWords(
            name=short, text=long, channel="电话", received_on="2026年10月20日", answer=long, upheld="属实"
        ),
        complaint_line="对办理不满意，可向乡镇（街道）为民服务站反映",
    )


def _list(name: str, head: PaperHead, texts: tuple[str, ...], lines: int) -> ListWords:
    short, middle, _long = texts
    facts = dict.fromkeys(FACTS, short[:40] or "一")
    rows = {
        table: tuple((str(no), *((middle,) * (columns - 1))) for no in range(1, lines + 1))
        for table, columns in TABLES[name].items()
    }
    return ListWords(head, facts, rows)
