"""What was exported, read back as plain dictionaries; and what one case's events say up to some day."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tests.year.recount.days import WorkingDays, day_of

Record = dict[str, Any]
OPEN = {"waiting_materials", "in_progress", "escalated", "paused", "to_fetch"}
ENDED = {"withdrawn", "declined", "voided"}
PLAIN = {
    "escalated": "escalated",
    "returned": "waiting_materials",
    "referred_down": "in_progress",
    "paused": "paused",
    "result_ready": "to_fetch",
    "fetched": "completed",
    "delivered": "delivered",
    "rated": "closed",
    "reopened": "in_progress",
    "withdrawn": "withdrawn",
    "declined": "declined",
    "voided": "voided",
}
ABOVE = {"township", "district"}


class Lines:
    """Every record of an export by its type, in the order in which it came to be."""

    def __init__(self, place: Path) -> None:
        self.of: dict[str, list[Record]] = defaultdict(list)
        with place.open(encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                self.of[record["record"]].append(record)
        for records in self.of.values():
            records.sort(key=lambda one: str(one.get("id", "")))
        self.events: dict[str, list[Record]] = defaultdict(list)
        for event in self.of["case_event"]:
            self.events[event["case_id"]].append(event)
        self.days = WorkingDays([one["document"] for one in self.of["working_year"]])
        self.agents = {one["id"]: one["name"] for one in self.of["agent"]}


@dataclass
class History:
    """One case at the end of a day. ``still`` are the spans that do not count, ``still_since`` one that lasts."""

    state: str = ""
    before_pause: str = ""
    still: list[tuple[date, date]] = field(default_factory=list)
    still_since: date | None = None
    done_on: date | None = None
    delivered_on: date | None = None
    rating: str = ""
    rated_on: date | None = None
    rating_reason: str = ""
    faults: dict[str, date] = field(default_factory=dict)
    known: list[Record] = field(default_factory=list)

    def last(self, *kinds: str) -> Record | None:
        return next((one for one in reversed(self.known) if one["event"] in kinds), None)


def history(events: list[Record], accepted_on: date, end_on: date, voids_until: date) -> History:
    """The events up to the day; of those later only a voiding, up to its own day; acceptance always.

    A wait for papers begins on the paper's day, whenever the paper was entered.
    """
    told = History()
    for event in events:
        on = accepted_on if event["event"] == "accepted" else day_of(event["at"])
        voiding = event["event"] == "voided" and on <= voids_until
        if on <= end_on or voiding or event["event"] == "accepted":
            _take(told, event, on)
    return told


def _take(told: History, event: Record, on: date) -> None:
    kind, said = event["event"], event["data"] or {}
    before, told.state = told.state, _state(told, event)
    if kind == "paused":
        told.before_pause = before
    if kind == "rated":
        told.rating, told.rated_on, told.rating_reason = said["level"], on, said.get("reason", "")
    if kind == "reopened":
        assert told.done_on is not None
        told.still.append((told.done_on, on))
        told.done_on = told.delivered_on = told.rated_on = None
        told.rating = ""
    if kind == "delivered":
        told.delivered_on = on
    if said.get("our_fault"):
        told.faults[kind] = on
    if told.state == "completed" != before:
        told.done_on = on
    stands = told.state in ("waiting_materials", "paused")
    if stands and told.still_since is None:
        told.still_since = on
    elif not stands and told.still_since is not None:
        told.still.append((told.still_since, on))
        told.still_since = None
    told.known.append(event)


def _state(told: History, event: Record) -> str:
    kind, said = event["event"], event["data"] or {}
    if kind == "accepted":
        return "waiting_materials" if said["kind"] == "supplement" else "in_progress"
    if kind == "supplemented":
        return "waiting_materials" if said.get("still_missing") else "in_progress"
    if kind == "resumed":
        return told.before_pause
    if kind == "completed":
        return "to_fetch" if event["by_tier"] in ABOVE else "completed"
    return PLAIN.get(kind, told.state)
