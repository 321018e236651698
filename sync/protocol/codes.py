"""Every word a server may answer with, its HTTP status and what it means to a cadre (design: sync 18)."""

from __future__ import annotations

from dataclasses import dataclass

from app.errors import Refusal


@dataclass(frozen=True, slots=True)
class Code:
    """One answer: the stable word, its HTTP status, and the sentence shown in the room."""

    word: str
    status: int
    sentence: str


_SAFE = "数据都在本机，没有丢失。"
_NEW_CODE = "请向乡镇要一个新的登记码，在“同步”页登记；没传出的件登记后自动补传。"

CODES = {
    code.word: code
    for code in (
        Code("ok", 200, "乡镇已收到。"),
        Code("bad-magic", 400, f"收到的不是代办数据包。{_SAFE}请检查网络后重试。"),
        Code("bad-header", 400, f"数据包开头读不懂，可能版本不同。{_SAFE}请更新程序后重试。"),
        Code("truncated", 400, f"数据包不完整。{_SAFE}程序会自动重发。"),
        Code("bad-hash", 400, f"数据包在路上损坏了。{_SAFE}程序会自动重发。"),
        Code("bad-compression", 400, f"数据包解不开。{_SAFE}程序会自动重发。"),
        Code("bad-count", 400, f"数据包的行数不对。{_SAFE}请联系乡镇管理员。"),
        Code("unknown-replica", 401, f"乡镇还不认识这台电脑。{_SAFE}请用新的登记码重新登记。"),
        Code("bad-signature", 401, f"乡镇不认这台电脑的钥匙，可能在另一台电脑上换过。{_SAFE}{_NEW_CODE}"),
        Code("not-for-us", 403, f"数据包不是写给这里的，打不开。{_SAFE}请核对是哪个乡镇、哪台电脑的文件。"),
        Code("revoked", 403, f"乡镇已停用这台电脑。{_SAFE}请联系乡镇管理员。"),
        Code("wrong-site", 403, f"这台电脑登记的不是这个服务点。{_SAFE}请向乡镇要本服务点的登记码。"),
        Code("gap", 409, f"乡镇缺少前面的数据。{_SAFE}程序会自动补传。"),
        Code(
            "forked",
            409,
            f"乡镇的记录和本机对不上（可能恢复过备份）。{_SAFE}请不要删除任何文件，联系乡镇管理员。",
        ),
        Code("restored", 409, f"乡镇服务器恢复过备份，正在和本机对齐。{_SAFE}程序会自动补传。"),
        Code("bad-offer", 403, f"补传的内容不是乡镇签过名的，乡镇没有收。{_SAFE}请联系乡镇管理员。"),
        Code("superseded", 409, f"这台电脑的身份已经换新。{_SAFE}程序会自动改用新的身份。"),
        Code("too-large", 413, f"数据包太大。{_SAFE}程序会分小包重发。"),
        Code("busy", 503, f"乡镇服务器正忙。{_SAFE}程序稍后自动再传。"),
        Code("no-room", 507, f"乡镇服务器磁盘已满，没有收下。{_SAFE}请联系乡镇管理员；程序稍后自动再传。"),
        Code("unknown-code", 403, "没有这个登记码。请核对前四位，或向乡镇要新的登记码。"),
        Code("wrong-code", 403, "登记码不对。请逐字核对后再输入；输错五次就要换新的。"),
        Code("code-expired", 403, "登记码已过期（72 小时有效）。请向乡镇要新的登记码。"),
        Code("code-used", 403, "登记码已被另一台电脑用过。请向乡镇要新的登记码。"),
        Code("too-many-tries", 403, "登记码输错太多次，已作废。请向乡镇要新的登记码。"),
        Code(
            "another-key", 403, f"登记没有完成：这台电脑的钥匙换过。{_SAFE}请更新程序，再用同一个登记码登记。"
        ),
        Code("bad-request", 400, "登记请求读不懂。请更新程序后重试。"),
        Code("failed", 500, f"乡镇服务器出错。{_SAFE}程序稍后自动再传；一直如此请联系乡镇管理员。"),
    )
}
"""By word; a test walks through all of them."""


class EnvelopeRefused(Exception):
    """A batch that does not pass a check; ``code`` is a word of ``CODES``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def refusal_for(word: str) -> Refusal:
    """The sentence for an answer's word; an unknown word (a newer server) still gets one."""
    code = CODES.get(word)
    return Refusal(code.sentence if code else CODES["failed"].sentence, code=word)
