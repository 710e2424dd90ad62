"""Whether a macro can be run at all, looked at when it is saved."""

from collections.abc import Sequence

from hearthline.assist.macros.deeds import Hands
from hearthline.assist.macros.errors import MacroUnfit
from hearthline.assist.macros.model import LAST, VARIABLES, Step
from hearthline.kernel import Words
from hearthline.platform.db import Session


async def check_steps(session: Session, steps: Sequence[Step], hands: Hands) -> None:
    """Raise MacroUnfit for the first step that cannot be done, with its number."""
    for number, step in enumerate(steps, 1):
        if not hands.knows(step.do):
            raise MacroUnfit(number, Words(zh="没有这种步骤", en="there is no such step"))
        _check_words(number, step)
        if step.do in LAST and number < len(steps):
            words = Words(
                zh="转接和办结之后会话已不在您手里，只能放在最后",
                en="after a transfer or the end nothing can follow",
            )
            raise MacroUnfit(number, words)
        check = hands.checks.get(step.do)
        wrong = await check(session, step.values) if check else None
        if wrong is not None:
            raise MacroUnfit(number, wrong)


def _check_words(number: int, step: Step) -> None:
    unknown = sorted(step.holes() - set(VARIABLES))
    if unknown:
        names = "、".join(f"{{{name}}}" for name in VARIABLES)
        words = Words(
            zh=f"不认识 {{{unknown[0]}}}，可用的有 {names}",
            en=f"{{{unknown[0]}}} is not known; there are {names}",
        )
        raise MacroUnfit(number, words)
