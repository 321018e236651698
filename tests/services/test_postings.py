"""What hangs on the walls is recorded, counts for its catalogue version, and is taken down."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.clock import SetClock, today
from app.domain.disclosures import DISCLOSURES
from app.errors import Refusal
from app.models.tables import DutyShift
from app.printing.papers import paper_kind
from app.services import items, postings, slip_codes
from app.services.desk import Desk
from tests.printing.readings import all_text, read
from tests.services.requests import accepted, id_number

NAMES = [kind.name for kind in postings.kinds()]


def done(desk: Desk) -> set[str]:
    return {row.disclosure.code for row in postings.disclosures(desk.register, desk.clock) if row.done}


@pytest.mark.parametrize("name", NAMES)
def test_every_posting_is_made_from_the_room_and_as_an_empty_form(desk: Desk, name: str) -> None:
    for file in (
        postings.make(desk.register, desk.clock, name),
        postings.empty(desk.register, desk.clock, name),
    ):
        assert file.name == name
        assert file.warnings == ()
        assert read(file.pdf)[0].width_mm == pytest.approx(paper_kind(name).width_mm, abs=0.1)


def test_a_posting_carries_a_code_that_proves_its_room_and_is_no_case(desk: Desk) -> None:
    head = postings.make(desk.register, desk.clock, "promise-poster").description["head"]
    checked = slip_codes.check(desk.register, head["qr_text"])
    assert checked.case_no == head["case_no"]
    assert checked.case_no.startswith("GS-101201-")
    assert not checked.known


def test_printing_alone_is_not_posting(desk: Desk) -> None:
    postings.make(desk.register, desk.clock, "items-poster")
    assert postings.rows(desk.register) == ()
    assert done(desk) == set()


def test_a_recorded_posting_makes_its_disclosures_public_until_it_is_taken_down(
    desk: Desk, clock: SetClock
) -> None:
    row = postings.record(desk, "items-poster", "村务公开栏")
    assert (row.place, row.by_name, row.posted_on) == ("村务公开栏", "王芳", today(clock))
    assert done(desk) == {"items", "materials", "limits", "fees"}
    clock.advance(days=3)
    taken = postings.take_down(desk, row.posting_id[-8:])
    assert taken.taken_down_on == today(clock)
    assert done(desk) == set()
    with pytest.raises(Refusal) as refused:
        postings.take_down(desk, row.posting_id)
    assert refused.value.code == "already-down"


def test_a_posting_of_one_item_leaves_the_others_to_be_posted(desk: Desk) -> None:
    postings.record(desk, "service-guide", "办事大厅", item_codes=("MZ05",))
    rows = {row.disclosure.code: row for row in postings.disclosures(desk.register, desk.clock)}
    assert not rows["procedure"].done
    assert rows["procedure"].up
    assert "MZ05" not in rows["procedure"].missing
    assert "MZ01" in rows["procedure"].missing


def test_all_postings_together_disclose_everything(desk: Desk) -> None:
    for paper in dict.fromkeys(paper for one in DISCLOSURES for paper in one.papers):
        postings.record(desk, paper, "村务公开栏")
    assert done(desk) == {one.code for one in DISCLOSURES}
    text = all_text(postings.make(desk.register, desk.clock, "disclosure-list").pdf)
    assert text.count("√") == len(DISCLOSURES)


def test_a_list_of_results_is_due_down_after_a_month(desk: Desk, clock: SetClock) -> None:
    row = postings.record(desk, "results-poster", "门口")
    assert row.take_down_on == today(clock) + timedelta(days=30)
    assert postings.due_down(desk.register, clock) == ()
    clock.advance(days=30)
    assert [due.posting_id for due in postings.due_down(desk.register, clock)] == [row.posting_id]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"paper": "receipt"}, "no-such-paper"),
        ({"paper": "disclosure-list"}, "not-posted"),
        ({"place": " "}, "place-empty"),
        ({"item_codes": ("没有",)}, "unknown-item"),
        ({"posted_on": date(2099, 1, 1)}, "posted-later"),
        ({"take_down_on": date(2020, 1, 1)}, "down-before-up"),
    ],
)
def test_a_posting_that_cannot_be_is_refused_with_a_sentence(
    desk: Desk, fields: dict[str, object], code: str
) -> None:
    said: dict[str, object] = {"paper": "items-poster", "place": "村务公开栏"} | fields
    with pytest.raises(Refusal) as refused:
        postings.record(desk, **said)  # type: ignore[arg-type]
    assert refused.value.code == code
    assert postings.rows(desk.register) == ()


def test_the_roster_of_the_next_weeks_stands_on_the_duty_poster(desk: Desk, clock: SetClock) -> None:
    for days, cancelled in ((1, False), (2, True), (40, False)):
        with desk.write() as work:
            work.add(
                DutyShift(
                    on_day=today(clock) + timedelta(days=days),
                    from_time="08:30",
                    to_time="12:00",
                    agent_id=desk.actor.agent_id,
                    note=f"第{days}天",
                    cancelled=cancelled,
                )
            )
            work.commit()
    text = all_text(postings.make(desk.register, clock, "duty-poster").pdf)
    assert "第1天" in text
    assert "第2天" not in text
    assert "第40天" not in text


def test_the_handbook_begins_with_what_is_asked_for_most(desk: Desk) -> None:
    for number, item in enumerate(("MZ05", "GY07", "GY07")):
        accepted(desk, item, id_number=id_number(order=21 + 2 * number))
    shown = postings.make(desk.register, desk.clock, "hot-items").description["items"]
    catalogue = items.in_force(desk.register, desk.clock)
    names = [found.name for code in ("GY07", "MZ05") if (found := catalogue.item(code))]
    assert [item["name"] for item in shown] == names


def test_a_leaflet_of_an_item_says_what_to_bring(desk: Desk) -> None:
    text = all_text(postings.make(desk.register, desk.clock, "leaflet", "MZ05").pdf)
    assert "高龄津贴" in text
    assert "身份证" in text
    with pytest.raises(Refusal) as refused:
        postings.make(desk.register, desk.clock, "leaflet", "没有")
    assert refused.value.code == "unknown-item"


def test_a_layout_that_is_not_there_is_refused(desk: Desk) -> None:
    with pytest.raises(Refusal) as refused:
        postings.make(desk.register, desk.clock, "items-poster", layout="a0")
    assert refused.value.code == "no-such-layout"
