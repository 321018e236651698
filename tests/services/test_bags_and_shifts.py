"""What goes to town and comes back, and what one shift hands to the next."""

from __future__ import annotations

import pytest

from app.clock import SetClock
from app.domain.cases import CaseEventKind
from app.errors import Refusal
from app.models.verify import verify
from app.services import agents, cases, fees, handovers, seals, transfer_lists
from app.services.desk import Desk
from tests.services.requests import accepted, id_number

E = CaseEventKind


def escalated(desk: Desk, order: int = 21) -> str:
    number = accepted(desk, "MZ05", id_number=id_number(order=order), name=f"村民{order}")
    cases.record(desk, number, E.ESCALATED)
    return number


def test_what_is_escalated_waits_for_the_bag_until_it_is_on_a_list(desk: Desk, clock: SetClock) -> None:
    with pytest.raises(Refusal) as caught:
        transfer_lists.make(desk, "up")
    assert caught.value.code == "nothing-waits"
    first, second = escalated(desk), escalated(desk, 23)
    assert {line.case_no for line in transfer_lists.waiting(desk.register, "up")} == {first, second}
    made = transfer_lists.make(desk, "up", case_nos=[first], window="民政窗口")
    assert (made.list_no, [line.case_no for line in made.lines]) == ("S261123-1", [first])
    assert [line.case_no for line in transfer_lists.waiting(desk.register, "up")] == [second]
    with pytest.raises(Refusal) as caught:
        transfer_lists.make(desk, "up", case_nos=[first])
    assert caught.value.code == "not-waiting"
    with pytest.raises(Refusal) as caught:
        transfer_lists.hand_over(desk, made.list_no)
    assert caught.value.field == "receiver"
    handed = transfer_lists.hand_over(desk, made.list_no, "李主任")
    assert handed.handed_on is not None and handed.receiver == "李主任"
    with pytest.raises(Refusal) as caught:
        transfer_lists.tick(desk, made.list_no)
    assert caught.value.code == "not-yours"
    assert verify(desk.register).problems == ()


def test_a_case_that_was_put_right_goes_up_on_a_new_list(desk: Desk, clock: SetClock) -> None:
    number = escalated(desk)
    transfer_lists.make(desk, "up")
    cases.record(desk, number, E.RESULT_READY, data={"result": "准予"})
    assert transfer_lists.waiting(desk.register, "up") == ()
    clock.advance(hours=1)
    assert [line.case_no for line in transfer_lists.waiting(desk.register, "down")] == [number]
    assert transfer_lists.make(desk, "down").list_no == "Q261123-1"
    assert transfer_lists.waiting(desk.register, "down") == ()
    cases.record(desk, number, E.FETCHED)
    cases.record(desk, number, E.REOPENED, reason="证上姓名错", data={"our_fault": False})
    clock.advance(hours=1)
    cases.record(desk, number, E.ESCALATED)
    assert [line.case_no for line in transfer_lists.waiting(desk.register, "up")] == [number]


def test_a_shift_is_handed_over_with_both_pins_and_stays_as_it_was(desk: Desk, clock: SetClock) -> None:
    agents.set_pin(desk.register, desk.actor.agent_id, "1111", clock=clock)
    taker = agents.add(desk, "赵强")
    agents.sign_in(desk.register, taker.agent_id, "2222", clock)
    number = accepted(desk)
    fees.take(desk, number, 500, payee="公安局", basis="居民身份证法第二十条")
    seals.ask(desk, number, "申请表")
    told = handovers.content(desk.register, clock, "李四下午来取")
    assert [line.case_no for line in told.open_cases] == [number]
    assert told.money[0][1] == 500 and told.seals and told.last_numbers[0][1] >= 1
    for from_pin, to_pin, field in (("9999", "2222", "from_pin"), ("1111", "9999", "to_pin")):
        with pytest.raises(Refusal) as caught:
            handovers.hand_over(desk, "赵强", from_pin=from_pin, to_pin=to_pin)
        assert (caught.value.code, caught.value.field) == ("wrong-pin", field)
    assert handovers.listed(desk.register) == ()
    made = handovers.hand_over(desk, "赵强", from_pin="1111", to_pin="2222", note="李四下午来取")
    cases.record(desk, number, E.COMPLETED, data={"result": "已办"})
    (kept,) = handovers.listed(desk.register)
    assert kept == made and kept.content.note == "李四下午来取"
    with pytest.raises(Refusal) as caught:
        handovers.hand_over(desk, "王芳", from_pin="1111", to_pin="1111")
    assert caught.value.code == "same-agent"
    assert verify(desk.register).problems == ()
