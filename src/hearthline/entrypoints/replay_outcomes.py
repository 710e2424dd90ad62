"""What the bot did with a message, read from what came back and nothing else.

The rules stand in docs/guides/operate.md; the first that fits counts:
error, handed over, filed, refused, asked, answered.
"""

from enum import StrEnum
from typing import Any

from hearthline.entrypoints.customer_client import Turn

_HANDED_OVER = {"queued", "agent"}
_QUESTION_MARKS = ("？", "?")
_CITED = {"citations", "policy"}
# The pack's words for "this is not ours"; `data.source` says what a reply was made from.
_REFUSALS = {"response:out_of_scope"}


class Outcome(StrEnum):
    """What became of one message."""

    ANSWERED = "answered"
    ASKED = "asked"
    FILED = "filed"
    HANDED_OVER = "handed_over"
    REFUSED = "refused"
    ERROR = "error"


def outcome_of(turn: Turn) -> Outcome:
    """The outcome of a turn that came back without an error."""
    spoken = [reply for reply in turn.replies if reply["sender"]["kind"] != "customer"]
    if not turn.is_complete or not spoken:
        return Outcome.ERROR
    if turn.status in _HANDED_OVER or any(_tells_of_a_person(reply) for reply in spoken):
        return Outcome.HANDED_OVER
    if any(reply["data"].get("card") == "ticket" for reply in spoken):
        return Outcome.FILED
    if any(_is_refusal(reply) for reply in spoken):
        return Outcome.REFUSED
    is_cited = any(reply["data"].keys() & _CITED for reply in spoken)
    if _is_question(spoken[-1]) and not is_cited:
        return Outcome.ASKED
    return Outcome.ANSWERED


def _tells_of_a_person(reply: dict[str, Any]) -> bool:
    return reply["kind"] == "notice" and reply["data"].get("notice") in {"queued", "callback"}


def _is_refusal(reply: dict[str, Any]) -> bool:
    return reply["data"].get("source") in _REFUSALS


def _is_question(reply: dict[str, Any]) -> bool:
    text: str = reply["text"]
    return reply["kind"] == "choices" or text.rstrip().endswith(_QUESTION_MARKS)
