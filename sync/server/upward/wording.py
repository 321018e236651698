"""What a township is told of its district, where the sentence for a room would mislead."""

from __future__ import annotations

from app.errors import Refusal
from sync.protocol.stick_words import UNREADABLE_FILE, in_township

_SENTENCES = {
    "wrong-site": "区县的名单里，这个村不归本乡镇，没有上报它的任何内容。请联系区县管理员核对。",
    "revoked": "区县已停用本乡镇的服务器，数据都在本机，没有丢失。请联系区县管理员。",
    "unknown-replica": "区县还不认识本乡镇的服务器。请用新的登记码再登记一次（enrol-upward）。",
    "forked": "区县的记录和本乡镇的对不上，已停下，数据没有改动。请联系区县管理员。",
    UNREADABLE_FILE: in_township(UNREADABLE_FILE),
}


def sentence_of(refusal: Refusal) -> str:
    return _SENTENCES.get(refusal.code, refusal.sentence)
