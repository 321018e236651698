"""发布: catalogue, working days, forms of papers, report templates and powers moved down, to every village."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from app.clock import today
from app.domain.acceptance import TIER_WORDS
from app.domain.cases import Tier
from app.domain.periods import PeriodKind
from app.errors import Refusal
from app.models.queries import catalogues as versions
from app.printing.papers import PAPERS
from app.services import calendars, catalogues, form_descriptions, items, report_templates
from sync.server import publishing, sites
from sync.server.console.visits import ADMIN_ONLY, Act, Done, Page, Shown, Upload, Visit

KIND_WORDS = {
    PeriodKind.MONTH: "月报",
    PeriodKind.QUARTER: "季报",
    PeriodKind.HALF: "半年报",
    PeriodKind.YEAR: "年报",
}


def show(visit: Visit) -> Shown:
    register, own = visit.township.register, visit.township.register.site_code
    with register.reading() as session:
        published = versions.versions(session, own)
    catalogue = items.in_force(register, visit.township.clock)
    titles = {kind.name: kind.title for kind in PAPERS}
    facts = {
        "title": "发布",
        "here": "publishing",
        "sites": len(sites.site_codes(visit.township)),
        "versions": published,
        "catalogue": catalogue,
        "titles": titles,
        "kinds": KIND_WORDS,
        "templates": {kind: report_templates.published(register, kind) for kind in PeriodKind},
        "tiers": {tier: TIER_WORDS[tier] for tier in (Tier.VILLAGE, Tier.TOWNSHIP)},
        "today": today(visit.township.clock),
    }
    return Shown("publishing.html", facts)


def publish_catalogue(visit: Visit) -> Done:
    file = visit.typed.file("catalogue")
    read = catalogues.read_file(file.name, file.content)
    done = publishing.publish_catalogue(visit.township, read, sites.site_codes(visit.township))
    said = f"已向 {done.sites} 个服务点发布目录 {done.version}，共 {done.items} 项。"
    return Done(said, "/publishing", done.version)


def publish_calendar(visit: Visit) -> Done:
    file = visit.typed.file("calendar")
    table = calendars.read_file(file.name, file.content)
    count = publishing.publish_year(visit.township, table, sites.site_codes(visit.township))
    return Done(f"已向 {count} 个服务点发布 {table.year} 年的工作日表。", "/publishing", str(table.year))


def publish_form(visit: Visit) -> Done:
    """A county's own form of a paper; it holds in every village from the next sync on."""
    with tempfile.TemporaryDirectory() as folder:
        form = _put(folder, "form.json", visit.typed.file("form"))
        logo = visit.typed.files.get("logo")
        picture = _put(folder, "logo.png", logo) if logo is not None and logo.name else None
        paper, _form = form_descriptions.take_in(visit.desk, form, picture)
    title = next((kind.title for kind in PAPERS if kind.name == paper), paper)
    return Done(f"已向各服务点发布“{title}”的单据式样。", "/publishing", paper)


def publish_template(visit: Visit) -> Done:
    kind, file = visit.typed.one("kind"), visit.typed.file("template")
    if kind not in set(PeriodKind):
        raise Refusal("请选是月报、季报、半年报还是年报的模板。", field="kind", code="kind")
    codes = sites.site_codes(visit.township)
    name = report_templates.publish(
        visit.township.register,
        visit.township.clock,
        PeriodKind(kind),
        visit.typed.one("name"),
        file.content,
        by=visit.account.agent_id,
        sites=codes,
    )
    return Done(f"已向 {len(codes)} 个服务点公布报表模板“{name}”。", "/publishing", kind)


def move_power(visit: Visit) -> Done:
    typed = visit.typed
    tier = typed.one("tier")
    moved = publishing.PowerMoved(
        typed.one("item").strip(),
        Tier(tier) if tier in set(Tier) else Tier.VILLAGE,
        _day(typed.one("from_on"), "from_on"),
        _day(typed.one("to_on"), "to_on") if typed.one("to_on") else None,
        typed.one("way").strip(),
        typed.one("document_no").strip(),
    )
    count = publishing.move_power(visit.township, moved, sites.site_codes(visit.township))
    return Done(
        f"{moved.item_code} 自 {moved.from_on} 起下放，已告知 {count} 个服务点。",
        "/publishing",
        moved.item_code,
    )


def _day(typed: str, field: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise Refusal("请填日期，形如 2026-12-01。", field=field, code="date") from None


def _put(folder: str, name: str, sent: Upload) -> Path:
    place = Path(folder) / name
    place.write_bytes(sent.content)
    return place


PAGES = (Page("/publishing", show, ADMIN_ONLY),)
ACTS = (
    Act("/publishing/catalogue", publish_catalogue, show, "发布目录", ADMIN_ONLY),
    Act("/publishing/calendar", publish_calendar, show, "发布工作日表", ADMIN_ONLY),
    Act("/publishing/form", publish_form, show, "发布单据式样", ADMIN_ONLY),
    Act("/publishing/template", publish_template, show, "发布报表模板", ADMIN_ONLY),
    Act("/publishing/power", move_power, show, "权限下放", ADMIN_ONLY),
)
