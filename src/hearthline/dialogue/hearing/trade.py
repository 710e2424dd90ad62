"""Which trade a wish is meant for, where one bot serves several: heating, power.

In order: only one has it; words of a trade in the message; the flow at work; the customer has
accounts in one of them only; the trade last spoken of. None means that the customer is asked.
"""

from collections.abc import Sequence

from hearthline.dialogue.flows.model import Pack
from hearthline.dialogue.hearing.heard import Heard, Hit


def domain_of(heard: Heard, intent: str, text: str) -> str | None:
    """The trade that an intent is meant for; None when nothing tells."""
    having = [pack.domain for pack in heard.trades.having(intent)]
    if len(having) < 2 or _is_the_same(heard, intent):
        return having[0] if having else heard.pack.domain
    return _by_signs(heard, having, text)


def intent_here(heard: Heard, intent: str, text: str) -> str | None:
    """What an intent that one trade alone has means where another trade is spoken of.

    今天能修好吗 is how far the repair of an outage is, yet in a report of a cold home it asks for
    heat. None when it makes no sense as the answer to an open question; danger always does.
    """
    having = heard.trades.having(intent)
    if len(having) != 1 or _is_danger(having[0], intent):
        return intent
    meant = _by_signs(heard, list(heard.trades.domains), text)
    if meant in (None, having[0].domain):
        return intent
    instead = heard.trades.pack(meant).instead.get(intent)
    return instead or (None if heard.asked is not None and heard.frame is not None else intent)


def _is_danger(pack: Pack, intent: str) -> bool:
    flow = pack.flow_for(intent)
    return flow is not None and flow.is_hazard


def nearest_of(heard: Heard, text: str, hits: Sequence[Hit]) -> Hit:
    """The best hit; of two that are as good, the one of the trade that is meant."""
    best = hits[0]
    near = [hit for hit in hits if hit.band == best.band]
    domains = list(dict.fromkeys(hit.found.domain for hit in near))
    meant = _by_signs(heard, domains, text) if len(domains) > 1 else best.found.domain
    return next((hit for hit in near if hit.found.domain == meant), best)


def _by_signs(heard: Heard, domains: list[str], text: str) -> str | None:
    said = heard.trades.meant(text)
    owned = [domain for domain in domains if domain in heard.domains_owned]
    frame = heard.frame
    signs = (
        said,
        None if frame is None else frame.domain,
        owned[0] if len(owned) == 1 else None,
        heard.state.domain,
    )
    return next((sign for sign in signs if sign in domains), None)


def _is_the_same(heard: Heard, intent: str) -> bool:
    """Small talk and patterns of the base are the same in every trade."""
    for pack in heard.trades.having(intent):
        if pack.flow_for(intent) is not None or pack.intents[intent].answer == "knowledge":
            return False
    return True
