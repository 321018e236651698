"""Every paper made of sections: from the words of a case, or of a list, to the description that is printed."""

from __future__ import annotations

from collections.abc import Callable

from app.printing.case_words import CaseWords
from app.printing.form_paper import FormPaper
from app.printing.forms import (
    batch_list,
    certificate_note,
    complaint_record,
    decline_notice,
    due_list,
    elsewhere_notice,
    expense_form,
    first_asked_reply,
    handling_sheet,
    handover_list,
    leaving_list,
    mandate,
    mediation_record,
    message_slip,
    one_time_notice,
    opinion_page,
    recovery_sheet,
    register_book,
    reply_card,
    request_form,
    seal_log,
    shift_handover,
    statistics_form,
    subsidy_roster,
    supplement_notice,
    visit_record,
    voice_record,
)
from app.printing.list_words import ListWords

CASE_FORMS: dict[str, Callable[[CaseWords], FormPaper]] = {
    "one-time-notice": one_time_notice.describe,
    "handling-sheet": handling_sheet.describe,
    "request-form": request_form.describe,
    "statistics-form": statistics_form.describe,
    "mandate": mandate.describe,
    "reply-card": reply_card.describe,
    "first-asked-reply": first_asked_reply.describe,
    "decline-notice": decline_notice.describe,
    "supplement-notice": supplement_notice.describe,
    "elsewhere-notice": elsewhere_notice.describe,
    "visit-record": visit_record.describe,
    "voice-record": voice_record.describe,
    "mediation-record": mediation_record.describe,
    "complaint-record": complaint_record.describe,
    "message-slip": message_slip.describe,
    "certificate-note": certificate_note.describe,
}
"""Papers of one case, by the name of the paper."""

LIST_FORMS: dict[str, Callable[[ListWords], FormPaper]] = {
    "register-book": register_book.describe,
    "handover-list": handover_list.describe_up,
    "fetch-list": handover_list.describe_down,
    "shift-handover": shift_handover.describe,
    "leaving-list": leaving_list.describe,
    "opinion-page": opinion_page.describe,
    "subsidy-roster": subsidy_roster.describe,
    "expense-form": expense_form.describe,
    "recovery-sheet": recovery_sheet.describe,
    "due-list": due_list.describe,
    "batch-list": batch_list.describe,
    "seal-log": seal_log.describe,
}
"""Papers of a list, a period or of nothing in particular, by the name of the paper."""
