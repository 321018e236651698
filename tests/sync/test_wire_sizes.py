"""What goes over the wire: few exchanges on a quick line, and townships that do not know the dictionary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf

from sync.client.transport import BATCH_TYPE, Carrier, HttpAnswer
from tests.sync.lines import add_villagers, assert_equal
from tests.sync.protocol.test_trained_compression import OPTIONS_AT
from tests.sync.stations import Faulty, Room, RunningTownship


@dataclass
class OldTownship:
    """Stands before a township and refuses, as one without the dictionary does, what it cannot read."""

    inner: Carrier
    refused: int = 0
    options: list[int] = field(default_factory=list)

    @property
    def certificate_pin(self) -> bytes:
        return self.inner.certificate_pin

    def post(
        self, path: str, body: bytes, content_type: str = BATCH_TYPE, *, at_most_s: float = inf
    ) -> HttpAnswer:
        if path == "/v1/exchange":
            self.options.append(body[OPTIONS_AT])
            if body[OPTIONS_AT]:
                self.refused += 1
                return HttpAnswer(400, b"")
        return self.inner.post(path, body, content_type, at_most_s=at_most_s)


def test_a_township_that_does_not_know_the_dictionary_is_spoken_to_as_before(
    township: RunningTownship, room: Room
) -> None:
    seen: list[OldTownship] = []

    def old(carrier: Carrier) -> Carrier:
        seen.append(OldTownship(carrier))
        return seen[0]

    add_villagers(room, "张秀兰", "李桂英")
    assert room.sync(through=old).sent >= 2
    assert seen[0].refused == 1
    assert set(seen[0].options[1:]) == {0}
    assert_equal(township, [room])


def test_a_room_on_a_quick_line_pulls_a_long_feed_in_few_exchanges(
    township: RunningTownship, room: Room, make_room: Callable[..., Room]
) -> None:
    for _hundred in range(30):
        add_villagers(room, *(f"张秀{number}" for number in range(100)), note="说明" * 200)
    room.sync()
    other = make_room("other", pc_code="A2")
    other.enrol(township)
    watched: list[Faulty] = []

    def counted(carrier: Carrier) -> Carrier:
        watched.append(Faulty(carrier))
        return watched[0]

    other.sync(through=counted)
    assert watched[0].count <= 12  # 256 KiB at a time it would be twenty
    room.sync()
    assert_equal(township, [room, other])
