"""The way of a case as people see it on a flow chart, read from the one table of transitions (000 §三.4 流程图)."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from app.domain.case_states import ABOVE, STATE_AT_ACCEPTANCE, TRANSITIONS, Transition
from app.domain.cases import CaseEventKind, CaseKind, CaseState

_E = CaseEventKind
_S = CaseState

ASIDE = frozenset({_E.VOIDED, _E.REOPENED, _E.WITHDRAWN})
"""Steps that are no part of the ordinary way: a mistake put right, a case taken up again, given up by the applicant."""


@dataclass(frozen=True, slots=True)
class WayPoint:
    """One state on the way and the step that leads to it."""

    state: CaseState
    by: Transition


@dataclass(frozen=True, slots=True)
class TurnOff:
    """A step from the way point number ``at`` (from 0) to ``state``; ``back`` are the steps that lead on from there.

    ``to`` is the number of a later way point where the step only leaves some out, else None.
    """

    at: int
    steps: tuple[Transition, ...]
    state: CaseState
    back: tuple[Transition, ...]
    to: int | None = None


def main_way(kind: CaseKind) -> tuple[WayPoint, ...]:
    """From acceptance to the rating, for a case of this kind; an escalated one goes up and is fetched back."""
    accepted = next(row for row in TRANSITIONS if row.state is None and row.event is _E.ACCEPTED)
    start = STATE_AT_ACCEPTANCE[kind]
    way = [WayPoint(start, accepted)]
    stations = [_S.ESCALATED, _S.TO_FETCH] if kind is CaseKind.ESCALATED else []
    for goal in [*stations, _S.CLOSED]:
        way += _shortest(way[-1].state, goal, through_above=bool(stations))
    return tuple(way)


def turn_offs(way: tuple[WayPoint, ...]) -> tuple[TurnOff, ...]:
    """Every other step the table allows on the way, one a state it leads to, where the way first meets it."""
    on_way = [point.state for point in way]
    found: list[TurnOff] = []
    seen: set[CaseState] = set(on_way)
    for at, state in enumerate(on_way):
        for row in TRANSITIONS:
            if row.state is not state or row.to is None or row.event in ASIDE or row.to is state:
                continue
            if row.to in on_way:
                to = on_way.index(row.to)
                if to > at + 1 and not any(off.at == at and off.to == to for off in found):
                    found.append(TurnOff(at, _steps(state, row.to), row.to, (), to))
            elif row.to not in seen:
                seen.add(row.to)
                found.append(TurnOff(at, _steps(state, row.to), row.to, _leading_back(row.to)))
    return tuple(found)


def declined_at_once() -> Transition:
    """The step that turns a request away before it becomes a case."""
    return next(row for row in TRANSITIONS if row.state is None and row.event is _E.DECLINED)


def is_from_above(row: Transition) -> bool:
    """Whether only the tiers above the room may take this step."""
    return row.by <= ABOVE


def _steps(state: CaseState, to: CaseState) -> tuple[Transition, ...]:
    return tuple(row for row in TRANSITIONS if row.state is state and row.to is to and row.event not in ASIDE)


def _leading_back(state: CaseState) -> tuple[Transition, ...]:
    return tuple(
        row for row in TRANSITIONS if row.state is state and row.to is not state and row.event not in ASIDE
    )


def _shortest(start: CaseState, goal: CaseState, *, through_above: bool) -> list[WayPoint]:
    """The fewest steps that move the state, in the table's order; never up where all is decided in the room."""
    ways: deque[tuple[CaseState, list[WayPoint]]] = deque([(start, [])])
    seen = {start}
    while ways:
        state, way = ways.popleft()
        if state is goal:
            return way
        for row in TRANSITIONS:
            usual = (
                row.to is not None
                and row.event not in ASIDE
                and (through_above or row.to is not _S.ESCALATED)
            )
            if row.state is state and usual and row.to is not None and row.to not in seen:
                seen.add(row.to)
                ways.append((row.to, [*way, WayPoint(row.to, row)]))
    return []
