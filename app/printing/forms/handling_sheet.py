"""承办单: made at acceptance, goes with the case; its steps, names, dates and opinions."""

from __future__ import annotations

from app.printing.case_words import CaseWords
from app.printing.form_paper import SEAL_HERE, Entry, FormPaper, Section, Signature, Table, filled_up
from app.printing.forms.shared_sections import agent_row, applicant_rows, materials_table, matter_rows

STEP_HEADINGS = ("步骤", "日期", "经办人", "情况")
STEPS_TO_COME = ("受理", "核实", "告知", "上报", "办理", "反馈")


def describe(case: CaseWords) -> FormPaper:
    """The sheet of one case; steps not yet taken stand there for the hand."""
    done = [(step.title, step.on, step.by, step.detail) for step in case.steps]
    to_come = [(name, "", "", "") for name in STEPS_TO_COME]
    rows = filled_up(to_come if case.blank else done, 4, len(done) + 3, numbered=False)
    opinions = (
        (Entry("opinion_agent", "承办意见", hand_mm=16.0),),
        (Entry("opinion_head", "负责人意见", hand_mm=16.0),),
        (Entry("result", "办理结果", case.result, hand_mm=12.0),),
    )
    return FormPaper(
        "handling-sheet",
        "承办单",
        case.head,
        (
            Section(key="facts", fields=(*applicant_rows(case), *matter_rows(case), agent_row(case))),
            Section("收到的材料", "materials", table=materials_table(case.materials, 3 if case.blank else 1)),
            Section("办理经过", "steps", table=Table(STEP_HEADINGS, (1.5, 2.2, 1.5, 4.8), rows, (0, 1, 2))),
            Section("意见", "opinions", fields=opinions),
            Section(
                key="signatures",
                signatures=(Signature("承办人", SEAL_HERE), Signature("负责人", SEAL_HERE)),
            ),
        ),
    )
