"""What one screen may ask another to begin with, handed over by the window: screens never see each other."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.cases import ServiceMode


@dataclass(frozen=True, slots=True)
class AcceptWish:
    """Begin a request with what is known of it already; "" is not known yet.

    ``name`` is searched where there is no ``villager_id``. ``inquiry_id`` keeps who was asked first.
    """

    villager_id: str = ""
    name: str = ""
    phone: str = ""
    item_code: str = ""
    note: str = ""
    inquiry_id: str = ""
    appointment_id: str = ""
    tour_id: str = ""
    place: str = ""
    mode: ServiceMode = ServiceMode.COUNTER
