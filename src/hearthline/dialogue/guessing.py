"""猜你想问: what this person most likely wants now, from his own state and the season (R33, R41).

A known person's accounts are looked up with a short deadline; whatever does not answer in time is
left out, and nobody waits for it. Conditions stand in the pack beside the suggestions.
"""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any, Final

from hearthline.dialogue.engines import Engines
from hearthline.dialogue.flows.model import Chip, Hint, Pack
from hearthline.dialogue.flows.seasons import season_facts
from hearthline.dialogue.flows.trades import Trades
from hearthline.dialogue.flows.word_checks import HINT_ROOTS
from hearthline.dialogue.machine.effects import Call, Done
from hearthline.dialogue.machine.levels import OwnAccount, level_for
from hearthline.dialogue.model import Suggestion
from hearthline.dialogue.operations.operations import Operations
from hearthline.dialogue.operations.ports import Asking
from hearthline.dialogue.scene import Scene
from hearthline.kernel import Clock

DEADLINE_MS: Final = 700
MOST_SUGGESTIONS: Final = 6
_MOST_ACCOUNTS: Final = 2
_LOOKS: Final[Mapping[str, tuple[str, str]]] = {
    "outage.at_place": ("is_active", "outage_active"),
    "work_order.list_open": ("count", "open_orders"),
    "account.facts": ("has_arrears", "has_arrears"),
    "balance.get": ("is_low", "balance_low"),
}


class Guesses:
    """Makes the suggestions with which a conversation opens."""

    def __init__(self, engines: Engines, operations: Operations, clock: Clock) -> None:
        """Collaborators."""
        self._engines = engines
        self._operations = operations
        self._clock = clock

    async def of(self, scene: Scene) -> list[Suggestion]:
        """What is going on first, then what fits the person, then what people ask most."""
        brain = (await self._engines.of(scene)).brain
        state, locale = scene.standing.state, scene.conversation.locale
        going_on = [
            Suggestion(choice.label, choice.label)
            for choice in state.offered
            if state.frames and choice.label
        ]
        asking = scene.asking(self._clock.now())
        found = [hint for pack in brain.trades for hint in await self._fitting(pack, asking)]
        fitting = [hint.chip for hint in found if hint.condition is not None]
        usual = _in_turn(brain.trades, asking)
        chips = [*going_on, *(_suggestion(chip, locale) for chip in (*fitting, *usual))]
        return list({chip.text: chip for chip in chips}.values())[:MOST_SUGGESTIONS]

    async def _fitting(self, pack: Pack, asking: Asking) -> list[Hint]:
        """The suggestions of a trade whose conditions hold for the person."""
        hints = [hint for hint in pack.suggestions if hint.condition is not None]
        own = [one for one in asking.accounts if one.domain == pack.domain][:_MOST_ACCOUNTS]
        if not hints:
            return []
        scope = {
            "person": await self._person(own, asking),
            "season": season_facts(pack.season, self._clock.now()),
            "customer": {
                "account_count": len(own),
                "level": level_for(own, pack.domain, None, is_known=asking.subject is not None),
            },
        }
        return [hint for hint in hints if hint.condition and hint.condition.holds(scope)]

    async def _person(self, own: Sequence[OwnAccount], asking: Asking) -> dict[str, Any]:
        facts: dict[str, Any] = dict.fromkeys(HINT_ROOTS["person"], False) | {"open_orders": 0}
        looks = [self._look(name, account, asking) for account in own for name in _LOOKS]
        for found in await asyncio.gather(*looks):
            for name, value in found.items():
                facts[name] = facts[name] or value
        return facts

    async def _look(self, operation: str, account: OwnAccount, asking: Asking) -> dict[str, Any]:
        """One fact of an account; nothing when it may not be asked or does not come in time."""
        call = Call(
            key=f"guess:{asking.conversation_id}:{operation}:{account.account_no}",
            operation=operation,
            args={"account_no": account.account_no},
            timeout_ms=DEADLINE_MS,
            domain=account.domain,
        )
        answer = (await self._operations.run(call, asking)).answer
        if not isinstance(answer, Done):
            return {}
        member, name = _LOOKS[operation]
        found = {name: answer.values.get(member)}
        if operation == "outage.at_place":
            found["outage_planned"] = answer.values.get("is_planned")
        return found


def _in_turn(trades: Trades, asking: Asking) -> list[Chip]:
    """What people ask most: of the person's own trades first, else of all in turn."""
    owned = {one.domain for one in asking.accounts}
    packs = [pack for pack in trades if pack.domain in owned] or list(trades)
    listed = [[hint.chip for hint in pack.suggestions if hint.condition is None] for pack in packs]
    longest = max((len(chips) for chips in listed), default=0)
    return [chips[n] for n in range(longest) for chips in listed if n < len(chips)]


def _suggestion(chip: Chip, locale: str) -> Suggestion:
    return Suggestion(chip.label.in_(locale), chip.text.in_(locale))
