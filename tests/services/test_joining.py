"""Two records of one person: found, joined with a reason, and parted again; a villager's dated history."""

from __future__ import annotations

from datetime import date

import pytest

from app.clock import SetClock
from app.domain.rows import CaseFilter
from app.errors import Refusal
from app.models.verify import verify
from app.services import cases, households, joining, villagers
from app.services.desk import Desk
from app.services.households import HouseholdDraft
from app.services.villagers import ALIVE, VillagerDraft
from tests.services.requests import accepted, id_number


def villager(desk: Desk, name: str, number: str = "", **fields: str) -> str:
    reason = "" if number else "证件丢失"
    return villagers.save(
        desk,
        VillagerDraft(name, number, id_missing_reason=reason, **fields),  # type: ignore[arg-type]
    ).villager_id


def test_records_that_look_like_one_person_are_shown_with_why(desk: Desk) -> None:
    first = villager(desk, "张秀兰", id_number(), phone="13812345678", group="三组")
    second = villager(desk, "张秀兰", phone="13812345678", group="三组")
    villager(desk, "张秀兰", id_number(order=45), group="三组")  # another right number: another person
    villager(desk, "李强", id_number(order=47))
    pairs = joining.alike(desk.register)
    wanted = next(
        pair for pair in pairs if {pair.first.villager_id, pair.second.villager_id} == {first, second}
    )
    assert wanted.why == ("姓名和电话相同", "姓名和村民小组相同")
    assert all(not (p.first.id_number and p.second.id_number) for p in pairs)


def test_joined_records_are_one_person_found_by_both_names_with_the_cases_of_both(desk: Desk) -> None:
    one = accepted(desk, "YB01", name="张秀兰")
    other = accepted(desk, "ZZ08", name="秀兰婶", id_number="", id_missing_reason="丢失", phone="13900000001")
    kept, joined = (cases.show(desk.register, no, desk.clock).villager_id for no in (one, other))
    joining.join(desk, kept, joined, "本人带证来窗口说明")
    assert {
        row.villager_id
        for text in ("张秀兰", "秀兰婶", "13900000001")
        for row in villagers.find(desk.register, text)
    } == {kept}
    assert {row.case_no for row in villagers.cases_of(desk.register, kept, desk.clock)} == {one, other}
    assert {row.case_no for row in villagers.cases_of(desk.register, joined, desk.clock)} == {one, other}
    assert villagers.get(desk.register, joined).open_cases == 2
    assert villagers.page(desk.register).total == 1
    assert joining.alike(desk.register) == ()
    assert verify(desk.register).problems == ()


def test_a_joining_is_taken_back_with_a_reason_and_nothing_is_lost(desk: Desk) -> None:
    kept = villagers.save(desk, VillagerDraft("张秀兰", id_number(), other_names=("兰兰",))).villager_id
    other = villagers.save(
        desk, VillagerDraft("李秀", id_missing_reason="丢失", other_names=("兰兰", "李强家的"))
    ).villager_id
    joining_id = joining.join(desk, kept, other, "邻居这样说")
    assert set(villagers.get(desk.register, kept).other_names) == {"兰兰", "李秀", "李强家的"}
    joining.undo(desk, joining_id, "是姐妹两个人")
    assert villagers.get(desk.register, kept).other_names == ("兰兰",)
    assert villagers.get(desk.register, other).name == "李秀"
    assert [row.villager_id for row in villagers.find(desk.register, "李强家的")] == [other]
    (row,) = joining.rows(desk.register)
    assert (row.reason, row.undone_reason, row.by_name) == ("邻居这样说", "是姐妹两个人", "王芳")
    with pytest.raises(Refusal, match="已经撤销"):
        joining.undo(desk, joining_id, "再来")
    assert joining.join(desk, kept, other, "原来还是一个人") != joining_id


@pytest.mark.parametrize(
    ("keep", "other", "reason", "field", "code"),
    [
        (0, 1, " ", "reason", "reason-empty"),
        (0, 0, "同", "other", "joining-same"),
        (0, 2, "同", "other", "two-numbers"),
        (0, 3, "同", "other", "no-such-villager"),
        (4, 0, "同", "keep", "already-joined"),
    ],
)
def test_a_wrong_joining_changes_nothing(
    desk: Desk, keep: int, other: int, reason: str, field: str, code: str
) -> None:
    ids = [
        villager(desk, "甲", id_number()),
        villager(desk, "乙"),
        villager(desk, "丙", id_number(order=45)),
        "0" * 32,
        villager(desk, "丁"),
    ]
    joining.join(desk, ids[1], ids[4], "同一人")
    with pytest.raises(Refusal) as caught:
        joining.join(desk, ids[keep], ids[other], reason)
    assert (caught.value.field, caught.value.code) == (field, code)
    assert len(joining.rows(desk.register)) == 1


def test_names_and_numbers_that_changed_are_dated_and_found_by_the_old_name(
    desk: Desk, clock: SetClock
) -> None:
    person = villager(desk, "张秀", phone="13812345678")
    clock.advance(days=3)
    villagers.save(desk, VillagerDraft("张秀兰", id_number(), "13900000002", villager_id=person))
    changed = {change.field: change for change in villagers.history(desk.register, person)}
    assert (changed["name"].old, changed["name"].new, changed["name"].by) == ("张秀", "张秀兰", "王芳")
    assert (changed["phone"].old, changed["id_number"].new) == ("13812345678", id_number())
    assert changed["name"].at.date() == date(2026, 11, 26)
    assert [row.villager_id for row in villagers.find(desk.register, "张秀")] == [person]


def test_tags_liaison_and_other_names_are_kept_and_stay_where_nothing_is_said(desk: Desk) -> None:
    draft = VillagerDraft(
        "张秀兰",
        id_number(),
        other_names=("石头家的", "兰 兰"),
        tags=("低保", "行动不便", "低保"),
        liaison="李强",
        address="三组 12 号",
        reach_by="喊话",
    )
    person = villagers.save(desk, draft).villager_id
    row = villagers.save(desk, VillagerDraft("张秀兰", id_number(), "13812345678", villager_id=person))
    assert (row.tags, row.liaison, row.address) == (("低保", "行动不便"), "李强", "三组 12 号")
    assert row.other_names == ("石头家的", "兰·兰")
    assert [found.villager_id for found in villagers.find(desk.register, "石头家的")] == [person]


@pytest.mark.parametrize(
    ("deceased_on", "code"), [(date(2026, 11, 24), "death-future"), (date(1962, 3, 16), "before-birth")]
)
def test_a_day_of_death_to_come_or_before_birth_is_refused(desk: Desk, deceased_on: date, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        villagers.save(desk, VillagerDraft("张秀兰", id_number(), deceased_on=deceased_on))
    assert (caught.value.field, caught.value.code) == ("deceased_on", code)
    assert villagers.page(desk.register).total == 0


def test_a_wrong_day_of_death_is_taken_back(desk: Desk) -> None:
    row = villagers.save(desk, VillagerDraft("张秀兰", id_number(), deceased_on=date(2026, 11, 1)))
    assert row.deceased_on == date(2026, 11, 1)
    draft = VillagerDraft("张秀兰", id_number(), villager_id=row.villager_id, deceased_on=ALIVE)
    assert villagers.save(desk, draft).deceased_on is None


def test_a_household_has_its_head_and_whoever_moves_leaves_the_other(desk: Desk) -> None:
    head, wife, son = (villager(desk, name) for name in ("李强", "张秀兰", "李小军"))
    row = households.save(desk, HouseholdDraft(head, (wife, son), group="三组", booklet_no="H001"))
    assert (row.head_name, [name for _id, name in row.members]) == ("李强", ["李强", "张秀兰", "李小军"])
    split = households.save(desk, HouseholdDraft(son))
    assert [name for _id, name in split.members] == ["李小军"]
    found = households.of(desk.register, wife)
    assert found is not None and [one for one, _name in found.members] == [head, wife]
    again = households.save(desk, HouseholdDraft(wife, household_id=row.household_id))
    assert again.head_name == "张秀兰" and households.of(desk.register, head) is None
    for draft, field in (
        (HouseholdDraft("0" * 32), "head_id"),
        (HouseholdDraft(head, household_id="x"), "household_id"),
    ):
        with pytest.raises(Refusal) as caught:
            households.save(desk, draft)
        assert caught.value.field == field


def test_joining_changes_no_case(desk: Desk) -> None:
    number = accepted(desk, "YB01")
    before = cases.page(desk.register, CaseFilter(), desk.clock).rows
    person = cases.show(desk.register, number, desk.clock).villager_id
    joining.join(desk, person, villager(desk, "张兰"), "同一人")
    assert cases.page(desk.register, CaseFilter(), desk.clock).rows == before
