"""The four kinds: what the catalogue's rules say, and what a person may change with a reason."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.acceptance import decide, missing
from app.domain.cases import CaseKind, Tier
from app.domain.catalogue import MaterialRequirement, ServiceItem
from app.domain.mandates import MandateRow, SignedHow
from app.domain.requests import MaterialGiven
from app.errors import Refusal

NAMES = ("身份证", "户口簿", "申请表", "照片")
KINDS = st.sampled_from([CaseKind.IMMEDIATE, CaseKind.PROMISED, CaseKind.ESCALATED])
PAPERS = st.lists(
    st.builds(
        MaterialRequirement,
        st.sampled_from(NAMES),
        need=st.sampled_from(["required", "conditional", "optional", "later"]),
        group=st.sampled_from(["", "甲"]),
    ),
    unique_by=lambda paper: paper.name,
)


@st.composite
def items(draw: st.DrawFn) -> ServiceItem:
    kind = draw(KINDS)
    days = 0 if kind is CaseKind.IMMEDIATE else draw(st.integers(1, 60))
    tier = draw(st.sampled_from(Tier))
    return ServiceItem("A1", "一件事", "民政", tier, kind, days, tuple(draw(PAPERS)))


GIVEN = st.lists(st.sampled_from(NAMES), unique=True).map(
    lambda names: [MaterialGiven(name) for name in names]
)


@given(items(), GIVEN, st.sampled_from([Tier.VILLAGE, Tier.TOWNSHIP, Tier.DISTRICT]))
def test_the_rules_always_decide_and_their_kind_may_always_be_confirmed(
    item: ServiceItem, papers: list[MaterialGiven], tier: Tier
) -> None:
    found = decide(item, papers, tier)
    assert found.kind is found.proposed and found.kind in found.allowed and found.reason
    assert decide(item, papers, tier, found.kind) == found


@given(items(), GIVEN, st.sampled_from(CaseKind))
def test_missing_papers_make_a_supplement_and_nothing_else_does(
    item: ServiceItem, papers: list[MaterialGiven], wanted: CaseKind
) -> None:
    if wanted not in decide(item, papers).allowed:
        with pytest.raises(Refusal) as refused:
            decide(item, papers, wanted=wanted, why="群众要求")
        assert (refused.value.field, refused.value.code) == ("kind", "kind-not-allowed")
        return
    found = decide(item, papers, wanted=wanted, why="群众要求")
    assert (found.kind is CaseKind.SUPPLEMENT) == bool(missing(item, papers))
    assert found.kind is wanted


@given(items(), GIVEN, st.sampled_from(CaseKind))
def test_another_kind_needs_a_reason_and_keeps_it_with_what_the_rules_said(
    item: ServiceItem, papers: list[MaterialGiven], wanted: CaseKind
) -> None:
    proposed = decide(item, papers)
    if wanted is proposed.kind or wanted not in proposed.allowed:
        return
    with pytest.raises(Refusal) as refused:
        decide(item, papers, wanted=wanted)
    assert (refused.value.field, refused.value.code) == ("kind_reason", "kind-reason-empty")
    changed = decide(item, papers, wanted=wanted, why="系统升级，当天办不了")
    assert changed.proposed is proposed.kind and "系统升级" in changed.reason
    assert (changed.days == 0) == (wanted is CaseKind.IMMEDIATE)


@given(items(), GIVEN)
def test_what_another_tier_decides_is_not_decided_in_the_room(
    item: ServiceItem, papers: list[MaterialGiven]
) -> None:
    if item.kind is CaseKind.ESCALATED:
        assert set(decide(item, papers).allowed) <= {CaseKind.ESCALATED, CaseKind.SUPPLEMENT}


@given(items(), GIVEN)
def test_one_of_several_alternatives_is_enough(item: ServiceItem, papers: list[MaterialGiven]) -> None:
    lacking = set(missing(item, papers))
    names = {paper.name for paper in papers}
    group = [paper for paper in item.materials if paper.group]
    if any(paper.name in names for paper in group):
        assert not lacking & {paper.name for paper in group}
    assert len(lacking & {paper.name for paper in group}) <= 1
    assert not lacking & names


DAYS = st.integers(0, 60).map(lambda number: date(2026, 11, 1) + timedelta(number))


@given(DAYS, st.none() | DAYS, st.none() | DAYS, DAYS)
def test_a_mandate_holds_from_its_first_day_to_its_last_unless_revoked(
    from_on: date, to_on: date | None, revoked_on: date | None, on: date
) -> None:
    mandate = MandateRow(
        *("m", "张三", "v", "", "李强", "", "", "父子", ""),
        from_on=from_on,
        to_on=to_on,
        signed_how=SignedHow.SIGNATURE,
        witness="",
        revoked_on=revoked_on,
        note="",
    )
    expected = from_on <= on and (to_on is None or on <= to_on) and (revoked_on is None or on < revoked_on)
    assert mandate.holds_on(on) == expected
    assert bool(mandate.why_not_on(on)) != expected
