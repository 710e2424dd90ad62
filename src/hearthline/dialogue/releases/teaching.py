"""Teaching the bot a text: checked against what the release in force teaches already."""

from collections.abc import Sequence

from hearthline.access import Staff
from hearthline.dialogue.releases.errors import IntentUnknown, TaughtOtherwise
from hearthline.dialogue.releases.examples import OwnExamples
from hearthline.dialogue.releases.model import ExampleKind, OwnExample
from hearthline.dialogue.releases.trades import Trade, served
from hearthline.platform.db import Session
from hearthline.platform.language import matching_form


async def teach(
    session: Session,
    examples: OwnExamples,
    example: OwnExample,
    *,
    trades: Sequence[Trade],
    by: Staff,
) -> OwnExample:
    """Add an example of the tenant's own; raises IntentUnknown, TaughtOtherwise."""
    domains = () if example.domain is None else (example.domain,)
    is_served = example.domain is None or any(one.pack.domain in domains for one in trades)
    cards = [card for one in served(trades, domains) for card in one.cards] if is_served else []
    if example.intent not in {card.intent for card in cards}:
        raise IntentUnknown(intent=example.intent)
    normal = matching_form(example.text)
    if example.kind is ExampleKind.EXAMPLE:
        for card in cards:
            taught = {matching_form(text) for text in card.lessons.examples}
            if card.intent != example.intent and normal in taught:
                raise TaughtOtherwise(intent=card.intent)
    return await examples.add(session, example, by=by)
