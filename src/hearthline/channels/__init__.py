"""Channels: how customers' words come in, and how ours reach them.

The customer API is the one public way in; every other channel is an adapter in front of it.
"""

from hearthline.channels.service import Rates, Reception
from hearthline.channels.stream import CustomerStreams
from hearthline.channels.tokens import SessionTokens
from hearthline.channels.view import CustomerView

__all__ = [
    "CustomerStreams",
    "CustomerView",
    "Rates",
    "Reception",
    "SessionTokens",
]
