"""The command that gives the township's own form of a paper to its rooms."""

from __future__ import annotations

from argparse import Namespace

from app.terminal.answers import Answer
from sync.server.commands import opened


def publish_paper(asked: Namespace) -> Answer:
    """From now on every room prints the paper in this form."""
    from app.printing.papers import paper_kind
    from app.services import agents, form_descriptions
    from app.services.desk import Desk
    from sync.server import sites

    with opened(asked) as township:
        desk = Desk(township.register, agents.first_actor(township.register), asked.clock)
        paper, _form = form_descriptions.take_in(desk, asked.file, asked.logo)
        rooms = len(sites.site_codes(township))
    facts: dict[str, object] = {"paper": paper, "sites": rooms}
    return Answer(facts, f"已向 {rooms} 个服务点公布“{paper_kind(paper).title}”的式样。")
