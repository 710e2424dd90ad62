"""What of a release leads to the knowledge base: flows that answer from it, and plain questions."""

from collections.abc import Iterable, Iterator, Sequence

from hearthline.dialogue.flows.model import AnswerStep, Flow, Pack
from hearthline.dialogue.releases.brains import ReleaseBrains
from hearthline.dialogue.releases.trades import Trade
from hearthline.kernel import TenantId
from hearthline.knowledge import Mention


class FlowMentions:
    """Knows what of a tenant's release in force leads to which items."""

    def __init__(self, brains: ReleaseBrains) -> None:
        """Take the releases that answer."""
        self._brains = brains

    async def __call__(self, tenant_id: TenantId) -> Sequence[Mention]:
        """Every flow and intent of the tenant that answers from the knowledge base."""
        return mentions_of(await self._brains.trades(tenant_id, None))


def mentions_of(trades: Iterable[Trade]) -> list[Mention]:
    """Every flow and intent of these trades that answers from the knowledge base."""
    return [mention for trade in trades for mention in _of_pack(trade.pack)]


def _of_pack(pack: Pack) -> Iterator[Mention]:
    for flow in pack.flows.values():
        intents = frozenset(_answered(flow))
        if intents:
            yield Mention("flow", flow.id, flow.name.zh, pack.domain, intents)
    for intent in pack.intents.values():
        if intent.answer == "knowledge":
            yield Mention("intent", intent.id, intent.name.zh, pack.domain, frozenset({intent.id}))


def _answered(flow: Flow) -> Iterator[str]:
    """The intents whose article a flow tells; where it tells that of its own, its triggers."""
    for step in flow.steps.values():
        if isinstance(step, AnswerStep):
            constant = None if step.intent.paths else step.intent.value({})
            yield from [constant] if isinstance(constant, str) else flow.triggers
