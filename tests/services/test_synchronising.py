"""The three facts are true, a pass leaves nothing only here, and what is stuck can be seen and settled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from app.clock import SetClock
from app.domain.cases import CaseState
from app.domain.rows import CaseFilter
from app.errors import Refusal
from app.services import agents, backups, cases, problems, rooms, synchronising, villagers
from app.services.desk import Desk
from app.services.villagers import VillagerDraft
from tests.services.conftest import PASSPHRASE
from tests.services.requests import accepted, id_number
from tests.sync.stations import RunningTownship


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as caught:
        work()
    assert caught.value.sentence.endswith("。")
    return caught.value.code


def test_before_enrolment_everything_is_only_here(desk: Desk) -> None:
    accepted(desk, "YB02")
    facts = synchronising.status(desk.register)
    assert not facts.enrolled and facts.last_contact is None
    assert (facts.at_township, facts.taken_in) == (0, 0)
    assert facts.only_here == backups.verify(desk.register).entries
    assert refused(lambda: synchronising.sync_once(desk.register, desk.clock)) == "not-enrolled"


def test_enrolling_promises_nothing_about_what_was_sent(enrolled: Desk) -> None:
    facts = synchronising.status(enrolled.register)
    assert facts.enrolled and facts.township == "下河清镇"
    assert facts.only_here > 0 and facts.at_township == facts.taken_in == 0


def test_a_pass_leaves_nothing_only_here(enrolled: Desk, township: RunningTownship) -> None:
    number = accepted(enrolled, "YB02")
    facts = synchronising.sync_once(enrolled.register, enrolled.clock)
    assert facts.only_here == 0
    assert facts.at_township == facts.taken_in > 0
    assert facts.last_contact == enrolled.clock.now()
    assert cases.show(enrolled.register, number, enrolled.clock).row.where == "taken_in"
    there = cases.show(township.register, number, enrolled.clock)
    assert there.row.applicant == "张秀兰"


def test_what_is_written_afterwards_is_only_here_again(enrolled: Desk) -> None:
    before = synchronising.sync_once(enrolled.register, enrolled.clock)
    number = accepted(enrolled, "YB02")
    after = synchronising.status(enrolled.register)
    assert after.only_here > 0
    assert (after.at_township, after.taken_in) == (before.at_township, before.taken_in)
    assert cases.show(enrolled.register, number, enrolled.clock).row.where == "only_here"


def test_a_township_that_does_not_answer_is_said_and_moves_no_mark(
    enrolled: Desk, township: RunningTownship
) -> None:
    before = synchronising.sync_once(enrolled.register, enrolled.clock)
    accepted(enrolled, "YB02")
    with township.offline():
        code = refused(lambda: synchronising.sync_once(enrolled.register, enrolled.clock, give_up_s=0.3))
        assert code == "no-answer"
        after = synchronising.status(enrolled.register)
        assert (after.at_township, after.last_contact) == (before.at_township, before.last_contact)
    assert synchronising.sync_once(enrolled.register, enrolled.clock).only_here == 0


def test_a_wrong_code_is_refused_and_the_room_stays_unenrolled(desk: Desk, township: RunningTownship) -> None:
    code = township.new_code()
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    assert refused(lambda: synchronising.enrol(desk, township.url, wrong)) == "wrong-code"
    assert not synchronising.status(desk.register).enrolled


def test_two_pcs_and_the_township_hold_the_same(
    enrolled: Desk, second: Callable[[], Desk], township: RunningTownship, clock: SetClock
) -> None:
    first_number = accepted(enrolled, "YB02")
    other = second()
    second_number = accepted(other, "LD03", name="李四", id_number=id_number("19500505"))
    for desk in (other, enrolled, other):
        assert synchronising.sync_once(desk.register, clock).only_here == 0
    held = []
    for register in (enrolled.register, other.register, township.register):
        assert backups.verify(register).problems == ()
        rows = cases.page(register, CaseFilter(), clock).rows
        held.append({(row.case_no, row.state, row.applicant, row.due_on) for row in rows})
    assert held[0] == held[1] == held[2]
    assert {row[0] for row in held[0]} == {first_number, second_number}


def test_a_late_value_is_set_aside_shown_and_put_in_with_one_act(
    enrolled: Desk, second: Callable[[], Desk], clock: SetClock
) -> None:
    villager = villagers.save(enrolled, VillagerDraft("张秀兰", id_number(), "13800000001"))
    other = second()
    draft = VillagerDraft("张秀兰", id_number(), "13800000002", villager_id=villager.villager_id)
    villagers.save(enrolled, draft)
    late = VillagerDraft("张秀兰", id_number(), "13800000003", villager_id=villager.villager_id)
    villagers.save(other, late)
    synchronising.sync_once(enrolled.register, clock)
    assert synchronising.sync_once(other.register, clock).problems == 1
    assert villagers.get(other.register, villager.villager_id).phone == "13800000002"
    (problem,) = problems.listed(other.register)
    assert problem.field == "群众·电话"
    assert (problem.kept_value, problem.late_value) == ("138****0002", "138****0003")
    assert problem.sentence.endswith("。")
    problems.put_in(other, problem.record_id)
    assert problems.listed(other.register) == ()
    assert synchronising.sync_once(other.register, clock).problems == 0
    synchronising.sync_once(enrolled.register, clock)
    for desk in (enrolled, other):
        assert villagers.get(desk.register, villager.villager_id).phone == "13800000003"
        assert backups.verify(desk.register).ok


def test_a_problem_is_shown_to_whoever_wrote_it_and_can_be_dismissed(
    enrolled: Desk, second: Callable[[], Desk], clock: SetClock
) -> None:
    number = accepted(enrolled, "GY04")
    other = second()
    cases.record(enrolled, number, "completed", data={"result": "已通水"})
    cases.record(other, number, "withdrawn", reason="不办了")
    synchronising.sync_once(enrolled.register, clock)
    assert synchronising.sync_once(other.register, clock).problems == 1
    synchronising.sync_once(enrolled.register, clock)
    assert problems.listed(enrolled.register) == ()
    (problem,) = problems.listed(other.register)
    assert problem.case_no == number
    assert cases.show(other.register, number, clock).row.state is CaseState.COMPLETED
    assert refused(lambda: problems.put_in(other, problem.record_id)) == "cannot-put-in"
    problems.rest(other, problem.record_id)
    assert synchronising.status(other.register).problems == 0
    assert refused(lambda: problems.rest(other, problem.record_id)) == "no-such-problem"


def test_a_clock_far_off_the_townships_is_suspect(enrolled: Desk) -> None:
    ahead = SetClock(enrolled.clock.now() + timedelta(days=400))
    facts = synchronising.sync_once(enrolled.register, ahead)
    assert facts.clock_suspect and facts.clock_offset_s < -300
    assert facts.only_here == 0


def test_a_restored_register_enrols_anew_and_loses_nothing(
    enrolled: Desk, township: RunningTownship, tmp_path: Path, clock: SetClock
) -> None:
    sent = accepted(enrolled, "YB02")
    synchronising.sync_once(enrolled.register, clock)
    unsent = accepted(enrolled, "GY04")
    file = backups.back_up(enrolled.register, tmp_path / "stick", clock)
    backups.restore(file, tmp_path / "new", passphrase=PASSPHRASE, clock=clock)
    register = rooms.open_room(tmp_path / "new", passphrase=PASSPHRASE)
    desk = Desk(register, agents.first_actor(register), clock)
    assert not synchronising.status(register).enrolled
    synchronising.enrol(desk, township.url, township.new_code())
    new = accepted(desk, "LD03")
    assert synchronising.sync_once(register, clock).only_here == 0
    for held in (register, township.register):
        assert backups.verify(held).problems == ()
        rows = cases.page(held, CaseFilter(), clock).rows
        assert {row.case_no for row in rows} == {sent, unsent, new}
    register.close()
