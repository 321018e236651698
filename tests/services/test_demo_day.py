"""The practice room looks like a real one, and the day at the counter shows everything for real."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.clock import SetClock, SystemClock
from app.domain import identity_numbers
from app.domain.cases import CaseState
from app.domain.rows import CaseFilter
from app.errors import Refusal
from app.printing.fonts import font_book
from app.services import (
    backups,
    batches,
    cases,
    complaints,
    demo,
    demo_day,
    inquiries,
    postings,
    rooms,
    today,
    villagers,
)
from app.services.demo.people import people
from tests.services.conftest import new_room


def test_the_practice_room_has_cases_in_every_state_and_nothing_from_the_future(
    tmp_path: Path, clock: SetClock
) -> None:
    told: list[tuple[int, int]] = []
    register = demo.fill_demo_room(tmp_path, clock, progress=lambda done, steps: told.append((done, steps)))
    rows = cases.page(register, CaseFilter(), clock, limit=200).rows
    assert len(rows) >= 60
    assert {row.state for row in rows} == set(CaseState)
    assert all(row.accepted_at <= clock.now() for row in rows)
    assert villagers.page(register).total >= 35
    board = today.board(register, clock)
    assert board.overdue and board.to_deliver and board.waiting_materials and board.accepted_today
    assert rooms.room(register, clock).demo
    assert backups.verify(register).problems == ()
    assert told and all(done <= steps for done, steps in told)
    register.close()


def test_a_practice_room_is_opened_again_and_a_real_one_is_refused(tmp_path: Path, clock: SetClock) -> None:
    demo.fill_demo_room(tmp_path / "demo", clock).close()
    again = demo.fill_demo_room(tmp_path / "demo", clock)
    assert cases.page(again, CaseFilter(), clock).total >= 60
    again.close()
    real = new_room(tmp_path / "real", clock)
    real.close()
    with pytest.raises(Refusal):
        demo.fill_demo_room(tmp_path / "real", clock)


@pytest.mark.parametrize(
    "now", [datetime(2026, 1, 1, 0, 5, tzinfo=UTC), datetime(2026, 10, 3, 15, 59, tzinfo=UTC)]
)
def test_the_practice_room_can_be_made_on_any_day(tmp_path: Path, now: datetime) -> None:
    register = demo.fill_demo_room(tmp_path, SetClock(now))
    assert backups.verify(register).ok
    register.close()


def test_invented_villagers_pass_every_check_and_print_with_the_shipped_fonts() -> None:
    fonts = font_book(Path("/nowhere"))
    everybody = people()
    assert len({person.id_number for person in everybody}) == len(everybody) == 40
    for person in everybody:
        assert (
            identity_numbers.check(person.id_number, datetime(2026, 11, 23, tzinfo=UTC).date()).warnings == ()
        )
        assert not fonts.missing(person.name)
    assert {"张㛃", "䶮建平", "刘𬸣", "𫘜小明"} <= {person.name for person in everybody}


def test_a_day_at_the_counter_leaves_papers_month_backup_and_an_equal_township(tmp_path: Path) -> None:
    out = tmp_path / "out"
    told: list[str] = []
    demo_day.run(out, SystemClock(), lambda step, steps, words: told.append(f"{step}/{steps} {words}"))
    assert len(told) == len(demo_day.SCENES)
    saved = [file.stem for file in (out / "papers").glob("*.pdf")]
    assert sum(name.endswith(("-receipt", "-card", "-slip")) for name in saved) == 12
    for paper in ("decline-notice", "one-time-notice", "mandate", "batch-list", "items-poster"):
        assert sum(name.endswith(paper) for name in saved) == 1, paper
    assert all(file.read_bytes().startswith(b"%PDF") for file in (out / "papers").iterdir())
    assert len(list(out.glob("month-*.xlsx"))) == len(list(out.glob("quarter-*.xlsx"))) == 1
    assert len(list((out / "backup").iterdir())) == 1
    words = (out / "README.txt").read_text(encoding="utf-8")
    passphrase = words.split("口令：")[1].split()[0]
    room = rooms.open_room(out / "room", passphrase=passphrase)
    town = rooms.open_room(out / "township", passphrase=passphrase)
    held = [
        {
            (row.case_no, row.state)
            for row in cases.page(register, CaseFilter(), SystemClock(), limit=500).rows
        }
        for register in (room, town)
    ]
    assert held[0] == held[1] and len(held[0]) > 60
    assert backups.verify(town).ok
    assert {row.outcome.value for row in inquiries.rows(room)} == {"answered", "referred"}
    assert [(row.total, row.done) for row in batches.rows(room)] == [(3, 3)]
    assert any(one.upheld for one in complaints.listed(room, SystemClock(), viewer="somebody else"))
    assert [row.place for row in postings.rows(room)] == ["村务公开栏"]
    room.close()
    town.close()
    with pytest.raises(Refusal) as caught:
        demo_day.run(tmp_path, SystemClock(), lambda *_told: None)
    assert caught.value.code == "out-not-empty"
    assert (out / "README.txt").exists()
