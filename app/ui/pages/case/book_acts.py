"""What can be written down for a case beside its steps: papers' ways, seals, money, corrections, the platform."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.rows import MaterialRow
from app.ui.widgets.ask_field import AskField
from app.ui.widgets.ask_form import Act

if TYPE_CHECKING:
    from app.services.catalogues import Consequences
    from app.services.desk import Desk
    from app.services.fees import FeeRow
    from app.services.seals import SealRow

Said = Mapping[str, object]


def _words(words: str) -> str:
    return QCoreApplication.translate("CaseActs", words)


def text_of(said: Said, name: str) -> str:
    """What was said under this name, "" for nothing."""
    return str(said.get(name, ""))


def number_of(said: Said, name: str, usual: int = 0) -> int:
    """A whole number as it was typed; what is none is refused by the service as out of range."""
    typed = text_of(said, name)
    if not typed:
        return usual
    return int(typed) if typed.isascii() and typed.isdigit() else -1


def hold_original(case_no: str, row: MaterialRow) -> Act:
    def work(desk: Desk, said: Said) -> None:
        from app.services import materials

        materials.hold(
            desk,
            case_no,
            row.material_id,
            where=text_of(said, "where"),
            until_on=date.fromisoformat(text_of(said, "until_on")),
            sheets=number_of(said, "sheets"),
        )

    fields = (
        AskField("where", _words("放在哪里"), required=True, value=row.kept_where),
        AskField("until_on", _words("留存到哪一天"), "date", required=True),
        AskField("sheets", _words("份数"), "int", value=str(row.sheets)),
    )
    title = _words("留存原件：{0}").format(row.name)
    return Act(title, fields, work, lambda _none: _words("已登记留存。"))


def move_original(case_no: str, row: MaterialRow) -> Act:
    def work(desk: Desk, said: Said) -> None:
        from app.services import materials

        materials.move(desk, case_no, row.material_id, text_of(said, "where"))

    fields = (AskField("where", _words("现在放在哪里、交给了谁"), required=True),)
    return Act(
        _words("原件换地方：{0}").format(row.name), fields, work, lambda _none: _words("已记下原件的去处。")
    )


def return_original(case_no: str, row: MaterialRow, to_whom: str) -> Act:
    def work(desk: Desk, said: Said) -> int:
        from app.services import materials

        return materials.give_back(
            desk,
            case_no,
            row.material_id,
            to_whom=text_of(said, "to_whom"),
            sheets=number_of(said, "sheets"),
        )

    def done(left: object) -> str:
        return _words("已退还，还留 {0} 份。").format(left) if left else _words("已全部退还。")

    fields = (
        AskField("to_whom", _words("退给谁"), required=True, value=to_whom),
        AskField("sheets", _words("退几份（不填是全部）"), "int"),
    )
    return Act(_words("退还原件：{0}").format(row.name), fields, work, done)


def make_copies(case_no: str) -> Act:
    def work(desk: Desk, said: Said) -> str:
        from app.services import materials

        return materials.make_copies(desk, case_no, text_of(said, "name"), number_of(said, "sheets", 1))

    fields = (
        AskField("name", _words("复印了什么"), required=True),
        AskField("sheets", _words("份数"), "int", value="1"),
    )
    return Act(
        _words("登记复印件"), fields, work, lambda stamp: _words("已登记。请在每份上注明：{0}").format(stamp)
    )


def destroy_copies(case_no: str, row: MaterialRow) -> Act:
    def work(desk: Desk, _said: Said) -> None:
        from app.services import materials

        materials.destroy_copies(desk, case_no, row.material_id)

    return Act(
        _words("销毁复印件：{0}").format(row.name),
        (),
        work,
        lambda _none: _words("已登记今天销毁。"),
        confirm=_words("今天已销毁"),
    )


def ask_seal(case_no: str) -> Act:
    def work(desk: Desk, said: Said) -> None:
        from app.services import seals

        seals.ask(
            desk,
            case_no,
            text_of(said, "document"),
            sheets=number_of(said, "sheets", 1),
            approver=text_of(said, "approver"),
        )

    fields = (
        AskField("document", _words("什么材料要盖章"), required=True),
        AskField("sheets", _words("份数"), "int", value="1"),
        AskField("approver", _words("批准人")),
    )
    return Act(_words("待盖章"), fields, work, lambda _none: _words("已登记待盖章，不影响办理。"))


def settle_seal(row: SealRow) -> Act:
    def work(desk: Desk, said: Said) -> None:
        from app.services import seals

        seals.settle(
            desk,
            row.seal_id,
            text_of(said, "status"),
            approver=text_of(said, "approver"),
            note=text_of(said, "note"),
        )

    results = {"sealed": _words("已盖章"), "not_needed": _words("不用盖章")}
    fields = (
        AskField("status", _words("结果"), "choice", required=True, choices=results, value="sealed"),
        AskField("approver", _words("批准人"), value=row.approver),
        AskField("note", _words("说明")),
    )
    return Act(
        _words("用章登记：{0}").format(row.document), fields, work, lambda _none: _words("已登记用章。")
    )


def take_fee(case_no: str, applicant: str) -> Act:
    def work(desk: Desk, said: Said) -> None:
        from app.services import fees

        fees.take(
            desk,
            case_no,
            fees.fen_of(text_of(said, "amount_fen")),
            payee=text_of(said, "payee"),
            payer=text_of(said, "payer"),
            basis=text_of(said, "basis"),
        )

    fields = (
        AskField("amount_fen", _words("金额（元）"), required=True),
        AskField("payee", _words("交给哪个单位"), required=True),
        AskField("payer", _words("交款人"), value=applicant),
        AskField("basis", _words("收费依据（目录已写明的不用填）")),
    )
    lines = (_words("代办不收费。只有法律规定的收费才代收，当天上缴并拿正式票据。"),)
    return Act(_words("代收费用"), fields, work, lambda _none: _words("已登记，请当天上缴。"), lines=lines)


def pass_on_fee(row: FeeRow) -> Act:
    def work(desk: Desk, said: Said) -> None:
        from app.services import fees

        fees.pass_on(desk, row.fee_id, text_of(said, "receipt_no"))

    fields = (AskField("receipt_no", _words("正式票据号"), required=True),)
    return Act(_words("上缴：{0}").format(row.payee), fields, work, lambda _none: _words("已登记上缴。"))


def enter_external_no(case_no: str) -> Act:
    def work(desk: Desk, said: Said) -> None:
        from app.services import cases

        cases.set_external_no(desk, case_no, text_of(said, "external_no"))

    fields = (AskField("external_no", _words("省平台办件号"), required=True),)
    return Act(_words("录入省平台办件号"), fields, work, lambda _none: _words("已记下省平台办件号。"))


def correct(case_no: str) -> Act:
    """Which fields may be put right is the service's to say."""
    from app.services import corrections

    def work(desk: Desk, said: Said) -> None:
        corrections.correct_case(
            desk, case_no, text_of(said, "field"), text_of(said, "new"), text_of(said, "reason")
        )

    choices = {name: words for name, (words, _check) in corrections.CASE_FIELDS.items()}
    fields = (
        AskField("field", _words("更正哪一项"), "choice", required=True, choices=choices),
        AskField("new", _words("改成")),
        AskField("reason", _words("更正的原因"), required=True),
    )
    lines = (_words("编号、事项、日期和谁办的不能更正；错了请作废后重新受理。旧值和新值都留在办理经过里。"),)
    return Act(
        _words("更正"), fields, work, lambda _none: _words("已更正，旧值留在办理经过里。"), lines=lines
    )


def move_to_new_version(told: Consequences) -> Act:
    def work(desk: Desk, said: Said) -> None:
        from app.services import catalogues

        catalogues.move_case(desk, told.case_no, text_of(said, "reason"))

    fields = (AskField("reason", _words("原因"), required=True),)
    return Act(
        _words("按新版办理"),
        fields,
        work,
        lambda _none: _words("已改按 {0} 办理。").format(told.new_version),
        confirm=_words("改按新版"),
        lines=told.sentences,
    )


def backup_steps_in(case_no: str) -> Act:
    def work(desk: Desk, said: Said) -> str:
        from app.services import duty

        return duty.assign_backup(desk, case_no, text_of(said, "reason"))

    fields = (AskField("reason", _words("原因（不填是承办人今天不在岗）")),)
    lines = (_words("承办人今天不在班上时，按排班由B岗接着办；首问和首办责任人不变。"),)
    return Act(
        _words("B岗顶岗"), fields, work, lambda name: _words("现在由 {0} 承办。").format(name), lines=lines
    )
