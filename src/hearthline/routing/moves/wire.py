"""Bodies of moves."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from hearthline.kernel import ConversationId, QueueId, StaffId
from hearthline.routing.model import PresenceState
from hearthline.routing.moves.model import (
    Asked,
    BotFlow,
    BotStep,
    Hands,
    Incoming,
    Invitation,
    PersonTarget,
    QueueTarget,
    Targets,
    Transfer,
)

_Note = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=2000, pattern=r"^[^\x00]*$")
]
_Flow = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_:]{0,99}$")]
NamesOf = Mapping[StaffId, str]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    client_id: UUID
    note: _Note = ""

    def asked(self) -> Asked:
        """What makes a repeat harmless, and the words for the next."""
        return Asked(self.client_id, self.note)


class TransferTo(_Body):
    """Give to a queue or to a person, one of the two; sent again with its client_id: once."""

    queue_id: QueueId | None = None
    staff_id: StaffId | None = None

    @model_validator(mode="after")
    def one_of_two(self) -> Self:
        """Exactly one target."""
        if (self.queue_id is None) == (self.staff_id is None):
            raise PydanticCustomError("one_target", "Either `queue_id` or `staff_id`")
        return self


class Invite(_Body):
    """Ask a colleague to join."""

    staff_id: StaffId


class ToBot(_Body):
    """Have the bot run a flow, named as in the list of targets."""

    step: _Flow


class PersonOut(BaseModel):
    """Somebody, by name."""

    id: StaffId
    name: str

    @classmethod
    def of(cls, staff_id: StaffId | None, names: NamesOf) -> Self | None:
        """The person, if there is one."""
        return None if staff_id is None else cls(id=staff_id, name=names.get(staff_id, "同事"))


class TransferOut(BaseModel):
    """A transfer: from whom, to whom or where, with which note, and how it ended."""

    conversation_id: ConversationId
    giver: PersonOut
    to: PersonOut | None
    to_queue: QueueId | None
    note: str
    began_at: datetime
    expires_at: datetime | None
    outcome: str | None
    ended_at: datetime | None

    @classmethod
    def of(cls, transfer: Transfer, names: NamesOf) -> Self:
        """The transfer on the wire."""
        giver = transfer.from_staff
        return cls(
            conversation_id=transfer.conversation_id,
            giver=PersonOut(id=giver, name=names.get(giver, "同事")),
            to=PersonOut.of(transfer.to_staff, names),
            to_queue=transfer.to_queue,
            note=transfer.note,
            began_at=transfer.began_at,
            expires_at=transfer.expires_at,
            outcome=transfer.outcome,
            ended_at=transfer.ended_at,
        )


class InvitationOut(BaseModel):
    """A colleague's part in a conversation."""

    conversation_id: ConversationId
    staff: PersonOut
    by: PersonOut
    note: str
    invited_at: datetime
    expires_at: datetime
    joined_at: datetime | None
    ended_at: datetime | None
    outcome: str | None

    @classmethod
    def of(cls, invitation: Invitation, names: NamesOf) -> Self:
        """The invitation on the wire."""
        whom, by = invitation.staff_id, invitation.invited_by
        return cls(
            conversation_id=invitation.conversation_id,
            staff=PersonOut(id=whom, name=names.get(whom, "同事")),
            by=PersonOut(id=by, name=names.get(by, "同事")),
            note=invitation.note,
            invited_at=invitation.invited_at,
            expires_at=invitation.expires_at,
            joined_at=invitation.joined_at,
            ended_at=invitation.ended_at,
            outcome=invitation.outcome,
        )


class BotFlowOut(BaseModel):
    """A flow that the bot may run; `step` is what `to-bot` takes."""

    step: str
    domain: str
    name: str

    @classmethod
    def of(cls, flow: BotFlow) -> Self:
        """The flow on the wire."""
        return cls(step=f"{flow.domain}:{flow.flow}", domain=flow.domain, name=flow.name)


class BotStepOut(BaseModel):
    """What the bot runs, or ran last, for an agent."""

    flow: BotFlowOut
    note: str
    asked_at: datetime
    begun_at: datetime | None
    ended_at: datetime | None
    outcome: str | None

    @classmethod
    def of(cls, step: BotStep) -> Self:
        """The step on the wire."""
        return cls(
            flow=BotFlowOut.of(step.flow),
            note=step.note,
            asked_at=step.asked_at,
            begun_at=step.begun_at,
            ended_at=step.ended_at,
            outcome=step.outcome,
        )


class HandsOut(BaseModel):
    """The last transfer, who is asked or has joined, the last step of the bot."""

    transfer: TransferOut | None
    invitations: list[InvitationOut]
    step: BotStepOut | None

    @classmethod
    def of(cls, hands: Hands, names: NamesOf) -> Self:
        """The hands on the wire."""
        return cls(
            transfer=TransferOut.of(hands.transfer, names) if hands.transfer else None,
            invitations=[InvitationOut.of(one, names) for one in hands.invitations],
            step=BotStepOut.of(hands.step) if hands.step else None,
        )


class IncomingOut(BaseModel):
    """What colleagues ask of the caller; `customers`: what each conversation's is called."""

    transfers: list[TransferOut]
    invitations: list[InvitationOut]
    customers: dict[ConversationId, str]

    @classmethod
    def of(cls, incoming: Incoming, names: NamesOf) -> Self:
        """What comes, on the wire."""
        return cls(
            transfers=[TransferOut.of(one, names) for one in incoming.transfers],
            invitations=[InvitationOut.of(one, names) for one in incoming.invitations],
            customers=dict(incoming.customers),
        )


class PersonTargetOut(BaseModel):
    """A colleague with state, load and skills."""

    id: StaffId
    name: str
    state: PresenceState
    reason: str | None
    connected: bool
    load: int
    capacity: int
    skills: list[str]

    @classmethod
    def of(cls, person: PersonTarget) -> Self:
        """The colleague on the wire."""
        return cls(
            id=person.staff_id,
            name=person.name,
            state=person.state,
            reason=person.reason,
            connected=person.is_connected,
            load=person.load,
            capacity=person.capacity,
            skills=list(person.skills),
        )


class QueueTargetOut(BaseModel):
    """A queue with who waits and who is there."""

    id: QueueId
    name: str
    waiting: int
    longest_wait_s: int | None
    agents_available: int
    agents_total: int

    @classmethod
    def of(cls, queue: QueueTarget) -> Self:
        """The queue on the wire."""
        return cls(
            id=queue.id,
            name=queue.name,
            waiting=queue.waiting,
            longest_wait_s=queue.longest_wait_s,
            agents_available=queue.agents_available,
            agents_total=queue.agents_total,
        )


class TargetsOut(BaseModel):
    """Where a conversation may go; `may_exceed`: full colleagues may be asked too."""

    queues: list[QueueTargetOut]
    people: list[PersonTargetOut]
    flows: list[BotFlowOut]
    may_exceed: bool

    @classmethod
    def of(cls, targets: Targets) -> Self:
        """The targets on the wire."""
        return cls(
            queues=[QueueTargetOut.of(one) for one in targets.queues],
            people=[PersonTargetOut.of(one) for one in targets.people],
            flows=[BotFlowOut.of(one) for one in targets.flows],
            may_exceed=targets.may_exceed,
        )
