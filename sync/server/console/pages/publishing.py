"""发布: the catalogue and the working days, looked at beside what is in force before every village gets them."""

from __future__ import annotations

from datetime import date

from app.clock import today
from app.domain import catalogue as documents
from app.domain.calendar import YearTable, calendar_from_document, to_document
from app.domain.catalogue_difference import difference
from app.errors import Refusal
from app.models.queries import calendar_cases
from app.models.queries import catalogues as versions
from app.services import calendars, catalogues
from sync.server import publishing, sites
from sync.server.console.carrying import packed, unpacked
from sync.server.console.visits import ADMIN_ONLY, Act, Done, Page, Shown, Visit

TABS = {
    "/publishing": "目录",
    "/publishing/calendar": "工作日",
    "/publishing/forms": "单据式样",
    "/publishing/templates": "报表模板",
    "/publishing/powers": "权限下放",
}


def tab(visit: Visit, path: str) -> dict[str, object]:
    """What every page of 发布 says."""
    return {
        "title": f"发布：{TABS[path]}",
        "here": "publishing",
        "tabs": TABS,
        "tab": path,
        "sites": len(sites.site_codes(visit.township)),
    }


def show(visit: Visit) -> Shown:
    own = visit.township.register.site_code
    with visit.township.register.reading() as session:
        published = versions.versions(session, own)
        now = versions.in_force(session, own, today(visit.township.clock))
    facts = {
        **tab(visit, "/publishing"),
        "versions": published,
        "in_force": now.catalogue_id if now is not None else "",
    }
    return Shown("publishing.html", facts)


def look_at_catalogue(visit: Visit) -> Shown:
    """What a file would change, in words; nothing is published yet."""
    file = visit.typed.file("catalogue")
    return _catalogue_seen(visit, catalogues.read_file(file.name, file.content))


def look_at_version(visit: Visit) -> Shown:
    """What putting an earlier version into force again would change."""
    return _catalogue_seen(
        visit, catalogues.version_named(visit.township.register, visit.typed.one("version"))
    )


def _catalogue_seen(visit: Visit, read: documents.Catalogue) -> Shown:
    now = catalogues.published_now(visit.township.register, visit.township.clock)
    publishing.check_catalogue(visit.township, read)
    facts = {
        **tab(visit, "/publishing"),
        "title": f"核对目录 {read.version}",
        "read": read,
        "now": now,
        "difference": difference(now, read),
        "carried": packed(documents.to_document(read).encode()),
    }
    return Shown("publishing_catalogue.html", facts, about=read.version)


def publish_catalogue(visit: Visit) -> Done:
    """Exactly what was looked at, unless another version came into force in between."""
    read = documents.from_document(unpacked("catalogue", visit.typed.one("carried")).decode())
    now = catalogues.published_now(visit.township.register, visit.township.clock)
    if now.version != visit.typed.one("before"):
        raise Refusal(
            f"核对以后，别人已发布了 {now.version}。没有发布；请重新选择文件，再核对一次。",
            field="catalogue",
            code="overtaken",
        )
    done = publishing.publish_catalogue(visit.township, read, sites.site_codes(visit.township))
    said = (
        f"已向 {done.sites} 个服务点发布目录 {done.version}，共 {done.items} 项。要退回，可以把旧版重新启用。"
    )
    return Done(said, "/publishing", done.version)


def show_calendar(visit: Visit) -> Shown:
    facts = {**tab(visit, "/publishing/calendar"), "tables": publishing.years(visit.township)}
    return Shown("publishing_calendar.html", facts)


def look_at_calendar(visit: Visit) -> Shown:
    """The days off and the make-up days of a file, and how many open limits it touches."""
    file = visit.typed.file("calendar")
    table = calendars.read_file(file.name, file.content)
    before = publishing.years(visit.township).get(table.year)
    with visit.township.register.reading() as session:
        reached = sum(
            due_on.year == table.year
            for site in sites.site_codes(visit.township)
            for _case, due_on in calendar_cases.due_from(session, site, date(table.year, 1, 1))
        )
    facts = {
        **tab(visit, "/publishing/calendar"),
        "title": f"核对 {table.year} 年工作日表",
        "table": table,
        "before": before,
        "new_days": _changed(before, table),
        "reached": reached,
        "carried": packed(to_document(table).encode()),
    }
    return Shown("publishing_year.html", facts, about=str(table.year))


def publish_calendar(visit: Visit) -> Done:
    table = calendar_from_document(unpacked("calendar", visit.typed.one("carried")).decode())
    count = publishing.publish_year(visit.township, table, sites.site_codes(visit.township))
    return Done(
        f"已向 {count} 个服务点发布 {table.year} 年的工作日表。", "/publishing/calendar", str(table.year)
    )


def _changed(before: YearTable | None, table: YearTable) -> tuple[str, ...]:
    """The days that count otherwise than in the table in force, in words."""
    if before is None:
        return ()
    pairs = (
        ("改为放假", sorted(set(table.off) - set(before.off))),
        ("不再放假", sorted(set(before.off) - set(table.off))),
        ("改为上班", sorted(set(table.on) - set(before.on))),
        ("不再调休上班", sorted(set(before.on) - set(table.on))),
    )
    return tuple(f"{words}：{'、'.join(f'{day:%m-%d}' for day in days)}" for words, days in pairs if days)


PAGES = (
    Page("/publishing", show, ADMIN_ONLY),
    Page("/publishing/calendar", show_calendar, ADMIN_ONLY),
)
ACTS = (
    Act("/publishing/catalogue/look", look_at_catalogue, show, "", ADMIN_ONLY),
    Act("/publishing/catalogue/again", look_at_version, show, "", ADMIN_ONLY),
    Act("/publishing/catalogue", publish_catalogue, show, "发布目录", ADMIN_ONLY),
    Act("/publishing/calendar/look", look_at_calendar, show_calendar, "", ADMIN_ONLY),
    Act("/publishing/calendar", publish_calendar, show_calendar, "发布工作日表", ADMIN_ONLY),
)
