"""What each paper says, as frozen descriptions whose strings are ready to draw; knows nothing of PDF."""

from __future__ import annotations

from dataclasses import dataclass

FREE_OF_CHARGE = "本室无偿代办，不收取任何费用；法律法规规定应缴的费用凭票据代缴。"
SIX_STEPS = ("受理", "核实", "告知", "上报", "代办", "反馈")
"""003 六步法: the steps a contact card shows, in this order."""
SLIP_DESTINATIONS = ("第一联 村（社区）存档", "第二联 报街（镇）", "第三联 申请人保存")
"""002 工作程序 1 一式三联: the three parts from the top of the sheet down."""
BLANK_PROMISE = "承诺　　　个工作日内办结，最迟　　　　年　　月　　日"


@dataclass(frozen=True, slots=True)
class PaperKind:
    """One kind of paper a room can print; sizes are of the whole sheet that goes into the printer."""

    name: str
    title: str
    width_mm: float
    height_mm: float
    about: str


PAPERS: tuple[PaperKind, ...] = (
    PaperKind("receipt", "材料接收单", 148.0, 210.0, "A5 竖向一张；下部裁下，退还原件时填写"),
    PaperKind("card", "代办联系卡", 210.0, 148.0, "A5 横向一张，沿中线向外对折成 A6"),
    PaperKind("slip", "代理事项登记本（一式三联）", 210.0, 297.0, "A4 竖向一张，沿虚线裁成三联"),
)


def paper_kind(name: str) -> PaperKind:
    """The kind called ``name`` (receipt, card or slip); KeyError if there is none."""
    for kind in PAPERS:
        if kind.name == name:
            return kind
    raise KeyError(name)


@dataclass(frozen=True, slots=True)
class PaperHead:
    """What every paper carries. Empty ``qr_text`` prints a frame in the code's place.

    ``copy_note`` is "" | "补打(第2次)" | "更正" | "作废" (alone or before one of them); ``sample_notice`` is "" or the sample catalogue's notice.
    """

    room: str
    hotline: str
    case_no: str
    qr_text: str
    made_at_text: str  # e.g. 2026年10月9日 09:30
    sample_notice: str = ""
    copy_note: str = ""


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """One paper received, as one line of a table."""

    no: str
    name: str
    form: str  # 原件留存 | 原件核验退回 | 复印件
    sheets: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class StepLine:
    """One of the six steps on the card; an empty ``done_on`` leaves room for the hand."""

    name: str
    done_on: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptPaper:
    """材料接收单 (000 §三.4): what was received, what is missing, what is promised. A5 portrait.

    ``id_number`` comes masked (first 6, last 4). ``promise`` is the whole sentence, e.g.
    承诺5个工作日内办结,最迟2026年10月16日(星期五).
    """

    head: PaperHead
    applicant: str
    id_number: str
    phone: str
    matter: str
    kind: str
    promise: str
    materials: tuple[MaterialLine, ...]
    missing: tuple[str, ...] = ()
    address: str = ""
    representative: str = ""  # 李四(父子)
    originals: str = ""  # who keeps the originals until when: 户口簿原件由王芳保管,2026年10月16日前退还
    note: str = ""
    agent: str = ""
    agent_phone: str = ""
    first_asked: str = ""
    complaint: str = ""  # 监督投诉电话:0937-1234567(乡镇纪委)
    progress: str = ""  # how to ask: 凭本单编号到室询问,或拨打0937-7654321
    fee_note: str = FREE_OF_CHARGE


@dataclass(frozen=True, slots=True)
class CardPaper:
    """代办联系卡 (003 (三)): whom to call, and this matter. A5 landscape folded to A6.

    The back lies on the outside of the fold: for a sensitive item ``matter`` holds neutral words.
    """

    head: PaperHead
    agent: str
    agent_post: str
    agent_phone: str
    matter: str
    promise: str
    steps: tuple[StepLine, ...]
    backup: str = ""  # B岗:赵强 13900000000
    opening_hours: str = ""
    room_address: str = ""
    services: tuple[str, ...] = ()  # what can be asked for, by category
    applicant: str = ""
    kind: str = ""
    visit_on: str = ""
    visit_place: str = ""
    findings: str = ""
    result: str = ""
    completed_on: str = ""
    complaint: str = ""


@dataclass(frozen=True, slots=True)
class SlipPaper:
    """村民(居民)代理事项登记本, 一式三联 (002 工作程序 1): one case, three parts of one A4 sheet.

    ``id_number`` stands on the first two parts, ``applicants_id_number`` on the third: pass the masked
    number there if the room so wishes, the same one otherwise.
    """

    head: PaperHead
    book_no: str
    page_no: str
    accepted_on: str
    applicant: str
    id_number: str
    applicants_id_number: str
    matter: str
    kind: str
    promise: str
    agent: str
    sex: str = ""
    address: str = ""
    phone: str = ""
    representative: str = ""
    relation: str = ""
    department: str = ""
    materials: tuple[MaterialLine, ...] = ()
    missing: tuple[str, ...] = ()
    description: str = ""
    agent_phone: str = ""
    first_asked: str = ""
    escalated_to: str = ""
    escalated_on: str = ""
    result: str = ""
    remark: str = ""


Paper = ReceiptPaper | CardPaper | SlipPaper


def empty_head(room: str, hotline: str, case_no: str = "", qr_text: str = "") -> PaperHead:
    """The head of a form to be written by hand; a reserved number and its code may be given."""
    return PaperHead(room, hotline, case_no, qr_text, made_at_text="")


def empty_receipt(head: PaperHead, *, complaint: str = "", lines: int = 5) -> ReceiptPaper:
    """A receipt to be written by hand, with ``lines`` numbered rows for papers."""
    rows = tuple(MaterialLine(str(no), "", "", "") for no in range(1, lines + 1))
    return ReceiptPaper(
        head, applicant="", id_number="", phone="", matter="", kind="", promise=BLANK_PROMISE,
        materials=rows, complaint=complaint,
    )  # fmt: skip


def empty_card(
    head: PaperHead,
    *,
    agent: str = "",
    agent_post: str = "",
    agent_phone: str = "",
    opening_hours: str = "",
    services: tuple[str, ...] = (),
) -> CardPaper:
    """A contact card without a case: the agent's side is filled, the matter's side is for the hand."""
    return CardPaper(
        head, agent, agent_post, agent_phone, matter="", promise="",
        steps=tuple(StepLine(name) for name in SIX_STEPS),
        opening_hours=opening_hours, services=services,
    )  # fmt: skip


def empty_slip(head: PaperHead, *, book_no: str = "", page_no: str = "") -> SlipPaper:
    """A triplicate slip to be written by hand in a power cut or on tour."""
    return SlipPaper(
        head, book_no, page_no, accepted_on="", applicant="", id_number="", applicants_id_number="",
        matter="", kind="", promise="", agent="",
    )  # fmt: skip
