"""What changed between two versions is said in plain words, and nothing else is said."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from app import assets
from app.domain.cases import Tier
from app.domain.catalogue import (
    Catalogue,
    MaterialRequirement,
    ProcedureStep,
    ServiceItem,
    StageLimit,
    from_document,
)
from app.domain.catalogue_difference import difference, item_changes
from tests.domain.catalogues import catalogues

SAMPLE = from_document(assets.text("catalogue", "sample.json"))


def _worded(one: ServiceItem) -> ServiceItem:
    """Without what is nobody's concern: whether an own item ended, and the unit of no days at all."""
    unit = one.statutory_unit if one.statutory_days is not None else "working"
    steps = tuple(replace(step, unit=step.unit if step.days else "working") for step in one.procedure)
    stages = tuple(
        replace(
            stage,
            unit=stage.unit if stage.days else "working",
            statutory_unit=stage.statutory_unit if stage.statutory_days is not None else "working",
            transport_days=stage.transport_days if stage.department_days is not None else 0,
        )
        for stage in one.stage_limits
    )
    return replace(one, withdrawn=False, statutory_unit=unit, procedure=steps, stage_limits=stages)


def item(code: str = "GY04") -> ServiceItem:
    found = SAMPLE.item(code)
    assert found is not None
    return found


def test_a_shorter_promise_is_said_with_both_numbers() -> None:
    assert item_changes(item(), replace(item(), days=3)) == ("承诺时限由 5 个工作日改为 3 个工作日",)


def test_papers_that_come_and_go_are_named() -> None:
    old = item()
    papers = (*old.materials[1:], MaterialRequirement("水费卡", need="later"))
    said = item_changes(old, replace(old, materials=papers))
    assert said == (f"不再要交“{old.materials[0].name}”", "要增交“水费卡”（“容缺”）")


def test_a_paper_that_may_be_undertaken_is_said() -> None:
    old = item()
    first = replace(old.materials[0], undertaking=True, sheets=2)
    said = item_changes(old, replace(old, materials=(first, *old.materials[1:])))
    name = old.materials[0].name
    assert said == (f"材料“{name}”份数由 1 份改为 2 份", f"材料“{name}”可以用告知承诺代替了")


def test_tier_steps_and_further_limits_are_said() -> None:
    new = replace(
        item(),
        tier=Tier.TOWNSHIP,
        procedure=(ProcedureStep("受理"), ProcedureStep("公示", days=7, unit="calendar")),
        stage_limits=(StageLimit("抢修", 0),),
        conditions=("本村居民",),
    )
    said = item_changes(item(), new)
    assert "决定层级由村（社区）改为乡镇（街道）" in said
    assert "办理程序由未写明改为受理 → 公示（7 日）" in said
    assert "新增“抢修”时限：当日" in said
    assert "申请条件增加“本村居民”" in said


def test_new_and_removed_items_are_named() -> None:
    new = replace(SAMPLE, version="2", items=(*SAMPLE.items[1:], replace(item(), code="X1", name="新事")))
    said = difference(SAMPLE, new)
    assert said.sentences == ("新增事项 X1“新事”。", "取消事项 MZ01“农村最低生活保障申请”。")
    assert (said.old_version, said.new_version) == (SAMPLE.version, "2")


@given(catalogues())
def test_nothing_is_said_of_the_same_catalogue(made: Catalogue) -> None:
    assert difference(made, made).nothing


@given(catalogues(), catalogues())
def test_whatever_differs_is_said(old: Catalogue, new: Catalogue) -> None:
    said = difference(old, new)
    for one in new.items:
        there = old.item(one.code)
        if there is not None and _worded(there) != _worded(one):
            assert any(found.code == one.code for found in said.items)
    assert all(sentence.endswith("。") for sentence in said.sentences)


def test_an_order_that_changed_is_said() -> None:
    old = item()
    said = item_changes(old, replace(old, materials=tuple(reversed(old.materials))))
    assert said == ("材料的顺序有调整",)
    listed = replace(old, conditions=("甲", "乙"))
    assert item_changes(listed, replace(old, conditions=("乙", "甲"))) == ("申请条件的顺序有调整",)
