"""Commands after acceptance: what is due, originals held, corrections, complaints, suggestions, seals, fees."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from app.cli import case_words, days
from app.cli.commands.family import Words
from app.cli.facts import act, facts_of, listed, word
from app.cli.opening import opened
from app.terminal.answers import Answer

if TYPE_CHECKING:
    from app.services.complaints import ComplaintRow
    from app.services.desk import Desk
    from app.services.materials import HeldOriginal


def add_to(words: Words) -> None:
    made = words.add("due", "几个工作日内到期的件，超期的在前", due)
    made.add_argument("--within", type=int, default=0, metavar="N", help="几个工作日内，默认今天")
    made = words.add("materials", "留存的原件和复印件", lambda asked: act(asked, MATERIALS))
    made.add_argument(
        "action",
        choices=MATERIALS,
        help="held 清单、hold 留存、move 转放、back 退还、copies 复印、destroyed 销毁",
    )
    made.add_argument("words", nargs="*", metavar="NO PAPER", help="办件号和材料名称")
    made.add_argument("--where", default="", metavar="TEXT", help="放在哪里")
    made.add_argument("--until", default="", metavar="DATE", help="留存到哪一天")
    made.add_argument("--to", default="", metavar="NAME", help="退给谁")
    made.add_argument("--sheets", type=int, default=0, metavar="N", help="几份，默认全部")
    made = words.add("correct", "更正一项，写明原因", correct)
    made.add_argument("case_no", metavar="NO", help="办件号")
    made.add_argument("field", metavar="FIELD", help="哪一项，如 applicant_phone")
    made.add_argument("value", metavar="VALUE", help="改成什么")
    made.add_argument("--reason", default="", metavar="TEXT", help="为什么更正")
    _add_complaints(words)
    _add_money_and_seals(words)
    made = words.add("platform", "省平台双录：看各项、记办件号、列没录的", lambda asked: act(asked, PLATFORM))
    made.add_argument("action", choices=PLATFORM, help="fields 各项、set 记办件号、missing 没录的")
    made.add_argument("words", nargs="*", metavar="NO EXTERNAL", help="办件号和省平台办件号")


def _add_complaints(words: Words) -> None:
    made = words.add("complaint", "投诉：登记、列出、答复", lambda asked: act(asked, COMPLAINTS))
    made.add_argument("action", choices=COMPLAINTS, help="add 登记、list 列出、answer 答复")
    made.add_argument("words", nargs="*", metavar="TEXT|ID", help="投诉内容，或要答复的编号和答复")
    made.add_argument("--case", default="", metavar="NO", help="哪一件")
    for name, help_ in (
        ("channel", "渠道，如 phone、box"),
        ("about", "投诉哪位代办员"),
        ("name", "投诉人"),
        ("phone", "投诉人电话"),
        ("opened-by", "开箱人"),
        ("opened-with", "一同开箱的人"),
    ):
        made.add_argument(f"--{name}", default="", metavar="TEXT", help=help_)
    made.add_argument("--upheld", action="store_true", help="经核查属实")
    made.add_argument("--open", action="store_true", dest="open_only", help="只看没答复的")
    made = words.add("suggestion", "意见簿：登记、列出、答复", lambda asked: act(asked, SUGGESTIONS))
    made.add_argument("action", choices=SUGGESTIONS, help="add 登记、list 列出、answer 答复")
    made.add_argument("words", nargs="*", metavar="TEXT|ID", help="意见，或要答复的编号和答复")
    made.add_argument("--name", default="", metavar="NAME", help="谁提的，可不写")


def _add_money_and_seals(words: Words) -> None:
    made = words.add("seal", "用章登记：请求、列出、已盖", lambda asked: act(asked, SEALS))
    made.add_argument("action", choices=SEALS, help="ask 请求、list 列出、done 已盖、skip 不用盖")
    made.add_argument("words", nargs="*", metavar="NO TEXT|ID", help="办件号和材料，或登记的编号")
    made.add_argument("--sheets", type=int, default=1, metavar="N", help="几份")
    made.add_argument("--approver", default="", metavar="NAME", help="批准人")
    made = words.add("fee", "代缴费用：收、列出、上缴", lambda asked: act(asked, FEES))
    made.add_argument("action", choices=FEES, help="take 收、list 列出、pass 上缴")
    made.add_argument("words", nargs="*", metavar="NO YUAN|ID", help="办件号和元，或要上缴的编号")
    made.add_argument("--basis", default="", metavar="TEXT", help="法定收费的依据")
    made.add_argument("--payee", default="", metavar="NAME", help="交给哪个单位")
    made.add_argument("--receipt", default="", metavar="NO", help="正式票据号")


def due(asked: Namespace) -> Answer:
    from app.services import deadlines

    with opened(asked) as desk:
        rows = deadlines.due_within(desk.register, desk.clock, asked.within)
    lines = [case_words.row_line(row) for row in rows]
    return Answer([case_words.row_facts(row) for row in rows], "\n".join(lines) or "没有要到期的件。")


def correct(asked: Namespace) -> Answer:
    from app.services import corrections

    with opened(asked) as desk:
        row = corrections.correct_case(desk, asked.case_no, asked.field, asked.value, asked.reason)
    return Answer(
        facts_of(row), f"已更正{row.words}：{row.old or '（空）'} → {row.new or '（空）'}（{row.reason}）。"
    )


def _held(desk: Desk, _asked: Namespace) -> Answer:
    from app.services import materials

    rows = materials.held(desk.register, desk.clock)
    facts = [{**dict(facts_of(row)), "red": row.red} for row in rows]  # type: ignore[call-overload]
    return Answer(facts, "\n".join(map(_held_line, rows)) or "本室没有留存的原件。")


def _held_line(row: HeldOriginal) -> str:
    mark = f" ● {row.why}" if row.red else ""
    where = f" {row.kept_where}" if row.kept_where else ""
    return f"{row.case_no} {row.applicant} {row.name} {row.sheets} 份{where} 到 {row.held_until}{mark}"


def _hold(desk: Desk, asked: Namespace) -> Answer:
    from app.services import materials

    until_on = days.day(asked.until, field="until_on")
    number, paper = word(asked, 0, "办件号"), word(asked, 1, "材料名称")
    row = materials.hold(desk, number, paper, where=asked.where, until_on=until_on, sheets=asked.sheets)
    return Answer(facts_of(row), f"已登记留存：{_held_line(row)}")


def _move(desk: Desk, asked: Namespace) -> Answer:
    from app.services import materials

    materials.move(desk, word(asked, 0, "办件号"), word(asked, 1, "材料名称"), asked.where)
    return Answer({"where": asked.where}, f"已记：现在放在 {asked.where}。")


def _back(desk: Desk, asked: Namespace) -> Answer:
    from app.services import materials

    number, paper = word(asked, 0, "办件号"), word(asked, 1, "材料名称")
    left = materials.give_back(desk, number, paper, to_whom=asked.to, sheets=asked.sheets)
    return Answer({"left": left}, f"已退还，{f'还留存 {left} 份' if left else '全部退清'}。")


def _copies(desk: Desk, asked: Namespace) -> Answer:
    from app.services import materials

    number, paper = word(asked, 0, "办件号"), word(asked, 1, "材料名称")
    stamp = materials.make_copies(desk, number, paper, asked.sheets or 1)
    return Answer({"stamp": stamp}, f"请在复印件上注明：{stamp}")


def _destroyed(desk: Desk, asked: Namespace) -> Answer:
    from app.services import materials

    materials.destroy_copies(desk, word(asked, 0, "办件号"), word(asked, 1, "材料名称"))
    return Answer({"destroyed": True}, "已记：复印件今天销毁。")


def _complain(desk: Desk, asked: Namespace) -> Answer:
    from app.services import complaints

    typed = {
        "text": word(asked, 0, "投诉内容"),
        "case_no": asked.case,
        "channel": asked.channel,
        "about": asked.about,
        "name": asked.name,
        "phone": asked.phone,
        "opened_by": asked.opened_by,
        "opened_with": asked.opened_with,
    }
    complaint_id = complaints.file(desk, typed)
    return Answer({"complaint_id": complaint_id}, f"已登记，编号 {complaint_id}。")


def _complaints(desk: Desk, asked: Namespace) -> Answer:
    from app.services import complaints

    viewer = desk.actor.agent_id
    rows = complaints.listed(desk.register, desk.clock, viewer=viewer, open_only=asked.open_only)
    return listed(rows, [_complaint_line(row) for row in rows], "没有您可以看的投诉。")


def _complaint_line(row: ComplaintRow) -> str:
    state = f"已答复 {row.answered_on}" if row.answered_on else f"最迟 {row.due_on} 答复"
    about = f" 涉及{row.about}" if row.about else ""
    return f"{row.complaint_id} {row.received_on} {row.channel}{about} {state}{' ● 超期' if row.red else ''} {row.text}"


def _answer_complaint(desk: Desk, asked: Namespace) -> Answer:
    from app.services import complaints

    complaints.answer(desk, word(asked, 0, "编号"), word(asked, 1, "答复"), upheld=asked.upheld)
    return Answer({"answered": True}, "已记下答复。")


def _suggest(desk: Desk, asked: Namespace) -> Answer:
    from app.services import suggestions

    made = suggestions.add(desk, word(asked, 0, "意见"), asked.name)
    return Answer({"suggestion_id": made}, f"已登记，编号 {made}。")


def _suggestions(desk: Desk, _asked: Namespace) -> Answer:
    from app.services import suggestions

    rows = suggestions.book(desk.register)
    lines = [f"{r.suggestion_id} {r.on_day} {r.text} {r.answer or '未答复'}" for r in rows]
    return listed(rows, lines, "意见簿还没有内容。")


def _answer_suggestion(desk: Desk, asked: Namespace) -> Answer:
    from app.services import suggestions

    suggestions.answer(desk, word(asked, 0, "编号"), word(asked, 1, "答复"))
    return Answer({"answered": True}, "已记下答复。")


def _ask_seal(desk: Desk, asked: Namespace) -> Answer:
    from app.services import seals

    number, document = word(asked, 0, "办件号"), word(asked, 1, "材料")
    made = seals.ask(desk, number, document, sheets=asked.sheets, approver=asked.approver)
    return Answer({"seal_id": made}, f"已登记待盖章，编号 {made}。")


def _seals(desk: Desk, _asked: Namespace) -> Answer:
    from app.services import seals

    rows = seals.log(desk.register)
    lines = [
        f"{r.seal_id} {r.case_no} {r.document} {r.sheets} 份 {seals.STATUS_WORDS[r.status]}" for r in rows
    ]
    return listed(rows, lines, "还没有用章登记。")


def _sealed(desk: Desk, asked: Namespace) -> Answer:
    from app.services import seals

    status = "sealed" if asked.action == "done" else "not_needed"
    seals.settle(desk, word(asked, 0, "编号"), status, approver=asked.approver)
    return Answer({"status": status}, f"已记：{seals.STATUS_WORDS[status]}。")


def _take_fee(desk: Desk, asked: Namespace) -> Answer:
    from app.services import fees

    number, amount = word(asked, 0, "办件号"), fees.fen_of(word(asked, 1, "金额"))
    made = fees.take(desk, number, amount, payee=asked.payee, basis=asked.basis)
    return Answer({"fee_id": made, "amount_fen": amount}, f"已登记 {fees.yuan_of(amount)}，编号 {made}。")


def _fees(desk: Desk, _asked: Namespace) -> Answer:
    from app.services import fees

    rows = fees.ledger(desk.register)
    lines = [
        f"{r.fee_id} {r.case_no} {fees.yuan_of(r.amount_fen)} {r.payee} {r.receipt_no or '未上缴'}"
        for r in rows
    ]
    return listed(rows, lines, "没有代缴费用。")


def _pass_fee(desk: Desk, asked: Namespace) -> Answer:
    from app.services import fees

    fees.pass_on(desk, word(asked, 0, "编号"), asked.receipt)
    return Answer({"passed": True}, f"已记上缴，票据号 {asked.receipt}。")


def _platform_fields(desk: Desk, asked: Namespace) -> Answer:
    from app.services import cases

    told = cases.platform_fields(desk.register, word(asked, 0, "办件号"))
    facts = [{"label": label, "value": value} for label, value in told]
    return Answer(facts, "\n".join(f"{label}\t{value}" for label, value in told))


def _set_platform(desk: Desk, asked: Namespace) -> Answer:
    from app.services import cases

    number = word(asked, 1, "省平台办件号")
    cases.set_external_no(desk, word(asked, 0, "办件号"), number)
    return Answer({"external_no": number}, f"已记省平台办件号 {number}。")


def _not_entered(desk: Desk, _asked: Namespace) -> Answer:
    from app.services import cases

    rows = cases.not_entered(desk.register, desk.clock)
    lines = [case_words.row_line(row) for row in rows]
    return Answer([case_words.row_facts(row) for row in rows], "\n".join(lines) or "都已录入省平台。")


MATERIALS = {
    "held": _held,
    "hold": _hold,
    "move": _move,
    "back": _back,
    "copies": _copies,
    "destroyed": _destroyed,
}
COMPLAINTS = {"add": _complain, "list": _complaints, "answer": _answer_complaint}
SUGGESTIONS = {"add": _suggest, "list": _suggestions, "answer": _answer_suggestion}
SEALS = {"ask": _ask_seal, "list": _seals, "done": _sealed, "skip": _sealed}
FEES = {"take": _take_fee, "list": _fees, "pass": _pass_fee}
PLATFORM = {"fields": _platform_fields, "set": _set_platform, "missing": _not_entered}
