"""Steps that a situation asks of the agent, told by the same conditions that inspection uses.

So what is shown as the next step while answering and what is looked for afterwards cannot differ.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from hearthline.kernel import Words
from hearthline.platform.packs import Node, PackFolder, PackIsFaulty
from hearthline.rules.conditions import Condition
from hearthline.rules.model import Conversation, Mark, Verdict
from hearthline.rules.pack import collections_of
from hearthline.rules.reading import RuleReader
from hearthline.rules.ruleset import Rule, RuleSet
from hearthline.rules.session import Session, seen
from hearthline.rules.similarity import Meaning

_KINDS: Final = ("say", "ask", "do")
_SOP: Final = ("sop", "name", "when", "steps", "rank", "note")
_STEP: Final = ("id", "name", "kind", "done", "skip", "optional", "say", "script")


class Progress(StrEnum):
    """Where a step stands: passed over while later ones were done is SKIPPED."""

    DONE = "done"
    NEXT = "next"
    OPEN = "open"
    SKIPPED = "skipped"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what to say, ask or do; `script` is the slug of an item with approved words."""

    id: str
    name: Words
    kind: str
    is_optional: bool
    say: Words | None
    script: str | None


@dataclass(frozen=True, slots=True)
class Sop:
    """The steps of one situation; of several that fit the highest rank is shown."""

    id: str
    name: Words
    rank: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class StepState:
    """A step with where it stands and what shows it."""

    step: Step
    progress: Progress
    evidence: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class SopState:
    """A situation that was recognised, and how far its steps are."""

    sop: Sop
    steps: tuple[StepState, ...]
    evidence: tuple[Mark, ...] = ()

    @property
    def next(self) -> StepState | None:
        """The step that comes next."""
        return next((one for one in self.steps if one.progress is Progress.NEXT), None)


@dataclass(frozen=True, slots=True)
class Sops:
    """All situations of a trade, ready to be held against conversations."""

    listed: tuple[Sop, ...]
    rules: RuleSet

    def of(self, conversation: Conversation) -> list[SopState]:
        """The situations of a conversation that goes on, the most important one first."""
        session = seen(self.rules, conversation)
        found = []
        for sop in self.listed:
            entry = session.outcome(sop.id)
            if entry.verdict is Verdict.HIT:
                states = [_look(session, sop, step) for step in sop.steps]
                found.append(SopState(sop, _with_next(states), entry.evidence))
        return sorted(found, key=lambda one: -one.sop.rank)


def read_sops(folder: PackFolder, meaning: Meaning | None = None) -> Sops:
    """The situations of a pack, `sop/*.yaml`; raises `PackIsFaulty`."""
    reader = RuleReader(collections_of(folder), meaning)
    listed: list[Sop] = []
    rules: list[Rule] = []
    for path in folder.find("sop/*.yaml"):
        node = folder.read(path)
        sop = _read(reader, node, rules)
        if any(one.id == sop.id for one in listed):
            reader.faults.append(node.fault(f"`{sop.id}` is there twice", "give it another name"))
        listed.append(sop)
    if reader.faults:
        raise PackIsFaulty(reader.faults)
    return Sops(tuple(listed), RuleSet.of(rules))


def scripts_named(folder: PackFolder) -> list[tuple[Node, str]]:
    """The items that steps name, with their places, so that a check can look for them."""
    nodes = [folder.read(path) for path in folder.find("sop/*.yaml")]
    steps = [step for node in nodes if (member := node.get("steps")) for step in member.each()]
    named = [one for step in steps if (one := step.get("script")) is not None]
    return [(one, str(one.inner)) for one in named]


def _read(reader: RuleReader, node: Node, rules: list[Rule]) -> Sop:
    reader.only(node, *_SOP)
    sop_id = reader.text(node, "sop")
    _add(reader, rules, sop_id, reader.member(node, "when"))
    steps = tuple(_step(reader, one, sop_id, rules) for one in reader.member(node, "steps").each())
    ids = [step.id for step in steps]
    if len(set(ids)) < len(ids):
        reader.faults.append(node.fault("two steps of one id", "give each its own"))
    return Sop(sop_id, reader.words(node, "name"), reader.whole(node, "rank", 0), steps)


def _step(reader: RuleReader, node: Node, sop_id: str, rules: list[Rule]) -> Step:
    reader.only(node, *_STEP)
    step_id, kind = reader.text(node, "id"), reader.text(node, "kind", "say")
    if kind not in _KINDS:
        mend = "write one of: " + ", ".join(_KINDS)
        reader.faults.append(node.fault(f"no kind `{kind}`", mend))
    _add(reader, rules, f"{sop_id}.{step_id}.done", reader.member(node, "done"))
    if (skip := node.get("skip")) is not None:
        _add(reader, rules, f"{sop_id}.{step_id}.skip", skip)
    return Step(
        id=step_id,
        name=reader.words(node, "name"),
        kind=kind,
        is_optional=reader.flag(node, "optional", default=False),
        say=reader.words(node, "say") if "say" in node else None,
        script=reader.text(node, "script") if "script" in node else None,
    )


def _add(reader: RuleReader, rules: list[Rule], rule_id: str, node: Node) -> None:
    condition: Condition | None = reader.condition(node)
    if condition is not None:
        rules.append(Rule(rule_id, Words(zh=rule_id, en=rule_id), condition))


def _look(session: Session, sop: Sop, step: Step) -> StepState:
    done = session.outcome(f"{sop.id}.{step.id}.done")
    if done.verdict is Verdict.HIT:
        return StepState(step, Progress.DONE, done.evidence)
    skip = f"{sop.id}.{step.id}.skip"
    if session.knows(skip) and session.outcome(skip).verdict is Verdict.HIT:
        return StepState(step, Progress.NOT_NEEDED)
    return StepState(step, Progress.OPEN)


def _with_next(states: Sequence[StepState]) -> tuple[StepState, ...]:
    """Steps passed over are skipped; the first open one that must be done is next."""
    last_done = max(
        (place for place, one in enumerate(states) if one.progress is Progress.DONE), default=-1
    )
    found: list[StepState] = []
    has_next = False
    for place, one in enumerate(states):
        progress = one.progress
        if progress is Progress.OPEN and place < last_done:
            progress = Progress.SKIPPED
        elif progress is Progress.OPEN and not has_next and not one.step.is_optional:
            progress, has_next = Progress.NEXT, True
        found.append(StepState(one.step, progress, one.evidence))
    return tuple(found)
