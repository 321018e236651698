"""An agent's file, leaving, and a PIN that only the room's head takes away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.errors import Refusal
from app.models.queries import records
from app.models.tables import Correction
from app.services import agent_files, agents, room_posts
from app.services.agent_files import AgentFile
from app.services.desk import Desk
from app.services.room_posts import RoomPosts

PIN = "2580"


@pytest.fixture
def second(desk: Desk) -> AgentFile:
    tile = agents.add(desk, "李玉梅", "文书")
    agents.set_pin(desk.register, tile.agent_id, PIN)
    return next(row for row in agent_files.files(desk.register) if row.agent_id == tile.agent_id)


def test_term_training_and_backup_are_kept(desk: Desk, second: AgentFile) -> None:
    agent_files.change(
        desk,
        replace(
            second,
            backup=desk.actor.agent_id,
            term_from_on=date(2026, 1, 1),
            term_to_on=date(2026, 12, 31),
            trained_on=date(2026, 3, 1),
            specialities="农技",
        ),
    )
    kept = next(row for row in agent_files.files(desk.register) if row.agent_id == second.agent_id)
    assert (kept.backup, kept.term_to_on, kept.specialities) == (
        desk.actor.agent_id,
        date(2026, 12, 31),
        "农技",
    )


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("backup", {"backup": "self"}),
        ("term_to_on", {"term_from_on": date(2026, 5, 1), "term_to_on": date(2026, 4, 1)}),
        ("name", {"name": ""}),
    ],
)
def test_what_is_wrong_is_refused_beside_its_field(
    desk: Desk, second: AgentFile, field: str, wrong: dict[str, object]
) -> None:
    if wrong == {"backup": "self"}:
        wrong = {"backup": second.agent_id}
    with pytest.raises(Refusal) as refused:
        agent_files.change(desk, replace(second, **wrong))  # type: ignore[arg-type]
    assert refused.value.field == field


def test_only_the_head_takes_a_pin_away_and_the_reason_stays(desk: Desk, second: AgentFile) -> None:
    with pytest.raises(Refusal) as refused:
        agent_files.reset_pin(desk, second.agent_id, "忘记了")
    assert refused.value.code == "not-the-head"
    room_posts.change(desk, RoomPosts(head=desk.actor.agent_id))
    with pytest.raises(Refusal) as refused:
        agent_files.reset_pin(desk, second.agent_id, " ")
    assert refused.value.field == "reason"
    assert agents.sign_in(desk.register, second.agent_id, PIN, desk.clock).agent_id == second.agent_id
    agent_files.reset_pin(desk, second.agent_id, "忘记了，本人当面说的")
    assert agents.sign_in(desk.register, second.agent_id, "1357", desk.clock).agent_id == second.agent_id
    with desk.register.reading() as session:
        (kept,) = records.of_site(session, Correction, desk.register.site_code, target_id=second.agent_id)
    assert (kept.field, kept.reason) == ("pin", "忘记了，本人当面说的")


def test_nobody_resets_or_ends_oneself(desk: Desk) -> None:
    room_posts.change(desk, RoomPosts(head=desk.actor.agent_id))
    for act in (agent_files.reset_pin, agent_files.leave):
        with pytest.raises(Refusal) as refused:
            act(desk, desk.actor.agent_id, "试试")
        assert refused.value.code == "oneself"


def test_who_has_left_has_no_tile_and_no_pin(desk: Desk, second: AgentFile) -> None:
    agent_files.leave(desk, second.agent_id, "换届")
    assert second.agent_id not in [tile.agent_id for tile in agents.tiles(desk.register)]
    gone = next(row for row in agent_files.files(desk.register) if row.agent_id == second.agent_id)
    assert (gone.active, gone.has_pin) == (False, False)


def test_posts_are_kept_and_checked(desk: Desk) -> None:
    wanted = RoomPosts(
        head=desk.actor.agent_id, complaint_phone="0937-2612345", complaint_box=True, open_days="5135"
    )
    assert room_posts.change(desk, wanted).open_days == "135"
    assert room_posts.posts(desk.register).complaint_box
    for wrong, field in (
        (replace(wanted, open_days="8"), "open_days"),
        (replace(wanted, head="nobody"), "head"),
        (replace(wanted, complaint_phone="12"), "complaint_phone"),
    ):
        with pytest.raises(Refusal) as refused:
            room_posts.change(desk, wrong)
        assert refused.value.field == field
