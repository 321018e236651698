"""Signing in: tiles, PINs, misses, and who may be added."""

from __future__ import annotations

import pytest

from app.clock import SetClock
from app.errors import Refusal
from app.models.register import Register
from app.services import agents
from app.services.desk import Desk


def code_of(caught: pytest.ExceptionInfo[Refusal]) -> tuple[str, str]:
    return caught.value.code, caught.value.field


def test_the_first_sign_in_sets_the_pin(register: Register, clock: SetClock) -> None:
    (tile,) = agents.tiles(register)
    assert not tile.has_pin
    assert agents.sign_in(register, tile.agent_id, "2468", clock).name == "王芳"
    assert agents.tiles(register)[0].has_pin
    with pytest.raises(Refusal) as caught:
        agents.sign_in(register, tile.agent_id, "2469", clock)
    assert code_of(caught) == ("wrong-pin", "pin")
    assert agents.sign_in(register, tile.agent_id, "2468", clock).agent_id == tile.agent_id


@pytest.mark.parametrize("pin", ["", "123", "1234567", "12a4", "１２３４"])
def test_a_pin_is_four_to_six_digits(register: Register, clock: SetClock, pin: str) -> None:
    (tile,) = agents.tiles(register)
    with pytest.raises(Refusal) as caught:
        agents.sign_in(register, tile.agent_id, pin, clock)
    assert code_of(caught) == ("pin-form", "pin")


def test_five_misses_lock_for_a_minute(register: Register, clock: SetClock) -> None:
    agent_id = agents.tiles(register)[0].agent_id
    agents.set_pin(register, agent_id, "2468")
    codes = []
    for _ in range(6):
        with pytest.raises(Refusal) as caught:
            agents.sign_in(register, agent_id, "0000", clock)
        codes.append(caught.value.code)
    assert codes == ["wrong-pin"] * 4 + ["pin-locked"] * 2
    with pytest.raises(Refusal, match="秒后再试"):
        agents.sign_in(register, agent_id, "2468", clock)
    clock.advance(seconds=61)
    assert agents.sign_in(register, agent_id, "2468", clock).agent_id == agent_id


def test_a_right_pin_forgets_the_misses(register: Register, clock: SetClock) -> None:
    agent_id = agents.tiles(register)[0].agent_id
    agents.set_pin(register, agent_id, "2468")
    for _ in range(3):
        for _ in range(4):
            with pytest.raises(Refusal, match="再错"):
                agents.sign_in(register, agent_id, "1111", clock)
        agents.sign_in(register, agent_id, "2468", clock)


def test_a_clock_put_back_does_not_lock_for_ever(register: Register, clock: SetClock) -> None:
    agent_id = agents.tiles(register)[0].agent_id
    agents.set_pin(register, agent_id, "2468")
    for _ in range(5):
        with pytest.raises(Refusal):
            agents.sign_in(register, agent_id, "1111", clock)
    clock.advance(days=-400)
    assert agents.sign_in(register, agent_id, "2468", clock).agent_id == agent_id


def test_changing_a_pin_needs_the_old_one(register: Register, clock: SetClock) -> None:
    agent_id = agents.tiles(register)[0].agent_id
    agents.set_pin(register, agent_id, "2468")
    with pytest.raises(Refusal) as caught:
        agents.set_pin(register, agent_id, "1357", "9999", clock=clock)
    assert code_of(caught) == ("wrong-pin", "old_pin")
    agents.set_pin(register, agent_id, "1357", "2468", clock=clock)
    agents.sign_in(register, agent_id, "1357", clock)


def test_an_added_agent_is_found_by_name_and_signs_in_with_a_pin_of_his_own(
    desk: Desk, clock: SetClock
) -> None:
    tile = agents.add(desk, "赵强", "村文书", "13900001111")
    actor = agents.actor_named(desk.register, " 赵强 ", "135790", clock)
    assert (actor.agent_id, actor.post, actor.phone) == (tile.agent_id, "村文书", "13900001111")
    assert agents.first_actor(desk.register).name == "王芳"
    with pytest.raises(Refusal) as caught:
        agents.actor_named(desk.register, "没有这个人", "1234", clock)
    assert caught.value.code == "no-agent"


def test_two_agents_of_one_name_are_refused(desk: Desk) -> None:
    with pytest.raises(Refusal) as caught:
        agents.add(desk, "王芳")
    assert code_of(caught) == ("agent-name-taken", "name")


def test_a_wrong_phone_of_an_agent_is_named(desk: Desk) -> None:
    with pytest.raises(Refusal) as caught:
        agents.add(desk, "赵强", phone="1390000111")
    assert caught.value.field == "phone"
