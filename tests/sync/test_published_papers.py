"""A paper's form that the township publishes is the one its rooms print by after their next pass."""

from __future__ import annotations

import json
from pathlib import Path

from app.services import agents, form_descriptions, papers
from app.services.desk import Desk
from tests.printing.readings import all_text
from tests.sync.lines import assert_equal
from tests.sync.stations import Room, RunningTownship


def form(folder: Path, title: str) -> Path:
    """A township's own form of the receipt."""
    said = {
        "format": "daiban-form",
        "format_version": 1,
        "paper": "receipt",
        "title": title,
        "fields": [{"field": "申请人", "words": "申办人"}],
    }
    file = folder / "receipt.json"
    file.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    return file


def desk_of(owner: Room | RunningTownship) -> Desk:
    return Desk(owner.register, agents.first_actor(owner.register), owner.clock)


def test_a_form_published_above_is_printed_by_below(
    township: RunningTownship, room: Room, tmp_path: Path
) -> None:
    before = all_text(papers.empty(room.register, "receipt", clock=room.clock).pdf)
    assert "材料接收单" in before and "申办人" not in before
    form_descriptions.take_in(desk_of(township), form(tmp_path, "下河清镇收件凭证"))
    room.sync()
    after = all_text(papers.empty(room.register, "receipt", clock=room.clock).pdf)
    assert "下河清镇收件凭证" in after and "申办人" in after
    assert_equal(township, [room])


def test_the_newer_form_holds_whoever_published_it(
    township: RunningTownship, room: Room, tmp_path: Path
) -> None:
    form_descriptions.take_in(desk_of(room), form(tmp_path, "本室的收件条"))
    room.sync()
    township.apply_all()
    township.clock.advance(hours=1)
    form_descriptions.take_in(desk_of(township), form(tmp_path, "下河清镇收件凭证"))
    room.sync()
    assert form_descriptions.in_force(room.register, "receipt").title == "下河清镇收件凭证"
    assert_equal(township, [room])
