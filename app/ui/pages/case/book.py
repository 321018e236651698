"""One side of a case beside its facts, filled from what was read of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.widgets.panel import Panel

if TYPE_CHECKING:
    from app.services.case_surroundings import CaseWhole


class Book(Panel):
    """Each book fills its own lists in ``draw``."""

    def __init__(self) -> None:
        super().__init__()
        self.whole: CaseWhole | None = None

    @property
    def case_no(self) -> str:
        return self.whole.case.row.case_no if self.whole is not None else ""

    def show_whole(self, whole: CaseWhole) -> None:
        """Show this case."""
        self.whole = whole
        self.draw(whole)

    def draw(self, whole: CaseWhole) -> None:
        """Fill the lists."""
        raise NotImplementedError
