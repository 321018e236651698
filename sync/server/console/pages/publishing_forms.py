"""发布: the county's forms of papers and its report templates, each tried before the villages get it."""

from __future__ import annotations

import json
import tempfile
from base64 import b64encode
from pathlib import Path

from app import paths
from app.clock import today
from app.domain.periods import KIND_WORDS, PeriodKind, ReportPeriod, period_of
from app.errors import Refusal
from app.models.queries.form_descriptions import PublishedForm
from app.printing import form_descriptions as forms
from app.printing import shared_picture
from app.printing.fonts import font_book
from app.printing.form_fields import fields_of_papers
from app.printing.papers import PAPERS, paper_kind
from app.services import form_descriptions, form_previews, report_templates, reports
from sync.server import sites
from sync.server.console.carrying import packed, unpacked
from sync.server.console.pages.publishing import tab
from sync.server.console.visits import ADMIN_ONLY, Act, Done, File, Page, Shown, Upload, Visit

FORMS, TEMPLATES = "/publishing/forms", "/publishing/templates"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SAMPLE_MARK = "式样预览"


def show_forms(visit: Visit) -> Shown:
    titles = {kind.name: kind.title for kind in PAPERS}
    newest: dict[str, PublishedForm] = {}
    for one in form_descriptions.published(visit.township.register):
        newest.setdefault(one.paper, one)
    facts = {**tab(visit, FORMS), "titles": titles, "published": newest.values()}
    return Shown("publishing_forms.html", facts)


def look_at_form(visit: Visit) -> Shown:
    """A sample sheet in the form of a file; nothing is published yet."""
    with tempfile.TemporaryDirectory() as folder:
        file = _put(folder, "form.json", visit.typed.file("form"))
        logo = visit.typed.files.get("logo")
        picture = _put(folder, "logo.png", logo) if logo is not None and logo.name else None
        paper, form = form_descriptions.read(file, picture)
    return _form_seen(visit, paper, form)


def look_at_own(visit: Visit) -> Shown:
    """The program's own form of a paper, to go back to it."""
    document = json.dumps({"format": "daiban-form", "format_version": 1, "paper": visit.typed.one("paper")})
    paper, form = forms.from_document(document, fields_of_papers())
    return _form_seen(visit, paper, form)


def _form_seen(visit: Visit, paper: str, form: forms.FormDescription) -> Shown:
    pdf = form_previews.sheet(visit.desk, paper, form)
    fonts = font_book(paths.fonts_folder(visit.township.register.home))
    facts = {
        **tab(visit, FORMS),
        "title": f"核对式样：{paper_kind(paper).title}",
        "form": form,
        "picture": "data:image/png;base64,"
        + b64encode(shared_picture.png(pdf, 1, SAMPLE_MARK, fonts)).decode(),
        "carried": packed(forms.to_document(paper, form).encode()),
    }
    return Shown("publishing_form.html", facts, about=paper)


def publish_form(visit: Visit) -> Done:
    """A county's own form of a paper; it holds in every village from the next sync on."""
    with tempfile.TemporaryDirectory() as folder:
        document = Upload("form.json", unpacked("form", visit.typed.one("carried")))
        paper, _form = form_descriptions.take_in(visit.desk, _put(folder, "form.json", document))
    return Done(f"已向各服务点发布“{paper_kind(paper).title}”的单据式样。", FORMS, paper)


def show_templates(visit: Visit) -> Shown:
    register = visit.township.register
    facts = {
        **tab(visit, TEMPLATES),
        "kinds": KIND_WORDS,
        "templates": {kind: report_templates.published(register, kind) for kind in PeriodKind},
    }
    return Shown("publishing_templates.html", facts)


def look_at_template(visit: Visit) -> Shown:
    """Which cells of a template are filled; one that could not be is refused here."""
    kind, file = _kind(visit), visit.typed.file("template")
    facts = {
        **tab(visit, TEMPLATES),
        "title": "核对报表模板",
        "kind": kind,
        "kind_words": KIND_WORDS[kind],
        "period": _last_period(visit, kind),
        "name": report_templates.checked_name(visit.typed.one("name")),
        "marks": report_templates.marks(file.content),
        "carried": packed(file.content),
    }
    return Shown("publishing_template.html", facts, about=kind.value)


def try_template(visit: Visit) -> File:
    """The template filled with the whole township's last period, to be opened and looked at."""
    kind = _kind(visit)
    period = _last_period(visit, kind)
    making = reports.Making(template=unpacked("template", visit.typed.one("carried")))
    return File(
        f"试填{period.words}.xlsx", reports.workbook(visit.desk, period, making), WORKBOOK, period.text
    )


def publish_template(visit: Visit) -> Done:
    kind, codes = _kind(visit), sites.site_codes(visit.township)
    name = report_templates.publish(
        visit.township.register,
        visit.township.clock,
        kind,
        visit.typed.one("name"),
        unpacked("template", visit.typed.one("carried")),
        by=visit.account.agent_id,
        sites=codes,
    )
    return Done(f"已向 {len(codes)} 个服务点公布报表模板“{name}”。", TEMPLATES, kind.value)


def _kind(visit: Visit) -> PeriodKind:
    kind = visit.typed.one("kind")
    if kind not in set(PeriodKind):
        raise Refusal("请选是月报、季报、半年报还是年报的模板。", field="kind", code="kind")
    return PeriodKind(kind)


def _last_period(visit: Visit, kind: PeriodKind) -> ReportPeriod:
    """The newest period of a kind that is over."""
    return period_of(kind, today(visit.township.clock)).before


def _put(folder: str, name: str, sent: Upload) -> Path:
    place = Path(folder) / name
    place.write_bytes(sent.content)
    return place


PAGES = (
    Page(FORMS, show_forms, ADMIN_ONLY),
    Page(TEMPLATES, show_templates, ADMIN_ONLY),
)
ACTS = (
    Act(f"{FORMS}/look", look_at_form, show_forms, "", ADMIN_ONLY),
    Act(f"{FORMS}/own", look_at_own, show_forms, "", ADMIN_ONLY),
    Act(FORMS, publish_form, show_forms, "发布单据式样", ADMIN_ONLY),
    Act(f"{TEMPLATES}/look", look_at_template, show_templates, "", ADMIN_ONLY),
    Act(f"{TEMPLATES}/try", try_template, show_templates, "试填报表模板", ADMIN_ONLY),
    Act(TEMPLATES, publish_template, show_templates, "发布报表模板", ADMIN_ONLY),
)
