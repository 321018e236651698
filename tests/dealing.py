"""How tests are dealt out to workers: one by one, but the tests of one lived year to one worker."""

from __future__ import annotations

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

TOGETHER = "tests/year/"


class Dealing(LoadScopeScheduling):  # type: ignore[misc] # it has no types
    """A scope is a test; the year, which takes a while to live, is one scope."""

    def _split_scope(self, nodeid: str) -> str:
        return TOGETHER if nodeid.startswith(TOGETHER) else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Dealing:
    return Dealing(config, log)
