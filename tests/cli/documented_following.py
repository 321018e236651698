"""What the documented commands after acceptance need before they are run: cases, entries and lists of their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from app.clock import SystemClock, today

PAPER = {"name": "登记表", "form": "original", "sheets": 1}


class World(Protocol):
    """The room the commands are run in."""

    def ask(self, *words: str) -> dict[str, object]: ...
    def accepted(self, **fields: object) -> str: ...
    def ready_for(self, event: str) -> str: ...
    def picture(self) -> Path: ...


def materials(world: World, words: list[str]) -> list[str]:
    if words[1] == "held":
        world.accepted(materials=[PAPER])
        return words
    number = world.accepted(materials=[PAPER, {"name": "照片", "form": "copy", "sheets": 1}])
    paper = "照片" if words[1] == "destroyed" else "登记表"
    return ["materials", words[1], number, paper, *words[4:]]


def attach(world: World, words: list[str]) -> list[str]:
    return ["attach", world.accepted(), str(world.picture()), *words[3:]]


def attachments(world: World, words: list[str]) -> list[str]:
    number = world.accepted()
    world.ask("attach", number, str(world.picture()))
    if words[1] == "save":
        return ["attachments", "save", number, "1", str(world.picture()) + ".saved.jpg"]
    return ["attachments", *(number if _is_number(word) else word for word in words[1:])]


def with_number(world: World, words: list[str]) -> list[str]:
    return [world.accepted() if _is_number(word) else word for word in words]


def complaint(world: World, words: list[str]) -> list[str]:
    if words[1] == "answer":
        made = world.ask("complaint", "add", "门口太滑")
        return ["complaint", "answer", str(made["complaint_id"]), *words[3:]]
    return with_number(world, words)


def suggestion(world: World, words: list[str]) -> list[str]:
    if words[1] == "answer":
        made = world.ask("suggestion", "add", "请摆张椅子")
        return ["suggestion", "answer", str(made["suggestion_id"]), *words[3:]]
    return words


def seal(world: World, words: list[str]) -> list[str]:
    if words[1] in ("done", "skip"):
        made = world.ask("seal", "ask", world.accepted(), "申请表")
        return ["seal", words[1], str(made["seal_id"]), *words[3:]]
    return with_number(world, words)


def fee(world: World, words: list[str]) -> list[str]:
    if words[1] == "pass":
        taken = ("10", "--basis", "法定收费", "--payee", "派出所")
        made = world.ask("fee", "take", world.accepted(), *taken)
        return ["fee", "pass", str(made["fee_id"]), *words[3:]]
    return with_number(world, words)


def duty(world: World, words: list[str]) -> list[str]:
    if words[1] == "cancel":
        made = world.ask("duty", "add", _tomorrow(), "值班员", "--from", "7:00")
        return ["duty", "cancel", str(made["shift_id"]), *words[3:]]
    return ["duty", "add", _tomorrow(), "值班员", *words[4:]] if words[1] == "add" else words


def appointment(world: World, words: list[str]) -> list[str]:
    if words[1] == "done":
        made = world.ask("appointment", "add", _tomorrow(), "李四")
        return ["appointment", "done", str(made["appointment_id"]), *words[3:]]
    return ["appointment", "add", _tomorrow(), *words[3:]] if words[1] == "add" else words


def tour(world: World, words: list[str]) -> list[str]:
    said = [word if word != "王建国" else "值班员" for word in words]
    if words[1] in ("announce", "cancel", "requests"):
        made = world.ask("tour", "add", _tomorrow(), "巡回", "--stops", "村口", "--agents", "值班员")
        return ["tour", words[1], str(made["tour_id"]), *words[3:]]
    return ["tour", "add", _tomorrow(), *said[3:]] if words[1] == "add" else words


def transfer(world: World, words: list[str]) -> list[str]:
    if words[1] in ("make", "hand"):
        world.ready_for("result_ready")
    if words[1] == "hand":
        made = world.ask("transfer", "make", "up")
        return ["transfer", "hand", str(made["list_no"]), *words[3:]]
    return words


def _is_number(word: str) -> bool:
    return word.count("-") == 3 and word[0].isdigit() and "-A1-" in word


def _tomorrow() -> str:
    return (today(SystemClock()) + timedelta(1)).isoformat()


FOLLOWING: dict[str, Callable[[World, list[str]], list[str]]] = {
    "materials": materials,
    "attach": attach,
    "attachments": attachments,
    "correct": with_number,
    "platform": with_number,
    "complaint": complaint,
    "suggestion": suggestion,
    "seal": seal,
    "fee": fee,
    "duty": duty,
    "appointment": appointment,
    "tour": tour,
    "transfer": transfer,
}
