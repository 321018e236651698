"""乡镇: the townships below a district, each opened to its sites; a township is listed, let in, and put out here."""

from __future__ import annotations

from app.clock import today
from app.domain.periods import month_of
from app.errors import Refusal
from sync.protocol import enrolment
from sync.server import backup_ages, enrolling, revoking, sites, subordinates, upkeep
from sync.server.console import district_figures, townships
from sync.server.console.pages.devices import qr
from sync.server.console.tabs import TOWNSHIPS, tab
from sync.server.console.townships import TownshipLine
from sync.server.console.visits import ADMIN_ONLY, EVERYBODY, Act, Done, Page, Shown, Visit

ONE = f"{TOWNSHIPS}/{{code}}"


def show(visit: Visit) -> Shown:
    period = month_of(today(visit.township.clock)).before
    facts = {
        **tab(visit, TOWNSHIPS),
        "lines": townships.lines(visit.township, visit.chapters),
        "period": period,
        "rates": {
            row.code: row for row in district_figures.by_township(visit.township, visit.chapters, period)
        },
        "definitions": district_figures.DEFINITIONS,
        "server_backup": backup_ages.of_server(visit.township),
        "server_check": upkeep.standings(visit.township).get(upkeep.VERIFY),
    }
    return Shown("townships.html", facts)


def show_one(visit: Visit) -> Shown:
    line = _one(visit)
    facts = {
        **tab(visit, TOWNSHIPS),
        "title": line.name,
        "line": line,
        "sites": townships.sites_of(visit.township, line.code),
    }
    return Shown("township.html", facts, about=line.code)


def add(visit: Visit) -> Done:
    name = visit.typed.one("name")
    code = sites.add_site(visit.township, visit.typed.one("code"), name)
    return Done(f"已添加 {name.strip()}（{code}）。现在可以给它开登记码。", TOWNSHIPS, code)


def place(visit: Visit) -> Done:
    """A village whose code names another township is put under this one."""
    line, name = _one(visit), visit.typed.one("name")
    code = subordinates.place_site(visit.township, visit.typed.one("code"), line.code, name)
    return Done(f"{name.strip()}（{code}）归{line.name}。", f"{TOWNSHIPS}/{line.code}", code)


def enrol_code(visit: Visit) -> Shown:
    """A fresh code, shown once, with the command in which the township's administrator types it."""
    line = _one(visit)
    facts = {
        **tab(visit, TOWNSHIPS),
        "title": f"登记单：{line.name}",
        "line": line,
        "code": (code := enrolling.new_code(visit.township, line.code)),
        "url": visit.address.rstrip("/"),
        "qr": qr(visit.address, code),
        "hours": enrolment.VALID_HOURS,
        "tries": enrolment.TRIES,
    }
    return Shown("township_code.html", facts, about=line.code)


def revoke(visit: Visit) -> Done:
    line = _one(visit)
    if not visit.typed.one("sure"):
        raise Refusal("请先核对是不是这个乡镇，再勾选“核对过”。没有停用。", field="sure", code="not-sure")
    revoking.revoke(visit.township, _server(visit, line), visit.typed.one("reason"))
    said = f"已停用{line.name}的服务器，它再报来的放进隔离区。停用错了可以恢复。"
    return Done(said, f"{TOWNSHIPS}/{line.code}", line.code)


def admit(visit: Visit) -> Done:
    line = _one(visit)
    revoking.admit(visit.township, _server(visit, line), visit.typed.one("reason"))
    return Done(f"已恢复{line.name}的服务器，它可以继续上报。", f"{TOWNSHIPS}/{line.code}", line.code)


def _server(visit: Visit, line: TownshipLine) -> str:
    wanted = visit.typed.one("server")
    if wanted not in {one.replica_id for one in line.servers}:
        raise Refusal("没有这台服务器，没有改动。", field="server", code="no-such-pc")
    return wanted


def _one(visit: Visit) -> TownshipLine:
    """The township of the address; Refusal ``not-your-site`` where the account is limited to others."""
    found = townships.lines(visit.township, {visit.path["code"]} & set(visit.chapters))
    if not found:
        raise Refusal("没有这个乡镇，或不在您负责的范围内。", field="code", code="not-your-site")
    return found[0]


PAGES = (
    Page(TOWNSHIPS, show, EVERYBODY),
    Page(ONE, show_one, EVERYBODY, noted="查看乡镇"),
)
ACTS = (
    Act(TOWNSHIPS, add, show, "添加乡镇", ADMIN_ONLY),
    Act(f"{ONE}/code", enrol_code, show_one, "给乡镇开登记码", ADMIN_ONLY),
    Act(f"{ONE}/place", place, show_one, "写明村归哪个乡镇", ADMIN_ONLY),
    Act(f"{ONE}/revoke", revoke, show_one, "停用乡镇服务器", ADMIN_ONLY),
    Act(f"{ONE}/admit", admit, show_one, "恢复乡镇服务器", ADMIN_ONLY),
)
