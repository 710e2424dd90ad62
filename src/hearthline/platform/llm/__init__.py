"""A language model as an optional helper: one question, one answer, a deadline.

`LanguageModel` is the port; `OpenAiModel` speaks to any server with `/chat/completions`. `Mask`
takes personal data out of what leaves the house and puts it back into what comes.
"""

from hearthline.platform.llm.client import ModelAddress, ModelLimits, OpenAiModel
from hearthline.platform.llm.errors import ModelUnavailable
from hearthline.platform.llm.masking import Mask
from hearthline.platform.llm.port import LanguageModel, Message, Request

__all__ = [
    "LanguageModel",
    "Mask",
    "Message",
    "ModelAddress",
    "ModelLimits",
    "ModelUnavailable",
    "OpenAiModel",
    "Request",
]
