"""Ids: time-ordered, typed, plain UUIDs on the wire."""

from concurrent.futures import ThreadPoolExecutor
from uuid import RFC_4122

import pytest
from pydantic import BaseModel, ValidationError

from hearthline.kernel import Id, TicketId

pytestmark = pytest.mark.unit


class Body(BaseModel):
    ticket: TicketId


def test_ids_grow_even_within_a_millisecond() -> None:
    made = [Id.new() for _ in range(20_000)]

    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert {one.version for one in made} == {7}
    assert {one.variant for one in made} == {RFC_4122}


def test_threads_never_make_the_same_id() -> None:
    with ThreadPoolExecutor(4) as threads:
        made = [one for batch in threads.map(_many, range(4)) for one in batch]

    assert len(set(made)) == len(made)


def test_an_id_is_a_plain_uuid_on_the_wire() -> None:
    body = Body(ticket=TicketId.new())

    assert Body.model_validate_json(body.model_dump_json()) == body
    assert Body.model_json_schema()["properties"]["ticket"]["format"] == "uuid"
    assert isinstance(body.ticket, TicketId)


def test_what_is_no_uuid_is_refused() -> None:
    with pytest.raises(ValidationError):
        Body.model_validate({"ticket": "WO202611210001"})


def _many(_: int) -> list[Id]:
    return [Id.new() for _ in range(5_000)]
