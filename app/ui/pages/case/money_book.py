"""用章收费: papers that wait for a seal, and legal fees taken to be passed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.pages.case import book_acts
from app.ui.pages.case.book import Book
from app.ui.widgets.list_table import Line, ListTable
from app.ui.widgets.plain import label

if TYPE_CHECKING:
    from app.services.case_surroundings import CaseWhole


class MoneyBook(Book):
    """Enter on a line settles it: sealed, or paid in."""

    def __init__(self) -> None:
        super().__init__()
        seal_heads = (self.tr("盖章的材料"), self.tr("份数"), self.tr("批准人"), self.tr("现在"))
        self.seals = ListTable(self.tr("用章登记，回车登记结果"), seal_heads)
        fee_heads = (self.tr("交给"), self.tr("金额"), self.tr("收费依据"), self.tr("现在"))
        self.fees = ListTable(self.tr("代收费用，回车登记上缴"), fee_heads, wide=2)
        self.column.addWidget(label(self.tr("用章登记"), "muted"))
        self.column.addWidget(self.seals, 1)
        self.ways((self.tr("待盖章"), lambda: self.act_wanted.emit(book_acts.ask_seal(self.case_no)), ""))
        self.column.addWidget(label(self.tr("代收费用（代办本身不收费）"), "muted"))
        self.column.addWidget(self.fees, 1)
        self.ways((self.tr("代收法定费用"), self._on_take_fee, ""))
        self.seals.opened.connect(self._on_seal)
        self.fees.opened.connect(self._on_fee)

    def draw(self, whole: CaseWhole) -> None:
        from app.services.fees import yuan_of
        from app.services.seals import STATUS_WORDS

        self.seals.fill(
            [
                Line(
                    row.seal_id,
                    (
                        row.document,
                        str(row.sheets),
                        row.approver,
                        " ".join(filter(None, (STATUS_WORDS[row.status], str(row.sealed_on or "")))),
                    ),
                    "" if row.status == "waiting" else "muted",
                )
                for row in whole.seals
            ]
        )
        self.fees.fill(
            [
                Line(
                    row.fee_id,
                    (
                        row.payee,
                        yuan_of(row.amount_fen),
                        row.basis,
                        self.tr("钱还在室里")
                        if row.waiting
                        else self.tr("{0} 已上缴，票号 {1}").format(row.passed_on, row.receipt_no),
                    ),
                    "danger" if row.waiting else "muted",
                )
                for row in whole.fees
            ]
        )

    def _on_take_fee(self) -> None:
        if self.whole is not None:
            self.act_wanted.emit(book_acts.take_fee(self.case_no, self.whole.case.row.applicant))

    def _on_seal(self, key: object) -> None:
        rows = self.whole.seals if self.whole is not None else ()
        row = next((one for one in rows if one.seal_id == key), None)
        if row is not None and row.status == "waiting":
            self.act_wanted.emit(book_acts.settle_seal(row))

    def _on_fee(self, key: object) -> None:
        rows = self.whole.fees if self.whole is not None else ()
        row = next((one for one in rows if one.fee_id == key), None)
        if row is not None and row.waiting:
            self.act_wanted.emit(book_acts.pass_on_fee(row))
