"""The independent model: what a feed must come to, in plain dictionaries, written from the design alone.

Design: sync 8 (owners, late values, stale events) and domain (the way of a case). Nothing here is imported from
the product. Input: the lines of one site's feed as (number, writer, number at the writer, bytes) and who the
server is. Output: the records, the results that must be shown, and the state of every case.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

FeedRow = tuple[int, str, int, bytes]
Result = tuple[str, int, str, str, str, str, str, str]
"""(writer, its number, record type, record, code, field, kept value, late value); values as JSON."""

SCHEMA = 2
ABOVE = {
    "site": {"shown_name", "parent_code", "counterpart"},
    "case": {"township_no", "answer_due_on"},
    "complaint": {"ruling", "ruled_on"},
    "transfer_list": {"checked", "checked_at"},
}
OF_THE_DISTRICT = {"case": {"district_no", "district_due_on"}}
EITHER = {"catalogue", "working_year", "power_grant", "form_description", "report_template", "correction"}
MAKES = {
    "site": "tier", "slip_key": "public_key", "agent": "name", "villager": "name", "catalogue": "document",
    "case": "case_no", "case_event": "event", "material": "name", "complaint": "text", "correction": "field",
    "transfer_list": "list_no", "slip_part": "part", "line_result": "code",
}  # fmt: skip
ROOM_STEPS = {"supplemented", "claimed", "declined_assignment", "fetched", "withdrawn", "voided"}
ABOVE_STEPS = {"received", "returned", "referred_down"}
PARTS = {"case_event", "material", "slip_part"}
PUBLIC = {"site", "slip_key", "working_year"}
CASE_NAMES = ("villager_id", "catalogue_id")
OPEN = ("waiting_materials", "in_progress", "escalated", "paused", "to_fetch")
STILL = {"notified", "verified", "assigned", "claimed", "declined_assignment", "progressed", "received",
         "extended", "followed_up", "complained"}  # fmt: skip
"""Steps that move nothing: they always count."""


@dataclass
class Expected:
    """``records``: (type, id) → field → value as said; ``states``: case → state ("" before its acceptance)."""

    records: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    results: list[Result] = field(default_factory=list)
    states: dict[str, str] = field(default_factory=dict)


def expected(feed: list[FeedRow], server: str, district: str = "", *, at_home: bool) -> Expected:
    """Fold a feed. ``at_home``: it is the server's own site, where it is both the room and the tier above."""
    tiers = {server: "township", district: "district"}
    found = Expected()
    last: dict[tuple[str, str, str], tuple[int, str]] = {}
    before_pause: dict[str, str] = {}
    for n, writer, seq, raw in feed:
        line = _read(raw)
        code, late = "ok", list[tuple[str, Any, Any]]()
        if line is None:
            code, kind, rec, wrong = "bad-change", "", "", ""
        else:
            kind, rec = line["t"], line["rec"]
            code, wrong = _weigh(line, found)
        if line is not None and code == "ok":
            code, wrong, late = _put(found, last, line, n, writer, tiers.get(writer, ""), at_home)
            if kind == "case_event" and (kind, rec) in found.records and code == "ok":
                code, wrong = _move(found, found.records[kind, rec], before_pause), "from_state"
        if writer != server and code != "ok":
            for name, kept, value in late or [(wrong if code != "too-new" else "", None, None)]:
                texts = json.dumps(kept, sort_keys=True), json.dumps(value, sort_keys=True)
                found.results.append((writer, seq, kind, rec, code, name, *texts))
    return found


def _read(raw: bytes) -> dict[str, Any] | None:
    try:
        line = json.loads(raw)
    except ValueError:
        return None
    return line if isinstance(line, dict) else None


def _weigh(line: dict[str, Any], found: Expected) -> tuple[str, str]:
    """Whether a line can be taken in at all."""
    kind, said, is_new = line["t"], line["f"], (line["t"], line["rec"]) not in found.records
    if line.get("min_reader", 0) > SCHEMA or kind not in MAKES:
        return "too-new", ""
    if kind == "villager" and not isinstance(said.get("name", ""), str):
        return "bad-change", "name"
    if kind == "line_result":
        return "ok", ""
    if kind in PARTS and "case_id" in said and ("case", said["case_id"]) not in found.records:
        return "bad-change", "case_id"
    lacks = is_new and MAKES[kind] not in said and not (kind == "site" and "shown_name" in said)
    return ("bad-change", MAKES[kind]) if lacks else ("ok", "")


def goes_up(feed: list[FeedRow], server: str, district: str) -> set[str]:
    """The records that the district gets to know: what is public, what it wrote, whole cases sent on to it."""
    lines = [(writer, line) for _n, writer, _seq, raw in feed if (line := _read(raw)) is not None]
    up: set[str] = set()
    cases = {
        line["f"].get("case_id")
        for writer, line in lines
        if writer == server and line["t"] == "case_event" and line["f"].get("event") == "escalated"
    }
    for _writer, line in lines:
        if line["t"] == "case" and line["rec"] in cases:
            up |= {line["rec"], *(line["f"].get(name) for name in CASE_NAMES)}
        if line["t"] in PARTS and line["f"].get("case_id") in cases:
            up.add(line["rec"])
    for _writer, line in lines:
        said = line["f"]
        about = line["t"] in ("line_result", "correction") and said.get("target_id") in up
        if about or (line["t"] == "line_result" and said.get("replica_id") == district):
            up.add(line["rec"])
    return up | {line["rec"] for writer, line in lines if line["t"] in PUBLIC or writer == district}


def _owns(kind: str, name: str, said: dict[str, Any], tier: str, at_home: bool) -> bool:
    above = bool(tier)
    if (at_home and tier == "township") or kind in EITHER or (kind, name) == ("site", "tier"):
        return True
    if kind == "case_event":
        step = said.get("event")
        return not (above and step in ROOM_STEPS) and not (not above and step in ABOVE_STEPS)
    if kind == "line_result":
        return above != name.startswith("settled_")
    of_township, of_district = name in ABOVE.get(kind, set()), name in OF_THE_DISTRICT.get(kind, set())
    whose = "township" if of_township else "district" if of_district else ""
    return whose == tier


def _put(
    found: Expected, last: dict[tuple[str, str, str], tuple[int, str]], line: dict[str, Any], n: int,
    writer: str, tier: str, at_home: bool,
) -> tuple[str, str, list[tuple[str, Any, Any]]]:  # fmt: skip
    """Field by field: another's field is left out, a value written without having seen the last is set aside."""
    kind, rec, said = line["t"], line["rec"], line["f"]
    key, code, wrong, late = (kind, rec), "ok", "", []
    record, put = found.records.get(key), {}
    for name, value in said.items():
        if name in ("aura", "soul"):
            continue  # fields that nobody knows yet are kept in the line
        if not _owns(kind, name, said, tier, at_home):
            code, wrong = "not-owner", name
            continue
        seen_n, by = last.get((kind, rec, name)) or last.get((kind, rec, "*")) or (0, writer)
        if record is not None and not tier and by != writer and seen_n > line["base"]:
            if record.get(name) != value:
                code, wrong = "conflict", name
                late.append((name, record.get(name), value))
            continue
        put[name] = value
    if record is None and (code == "not-owner" or not put):
        return code, wrong, late
    for name in put if record is not None or kind == "site" else ["*"]:
        last[kind, rec, name] = (n, writer)
    found.records.setdefault(key, {}).update(put)
    return code, wrong, late


def _move(found: Expected, event: dict[str, Any], before_pause: dict[str, str]) -> str:
    """The way of a case; a step whose starting point no longer holds does not count."""
    case, step, data = event["case_id"], event["event"], event.get("data", {})
    now, above = found.states.get(case, ""), event.get("by_tier", "village") in ("township", "district")
    if step in STILL:
        found.states.setdefault(case, now)
        return "ok"
    to = _to(now, step, data, above, before_pause.get(case, ""))
    if not to or (event.get("from_state") or "") != now:
        return "stale-stage"
    if step == "paused":
        before_pause[case] = now
    found.states[case] = to
    return "ok"


def _to(now: str, step: str, data: dict[str, Any], above: bool, before_pause: str) -> str:
    done, waits = ("completed", "delivered"), "waiting_materials"
    work = (waits, "in_progress")
    ways: dict[str, tuple[tuple[str, ...], str]] = {
        "accepted": (("",), waits if data.get("kind") == "supplement" else "in_progress"),
        "supplemented": ((waits,), waits if data.get("still_missing") else "in_progress"),
        "escalated": (("escalated",) if above else ("in_progress",), "escalated"),
        "returned": (("escalated",), waits),
        "referred_down": (("escalated",), "in_progress"),
        "paused": (("in_progress", "escalated"), "paused"),
        "resumed": (("paused",), before_pause or "in_progress"),
        "result_ready": (("escalated",), "to_fetch"),
        "fetched": (("to_fetch",), "completed"),
        "completed": (("escalated",), "to_fetch")
        if above
        else (("in_progress", "escalated", "to_fetch"), "completed"),
        "delivered": (("completed",), "delivered"),
        "rated": (("delivered",), "closed"),
        "reopened": ((*done, "closed"), "in_progress"),
        "withdrawn": (OPEN, "withdrawn"),
        "declined": (("escalated",) if above else work, "declined"),
        "voided": ((*OPEN, *done, "declined"), "voided"),
    }
    starts, to = ways[step]
    return to if now in starts else ""
