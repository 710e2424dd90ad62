"""The reconnect benchmark would notice what it looks for."""

from typing import Any

import pytest

from hearthline.entrypoints.bench.reconnect import Ledger, count_faults, is_sound
from hearthline.entrypoints.bench.wire import Peer

pytestmark = pytest.mark.unit


def message(seq: int, client_id: str | None = None) -> dict[str, Any]:
    """A message as the server stores it."""
    return {"seq": seq, "client_id": client_id}


def ledger(heard: list[int], sent: set[str]) -> Ledger:
    """What a customer wrote and heard."""
    peer = Peer("h", 1, None, "c", "t", 0, "e")  # type: ignore[arg-type]  # never connects
    return Ledger(peer, sent=sent, heard=[message(seq) for seq in heard], epochs={"e"})


STORED = [message(1), message(2, "a"), message(3, "b")]


@pytest.mark.parametrize(
    ("heard", "sent", "stored", "fault"),
    [
        ([1, 3], {"a", "b"}, STORED, "lost"),
        ([1, 2, 2, 3], {"a", "b"}, STORED, "twice"),
        ([1, 3, 2], {"a", "b"}, STORED, "out_of_order"),
        ([1, 2, 3], {"a", "b", "c"}, STORED, "acknowledged_lost"),
        ([1, 2, 3], {"a"}, [message(1), message(2, "a"), message(3, "a")], "stored_twice"),
    ],
)
def test_each_fault_is_noticed(
    heard: list[int], sent: set[str], stored: list[dict[str, Any]], fault: str
) -> None:
    facts = count_faults(ledger(heard, sent), stored)

    assert facts[fault] == 1
    assert not is_sound(facts)


def test_a_sound_run_has_no_fault() -> None:
    assert is_sound(count_faults(ledger([1, 2, 3], {"a", "b"}), STORED))
