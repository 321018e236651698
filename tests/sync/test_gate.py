"""The web server's door: few in work, some seated in their order, the rest told when there is room."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator

import pytest

from sync.server.gate import Busy, Gate, Pledges
from sync.server.serving import unheld


async def body() -> AsyncIterator[bytes]:
    yield b"DBN1"


def test_those_who_are_seated_come_in_one_by_one_in_their_order() -> None:
    async def run() -> list[int]:
        gate, may_go = Gate(limit=1, seats=3), asyncio.Event()
        seen: list[int] = []

        async def guest(number: int) -> None:
            async with gate.brought(body(), 100):
                seen.append(number)
                await may_go.wait()

        guests = [asyncio.create_task(guest(number)) for number in range(4)]
        for _turn in range(9):
            await asyncio.sleep(0)
        assert (gate.in_work, seen) == (1, [0])
        with pytest.raises(Busy):
            async with gate.brought(body(), 100):
                pass
        may_go.set()
        await asyncio.gather(*guests)
        assert (gate.in_work, gate.held_bytes) == (0, 0)
        return seen

    assert asyncio.run(run()) == [0, 1, 2, 3]


def test_no_more_hands_work_than_there_are() -> None:
    async def run() -> int:
        gate, at_once, most = Gate(hands=2), 0, 0

        def work() -> None:
            nonlocal at_once, most
            at_once += 1
            most = max(most, at_once)
            at_once -= 1

        await asyncio.gather(*(gate.work(work) for _one in range(20)))
        return most

    assert 1 <= asyncio.run(run()) <= 2


def test_a_thousand_who_are_turned_away_are_told_different_times_at_the_pace_of_the_work() -> None:
    pledges = Pledges()
    for _batch in range(100):
        pledges.worked(0.05)
    told = [pledges.promise(1_000.0, 64) for _room in range(1_000)]
    assert told == sorted(told) and told[0] <= 5
    assert 50 <= told[-1] / 2 <= 60  # clients wait half of what they are told
    assert pledges.is_owed(1_050.0) and not pledges.is_owed(1_070.0)


def test_the_slow_first_batches_of_a_process_do_not_send_everybody_far_away() -> None:
    pledges = Pledges()
    for _batch in range(6):
        pledges.worked(0.5)
    told = [pledges.promise(1_000.0, 64) for _room in range(800)]
    assert told[-1] / 2 <= 8


def test_nobody_is_told_to_stay_away_for_ever() -> None:
    pledges = Pledges(pace_s=10.0)
    assert max(pledges.promise(0.0, 0) for _room in range(1_000)) <= 240


def test_an_answer_is_sent_at_once() -> None:
    """Head and body are two packets: without this every exchange waited 40 ms for the client to confirm the first."""
    with (
        unheld(socket.create_server(("127.0.0.1", 0))) as door,
        socket.create_connection(door.getsockname()),
        door.accept()[0] as accepted,
    ):
        assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
