"""How long the bot waits for an answer before silence counts as one.

Danger does not wait: a person takes over after a minute. Only where people sit before the chat; an
e-mail may be answered tomorrow.
"""

from datetime import datetime, timedelta
from typing import Final

from hearthline.conversations import ChannelKind
from hearthline.dialogue.machine.patterns import MOST_SILENCES
from hearthline.dialogue.machine.state import State

PATIENCE: Final = (timedelta(minutes=5), timedelta(minutes=15))
IN_DANGER: Final = timedelta(minutes=1)
_LIVE: Final = frozenset({ChannelKind.WEB, ChannelKind.WECHAT, ChannelKind.APP, ChannelKind.ALIPAY})


def hush_at(
    state: State, channel: ChannelKind, *, is_danger: bool, now: datetime
) -> datetime | None:
    """When silence counts; None where nothing was asked, or enough was said about it."""
    top = state.top
    is_waiting = state.question is not None or (top is not None and top.asked is not None)
    if not is_waiting or channel not in _LIVE or state.silences >= MOST_SILENCES:
        return None
    return now + (IN_DANGER if is_danger else PATIENCE[state.silences])
