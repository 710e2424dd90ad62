"""What customers are told while a storm is in force: another greeting, and a banner."""

from dataclasses import replace

from hearthline.conversations import Opening
from hearthline.routing import Storm


def greeted(opening: Opening, storm: Storm | None) -> Opening:
    """The opening with the storm's greeting, if there is a storm that has one."""
    if storm is None or not storm.greeting:
        return opening
    measures = storm.plan.measures
    channel = replace(
        opening.channel, greeting=measures.greets("zh-CN"), greeting_en=measures.greets("en")
    )
    return replace(opening, channel=channel)


def banner_of(storm: Storm | None, locale: str) -> str | None:
    """The words above the thread; None when there is nothing to be said there."""
    if storm is None or not storm.plan.measures.banner:
        return None
    return storm.plan.measures.announces(locale) or None
