"""Lists of the register, the day's board, search, and the people served."""

from __future__ import annotations

from datetime import date

import pytest

from app.clock import SetClock
from app.domain.cases import CaseEventKind, CaseKind, CaseState, Light
from app.domain.rows import CaseFilter
from app.errors import Refusal
from app.services import cases, items, search, today, villagers
from app.services.desk import Desk
from app.services.villagers import VillagerDraft
from tests.services.requests import accepted, id_number, request

E = CaseEventKind


def total(desk: Desk, **chips: object) -> int:
    found = cases.page(desk.register, CaseFilter(**chips), desk.clock)  # type: ignore[arg-type]
    assert len(found.rows) == found.total
    return found.total


def test_chips_find_what_they_say(desk: Desk, clock: SetClock) -> None:
    old = accepted(desk, "ZZ08")  # due 30 November
    clock.advance(days=4)
    accepted(desk, "YB01")
    waiting = cases.accept(desk, request(desk, "MZ05", materials=())).case_no
    assert total(desk) == 3
    assert total(desk, states=(CaseState.WAITING_MATERIALS,)) == 1
    assert total(desk, kinds=(CaseKind.IMMEDIATE, CaseKind.PROMISED)) == 2
    assert total(desk, item_code="ZZ08") == 1
    assert total(desk, accepted_from=date(2026, 11, 24)) == 2
    assert total(desk, accepted_to=date(2026, 11, 23)) == 1
    assert total(desk, due_before=date(2026, 11, 27)) == 1
    assert total(desk, due_before=date(2026, 11, 30)) == 2
    assert total(desk, lights=(Light.NONE,)) == 1
    assert total(desk, lights=(Light.YELLOW,)) == 2
    assert total(desk, villager_id="0" * 32) == 0
    clock.advance(days=4)
    assert total(desk, lights=(Light.RED,)) == 2
    assert {row.light for row in cases.page(desk.register, CaseFilter(), clock).rows} == {
        Light.RED,
        Light.NONE,
    }
    cases.record(desk, old, E.COMPLETED, data={"result": "已答复", "overdue_explanation": "等对方回村"})
    assert total(desk, open_only=True) == 2 and total(desk, lights=(Light.RED,)) == 1
    assert [row.case_no for row in cases.page(desk.register, CaseFilter(), clock).rows][-1] == old
    assert waiting in [row.case_no for row in cases.page(desk.register, CaseFilter(), clock).rows][:2]


def test_lights_of_rows_and_of_chips_agree_every_day(desk: Desk, clock: SetClock) -> None:
    for order, code in enumerate(("ZZ08", "YB01", "MZ01", "MZ05")):
        accepted(desk, code, id_number=id_number(order=order + 1), name=f"村民{order}")
    for _ in range(12):
        rows = cases.page(desk.register, CaseFilter(), clock).rows
        for light in Light:
            assert total(desk, lights=(light,)) == sum(row.light is light for row in rows)
        clock.advance(days=1)


def test_pages_join_without_gap_or_repetition(desk: Desk, clock: SetClock) -> None:
    numbers = []
    for order in range(1, 13):
        clock.advance(seconds=1)
        numbers.append(accepted(desk, "YB01", id_number=id_number(order=order), name=f"村民{order}"))
    pages = [cases.page(desk.register, CaseFilter(), clock, limit=5, offset=offset) for offset in (0, 5, 10)]
    assert [page.total for page in pages] == [12, 12, 12]
    assert [row.case_no for page in pages for row in page.rows] == numbers[::-1]


def test_the_board_counts_each_heap(desk: Desk, clock: SetClock) -> None:
    accepted(desk, "ZZ08")
    clock.advance(days=7)  # Monday 30 November: ZZ08 is due
    done = accepted(desk, "YB01")
    cases.record(desk, done, E.COMPLETED, data={"result": "已参保"})
    cases.accept(desk, request(desk, "MZ05", materials=()))
    board = today.board(desk.register, clock)
    assert (board.day, board.due_today, board.overdue, board.to_deliver) == (date(2026, 11, 30), 1, 0, 1)
    assert (board.waiting_materials, board.returned, board.accepted_today) == (1, 0, 2)
    assert (board.month_accepted, board.month_completed, board.month_on_time) == (3, 1, 1)
    assert [(f.day.day, f.accepted, f.completed) for f in board.month if f.accepted] == [
        (23, 1, 0),
        (30, 2, 1),
    ]
    assert len(board.month) == 30
    assert [row.item_code for row in board.rows] == ["ZZ08", "YB01"]
    clock.advance(days=1)
    board = today.board(desk.register, clock)
    assert (board.overdue, board.due_today, board.month_accepted, len(board.month)) == (1, 0, 0, 1)


def test_an_empty_room_has_an_empty_board(desk: Desk, clock: SetClock) -> None:
    board = today.board(desk.register, clock)
    assert board.rows == () and board.accepted_today == 0 and board.month_on_time == 0


@pytest.mark.parametrize(
    "typed",
    [
        "张秀兰",
        "秀兰",
        "zxl",
        "zhangxiulan",
        "13812345678",
        "5678",
        "张秀兰 高龄",
        "MZ05",
        "高龄津贴",
        id_number(),
    ],
)
def test_a_case_is_found_as_people_look_for_it(desk: Desk, clock: SetClock, typed: str) -> None:
    number = accepted(desk)
    accepted(desk, "YB01", name="李强", id_number=id_number(order=35), phone="13700001111")
    hits = search.everything(desk.register, typed, clock)
    assert [hit.key for hit in hits if hit.kind == "case"] == [number]


def test_a_whole_number_or_scanned_code_finds_its_one_case(desk: Desk, clock: SetClock) -> None:
    number = accepted(desk)
    accepted(desk, "YB01")
    for typed in (number, number.lower().replace("-", ""), f"DB1*{number}*0a1b2c3d*AAAA"):
        assert [hit.key for hit in search.everything(desk.register, typed, clock) if hit.kind == "case"] == [
            number
        ]


def test_a_number_of_the_platform_finds_every_case_that_has_it(desk: Desk, clock: SetClock) -> None:
    numbers = {accepted(desk, "YB01"), accepted(desk, name="李强", id_number=id_number(order=35))}
    accepted(desk, name="王五", id_number=id_number(order=36))
    for number in numbers:
        cases.set_external_no(desk, number, "GS20261123001")
    for typed in ("GS20261123001", "gs-20261123001", "3001"):
        hits = search.everything(desk.register, typed, clock)
        assert {hit.key for hit in hits if hit.kind == "case"} == numbers


@pytest.mark.parametrize("typed", ["肃政务〔2026〕17号", "2026-17", "肃政务(2026)17号"])
def test_an_office_s_number_is_found_as_it_is_written(desk: Desk, clock: SetClock, typed: str) -> None:
    number = accepted(desk)
    accepted(desk, "YB01")
    cases.set_external_no(desk, number, "肃政务〔2026〕17号")
    assert [row.case_no for row in search.cases(desk.register, typed, clock)] == [number]


def test_pairs_that_stand_apart_are_no_match(desk: Desk, clock: SetClock) -> None:
    accepted(desk, name="欧阳明阳明德")
    assert search.cases(desk.register, "阳明德", clock)
    assert search.cases(desk.register, "欧阳明德", clock) == ()


def test_search_shows_people_and_items_beside_many_cases(desk: Desk, clock: SetClock) -> None:
    for code in ("MZ01", "MZ02", "MZ03", "MZ04", "MZ05", "YB01", "YB02", "ZZ08"):
        accepted(desk, code)
    hits = search.everything(desk.register, "张秀兰", clock, limit=5)
    assert len(hits) == 5 and [hit.kind for hit in hits].count("villager") == 1
    kinds = {hit.kind for hit in search.everything(desk.register, "高龄", clock)}
    assert kinds == {"case", "item"}
    assert search.everything(desk.register, "  ", clock) == ()
    assert search.everything(desk.register, "\"*' OR 1=1 --", clock) == ()


def test_most_used_items_come_first(desk: Desk) -> None:
    for order in (1, 2, 3):
        accepted(desk, "ZZ08", id_number=id_number(order=order), name=f"村民{order}")
    accepted(desk, "YB02")
    assert [item.code for item in items.find(desk.register, "")][:2] == ["ZZ08", "YB02"]


def test_villagers_are_found_listed_and_shown_with_their_cases(desk: Desk, clock: SetClock) -> None:
    first = cases.accept(desk, request(desk))
    accepted(desk, "YB01", name="欧阳建国", id_number=id_number(order=35), phone="13700001111")
    assert [row.name for row in villagers.find(desk.register, "oyjg")] == ["欧阳建国"]
    assert [row.name for row in villagers.find(desk.register, "7001111"[-4:])] == ["欧阳建国"]
    page = villagers.page(desk.register)
    assert page.total == 2 and {row.open_cases for row in page.rows} == {1}
    assert villagers.page(desk.register, "秀兰").total == 1
    (row,) = villagers.cases_of(desk.register, first.villager_id, clock)
    assert row.case_no == first.case_no
    with pytest.raises(Refusal) as caught:
        villagers.get(desk.register, "0" * 32)
    assert caught.value.code == "no-such-villager"


def test_a_saved_villager_has_sex_and_birth_date_from_the_number(desk: Desk) -> None:
    row = villagers.save(desk, VillagerDraft("古丽·买买提", id_number(order=36), "0937-2612345", "二组"))
    assert (row.sex, row.birth_on, row.phone) == ("female", date(1962, 3, 17), "0937-2612345")
    changed = villagers.save(
        desk, VillagerDraft("古丽·买买提", id_number(order=36), "", "四组", villager_id=row.villager_id)
    )
    assert (changed.villager_id, changed.phone, changed.group) == (row.villager_id, "", "四组")


def test_one_number_on_two_villagers_needs_a_reason_and_the_same_person_is_not_made_twice(desk: Desk) -> None:
    villagers.save(desk, VillagerDraft("张秀兰", id_number()))
    for draft, code in (
        (VillagerDraft("张秀莲", id_number()), "same-number-other-name"),
        (VillagerDraft("张秀兰", id_number().lower()), "villager-known"),
        (VillagerDraft("王五", ""), "id-empty"),
    ):
        with pytest.raises(Refusal) as caught:
            villagers.save(desk, draft)
        assert (caught.value.field, caught.value.code) == ("id_number", code)
    villagers.save(desk, VillagerDraft("张秀莲", id_number(), same_number_reason="早年派出所重号，已报镇"))
    assert {row.name for row in villagers.same_number(desk.register, f" {id_number()} ")} == {
        "张秀兰",
        "张秀莲",
    }
    assert accepted(desk, name="张秀莲")


def test_a_renamed_villager_is_still_found_by_the_old_name(desk: Desk) -> None:
    row = villagers.save(desk, VillagerDraft("张秀兰", id_number()))
    villagers.save(desk, VillagerDraft("张岚", id_number(), villager_id=row.villager_id))
    assert [found.name for found in villagers.find(desk.register, "秀兰")] == ["张岚"]
    with pytest.raises(Refusal) as caught:
        villagers.save(desk, VillagerDraft("某人", id_number(), villager_id="0" * 32))
    assert caught.value.code == "no-such-villager"
