"""A flow as a graph of steps: where one can go, what is reached, where it runs in circles."""

from collections.abc import Callable

from hearthline.dialogue.flows.model import (
    AnswerStep,
    Branch,
    CallStep,
    Collect,
    Confirm,
    End,
    Flow,
    HandOffStep,
    Link,
    Step,
)

LAST_STEPS = (End, HandOffStep, Link)
ASKING_STEPS = (Collect, Confirm)


def ways_on(step: Step) -> list[str]:
    """The ids of the steps that may come next."""
    if isinstance(step, LAST_STEPS):
        return []
    if isinstance(step, Branch):
        return [*(arm.then for arm in step.arms), step.otherwise]
    onward = [] if step.next is None else [step.next]
    if isinstance(step, CallStep):
        onward.extend(step.on_error.values())
    if isinstance(step, AnswerStep) and step.otherwise is not None:
        onward.append(step.otherwise)
    return onward


def reached(flow: Flow) -> set[str]:
    """The ids of all steps that can be reached from the start."""
    seen: set[str] = set()
    ahead = [flow.start]
    while ahead:
        step_id = ahead.pop()
        if step_id in seen or step_id not in flow.steps:
            continue
        seen.add(step_id)
        ahead.extend(ways_on(flow.steps[step_id]))
    return seen


def circles(flow: Flow) -> list[str]:
    """Steps on a circle in which the customer is never asked."""
    inner = {
        step_id: [
            after
            for after in ways_on(step)
            if after in flow.steps and not isinstance(flow.steps[after], ASKING_STEPS)
        ]
        for step_id, step in flow.steps.items()
        if not isinstance(step, ASKING_STEPS)
    }
    return [step_id for step_id in inner if _comes_back(step_id, inner)]


def _comes_back(start: str, inner: dict[str, list[str]]) -> bool:
    seen: set[str] = set()
    ahead = list(inner[start])
    while ahead:
        step_id = ahead.pop()
        if step_id == start:
            return True
        if step_id not in seen:
            seen.add(step_id)
            ahead.extend(inner.get(step_id, ()))
    return False


def without_before(
    flow: Flow, is_wanted: Callable[[Step], bool], is_given_by: Callable[[Step], bool]
) -> list[str]:
    """Wanted steps that can be reached on a way without any step that gives what they need."""
    seen: set[str] = set()
    ahead = [flow.start]
    found: list[str] = []
    while ahead:
        step_id = ahead.pop()
        step = flow.steps.get(step_id)
        if step is None or step_id in seen:
            continue
        seen.add(step_id)
        if is_wanted(step):
            found.append(step_id)
        if not is_given_by(step):
            ahead.extend(ways_on(step))
    return found
