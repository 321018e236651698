"""The sample catalogue is whole, and a wrong one is refused by name."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from app import assets
from app.domain.cases import CaseKind, Tier
from app.domain.catalogue import Catalogue, MaterialRequirement, MatterType, from_document, to_document
from app.domain.masking import neutral
from app.errors import Refusal
from tests.domain.catalogues import catalogues

TEXT = assets.text("catalogue", "sample.json")
SAMPLE = from_document(TEXT)

VILLAGE_CATEGORIES = (  # 000 §三.3
    "民政",
    "残联",
    "综治维稳",
    "新农合",
    "医疗救助",
    "计生",
    "土地管理",
    "公益事业",
    "消费者维权",
    "党建群团",
)


def test_the_sample_holds_every_item_of_its_source() -> None:
    listed = [item for item in SAMPLE.items if not item.outside_catalogue or item.code == "QT10"]
    counts = Counter(item.category for item in listed)
    assert len(listed) == 104
    assert sum(counts[name] for name in VILLAGE_CATEGORIES) == 77
    assert counts["劳动保障"] + counts["工商"] + counts["税务"] == 17
    assert counts["其他"] == 10
    assert SAMPLE.sample


def test_the_sample_is_written_back_the_same() -> None:
    assert to_document(SAMPLE) == TEXT


def test_material_names_are_plain_and_kinds_fit_their_days() -> None:
    for item in SAMPLE.items:
        assert item.materials, item.code
        assert (item.kind is CaseKind.IMMEDIATE) == (item.days == 0)
        for material in item.materials:
            assert not set("()（）;；,，+") & set(material.name), (item.code, material.name)


@pytest.mark.parametrize(
    ("code", "names"),
    [
        (
            "MZ03",
            ["申请书", "身份证", "户口簿", "劳动能力和生活来源、财产状况说明", "核对授权书", "残疾人证"],
        ),
        ("QT06", ["申报表", "身份证", "承包/流转合同", "一折通或一卡通"]),
    ],
)
def test_papers_named_together_are_several_papers(code: str, names: list[str]) -> None:
    item = SAMPLE.item(code)
    assert item is not None
    assert [material.name for material in item.materials] == names


def test_an_item_that_takes_over_anothers_papers_lists_them() -> None:
    hospital, accident = SAMPLE.item("YB07"), SAMPLE.item("YB08")
    assert hospital is not None and accident is not None
    assert accident.materials[: len(hospital.materials)] == hospital.materials


def test_what_may_be_dropped_is_not_required() -> None:
    allowance, poorest = SAMPLE.item("MZ05"), SAMPLE.item("MZ03")
    assert allowance is not None and poorest is not None
    assert [m.need for m in allowance.materials] == ["required", "optional", "required", "required"]
    assert poorest.materials[-1].need == "conditional" and poorest.sensitive


def test_an_item_is_found_by_code_or_name_however_it_is_typed() -> None:
    for typed in ("MZ05", " mz05 ", "高龄津贴申领(80周岁以上)", "高龄津贴申领（80周岁以上）"):
        found = SAMPLE.item(typed)
        assert found is not None and found.code == "MZ05"
    assert SAMPLE.item("高龄津贴") is None
    assert SAMPLE.item("") is None


def test_deciding_tiers_stand_as_published() -> None:
    tiers = {item.code: item.tier for item in SAMPLE.items}
    assert (tiers["MZ08"], tiers["MZ02"], tiers["CL01"], tiers["GY05"]) == (
        Tier.VILLAGE,
        Tier.TOWNSHIP,
        Tier.DISTRICT,
        Tier.OUTSIDE,
    )


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"code": "MZ02"}, "catalogue-code-twice"),
        ({"name": "低保边缘家庭认定"}, "catalogue-name-twice"),
        ({"code": "民政1"}, "catalogue-code"),
        ({"kind": "supplement"}, "catalogue-kind"),
        ({"kind": "fast"}, "catalogue-kind"),
        ({"tier": "county"}, "catalogue-tier"),
        ({"days": -1}, "catalogue-days"),
        ({"days": 0}, "catalogue-days"),
        ({"days": "30"}, "catalogue-days"),
        ({"name": ""}, "catalogue-name"),
        ({"name": "低\u202e保"}, "catalogue-name"),
        ({"materials": {}}, "catalogue-item"),
        ({"materials": ["户口簿"]}, "catalogue-material"),
        ({"materials": [{"name": "户口簿"}, {"name": " 户口簿 "}]}, "catalogue-material-twice"),
        ({"materials": [{"name": "户口簿", "need": "maybe"}]}, "catalogue-need"),
        ({"materials": [{"name": "户口簿", "forms": ["fax"]}]}, "catalogue-forms"),
        ({"materials": [{"name": "户口簿", "sheets": 0}]}, "catalogue-sheets"),
    ],
)
def test_a_wrong_item_is_named_in_the_refusal(change: dict[str, object], code: str) -> None:
    document = json.loads(TEXT)
    document["items"][0] |= change
    with pytest.raises(Refusal) as refusal:
        from_document(json.dumps(document))
    assert refusal.value.code == code
    assert "原来的目录仍在使用" in refusal.value.sentence


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"format": "daiban-catalogue", "format_version": 1, "items": []}']
)
def test_what_is_no_catalogue_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        from_document(text)


def test_every_category_has_an_item_for_what_is_outside_the_catalogue() -> None:
    outside = [item.category for item in SAMPLE.items if item.outside_catalogue]
    assert sorted(outside) == sorted(SAMPLE.categories)


def test_a_document_of_the_first_format_is_still_read() -> None:
    first = {
        "format": "daiban-catalogue",
        "format_version": 1,
        "version": "2025-1",
        "title": "目录",
        "items": [
            {
                "code": "A1",
                "name": "登记",
                "category": "民政",
                "tier": "village",
                "kind": "immediate",
                "days": 0,
                "materials": [
                    {
                        "name": "身份证",
                        "need": "conditional",
                        "forms": ["original"],
                        "sheets": 2,
                        "condition": "有则交",
                    }
                ],
            }
        ],
    }
    read = from_document(json.dumps(first))
    assert read.items[0].matter_type is MatterType.SIMPLE
    assert read.items[0].materials == (
        MaterialRequirement("身份证", "conditional", ("original",), 2, "有则交"),
    )
    assert from_document(to_document(read)) == read


@given(catalogues())
def test_a_catalogue_is_written_and_read_back_the_same(made: Catalogue) -> None:
    assert from_document(to_document(made)) == made


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"opens": "09-01"}, "catalogue-window"),
        ({"opens": "02-30", "closes": "03-01"}, "catalogue-opens"),
        ({"department_days": "五"}, "catalogue-department_days"),
        ({"statutory_unit": "week"}, "catalogue-statutory_unit"),
        ({"prerequisites": ["MZ01"]}, "catalogue-prerequisites"),
        ({"procedure": [{"who": "村委会"}]}, "catalogue-name"),
        ({"stage_limits": [{"stage": "答复", "days": -1}]}, "catalogue-days"),
        ({"matter_type": "hard"}, "catalogue-matter_type"),
        ({"sensitive": "是"}, "catalogue-sensitive"),
        ({"legal_basis": [""]}, "catalogue-item"),
        ({"materials": [{"name": "户口簿", "source": "朋友"}]}, "catalogue-source"),
    ],
)
def test_a_wrong_field_of_the_second_format_is_named(change: dict[str, object], code: str) -> None:
    document = json.loads(TEXT)
    document["items"][0] |= change
    with pytest.raises(Refusal) as refusal:
        from_document(json.dumps(document))
    assert refusal.value.code == code and "MZ01" in refusal.value.sentence


def test_an_item_open_over_the_turn_of_the_year_is_closed_in_summer() -> None:
    item = replace(SAMPLE.items[0], opens="09-01", closes="02-28")
    assert item.is_open(date(2026, 12, 31)) and item.is_open(date(2027, 1, 5))
    assert not item.is_open(date(2026, 7, 1))
    assert SAMPLE.items[0].is_open(date(2026, 7, 1))


def test_any_one_paper_of_a_group_is_enough() -> None:
    birth, book = (MaterialRequirement(name, group="身份") for name in ("出生医学证明", "户口簿"))
    later = MaterialRequirement("照片", need="later")
    item = replace(SAMPLE.items[0], materials=(birth, book, MaterialRequirement("申请书"), later))
    assert [paper.name for paper in item.lacking([])] == ["出生医学证明", "申请书"]
    assert [paper.name for paper in item.lacking([book])] == ["申请书"]
    assert item.alternatives(book) == (birth, book)


def test_a_sensitive_item_has_other_words_for_all_eyes() -> None:
    poorest = SAMPLE.item("MZ01")
    assert poorest is not None and "低" not in neutral(poorest)
    assert neutral(replace(poorest, neutral_words="救助类事项")) == "救助类事项"
    assert neutral(replace(poorest, sensitive=False)) == poorest.name
