"""What a phone sends with evidence: checked at the border, kept as facts.

Odd values are kept and shown as odd; only what cannot be meant at all is refused.
"""

from datetime import timedelta
from typing import Annotated, Any, Literal

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    TypeAdapter,
    ValidationError,
)

from hearthline.kernel import Id
from hearthline.tickets.field.errors import FactsUnfit
from hearthline.tickets.field.model import DOORS_SHUT, EvidenceKind, Place

# The database takes no NUL.
NO_NUL = r"^[^\x00]*$"
_Short = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40, pattern=NO_NUL)
]
_Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500, pattern=NO_NUL)]
_Coordinate = Annotated[int, Field(ge=-10_000, le=10_000)]
_Stroke = Annotated[list[tuple[_Coordinate, _Coordinate]], Field(min_length=1, max_length=4000)]


class _Given(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class PlaceIn(_Given):
    """A point by WGS-84, in degrees, with the radius that the phone claims."""

    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]
    accuracy_m: Annotated[float, Field(ge=0, le=1_000_000)] | None = None

    def place(self) -> Place:
        """As the model knows it."""
        return Place(self.latitude, self.longitude, self.accuracy_m)


class PhotoFacts(_Given):
    """What a photo shows; `taken_at` is the file's own time by the phone."""

    subject: Literal["scene", "before", "after", "meter", "other"] = "scene"
    note: _Text = ""
    taken_at: AwareDatetime | None = None


class SignatureFacts(_Given):
    """Who signed, and the strokes in the pad's points."""

    signer_name: _Short
    signer_role: Literal["self", "family", "occupant", "property", "other"] = "self"
    strokes: Annotated[list[_Stroke], Field(min_length=1, max_length=200)]


class ReadingPoint(_Given):
    """One measured point: ℃, and metres above the floor."""

    room: _Short
    temperature_c: Annotated[float, Field(ge=-40, le=120)]
    height_m: Annotated[float, Field(ge=0, le=10)] | None = None


class ReadingFacts(_Given):
    """A measurement with both parties' word on it. It is recorded; nothing is promised by it."""

    instrument_no: _Short
    points: Annotated[list[ReadingPoint], Field(min_length=1, max_length=12)]
    doors_shut_min: Annotated[int, Field(ge=0, le=2880)] | None = None
    outdoor_c: Annotated[float, Field(ge=-60, le=60)] | None = None
    worker_confirms: Literal[True]
    customer_agrees: bool
    note: _Text = ""

    @property
    def was_shut_long_enough(self) -> bool:
        """Whether doors and windows were shut for as long as the procedure asks."""
        return timedelta(minutes=self.doors_shut_min or 0) >= DOORS_SHUT


class _OfAnyKind(_Given):
    client_id: Id
    told_at: AwareDatetime
    sent_at: AwareDatetime
    place: PlaceIn | None = None


class PhotoIn(_OfAnyKind):
    """A photo; its picture comes beside it."""

    kind: Literal[EvidenceKind.PHOTO]
    facts: PhotoFacts


class SignatureIn(_OfAnyKind):
    """A signature; its picture comes beside it."""

    kind: Literal[EvidenceKind.SIGNATURE]
    facts: SignatureFacts


class ReadingIn(_OfAnyKind):
    """A reading; it has no picture."""

    kind: Literal[EvidenceKind.READING]
    facts: ReadingFacts

    def kept(self) -> dict[str, Any]:
        """The facts, with whether the room was closed for long enough."""
        return self.facts.model_dump(mode="json") | {
            "doors_shut_ok": self.facts.was_shut_long_enough
        }


EvidenceIn = Annotated[PhotoIn | SignatureIn | ReadingIn, Field(discriminator="kind")]
_ADAPTER: TypeAdapter[PhotoIn | SignatureIn | ReadingIn] = TypeAdapter(EvidenceIn)


def read_given(text: str) -> PhotoIn | SignatureIn | ReadingIn:
    """Read the form field `meta`; raises FactsUnfit with the first thing to mend."""
    try:
        return _ADAPTER.validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "meta"
        raise FactsUnfit(where=where, what=first["msg"]) from None
