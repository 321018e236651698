"""One item accepted for many people, one ID after another."""

from __future__ import annotations

import pytest

from app.clock import SetClock
from app.domain.batches import PersonStatus
from app.domain.cases import CaseKind
from app.domain.rows import CaseFilter
from app.errors import Refusal
from app.models.verify import verify
from app.services import batches, cases, joining, villagers
from app.services.desk import Desk
from app.services.villagers import VillagerDraft
from tests.services.requests import id_number, papers

ITEM = "YB01"


def people(desk: Desk, count: int, first: int = 1) -> list[str]:
    """The ids of new villagers in two groups; their ID numbers have orders from ``first`` on."""
    return [
        villagers.save(
            desk, VillagerDraft(f"村民{order}", id_number(order=order), group="一组" if order % 2 else "二组")
        ).villager_id
        for order in range(first, first + count)
    ]


def test_a_list_is_worked_off_id_by_id_and_shows_its_progress_by_group(desk: Desk) -> None:
    batch = batches.open_batch(desk, ITEM, "2027 年医保缴费", people(desk, 6))
    given = papers(desk, ITEM)
    done = batches.accept(desk, batch.batch_id, id_number(order=1), given)
    assert done.kind is CaseKind.IMMEDIATE
    lines = {row.name: row for row in batches.persons(desk.register, batch.batch_id)}
    assert (lines["村民1"].status, lines["村民1"].case_no) == (PersonStatus.DONE, done.case_no)
    batches.mark(desk, lines["村民2"].person_id, PersonStatus.AWAY, "在兰州务工")
    batches.mark(desk, lines["村民4"].person_id, PersonStatus.DIED)
    found = {group.group: group for group in batches.progress(desk.register, batch.batch_id)}
    assert (found["一组"].total, found["一组"].done, found["一组"].left) == (3, 1, 2)
    assert (found["二组"].counts[PersonStatus.AWAY], found["二组"].left) == (1, 1)
    row = batches.rows(desk.register)[0]
    assert (row.total, row.done, row.left, row.item_code) == (6, 1, 3, ITEM)
    assert verify(desk.register).problems == ()


def test_whoever_was_scanned_twice_is_named_and_not_accepted_again(desk: Desk) -> None:
    batch = batches.open_batch(desk, ITEM, "缴费", people(desk, 1))
    batches.accept(desk, batch.batch_id, id_number(order=1), papers(desk, ITEM))
    with pytest.raises(Refusal) as refused:
        batches.accept(desk, batch.batch_id, id_number(order=1), papers(desk, ITEM))
    assert refused.value.code == "already-in-batch" and "村民1" in refused.value.sentence
    assert cases.page(desk.register, CaseFilter(), desk.clock).total == 1


def test_who_is_not_on_the_list_is_added_and_a_stranger_needs_a_name(desk: Desk) -> None:
    (known,) = people(desk, 1)
    batch = batches.open_batch(desk, ITEM, "缴费")
    assert batches.accept(desk, batch.batch_id, id_number(order=1), papers(desk, ITEM)).villager_id == known
    with pytest.raises(Refusal) as refused:
        batches.accept(desk, batch.batch_id, id_number(order=2), papers(desk, ITEM))
    assert refused.value.code == "unknown-person"
    batches.accept(desk, batch.batch_id, id_number(order=2), papers(desk, ITEM), name="新来的")
    assert batches.get(desk.register, batch.batch_id).done == 2


def test_a_joined_record_is_the_same_line_of_the_list(desk: Desk) -> None:
    one = villagers.save(desk, VillagerDraft("王秀", id_number(order=1))).villager_id
    other = villagers.save(desk, VillagerDraft("王秀花", "", id_missing_reason="证件丢失")).villager_id
    batch = batches.open_batch(desk, ITEM, "缴费", [one, other])
    joining.join(desk, one, other, "本人来说是同一个人")
    batches.accept(desk, batch.batch_id, id_number(order=1), papers(desk, ITEM))
    with pytest.raises(Refusal, match="已经受理"):
        batches.accept(desk, batch.batch_id, id_number(order=1), papers(desk, ITEM))


def test_last_years_list_begins_anew_without_the_dead(desk: Desk, clock: SetClock) -> None:
    first, second, third = people(desk, 3)
    batch = batches.open_batch(desk, ITEM, "今年", [first, second, third])
    batches.mark(desk, batches.persons(desk.register, batch.batch_id)[0].person_id, PersonStatus.DIED)
    batches.close(desk, batch.batch_id)
    clock.advance(days=300)
    again = batches.open_again(desk, batch.batch_id, "明年")
    assert (again.total, again.left) == (2, 2)


def test_a_closed_batch_takes_nobody(desk: Desk) -> None:
    batch = batches.open_batch(desk, ITEM, "缴费", people(desk, 1))
    batches.close(desk, batch.batch_id)
    for act in (
        lambda: batches.accept(desk, batch.batch_id, id_number(order=1)),
        lambda: batches.close(desk, batch.batch_id),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == "batch-closed"


@pytest.mark.parametrize(
    ("item", "title", "ids", "field"),
    [("没有", "缴费", (), "item"), (ITEM, " ", (), "title"), (ITEM, "缴费", ("0" * 32,), "villager_ids")],
)
def test_a_wrong_batch_is_not_opened(
    desk: Desk, item: str, title: str, ids: tuple[str, ...], field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        batches.open_batch(desk, item, title, ids)
    assert refused.value.field == field
    assert batches.rows(desk.register) == ()


def test_two_hundred_people_of_one_batch_are_all_accepted_each_once(desk: Desk) -> None:
    batch = batches.open_batch(desk, ITEM, "缴费", people(desk, 200))
    given = papers(desk, ITEM)
    numbers = {
        batches.accept(desk, batch.batch_id, id_number(order=order), given).case_no for order in range(1, 201)
    }
    assert len(numbers) == 200
    assert batches.get(desk.register, batch.batch_id).done == 200
