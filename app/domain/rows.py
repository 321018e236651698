"""Frozen rows that lists, searches and pages show; instants are aware UTC, days are local dates."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from app.domain.attachments import Waiting
from app.domain.cases import CaseEventKind, CaseKind, CaseState, Light, MaterialForm, RatingLevel, ServiceMode
from app.domain.rota_rows import AppointmentRow, ShiftRow, TourRow


@dataclass(frozen=True, slots=True)
class AgentTile:
    """One tile of the login page. ``has_pin`` False: the first sign-in sets the PIN."""

    agent_id: str
    name: str
    post: str
    has_pin: bool


@dataclass(frozen=True, slots=True)
class Actor:
    """The agent on duty, after sign-in."""

    agent_id: str
    name: str
    post: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class RoomRow:
    site_code: str
    name: str
    tier: str
    hotline: str = ""
    opening_hours: str = ""
    address: str = ""
    sample_catalogue: bool = False
    demo: bool = False
    agent_word: str = ""  # "" = 代办员, else 代理员


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One line of the register."""

    case_id: str
    case_no: str
    applicant: str
    group: str
    item_code: str
    item_name: str
    category: str
    kind: CaseKind
    state: CaseState
    light: Light
    accepted_at: datetime
    promised_on: date | None
    due_on: date | None
    provisional: bool
    agent_name: str
    phone: str
    sensitive: bool
    where: str  # only_here | at_township | taken_in


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Chips of the register; empty means any. Dates are inclusive."""

    states: tuple[CaseState, ...] = ()
    kinds: tuple[CaseKind, ...] = ()
    lights: tuple[Light, ...] = ()
    item_code: str = ""
    agent_id: str = ""
    villager_id: str = ""
    accepted_from: date | None = None
    accepted_to: date | None = None
    due_before: date | None = None
    open_only: bool = False
    returned: bool = False  # sent back from above and waiting to be put right
    modes: tuple[ServiceMode, ...] = ()
    urgency: str = ""  # urgent, special, or "any"
    batch_id: str = ""
    completed_from: date | None = None
    completed_to: date | None = None
    external_missing: bool = False  # not yet entered in the provincial platform
    follow_up: bool = False  # rated low and not yet called on
    masked: bool = False  # names with stars, sensitive items in neutral words


@dataclass(frozen=True, slots=True)
class MaterialRow:
    material_id: str
    name: str
    form: MaterialForm
    sheets: int
    received: bool
    held: bool
    note: str = ""
    need: str = "required"
    kept_where: str = ""
    held_until: date | None = None
    returned_on: date | None = None
    returned_to: str = ""
    returned_sheets: int = 0
    received_on: date | None = None
    undertaken: bool = False
    copies_destroyed_on: date | None = None


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One thing that happened to the case. ``effective`` False: kept, shown as 未生效."""

    at: datetime
    event: CaseEventKind | None
    title: str
    detail: str
    by: str
    effective: bool = True
    suspect_clock: bool = False


@dataclass(frozen=True, slots=True)
class CaseFile:
    """Everything the case page shows. ``allowed`` are the events possible now, in the order of work."""

    row: CaseRow
    villager_id: str
    id_number: str
    address: str
    representative: str
    representative_relation: str
    mode: ServiceMode
    note: str
    department: str
    first_asked: str
    first_handler: str
    handler: str
    handler_phone: str
    materials: tuple[MaterialRow, ...]
    missing: tuple[str, ...]
    timeline: tuple[TimelineRow, ...]
    allowed: tuple[CaseEventKind, ...]
    papers_printed: dict[str, int] = field(default_factory=dict)  # paper name → times
    catalogue_sample: bool = False
    result: str = ""
    completed_on: date | None = None
    rating: RatingLevel | None = None
    promised_days: int = 0  # working days promised at acceptance
    said: dict[CaseEventKind, dict[str, object]] = field(
        default_factory=dict
    )  # at the last step of each kind
    notices: int = 0  # how often 一次告知 was given
    external_no: str = ""
    external_entered_on: date | None = None
    urgency: str = ""
    earlier_promise_on: date | None = None  # where a year's table made the printed date earlier
    answer_due_on: date | None = None  # the deciding tier's own limit
    follow_up_due_on: date | None = None
    assigned_to: str = ""  # who was sent this case and has not answered yet
    due_warning: str = ""  # the due date falls on a day the room is closed
    neutral_item: str = ""  # the item's name for places where others may read
    organisation_id: str = ""  # where an organisation asks


@dataclass(frozen=True, slots=True)
class VillagerRow:
    villager_id: str
    name: str
    id_number: str
    phone: str
    group: str
    sex: str
    birth_on: date | None
    open_cases: int = 0
    tags: tuple[str, ...] = ()
    liaison: str = ""
    deceased_on: date | None = None
    other_names: tuple[str, ...] = ()
    address: str = ""
    reach_by: str = ""
    household_id: str = ""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """``kind`` is case | villager | item; ``key`` is the case number, villager id or item code."""

    kind: str
    key: str
    title: str
    subtitle: str


@dataclass(frozen=True, slots=True)
class DayFigure:
    day: date
    accepted: int
    completed: int


@dataclass(frozen=True, slots=True)
class TodayBoard:
    day: date
    due_today: int
    overdue: int
    to_deliver: int
    waiting_materials: int
    returned: int
    accepted_today: int
    month: tuple[DayFigure, ...]
    month_accepted: int
    month_completed: int
    month_on_time: int
    rows: tuple[CaseRow, ...]  # the most pressing first, at most 50
    must_return: int = 0  # originals held too long, or of a case that is over
    follow_ups: int = 0
    follow_ups_late: int = 0
    seals_waiting: int = 0
    complaints_due: int = 0  # not of those that concern the one who looks
    appointments: tuple[AppointmentRow, ...] = ()
    tours: tuple[TourRow, ...] = ()
    on_duty: tuple[ShiftRow, ...] = ()
    next_duty: tuple[ShiftRow, ...] = ()


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """Three facts, in lines of the journal: not yet received, received by the township, applied there.

    ``same_records``: whether both held the same records when last compared; None before that. ``unread``: lines
    of a newer program that wait for this one's update.
    """

    enrolled: bool
    only_here: int
    at_township: int
    taken_in: int
    last_contact: datetime | None
    township: str = ""
    problems: int = 0
    clock_offset_s: float = 0.0
    clock_suspect: bool = False
    attachments: Waiting = field(default_factory=Waiting)
    same_records: bool | None = None
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """One entry of 需处理: what, in words, and what may be done (``acts``: names of ``app.services.problems``).

    Values are shown with ID and mobile numbers masked; both are "" where no single field is meant.
    """

    record_id: str
    at: datetime
    sentence: str
    field: str
    kept_value: str
    late_value: str
    case_no: str = ""
    code: str = ""
    acts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseAccepted:
    """Fact: a case was accepted and is on disk."""

    case_id: str
    case_no: str
    villager_id: str
    kind: CaseKind
    due_on: date | None
    provisional: bool
    missing: tuple[str, ...]
    reason: str  # why this kind, in words
    organisation_id: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseChanged:
    """Fact: an event was recorded."""

    case_id: str
    case_no: str
    event: CaseEventKind
    state: CaseState
    paper: str = ""  # what is printed with it
    todo: str = ""  # what is left to do
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenDuplicate:
    """An open case of the same person and item."""

    case_no: str
    item_name: str
    state: CaseState
    accepted_on: date
