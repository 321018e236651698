"""The command over the server's own keys."""

from __future__ import annotations

from argparse import Namespace

from app.terminal.answers import Answer
from sync.server import own_keys
from sync.server.commands import opened


def rotate_key(asked: Namespace) -> Answer:
    with opened(asked) as township:
        before = township.register.identity.key_id
        now = own_keys.rotate(township).key_id
    words = (
        f"已换新钥匙：{before.upper()} 换成 {now.upper()}。正在运行的服务不用重启；各服务点下次同步或读 U 盘时"
        "自动跟上，以前签发的照样验得出来。请马上重新做一份备份：换钥匙以前的备份恢复后，各服务点要用新登记码再登记一次。"
    )
    return Answer({"before": before, "key": now}, words)
