"""Errors of two kinds: the world's (said to the cadre as advice) and ours (a report that can be sent on)."""

from __future__ import annotations


class Refusal(Exception):
    """The world said no: wrong input, full disk, no network, a locked register.

    ``sentence`` is plain Chinese: what happened, whether the data is safe, what to do next.
    ``field`` names the input concerned (an identifier such as ``id_number``), or "".
    ``code`` is a stable English identifier for programs and tests, e.g. ``id-checksum``.
    """

    def __init__(self, sentence: str, *, field: str = "", code: str = "refused") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
        self.code = code


class Defect(Exception):
    """Ours: a state the program should never reach; becomes a report without personal data."""
