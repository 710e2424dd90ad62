"""The closed set of what a model may propose, as a schema; there is no yes and no no in it.

A value is never told, only the words of the message in which it stands.
"""

from collections.abc import Callable
from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from hearthline.kernel.text import unsound


def _plain(text: str) -> str:
    if unsound(text) or not text.replace("\n", " ").isprintable():
        raise ValueError("not plain text")
    return text.strip()


PlainText: TypeAlias = Annotated[str, AfterValidator(_plain)]
Name: TypeAlias = Annotated[str, Field(max_length=64)]
Quote: TypeAlias = Annotated[PlainText, Field(min_length=1, max_length=200)]


class Proposed(BaseModel):
    """What all proposals share: nothing but their own members."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class StartIt(Proposed):
    """Begin the service of a wish."""

    do: Literal["start"]
    intent: Name
    domain: Name | None = None


class SetIt(Proposed):
    """A slot's value stands in these words of the message."""

    do: Literal["set"]
    slot: Name
    quote: Quote


class CorrectIt(Proposed):
    """Another value for a slot that is known stands in these words."""

    do: Literal["correct"]
    slot: Name
    quote: Quote


class AskIt(Proposed):
    """A question for the knowledge base."""

    do: Literal["ask_kb"]
    query: Quote
    intent: Name | None = None
    domain: Name | None = None


class ClarifyIt(Proposed):
    """One of these wishes is meant; ask which."""

    do: Literal["clarify"]
    intents: Annotated[list[Name], Field(min_length=1, max_length=3)]


class ChatIt(Proposed):
    """Small talk."""

    do: Literal["chitchat"]
    intent: Name


class HandOffIt(Proposed):
    """The customer wants a person."""

    do: Literal["handoff"]
    reason: Literal["customer_request", "not_understood"] = "customer_request"


class CannotIt(Proposed):
    """Nothing of the menu fits."""

    do: Literal["cannot_handle"]
    why: Literal["unclear", "out_of_scope"] = "unclear"


Proposal: TypeAlias = (
    StartIt | SetIt | CorrectIt | AskIt | ClarifyIt | ChatIt | HandOffIt | CannotIt
)


class Proposals(Proposed):
    """A whole answer."""

    commands: Annotated[
        list[Annotated[Proposal, Field(discriminator="do")]], Field(min_length=1, max_length=10)
    ]


SCHEMA: Final[dict[str, Any]] = Proposals.model_json_schema()


def read_proposals(text: str) -> Proposals | None:
    """An answer that keeps to the schema in every member; None for any other."""
    try:
        return Proposals.model_validate_json(text)
    except ValidationError:
        return None


def restored(proposal: Proposal, restore: Callable[[str], str]) -> Proposal:
    """The same proposal with what was hidden from the model put back into its words."""
    match proposal:
        case SetIt(quote=quote) | CorrectIt(quote=quote):
            return proposal.model_copy(update={"quote": restore(quote)})
        case AskIt(query=query):
            return proposal.model_copy(update={"query": restore(query)})
    return proposal
