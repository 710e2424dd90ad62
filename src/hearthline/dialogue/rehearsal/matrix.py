"""The generated matrix: at every step where a flow waits, every way in which people stray.

The way to a step is taken from the pack's own conversation tests; there the repair is played and
judged by rules that hold for any flow: nothing is written without a yes, nobody is left without an
answer, what was told is not forgotten, and who asks for a person gets one.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from hearthline.dialogue.engine import Worked
from hearthline.dialogue.machine.effects import HandOver, Reply
from hearthline.dialogue.machine.state import Frame
from hearthline.dialogue.operations.catalogue import SIGNATURES
from hearthline.dialogue.operations.signature import Effect
from hearthline.dialogue.rehearsal.script import Rehearsal
from hearthline.dialogue.rehearsal.stage import Stage
from hearthline.dialogue.rehearsal.typos import misheard

_GARBAGE: Final = ("asdf@@ 1%", "qwzx##")
_CANCEL: Final = "算了不办了"
_PERSON: Final = "转人工"
_WRONG: Final = {
    "phone": ("电话不对，应该是13900002222", "13900002222"),
    "temp_c": ("不对，室温是12度", 12.0),
}
_READS: Final = (
    "search_accounts", "get_account", "list_bills", "list_outages", "list_work_orders",
    "get_policy", "get_tariffs", "precheck_application", "list_applications", "get_balance",
    "get_usage", "list_payments", "list_temperatures", "get_meter", "list_slots", "send_otp",
    "verify_identity", "list_invoices", "list_autopay", "get_subscriptions", "estimate_refund",
)  # fmt: skip
_LASTING: Final = (
    "create_work_order", "submit_application", "create_pay_link", "create_invoice",
    "create_autopay", "create_feedback", "create_callback", "create_profile_change",
    "urge_work_order", "withdraw_work_order", "put_subscriptions", "subscribe_outage",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Point:
    """A step at which a flow waits, and the test and turn that lead to it."""

    flow: str
    step: str
    path: str
    turns: int
    following: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One repair at one step; `trouble` is empty when all went well."""

    point: Point
    repair: str
    trouble: str = ""


class Matrix:
    """Plays every repair at every step that the tests of a pack reach."""

    def __init__(self, rehearsal: Rehearsal, *, digression: str) -> None:
        """`digression` is a question that the knowledge base answers."""
        self._rehearsal = rehearsal
        self._digression = digression
        self._repairs: dict[str, Callable[[Point, Stage], Awaitable[str]]] = {
            "correction": self._correction,
            "cancel": self._cancel,
            "digression": self._digress,
            "silence": self._silence,
            "garbage": self._garbage,
            "homophone": self._homophone,
            "handoff": self._handoff,
            "time-out": self._time_out,
            "error": self._error,
        }

    async def points(self) -> list[Point]:
        """Every step of every flow that waits for the customer somewhere in the tests."""
        found: dict[tuple[str, str], Point] = {}
        for path in self._rehearsal.paths():
            script = self._rehearsal.script(path)
            for turns in range(1, script.length):
                following = script.words(turns)
                stage = await self._rehearsal.led(path, turns)
                frame = stage.state.top
                if frame is None or frame.asked is None or following is None:
                    continue
                key = (frame.flow, frame.step)
                point = Point(frame.flow, frame.step, path, turns, following)
                found.setdefault(key, point)
        return sorted(found.values(), key=lambda one: (one.flow, one.step))

    async def play(self) -> list[Cell]:
        """Every cell; the order is that of flows, steps and repairs."""
        cells = []
        for point in await self.points():
            for name, repair in self._repairs.items():
                stage = await self._rehearsal.led(point.path, point.turns)
                stage.business.calls.clear()
                cells.append(Cell(point, name, await repair(point, stage)))
        return cells

    async def _correction(self, point: Point, stage: Stage) -> str:
        """Another value for what is known is taken over, or said to be too late."""
        del point
        frame = _waiting(stage)
        pack = stage.brain.trades.pack(frame.domain)
        for name, filled in frame.slots.items():
            kind = pack.slots[name].type if name in pack.slots else ""
            if kind not in _WRONG or filled.value is None or not pack.slots[name].prefill:
                continue
            words, value = _WRONG[kind]
            worked = await stage.say(words)
            now = stage.state.top
            is_taken = now is not None and now.slots.get(name, filled).value == value
            is_refused = any(one.response == "too_late_to_change" for one in _replies(worked))
            return _bad(worked) or ("" if is_taken or is_refused else f"`{name}` was not corrected")
        return _bad(await stage.say("刚才说错了"))

    async def _cancel(self, point: Point, stage: Stage) -> str:
        """The flow is over, and nothing was written in leaving."""
        worked = await stage.say(_CANCEL)
        if any(frame.flow == point.flow and not frame.waiting for frame in stage.state.frames):
            return "the flow goes on"
        return _bad(worked) or _written(worked)

    async def _digress(self, point: Point, stage: Stage) -> str:
        """The question is answered, and the flow comes back to where it was."""
        worked = await stage.say(self._digression)
        top = stage.state.top
        if top is None or (top.flow, top.step) != (point.flow, point.step):
            return "it did not come back"
        if not any(reply.source.startswith("knowledge:") for reply in _replies(worked)):
            return "the question was not answered"
        return _bad(worked) or _written(worked)

    async def _silence(self, point: Point, stage: Stage) -> str:
        """Danger goes to a person; all else is asked once more."""
        worked = await stage.hush()
        if _handed(worked):
            return "" if _is_danger(stage, point) else "silence went to a person"
        top = stage.state.top
        is_there = top is not None and top.step == point.step
        return _bad(worked) or _written(worked) or ("" if is_there else "the flow is gone")

    async def _garbage(self, point: Point, stage: Stage) -> str:
        """Asked again, then a person; unless the flow takes any words at all."""
        worked = await stage.say(_GARBAGE[0])
        trouble = _bad(worked) or _written(worked)
        if trouble or _took_words(stage, point):
            return trouble
        worked = await stage.say(_GARBAGE[1])
        is_fine = _handed(worked) is not None or _took_words(stage, point)
        return _bad(worked) or ("" if is_fine else "twice not understood, and no person")

    async def _homophone(self, point: Point, stage: Stage) -> str:
        """The usual answer, misheard: nothing is written that nobody agreed to."""
        worked = await stage.say(misheard(point.following))
        return _bad(worked)

    async def _handoff(self, point: Point, stage: Stage) -> str:
        """A person at once, with everything that is known."""
        del point
        known = {
            name: filled.value
            for frame in stage.state.frames
            for name, filled in frame.slots.items()
            if filled.value is not None
        }
        worked = await stage.say(_PERSON)
        if _handed(worked) is None:
            return "no person"
        kept = stage.state.handed
        lost = [name for name in known if kept is None or name not in kept.slots]
        return _bad(worked) or _written(worked) or (f"lost {', '.join(lost)}" if lost else "")

    async def _time_out(self, point: Point, stage: Stage) -> str:
        """Nothing answers: it is said, and nothing is told as done."""
        stage.business.troubles.update(dict.fromkeys((*_READS, *_LASTING), "down"))
        return _bad(await stage.say(point.following))

    async def _error(self, point: Point, stage: Stage) -> str:
        """Everything is refused: it is said in plain words."""
        stage.business.troubles.update(dict.fromkeys((*_READS, *_LASTING), "refused"))
        return _bad(await stage.say(point.following))


def _waiting(stage: Stage) -> Frame:
    frame = stage.state.top
    if frame is None:
        raise LookupError("no flow waits")
    return frame


def _replies(worked: Worked) -> tuple[Reply, ...]:
    return worked.outcome.replies


def _bad(worked: Worked) -> str:
    """What may never happen, whatever was said."""
    if not worked.outcome.replies:
        return "nobody answered"
    if any(reply.response == "withheld" for reply in worked.outcome.replies):
        return "words were withheld"
    for call, _ in worked.calls:
        effect = SIGNATURES[call.operation].effect
        if effect is Effect.WRITE and call.consent is None:
            return f"`{call.operation}` without a yes"
    return ""


def _written(worked: Worked) -> str:
    """What was written; an alarm may be, for danger waits for no good answer."""
    effects = [(call.operation, SIGNATURES[call.operation].effect) for call, _ in worked.calls]
    wrote = [
        operation
        for operation, effect in effects
        if effect.is_lasting and effect is not Effect.EMERGENCY
    ]
    return f"wrote {', '.join(wrote)}" if wrote else ""


def _handed(worked: Worked) -> str | None:
    reasons = [one.reason for one in worked.outcome.effects if isinstance(one, HandOver)]
    return reasons[0] if reasons else None


def _is_danger(stage: Stage, point: Point) -> bool:
    flows = [pack.flows.get(point.flow) for pack in stage.brain.trades]
    return any(flow is not None and flow.is_hazard for flow in flows)


def _took_words(stage: Stage, point: Point) -> bool:
    """Whether the flow went on, which only a question for free words does."""
    top = stage.state.top
    return top is None or (top.flow, top.step) != (point.flow, point.step)
