"""The tenant's own examples on the wire."""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import BaseModel, StringConstraints

from hearthline.dialogue.releases.model import ExampleId, OwnExample
from hearthline.dialogue.releases.wire import Names, PersonOut, PlainText, WireBody

IntentName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,64}$")]
DomainName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,32}$")]
_Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^\x00]+$"),
]


class AddExample(WireBody):
    """A text that means an intent (`example`) or only looks as if it did (`counter`)."""

    intent: IntentName
    domain: DomainName | None = None
    text: _Text
    kind: Literal["example", "counter"] = "example"


class ExportExamples(WireBody):
    """A word on the release that is made."""

    note: PlainText = ""


class ExampleOut(BaseModel):
    """An example of the tenant's own."""

    id: ExampleId
    intent: str
    domain: str | None
    text: str
    kind: Literal["example", "counter"]
    by: PersonOut | None
    at: datetime

    @classmethod
    def of(cls, example: OwnExample, names: Names) -> Self:
        """From the model."""
        return cls(
            id=example.id,
            intent=example.intent,
            domain=example.domain,
            text=example.text,
            kind=example.kind.value,
            by=PersonOut.of(example.by, names),
            at=example.at,
        )


class ExamplePage(BaseModel):
    """A page of examples, newest first."""

    items: list[ExampleOut]
    next_cursor: str | None
