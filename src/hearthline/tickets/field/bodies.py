"""What phones send: actions in their order, each with its client id and the phone's own time."""

from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from hearthline.kernel import Id, TicketId
from hearthline.tickets.field.given import NO_NUL, PlaceIn
from hearthline.tickets.field.service import Sent
from hearthline.tickets.handling import Spot, actions
from hearthline.tickets.handling.actions import Action

MOST_ACTIONS = 50
_Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500, pattern=NO_NUL)]
_Told = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000, pattern=NO_NUL)
]
_Why = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500, pattern=NO_NUL)
]
_Code = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=NO_NUL)]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class _ActionIn(_In):
    client_id: Id
    ticket_id: TicketId
    at: AwareDatetime


class StepIn(_ActionIn):
    """Taken, set out, begun, gone on with."""

    action: Literal["take", "depart", "begin", "resume"]

    def act(self) -> Action:
        """As tickets know it."""
        steps: dict[str, type[Any]] = {
            "take": actions.Take,
            "depart": actions.Depart,
            "begin": actions.Begin,
            "resume": actions.Resume,
        }
        action: Action = steps[self.action](client_id=str(self.client_id))
        return action


class ArriveIn(_ActionIn):
    """There; `reason` says why the place is far from the address."""

    action: Literal["arrive"]
    place: PlaceIn | None = None
    reason: _Text = ""

    def act(self) -> Action:
        """As tickets know it."""
        at = self.place
        return actions.Arrive(
            client_id=str(self.client_id),
            place=Spot(at.latitude, at.longitude) if at else None,
            accuracy_m=min(at.accuracy_m, 100_000) if at and at.accuracy_m is not None else None,
        )


class SuspendIn(_ActionIn):
    """Put off for a reason of the type; what was photographed here proves it."""

    action: Literal["suspend"]
    reason: _Code
    text: _Text = ""

    def act(self) -> Action:
        """As tickets know it."""
        return actions.Suspend(client_id=str(self.client_id), reason=self.reason, text=self.text)


class GiveBackIn(_ActionIn):
    """Cannot be done by whoever has it."""

    action: Literal["give_back"]
    reason: _Why

    def act(self) -> Action:
        """As tickets know it."""
        return actions.GiveBack(client_id=str(self.client_id), reason=self.reason)


class WordsIn(_ActionIn):
    """Spoken with the customer, or noted for colleagues."""

    action: Literal["contact", "note"]
    text: _Told

    def act(self) -> Action:
        """As tickets know it."""
        if self.action == "contact":
            return actions.Contact(client_id=str(self.client_id), text=self.text)
        return actions.Note(client_id=str(self.client_id), text=self.text)


class ResolveIn(_ActionIn):
    """Done, with result and cause by the pack's codes."""

    action: Literal["resolve"]
    result_code: _Code
    cause_code: _Code | None = None
    responsibility: actions.Responsibility | None = None
    text: _Told

    def act(self) -> Action:
        """As tickets know it."""
        return actions.Resolve(
            client_id=str(self.client_id),
            result_code=self.result_code,
            cause_code=self.cause_code,
            responsibility=self.responsibility,
            text=self.text,
        )


FieldActionIn = Annotated[
    StepIn | ArriveIn | SuspendIn | GiveBackIn | WordsIn | ResolveIn, Field(discriminator="action")
]
_SHARED = {"client_id", "ticket_id", "at", "action"}


class SyncIn(_In):
    """What a phone did, in its order; `sent_at` is its clock when it sends."""

    sent_at: AwareDatetime
    actions: Annotated[list[FieldActionIn], Field(max_length=MOST_ACTIONS)]

    def sent(self) -> list[Sent]:
        """As the service takes it."""
        return [_sent(one) for one in self.actions]


def _sent(given: StepIn | ArriveIn | SuspendIn | GiveBackIn | WordsIn | ResolveIn) -> Sent:
    sent = Sent(
        client_id=given.client_id,
        ticket_id=given.ticket_id,
        action=given.act(),
        told_at=given.at,
        content=given.model_dump(mode="json", exclude=_SHARED),
    )
    if isinstance(given, ArriveIn):
        place = given.place.place() if given.place else None
        return replace(sent, place=place, reason=given.reason)
    return sent
