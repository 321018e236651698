"""What hangs on the walls: posters and guides made from the register, and where each was put up and taken down."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta

from app import paths
from app.clock import CHINA, Clock, today
from app.domain import text
from app.domain.catalogue import SAMPLE_NOTICE, Catalogue, ServiceItem
from app.domain.disclosures import POSTED, DisclosureRow, PostingRow, disclosed
from app.errors import Refusal
from app.models.queries import postings as queries
from app.models.register import Register
from app.models.tables import Posting
from app.printing import press as press_of_papers
from app.printing.fonts import font_book
from app.printing.papers import PaperHead, PaperKind, paper_kind
from app.printing.postings import press
from app.printing.postings.descriptions import PostingPaper
from app.printing.postings.empty_forms import empty_posting
from app.services import flow_words, form_descriptions, items, posting_words, rooms, slip_codes
from app.services.desk import Desk
from app.services.paper_words import PRACTICE_NOTICE
from app.services.papers.shape import PaperFile
from app.services.posting_words import Period

DUTY_WEEKS = 4
RESULT_DAYS = 30
MOST_RESULTS = 500
HOT_DAYS = 365
MOST_HOT = 20
RESULTS_HANG_DAYS = 30
"""A list of results names people, masked as they are: it comes down by itself after a month (realities)."""
PLACE_LIMIT = 60
POSTING_MARK = "GS"  # 公示: letters first, as lists have them, so that it is never taken for a case


@dataclass(frozen=True, slots=True)
class _Room:
    """What every posting needs: whose it is, on which day, of which catalogue."""

    register: Register
    head: PaperHead
    catalogue: Catalogue
    day: date
    opening_hours: str


def kinds() -> tuple[PaperKind, ...]:
    """Every posting that can be made."""
    return tuple(paper_kind(name) for name in press.NAMES.values())


def make(register: Register, clock: Clock, paper: str, item: str = "", layout: str = "") -> PaperFile:
    """The posting as it would print now, from what the register holds today; nothing is recorded.

    ``item`` (code or name) chooses one item for a guide, a leaflet or a flow chart; a leaflet of no item is a
    form for the hand. Refusals: ``no-such-paper``, ``no-such-layout``, ``unknown-item``, ``no-items``.
    """
    paper = _kind(paper).name
    return _file(register, paper, description(register, clock, paper, item), layout, of=item)


def empty(register: Register, clock: Clock, paper: str, layout: str = "") -> PaperFile:
    """The posting as a form for the hand; Refusals ``no-such-paper``, ``no-such-layout``."""
    paper = _kind(paper).name
    return _file(register, paper, empty_posting(paper, _head(register, clock, paper, made=False)), layout)


def description(register: Register, clock: Clock, paper: str, item: str = "") -> PostingPaper:
    """What the posting says today."""
    catalogue = items.in_force(register, clock)
    room = rooms.room(register, clock)
    head = _head(register, clock, paper, made=True)
    facts = _Room(register, head, catalogue, today(clock), room.opening_hours)
    wanted = _item(catalogue, item) if item else None
    if paper in ("flow-chart", "service-guide", "leaflet"):
        return _of_items(facts, paper, wanted)
    if paper == "disclosure-list":
        return posting_words.disclosure_list(head, catalogue, disclosures(register, clock))
    return _of_room(facts, paper)


def record(
    desk: Desk,
    paper: str,
    place: str,
    *,
    item_codes: tuple[str, ...] = (),
    posted_on: date | None = None,
    take_down_on: date | None = None,
    note: str = "",
) -> PostingRow:
    """Record that a paper was put up; it then counts for the catalogue version in force on that day.

    Without items it shows all of that version. Refusals on ``paper place item posted_on take_down_on note``.
    """
    paper = _kind(paper).name
    if paper not in POSTED:
        raise Refusal("这种纸是给本室核对用的，不张贴，不用登记。", field="paper", code="not-posted")
    posted_on = posted_on or today(desk.clock)
    take_down_on = take_down_on or _usual_end(paper, posted_on)
    _check_days(posted_on, take_down_on, today(desk.clock))
    with desk.register.reading() as session:
        held = items.held(session, desk.register.site_code, posted_on)
    codes = tuple(_item(held.catalogue, code).code for code in item_codes)
    posting = Posting(
        subject=paper,
        catalogue_id=held.catalogue_id,
        item_codes=list(codes),
        place=_place(place),
        posted_on=posted_on,
        by_agent=desk.actor.agent_id,
        take_down_on=take_down_on,
        note=text.note(note),
    )
    with desk.write() as work:
        work.add(posting)
        work.commit()
    return _row(desk.register, posting.id)


def take_down(desk: Desk, posting_id: str, on: date | None = None) -> PostingRow:
    """Record that a posting (its id, or the id's last letters) was taken down; Refusals ``no-such-posting``, ``already-down``, ``down-before-up``."""
    on = on or today(desk.clock)
    row = _row(desk.register, posting_id)
    if row.taken_down_on is not None:
        raise Refusal("这张公示已经登记撤下了，没有改动。", field="posting", code="already-down")
    if on < row.posted_on or on > today(desk.clock):
        raise Refusal("撤下日期应在张贴之后、今天或以前。", field="taken_down_on", code="down-before-up")
    with desk.write() as work:
        posting = work.get(Posting, row.posting_id)
        if posting is None:
            raise _no_such_posting()
        posting.taken_down_on = on
        work.commit()
    return _row(desk.register, posting_id)


def rows(register: Register) -> tuple[PostingRow, ...]:
    """Every posting of this room, the newest first."""
    with register.reading() as session:
        return queries.rows(session, register.site_code)


def due_down(register: Register, clock: Clock) -> tuple[PostingRow, ...]:
    """What should hang no longer but nobody has taken down."""
    day = today(clock)
    return tuple(row for row in rows(register) if row.is_due_down(day))


def disclosures(register: Register, clock: Clock) -> tuple[DisclosureRow, ...]:
    """Which of the required disclosures are up today, those of items for the version in force."""
    day = today(clock)
    with register.reading() as session:
        held = items.held(session, register.site_code, day)
        posted = queries.rows(session, register.site_code)
    return disclosed(posted, held.catalogue_id, [item.code for item in held.catalogue.items], day)


def _of_items(room: _Room, paper: str, item: ServiceItem | None) -> PostingPaper:
    if paper == "flow-chart":
        return flow_words.flow_chart(room.head, item)
    if paper == "leaflet":
        return posting_words.leaflet(room.head, item) if item else empty_posting(paper, room.head)
    chosen = (item,) if item else room.catalogue.items
    if not chosen:
        raise Refusal("还没有公布目录，没有可以印的事项。", field="item", code="no-items")
    return posting_words.guide(room.head, room.catalogue, chosen)


def _of_room(room: _Room, paper: str) -> PostingPaper:
    site_code = room.register.site_code
    with room.register.reading() as session:
        if paper == "items-poster":
            return posting_words.items_poster(room.head, room.catalogue)
        if paper == "agents-poster":
            agents = queries.active_agents(session, site_code)
            return posting_words.agents_poster(room.head, agents, room.opening_hours)
        if paper == "duty-poster":
            ahead = Period(room.day, room.day + timedelta(weeks=DUTY_WEEKS, days=-1))
            shifts = queries.shifts(session, site_code, ahead.first, ahead.last)
            return posting_words.duty_poster(room.head, shifts, ahead)
        if paper == "promise-poster":
            return posting_words.promise_poster(room.head)
        if paper == "supervision-poster":
            return posting_words.supervision_poster(room.head, queries.site_facts(session, site_code))
        if paper == "results-poster":
            lately = Period(room.day - timedelta(days=RESULT_DAYS - 1), room.day)
            cases = queries.finished_since(session, site_code, lately.first, MOST_RESULTS)
            return posting_words.results_poster(room.head, cases, lately)
        year = Period(room.day - timedelta(days=HOT_DAYS), room.day)
        uses = queries.uses_since(session, site_code, year.first)
        hot = posting_words.hot_items(room.head, room.catalogue, uses, year, MOST_HOT)
        return hot if hot.items else empty_posting(paper, room.head)


def _head(register: Register, clock: Clock, paper: str, *, made: bool) -> PaperHead:
    room = rooms.room(register, clock)
    notices = (PRACTICE_NOTICE if room.demo else "", SAMPLE_NOTICE if room.sample_catalogue else "")
    now = clock.now().astimezone(CHINA)
    number = _number(register, now.date()) if made else ""
    return PaperHead(
        room=room.name,
        hotline=room.hotline,
        case_no=number,
        qr_text=slip_codes.code_text(register.keys, number) if number else "",
        made_at_text=posting_words.day_words(now.date()) if made else "",
        sample_notice="　".join(notice for notice in notices if notice),
        form=form_descriptions.in_force(register, paper),
        agent_word=room.agent_word,
    )


def _number(register: Register, day: date) -> str:
    """Whose posting of which day it is; signed in its code, so that anybody can tell a made-up one."""
    return f"{POSTING_MARK}-{register.site_code[-6:]}-{day:%y%m%d}-{register.identity.pc_code}"


def _file(register: Register, paper: str, shown: PostingPaper, layout: str, *, of: str = "") -> PaperFile:
    kind = _kind(paper)
    try:
        width_mm, height_mm = kind.size_mm(layout)
    except KeyError:
        names = "、".join(f"{other.name}（{other.title}）" for other in kind.layouts) or "只有一种"
        raise Refusal(
            f"{kind.title}没有叫“{layout[:40]}”的版式：{names}。", field="layout", code="no-such-layout"
        ) from None
    folder = paths.fonts_folder(register.home)
    pdf = press.render(shown, font_book(folder), layout)
    warnings = press_of_papers.warnings(shown, folder)
    return PaperFile(
        kind.name, kind.title, pdf, width_mm, height_mm, 1, warnings, asdict(shown), layout=layout, of=of
    )


def _kind(paper: str) -> PaperKind:
    for kind in kinds():
        if paper in (kind.name, kind.title):
            return kind
    names = "、".join(f"{kind.name}（{kind.title}）" for kind in kinds())
    raise Refusal(f"没有叫“{paper[:40]}”的公示，可以做：{names}。", field="paper", code="no-such-paper")


def _item(catalogue: Catalogue, typed: str) -> ServiceItem:
    found = catalogue.item(typed)
    if found is None:
        raise Refusal(f"目录里没有“{typed[:40]}”。请用 items 看有哪些。", field="item", code="unknown-item")
    return found


def _check_days(posted_on: date, take_down_on: date | None, day: date) -> None:
    if posted_on > day:
        raise Refusal("张贴日期还没有到，请贴出以后再登记。", field="posted_on", code="posted-later")
    if take_down_on is not None and take_down_on <= posted_on:
        raise Refusal("撤下日期应在张贴日期之后。", field="take_down_on", code="down-before-up")


def _usual_end(paper: str, posted_on: date) -> date | None:
    return posted_on + timedelta(days=RESULTS_HANG_DAYS) if paper == "results-poster" else None


def _place(typed: str) -> str:
    place = text.line(typed, field="place", words="张贴地点", limit=PLACE_LIMIT)
    if not place:
        raise Refusal("请写明贴在哪里，如“村务公开栏”。", field="place", code="place-empty")
    return place


def _row(register: Register, posting_id: str) -> PostingRow:
    matching = [row for row in rows(register) if row.posting_id.endswith(posting_id)] if posting_id else []
    if len(matching) != 1:
        raise _no_such_posting()
    return matching[0]


def _no_such_posting() -> Refusal:
    return Refusal("没有找到这张公示，请用 postings 看有哪些。", field="posting", code="no-such-posting")
