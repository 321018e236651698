"""Accepting a request: what is written, which kind it becomes, and what is refused with which words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.clock import SetClock
from app.domain import case_numbers
from app.domain.cases import CaseEventKind, CaseKind, CaseState, MaterialForm
from app.domain.requests import AcceptRequest, MaterialGiven
from app.domain.rows import CaseFilter
from app.errors import Refusal
from app.models.verify import verify
from app.services import cases, rooms, villagers
from app.services.desk import Desk
from tests.services.requests import accepted, id_number, request


def refusal_of(desk: Desk, asked: AcceptRequest) -> Refusal:
    with pytest.raises(Refusal) as caught:
        cases.accept(desk, asked)
    assert len(caught.value.sentence) >= 5
    return caught.value


def nothing_written(desk: Desk) -> bool:
    no_case = cases.page(desk.register, CaseFilter(), desk.clock).total == 0
    return no_case and villagers.page(desk.register).total == 0


def test_an_accepted_case_is_in_the_register_with_everything_that_was_typed(desk: Desk) -> None:
    fact = cases.accept(
        desk,
        request(
            desk, "MZ05", note="腿脚不便\n请电话联系", representative="李强", representative_relation="父子"
        ),
    )
    case = cases.show(desk.register, fact.case_no, desk.clock)
    assert (case.row.applicant, case.row.group, case.row.phone) == ("张秀兰", "三组", "13812345678")
    assert (case.row.item_code, case.row.kind, case.row.state) == (
        "MZ05",
        CaseKind.ESCALATED,
        CaseState.IN_PROGRESS,
    )
    assert (case.note, case.representative, case.representative_relation) == (
        "腿脚不便\n请电话联系",
        "李强",
        "父子",
    )
    assert case.id_number == id_number()
    assert all(material.received for material in case.materials) and case.missing == ()
    assert [row.title for row in case.timeline] == ["受理"]
    assert case.first_asked == case.first_handler == case.handler == "王芳"
    assert case.row.where == "only_here"
    assert case.catalogue_sample
    person = villagers.get(desk.register, fact.villager_id)
    assert (person.sex, person.birth_on, person.open_cases) == ("male", date(1962, 3, 17), 1)
    assert verify(desk.register).problems == ()


def test_numbers_of_a_day_rise_and_leave_out_unusable_ones(desk: Desk) -> None:
    numbers = [
        case_numbers.parse(accepted(desk, id_number=id_number(order=order), name=f"村民{order}"))
        for order in range(1, 41)
    ]
    sequences = [number.sequence for number in numbers]
    usable = [
        n for n in range(1, 80) if case_numbers.is_usable(desk.register.site_code, numbers[0].day, "A1", n)
    ]
    assert sequences == usable[:40]
    assert {str(number)[:17] for number in numbers} == {"101201-261123-A1-"}


def test_a_new_day_begins_its_own_numbers(desk: Desk, clock: SetClock) -> None:
    first = case_numbers.parse(accepted(desk))
    clock.advance(days=1)
    second = case_numbers.parse(accepted(desk, item="YB01"))
    assert (second.day - first.day).days == 1
    assert second.sequence == case_numbers.next_number(desk.register.site_code, second.day, "A1", 0).sequence


def test_the_day_of_a_case_is_the_day_in_china(desk: Desk, clock: SetClock) -> None:
    clock.advance(hours=15, minutes=30)  # half past midnight on the 24th, still the 23rd in Greenwich
    assert case_numbers.parse(accepted(desk)).day == date(2026, 11, 24)


def test_an_immediate_item_with_all_papers_is_due_the_same_day(desk: Desk) -> None:
    fact = cases.accept(desk, request(desk, "YB01"))
    assert (fact.kind, fact.due_on, fact.missing) == (CaseKind.IMMEDIATE, date(2026, 11, 23), ())


def test_a_promised_item_is_due_after_its_working_days(desk: Desk) -> None:
    fact = cases.accept(desk, request(desk, "ZZ08"))
    assert (fact.kind, fact.due_on, fact.provisional) == (CaseKind.PROMISED, date(2026, 11, 30), False)


def test_missing_papers_make_a_supplement_that_has_no_due_date_yet(desk: Desk) -> None:
    fact = cases.accept(
        desk, request(desk, "MZ05", materials=(MaterialGiven("身份证", MaterialForm.SEEN, 1),))
    )
    case = cases.show(desk.register, fact.case_no, desk.clock)
    assert (fact.kind, fact.due_on, case.row.state) == (
        CaseKind.SUPPLEMENT,
        None,
        CaseState.WAITING_MATERIALS,
    )
    assert fact.missing == case.missing and "申请表" in fact.missing
    seen = next(material for material in case.materials if material.name == "身份证")
    assert (seen.received, seen.form, seen.held) == (True, MaterialForm.SEEN, False)
    assert not next(material for material in case.materials if material.name == "申请表").received


def test_papers_the_catalogue_does_not_know_are_kept_as_extra(desk: Desk) -> None:
    asked = request(desk, "YB01")
    extra = MaterialGiven("村医便条", MaterialForm.ORIGINAL, 2, "写在处方笺上")
    fact = cases.accept(desk, request(desk, "YB01", materials=(*asked.materials, extra)))
    kept = cases.show(desk.register, fact.case_no, desk.clock).materials[-1]
    assert (kept.name, kept.form, kept.sheets, kept.note, kept.held) == (
        "村医便条",
        MaterialForm.ORIGINAL,
        2,
        "写在处方笺上",
        True,
    )


def test_an_item_is_taken_by_code_in_any_case_and_by_its_exact_name(desk: Desk) -> None:
    assert cases.accept(desk, request(desk, "ZZ08")).kind is CaseKind.PROMISED
    asked = AcceptRequest(name="李强", item="矛盾纠纷人民调解申请", id_number=id_number(order=33))
    number = cases.accept(desk, asked).case_no
    assert cases.show(desk.register, number, desk.clock).row.item_code == "ZZ01"
    asked = AcceptRequest(name="李强", item=" zz05 ", id_number=id_number(order=33))
    number = cases.accept(desk, asked).case_no
    assert cases.show(desk.register, number, desk.clock).row.item_code == "ZZ05"


@pytest.mark.parametrize(
    ("fields", "field", "code"),
    [
        ({"name": ""}, "name", "name-empty"),
        ({"name": " ·- "}, "name", "name-empty"),
        ({"name": "张" * 300}, "name", "name-too-long"),
        ({"name": "张\x07三"}, "name", "text-control"),
        ({"name": "张\u202e三"}, "name", "text-bidi"),
        ({"name": "张\u200b三"}, "name", "text-control"),
        ({"name": "张三😀"}, "name", "text-emoji"),
        (
            {"id_number": id_number()[:-1] + ("1" if id_number()[-1] != "1" else "2")},
            "id_number",
            "id-checksum",
        ),
        ({"id_number": "620902196202300217"}, "id_number", "id-date"),
        ({"id_number": "62090219620317"}, "id_number", "id-length"),
        ({"id_number": "620902620317021"}, "id_number", "id-old"),
        ({"id_number": id_number("20270101")}, "id_number", "id-future"),
        ({"id_number": id_number("18620317")}, "id_number", "id-age"),
        ({"id_number": id_number() + "\u200e"}, "id_number", "text-bidi"),
        ({"id_number": ""}, "id_number", "id-empty"),
        ({"phone": "1381234567"}, "phone", "phone-mobile-length"),
        ({"phone": "138123456789"}, "phone", "phone-mobile-length"),
        ({"phone": "2612345"}, "phone", "phone-landline"),
        ({"phone": "一三八"}, "phone", "phone-characters"),
        ({"phone": "13812345678\u202d"}, "phone", "text-bidi"),
        ({"group": "组" * 41}, "group", "text-too-long"),
        ({"group": "三组\x00"}, "group", "text-control"),
        ({"item": ""}, "item", "item-empty"),
        ({"item": "没有这种事"}, "item", "unknown-item"),
        ({"item": "MZ5"}, "item", "unknown-item"),
        ({"item": "MZ05\u202e"}, "item", "text-bidi"),
        ({"materials": (MaterialGiven(" "),)}, "materials", "material-empty"),
        ({"materials": (MaterialGiven("户口簿", sheets=0),)}, "materials", "material-sheets"),
        ({"materials": (MaterialGiven("户口簿", sheets=1000),)}, "materials", "material-sheets"),
        ({"materials": (MaterialGiven("户口簿", form="scan"),)}, "materials", "material-form"),  # type: ignore[arg-type]
        ({"materials": (MaterialGiven("户口簿🏠"),)}, "materials", "text-emoji"),
        ({"materials": (MaterialGiven("户口簿"),) * 101}, "materials", "too-many"),
        ({"mode": "carrier pigeon"}, "mode", "mode-unknown"),
        ({"note": "a\x1bb"}, "note", "text-control"),
        ({"note": "长" * 2001}, "note", "text-too-long"),
        ({"again": "再\u2066来"}, "again", "text-bidi"),
        ({"representative": "李" * 61}, "representative", "name-too-long"),
        ({"representative_relation": "父子"}, "representative", "name-empty"),
        ({"villager_id": "0" * 32}, "villager_id", "no-such-villager"),
    ],
)
def test_bad_input_is_refused_by_field_and_nothing_is_written(
    desk: Desk, fields: dict[str, object], field: str, code: str
) -> None:
    typed = {"name": "张三", "id_number": id_number(), "item": "MZ05", "materials": ()} | fields
    refusal = refusal_of(desk, AcceptRequest(**typed))  # type: ignore[arg-type]
    assert (refusal.field, refusal.code) == (field, code)
    assert nothing_written(desk)


def test_each_kind_of_bad_input_has_a_sentence_of_its_own(desk: Desk) -> None:
    good = AcceptRequest("张三", "MZ05", id_number())
    bad = (
        replace(good, name="张" * 300),
        replace(good, name="张\u202e三"),
        replace(good, name="张三😀"),
        replace(good, name="张\x07三"),
        replace(good, id_number=""),
        replace(good, id_number="1"),
        replace(good, phone="123"),
        replace(good, item="没有"),
    )
    assert len({refusal_of(desk, asked).sentence for asked in bad}) == len(bad)


def test_nobody_without_a_number_is_turned_away_when_the_reason_is_given(desk: Desk) -> None:
    asked = request(desk, "YB03", name="王小宝", id_number="", id_missing_reason="新生儿，未落户")
    fact = cases.accept(desk, asked)
    assert villagers.get(desk.register, fact.villager_id).id_number == ""
    again = cases.accept(desk, request(desk, "YB01", name="王小宝", id_number="", id_missing_reason="未落户"))
    assert again.villager_id == fact.villager_id


def test_an_unknown_region_is_a_warning_and_never_a_refusal(desk: Desk) -> None:
    asked = request(desk, id_number=id_number(region="990101"))
    assert any("省份" in words for words in cases.preview(desk, asked).warnings)
    cases.accept(desk, asked)


def test_a_returning_villager_is_found_by_number_and_name_and_brought_up_to_date(desk: Desk) -> None:
    first = cases.accept(desk, request(desk, "YB01"))
    second = cases.accept(desk, request(desk, "MZ05", phone="13900000000", group="五组"))
    assert second.villager_id == first.villager_id
    person = villagers.get(desk.register, first.villager_id)
    assert (person.phone, person.group, person.open_cases) == ("13900000000", "五组", 2)
    assert cases.show(desk.register, first.case_no, desk.clock).row.phone == "13812345678"


def test_a_picked_villager_needs_nothing_typed_again(desk: Desk) -> None:
    first = cases.accept(desk, request(desk, "YB01"))
    fact = cases.accept(desk, AcceptRequest(name="", item="ZZ08", villager_id=first.villager_id))
    row = cases.show(desk.register, fact.case_no, desk.clock).row
    assert (fact.villager_id, row.applicant, row.phone) == (first.villager_id, "张秀兰", "13812345678")


def test_one_number_with_two_names_is_left_to_a_person(desk: Desk) -> None:
    first = cases.accept(desk, request(desk, "YB01"))
    other = request(desk, "YB01", name="张秀莲")
    refusal = refusal_of(desk, other)
    assert (refusal.field, refusal.code) == ("id_number", "same-number-other-name")
    assert "张秀兰" in refusal.sentence
    assert [error.code for error in cases.preview(desk, other).errors] == ["same-number-other-name"]
    decided = cases.accept(desk, request(desk, "MZ05", name="张秀莲", villager_id=first.villager_id))
    assert decided.villager_id == first.villager_id
    assert [row.name for row in villagers.find(desk.register, "张秀莲")] == ["张秀兰"]


def test_a_picked_villager_with_another_number_typed_is_refused(desk: Desk) -> None:
    first = cases.accept(desk, request(desk, "YB01"))
    refusal = refusal_of(
        desk, request(desk, "MZ05", villager_id=first.villager_id, id_number=id_number(order=77))
    )
    assert (refusal.field, refusal.code) == ("id_number", "id-differs")


def test_an_open_case_of_the_same_person_and_item_is_named_and_refused(desk: Desk) -> None:
    first = accepted(desk)
    refusal = refusal_of(desk, request(desk))
    assert (refusal.field, refusal.code) == ("again", "duplicate-open-case")
    assert first in refusal.sentence
    assert [double.case_no for double in cases.preview(desk, request(desk)).duplicates] == [first]


def test_a_reason_accepts_a_second_open_case_all_the_same(desk: Desk) -> None:
    first = accepted(desk)
    second = accepted(desk, again="两位老人同户，各办一件")
    assert second != first
    assert cases.page(desk.register, CaseFilter(), desk.clock).total == 2


def test_a_finished_case_does_not_stand_in_the_way(desk: Desk) -> None:
    number = accepted(desk, "YB01")
    cases.record(desk, number, CaseEventKind.COMPLETED, data={"result": "已参保"})
    accepted(desk, "YB01")


def test_a_preview_writes_nothing_and_says_everything_at_once(desk: Desk) -> None:
    asked = AcceptRequest(name="", item="没有", id_number="123", phone="1", mode="fly")  # type: ignore[arg-type]
    seen = cases.preview(desk, asked)
    assert [error.field for error in seen.errors] == ["name", "id_number", "phone", "item", "mode"]
    assert (seen.kind, seen.due_on) == (None, None)
    seen = cases.preview(desk, request(desk, "MZ05"))
    assert seen.errors == () and seen.kind is CaseKind.ESCALATED
    assert seen.due_on == date(2026, 12, 7) and seen.reason
    assert nothing_written(desk)


def test_a_preview_promises_what_acceptance_then_promises(desk: Desk) -> None:
    for code in ("MZ05", "YB01", "ZZ08"):
        for without in (0, 1):
            asked = request(
                desk, code, without=without, id_number=id_number(order=41 + without), name=f"村民{without}"
            )
            seen, fact = cases.preview(desk, asked), cases.accept(desk, asked)
            assert (seen.kind, seen.due_on, seen.missing, seen.reason) == (
                fact.kind,
                fact.due_on,
                fact.missing,
                fact.reason,
            )


def test_a_room_without_a_catalogue_says_so(desk: Desk, tmp_path: Path, clock: SetClock) -> None:
    plan = rooms.RoomPlan("620902101202", "西大村")
    register = rooms.set_up(tmp_path / "other", plan, clock, passphrase="x" * 12)
    refusal = refusal_of(Desk(register, desk.actor, clock), AcceptRequest("张三", "MZ05", id_number()))
    assert (refusal.field, refusal.code) == ("item", "no-catalogue")
    register.close()


def test_a_limit_that_reaches_into_a_year_not_yet_published_is_provisional(
    desk: Desk, clock: SetClock
) -> None:
    clock.advance(days=365)
    assert cases.accept(desk, request(desk, "MZ01")).provisional
