"""恢复密钥单: the key that opens the backups, in groups with check characters, for the safe."""

from __future__ import annotations

from app.printing.form_paper import Entry, FormPaper, Section, Signature, Table
from app.printing.list_words import ListWords

ROWS = 2
GROUPS_A_ROW = 4
WARNING = (
    "　　这张纸能打开本室的全部备份。写好或印好后当场核对，装入信封封口，两人在封口签名，锁进保险柜。"
    "不要拍照，不要用微信传，不要和备份放在一处。"
)
HOW = (
    "　　每组最后一个字符是校验字符：照着输入时，程序会当场指出哪一组输错了。电脑坏了或换了电脑，在“恢复备份”里"
    "输入各组字符，或扫描右上角的二维码。"
    "命令行把它放在环境变量 DAIBAN_RECOVERY 里。重新制作以后，新做的备份用新单打开，以前的备份仍用旧单。"
)


def describe(words: ListWords) -> FormPaper:
    """The sheet with the key's groups, or an empty one to be written by hand."""
    groups = [group for row in words.table("groups") for group in row]
    cells = groups or [""] * (ROWS * GROUPS_A_ROW)
    rows = tuple(
        (
            f"第{start // GROUPS_A_ROW + 1}行",
            *(cells[start : start + GROUPS_A_ROW] + [""] * GROUPS_A_ROW)[:GROUPS_A_ROW],
        )
        for start in range(0, len(cells), GROUPS_A_ROW)
    )
    facts = (
        (Entry("room", "服务机构", words.fact("room", words.head.room), 1.6), Entry("made_on", "制作日期", words.day("made_on"))),
        (Entry("sealed_by", "封存人", words.fact("sealed_by"), 1.6), Entry("place", "存放处", words.fact("place"))),
    )  # fmt: skip
    return FormPaper(
        "recovery-sheet",
        "恢复密钥单",
        words.head,
        (
            Section(key="facts", fields=facts, words=(WARNING,)),
            Section(
                "密钥",
                "key",
                table=Table(("", "一", "二", "三", "四"), (1.0, 2.2, 2.2, 2.2, 2.2), rows, (0, 1, 2, 3, 4), 13.0),
                words=(HOW,),
            ),
            Section(
                "启封记录",
                "opened",
                table=Table(("启封日期", "启封人", "原因", "重新封存日期"), (2.0, 2.0, 4.0, 2.0), (("",) * 4,) * 4, (0, 3), 11.0),
            ),
            Section(key="signatures", signatures=(Signature("封存人一", "签名"), Signature("封存人二", "签名"))),
        ),
    )  # fmt: skip
