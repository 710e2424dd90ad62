"""The port: what a language model is to the product."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol


@dataclass(frozen=True, slots=True)
class Message:
    """A part of a question: our instructions (`system`) or the data they speak of (`user`)."""

    role: Literal["system", "user"]
    content: str


@dataclass(frozen=True, slots=True)
class Request:
    """A question; `task` is a constant word for the measurements.

    With `schema` the answer must be one JSON object of that JSON schema.
    """

    task: str
    messages: Sequence[Message]
    schema: Mapping[str, Any] | None = None
    most_tokens: int = 500


class LanguageModel(Protocol):
    """Answers questions, or says in time that it cannot."""

    async def complete(self, request: Request, *, deadline_seconds: float) -> str:
        """The answer's text; raises `ModelUnavailable` at the deadline at the latest.

        Nothing of the answer has been checked: the caller validates it against what he allows.
        """
        ...
