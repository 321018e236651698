"""意见簿页: where anybody writes what he thinks, and the room answers."""

from __future__ import annotations

from app.printing.form_paper import Entry, FormPaper, Section
from app.printing.list_words import ListWords

ENTRIES = 3


def describe(words: ListWords) -> FormPaper:
    """One page of the book with room for three opinions and their answers."""
    sections = tuple(
        Section(
            key=f"opinion_{number}",
            fields=(
                (Entry("on", "日期", words.day(""), 1.3), Entry("name", "姓名"), Entry("phone", "电话")),
                (Entry("text", "意见或建议", hand_mm=30.0),),
                (Entry("answer", "本室答复", hand_mm=22.0),),
                (Entry("by", "答复人"), Entry("answered_on", "答复日期", words.day(""), 1.3)),
            ),
        )
        for number in range(1, ENTRIES + 1)
    )  # fmt: skip
    return FormPaper(
        "opinion-page",
        "意见簿",
        words.head,
        sections,
        "姓名、电话可以不填。意见由本室负责人每周查看，十日内答复。",
    )
