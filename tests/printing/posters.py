"""Postings as a real room would hang them, for the tests of printing."""

from __future__ import annotations

from datetime import date, timedelta

from app import assets
from app.domain import catalogue
from app.domain.disclosures import PostingRow, disclosed
from app.models.queries.postings import AgentFacts, FinishedCase, ShiftFacts, SiteFacts
from app.printing.papers import PaperHead
from app.printing.postings.descriptions import PostingPaper
from app.services import flow_words
from app.services import posting_words as words
from tests.printing import descriptions as given_papers

CATALOGUE = catalogue.from_document(assets.text("catalogue", "sample.json"))
HEAD = PaperHead(
    room="肃州区石泉镇石泉村为民服务室",
    hotline="0937-2601234",
    case_no="GS-101201-261122-A1",
    qr_text=given_papers.QR_TEXT,
    made_at_text="2026年11月22日",
    sample_notice="示例目录，以乡镇公布为准",
)
DAY = date(2026, 11, 23)
PERIOD = words.Period(DAY, DAY + timedelta(days=27))
AGENTS = (
    AgentFacts("王芳", "村党支部副书记", "13900001111", "法律咨询、养老认证", True, "赵强"),
    AgentFacts("赵䶮", "村委会委员", "13900002222", "农机补贴", False, "王芳"),
    AgentFacts(given_papers.LONG_NAME[:24], "代办员", "13812345678", "双语", True, ""),
)
SHIFTS = tuple(
    ShiftFacts(
        DAY + timedelta(days=number),
        "rotation",
        "08:30",
        "18:00",
        AGENTS[number % 2].name,
        "13900001111",
        "",
        "",
    )
    for number in range(20)
)
SITE = SiteFacts(
    "0937-1234567", True, "石泉镇党群服务中心 0937-2605555", (("日常管理人", "王芳", "13900001111"),)
)
FINISHED = tuple(
    FinishedCase("欧阳小明", CATALOGUE.items[number].name, DAY, DAY, "已办结") for number in range(20)
)
HANGING = (PostingRow("1", "items-poster", "v1", (), "村务公开栏", DAY, "王芳"),)
USES = {item.code: 90 - number for number, item in enumerate(CATALOGUE.items[:20])}
CODES = [item.code for item in CATALOGUE.items]

POSTERS: dict[str, PostingPaper] = {
    "items-poster": words.items_poster(HEAD, CATALOGUE),
    "agents-poster": words.agents_poster(HEAD, AGENTS, "周一至周五 8:30—12:00、14:30—18:00"),
    "duty-poster": words.duty_poster(HEAD, SHIFTS, PERIOD),
    "promise-poster": words.promise_poster(HEAD),
    "supervision-poster": words.supervision_poster(HEAD, SITE),
    "flow-chart": flow_words.flow_chart(HEAD),
    "results-poster": words.results_poster(HEAD, FINISHED, PERIOD),
    "service-guide": words.guide(HEAD, CATALOGUE, CATALOGUE.items[:12]),
    "leaflet": words.leaflet(HEAD, CATALOGUE.items[0]),
    "hot-items": words.hot_items(HEAD, CATALOGUE, USES, PERIOD, 20),
    "disclosure-list": words.disclosure_list(HEAD, CATALOGUE, disclosed(HANGING, "v1", CODES, DAY)),
}
