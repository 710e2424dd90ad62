"""One card at a time for the person who answers: made, ranked, pushed in time, and learnt from."""

from hearthline.assist.cards.events import AssistAlerted
from hearthline.assist.cards.pushing import CardPushes
from hearthline.assist.cards.service import Cards
from hearthline.assist.cards.wire import CardOut

__all__ = ["AssistAlerted", "CardOut", "CardPushes", "Cards"]
