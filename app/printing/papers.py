"""What each paper says, as frozen descriptions whose strings are ready to draw; knows nothing of PDF."""

from __future__ import annotations

from dataclasses import dataclass

from app.printing.form_descriptions import PROGRAMS_OWN, FormDescription

FREE_OF_CHARGE = "本室无偿代办，不收取任何费用；法律法规规定应缴的费用凭票据代缴。"
OWN_WORD, OTHER_WORD = "代办", "代理"
"""What the room does: counties that call their agents 代理员 say 代理 wherever the program says 代办."""
SIX_STEPS = ("受理", "核实", "告知", "上报", "代办", "反馈")
"""003 六步法: the steps a contact card shows, in this order."""
SLIP_DESTINATIONS = ("第一联 村（社区）存档", "第二联 报街（镇）", "第三联 申请人保存")
"""002 工作程序 1 一式三联: the three parts from the top of the sheet down."""
BLANK_PROMISE = "承诺　　　个工作日内办结，最迟　　　　年　　月　　日"


A4_MM = (210.0, 297.0)
A4_ACROSS_MM = (297.0, 210.0)
A5_MM = (148.0, 210.0)


@dataclass(frozen=True, slots=True)
class Layout:
    """Another shape of the same paper; sizes are of the whole sheet. ``roll``: cut where the text ends."""

    name: str
    title: str
    width_mm: float
    height_mm: float
    roll: bool = False


@dataclass(frozen=True, slots=True)
class PaperKind:
    """One kind of paper a room can print; sizes are of the whole sheet that goes into the printer.

    ``of`` says what is named to get a filled one: "case" a case number | "list" a hand-over list | "batch" |
    "period" (2026, 2026-10) | "day" (2026-10-09) | "agent" a name | "item" | "" nothing. ``layouts`` are
    shapes beside the usual one, which is called "".
    """

    name: str
    title: str
    width_mm: float
    height_mm: float
    about: str
    of: str = "case"
    layouts: tuple[Layout, ...] = ()

    def size_mm(self, layout: str = "") -> tuple[float, float]:
        """Width and height of a layout's sheet; KeyError if there is no such layout."""
        if not layout:
            return self.width_mm, self.height_mm
        for other in self.layouts:
            if other.name == layout:
                return other.width_mm, other.height_mm
        raise KeyError(layout)


RECEIPT_LAYOUTS = (
    Layout("large", "大字，给老人", 148.0, 210.0),
    Layout("roll80", "80 毫米热敏卷纸", 80.0, 297.0, roll=True),
)
CARD_LAYOUTS = (Layout("wallet", "便民联系卡 90×54，十张一版，沿线裁开", 210.0, 297.0),)
SLIP_LAYOUTS = (
    Layout("a5", "A5 三张", 148.0, 210.0),
    Layout("carbon93", "241×93.1 连续纸，复写", 241.0, 93.1),
    Layout("carbon140", "241×139.7 连续纸，复写", 241.0, 139.7),
    Layout("overlay93", "241×93.1 套打", 241.0, 93.1),
    Layout("overlay140", "241×139.7 套打", 241.0, 139.7),
)
BOARD_LAYOUTS = (Layout("a3", "A3 公示栏", 297.0, 420.0),)
PAPERS: tuple[PaperKind, ...] = (
    PaperKind("receipt", "材料接收单", *A5_MM, "A5 竖向一张；下部裁下，退还原件时填写", layouts=RECEIPT_LAYOUTS),
    PaperKind("card", "代办联系卡", 210.0, 148.0, "A5 横向一张，沿中线向外对折成 A6", layouts=CARD_LAYOUTS),
    PaperKind("slip", "代理事项登记本（一式三联）", *A4_MM, "A4 竖向一张，沿虚线裁成三联", layouts=SLIP_LAYOUTS),
    PaperKind("blank-slips", "空白登记本（预留编号）", *A4_MM, "停电、下村时手写的三联单", "", SLIP_LAYOUTS),
    PaperKind("one-time-notice", "一次性告知书", *A4_MM, "缺什么、到哪里取、怎么办、几日内补齐"),
    PaperKind("handling-sheet", "承办单", *A4_MM, "受理时做成，随件走：步骤、姓名、日期、意见"),
    PaperKind("request-form", "代办事项登记表", *A4_MM, "申请人填写并签名"),
    PaperKind("statistics-form", "统计登记表", *A4_MM, "一件一表"),
    PaperKind("mandate", "代办委托书", *A4_MM, "申请人委托他人代为申请"),
    PaperKind("register-book", "受理登记簿", *A4_ACROSS_MM, "一年或一月的登记，左侧装订", "period"),
    PaperKind("reply-card", "回执卡", *A5_MM, "办理结果、送达、意见和五级评价"),
    PaperKind("first-asked-reply", "首问负责反馈单", *A5_MM, "首问责任人怎样接待、转到哪里、怎样答复"),
    PaperKind("decline-notice", "不予受理通知书", *A4_MM, "依据和法律条文"),
    PaperKind("supplement-notice", "退回补正通知", *A4_MM, "上级退回后须补正的材料或内容"),
    PaperKind("elsewhere-notice", "不属本室事项告知单", *A5_MM, "应到哪里办理"),
    PaperKind("handover-list", "上报件移交清单", *A4_ACROSS_MM, "报送乡镇的件和材料，双方签收", "list"),
    PaperKind("fetch-list", "结果取回清单", *A4_ACROSS_MM, "从乡镇取回的证照和文书，双方签收", "list"),
    PaperKind("shift-handover", "交接班记录", *A4_MM, "在办件、原件、钥匙、待办事项", "day"),
    PaperKind("leaving-list", "代办员离任移交清册", *A4_MM, "在办件、原件、用章、代缴款", "agent"),
    PaperKind("visit-record", "走访记录表", *A4_MM, "走访对象、情况、诉求、处理"),
    PaperKind("voice-record", "诉求登记表", *A4_MM, "群众诉求和答复"),
    PaperKind("mediation-record", "矛盾纠纷调解记录", *A4_MM, "当事人、经过、协议"),
    PaperKind("opinion-page", "意见簿页", *A4_MM, "群众意见和答复，装入意见簿", ""),
    PaperKind("complaint-record", "投诉登记与答复", *A4_MM, "投诉内容、核查、答复"),
    PaperKind("subsidy-roster", "惠农补贴发放花名册", *A4_ACROSS_MM, "户主、面积、标准、金额、签名", "batch"),
    PaperKind("expense-form", "村级财务三审联签报账单", *A4_MM, "三方审核签名", ""),
    PaperKind("recovery-sheet", "恢复密钥单", *A4_MM, "打开备份的密钥，封好存入保险柜", ""),
    PaperKind("due-list", "今日待办清单", *A4_MM, "今天到期、超期和待送达的件", "day"),
    PaperKind("batch-list", "集中受理名单", *A4_MM, "一个事项多人，一张名单一并签名", "batch"),
    PaperKind("message-slip", "请转告", *A5_MM, "托联络员转告没有电话的群众", "case"),
    PaperKind("seal-log", "用章登记页", *A4_ACROSS_MM, "事由、份数、批准人、经手人", "period"),
    PaperKind("certificate-note", "不得出具证明的说明", *A4_MM, "交给要求开证明的单位", "case"),
    PaperKind("items-poster", "代办事项一览表", *A4_MM, "公示栏：按类别列出事项、材料、时限", "", BOARD_LAYOUTS),
    PaperKind("agents-poster", "代办员公示", *A4_MM, "姓名、职务、电话、职责、特长", "", BOARD_LAYOUTS),
    PaperKind("duty-poster", "值班表", *A4_MM, "四周之内谁在室、几点到几点、谁替岗", "", BOARD_LAYOUTS),
    PaperKind("promise-poster", "服务承诺", *A4_MM, "五零服务和各项管理制度", "", BOARD_LAYOUTS),
    PaperKind("supervision-poster", "监督电话", *A4_MM, "向谁监督投诉，几日答复", "", BOARD_LAYOUTS),
    PaperKind("flow-chart", "办事流程图", *A4_MM, "总流程，或一个事项自己的流程", "item", BOARD_LAYOUTS),
    PaperKind("results-poster", "办理结果公示", *A4_MM, "近一个月办结的件，姓名隐去一字，不列敏感事项", "", BOARD_LAYOUTS),
    PaperKind("service-guide", "服务指南", *A4_MM, "目录和各事项，一个事项一页", "item"),
    PaperKind("leaflet", "明白卡", *A5_MM, "一个事项交什么、怎么办、几天、找谁", "item"),
    PaperKind("hot-items", "服务代办热点手册", *A5_MM, "近一年群众办得最多的事项", ""),
    PaperKind("disclosure-list", "公开事项核对表", *A4_MM, "六公开和其他应公开的内容，各张贴在哪里", ""),
)  # fmt: skip


def paper_kind(name: str) -> PaperKind:
    """The kind called ``name``, e.g. receipt, card or slip; KeyError if there is none."""
    for kind in PAPERS:
        if kind.name == name:
            return kind
    raise KeyError(name)


@dataclass(frozen=True, slots=True)
class PaperHead:
    """What every paper carries. Empty ``qr_text`` prints a frame in the code's place.

    ``copy_note`` is "" | "补打(第2次)" | "更正" | "作废" (alone or before one of them); ``sample_notice`` is "" or the sample catalogue's notice.
    ``agent_word`` is "" (代办员) or 代理员.
    """

    room: str
    hotline: str
    case_no: str
    qr_text: str
    made_at_text: str  # e.g. 2026年10月9日 09:30
    sample_notice: str = ""
    copy_note: str = ""
    form: FormDescription = PROGRAMS_OWN
    agent_word: str = ""

    def says(self, words: str) -> str:
        """The program's own words as this room says them; never for what a person typed."""
        return words.replace(OWN_WORD, OTHER_WORD) if self.agent_word.startswith(OTHER_WORD) else words

    def field(self, label: str) -> str:
        """What a field is called here: the county's word, else the program's as this room says it."""
        words = self.form.words(label)
        return self.says(label) if words == label else words

    def title(self, own: str) -> str:
        """What a paper is called here: the county's title, else the program's as this room says it."""
        return self.form.title or self.says(own)


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


@dataclass(frozen=True, slots=True)
class SlipPad:
    """Blank slips printed together, each with its own reserved number."""

    head: PaperHead
    slips: tuple[SlipPaper, ...]


Paper = ReceiptPaper | CardPaper | SlipPaper | SlipPad


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
