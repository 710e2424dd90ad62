"""The check of a reply before it is sent: the same rules that inspection uses afterwards."""

from hearthline.assist.checking.model import Warned
from hearthline.assist.checking.service import ReplyCheck

__all__ = ["ReplyCheck", "Warned"]
