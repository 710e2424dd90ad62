"""Events travel as JSON and come back as they were."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar

import pytest

from hearthline.kernel import Event, EventId, TenantId, TicketId

pytestmark = pytest.mark.unit


@dataclass(frozen=True, slots=True, kw_only=True)
class KettleBoiled(Event):
    name: ClassVar[str] = "kettle.boiled"
    ticket_id: TicketId
    litres: int | None = None


EVENT = KettleBoiled(
    event_id=EventId.new(),
    tenant_id=TenantId.new(),
    at=datetime(2026, 11, 21, 9, 30, tzinfo=UTC),
    ticket_id=TicketId.new(),
)


def test_an_event_comes_back_as_it_was() -> None:
    again = KettleBoiled.from_json(EVENT.to_json())

    assert again == EVENT
    assert isinstance(again.ticket_id, TicketId)


def test_members_of_a_later_version_are_left_out() -> None:
    assert KettleBoiled.from_json(EVENT.to_json() | {"colour": "red"}) == EVENT
