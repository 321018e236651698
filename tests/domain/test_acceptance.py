"""What becomes of a request at the counter."""

from __future__ import annotations

from app import assets
from app.domain.acceptance import decide, form_warnings, missing, requirement_of
from app.domain.cases import CaseKind, MaterialForm, Tier
from app.domain.catalogue import ServiceItem, from_document
from app.domain.requests import MaterialGiven

SAMPLE = from_document(assets.text("catalogue", "sample.json"))


def item(code: str) -> ServiceItem:
    found = SAMPLE.item(code)
    assert found is not None
    return found


def papers(*names: str) -> list[MaterialGiven]:
    return [MaterialGiven(name) for name in names]


def test_every_item_with_all_its_required_papers_has_its_own_kind() -> None:
    for served in SAMPLE.items:
        decision = decide(served, papers(*(m.name for m in served.materials if m.required)))
        assert (decision.kind, decision.missing, decision.days) == (served.kind, (), served.days)


def test_every_item_without_papers_is_a_supplement_that_lists_them_all() -> None:
    for served in SAMPLE.items:
        decision = decide(served, [])
        assert decision.kind is CaseKind.SUPPLEMENT
        assert decision.missing == tuple(m.name for m in served.materials if m.required)
        assert all(name in decision.reason for name in decision.missing)


def test_what_may_be_dropped_is_never_missing() -> None:
    assert missing(item("MZ05"), papers("身份证", "社保卡", "申请表")) == ()


def test_a_paper_is_known_however_it_is_written() -> None:
    assert missing(item("MZ05"), papers(" 身份证（复印件）", "银行卡复印件", "申请表 ")) == ()
    assert missing(item("YB03"), papers("户口簿", "监护人身份证原件", "登记表")) == ()


def test_another_persons_paper_does_not_count() -> None:
    assert missing(item("CL06"), papers("申请表", "儿童户口簿", "诊断证明", "身份证")) == ("监护人身份证",)


def test_a_case_above_the_rooms_authority_names_who_decides() -> None:
    decision = decide(item("CL04"), papers("申请表", "残疾人证", "身份证", "银行卡"))
    assert decision.kind is CaseKind.ESCALATED
    assert "残联" in decision.reason and "15 个工作日" in decision.reason


def test_a_township_that_decides_itself_does_not_escalate() -> None:
    given = papers("申请书", "户口簿", "身份证", "核对授权书", "刚性支出材料")
    assert decide(item("MZ02"), given, Tier.TOWNSHIP).kind is CaseKind.PROMISED
    assert decide(item("MZ02"), given).kind is CaseKind.ESCALATED


def test_a_paper_in_another_form_only_warns() -> None:
    given = [MaterialGiven("出生医学证明", MaterialForm.COPY)]
    assert form_warnings(item("QT01"), given)
    assert not form_warnings(item("QT01"), [MaterialGiven("出生医学证明", MaterialForm.SEEN)])
    assert form_warnings(item("YB09"), [MaterialGiven("身份证", MaterialForm.ORIGINAL)])


def test_a_paper_that_was_not_asked_for_has_no_requirement() -> None:
    assert requirement_of(item("MZ05"), "房产证") is None
