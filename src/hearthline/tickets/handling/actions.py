"""What can be done to a ticket. Every action has a `client_id`, by which a repeat is known, and
may have happened earlier (`at`) than it is told: work without a network arrives late.
"""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import AwareDatetime, ConfigDict, Field

from hearthline.kernel import StaffId, TeamId, TicketId

ClientId = Annotated[str, Field(min_length=1, max_length=80)]
Reason = Annotated[str, Field(min_length=1, max_length=500)]
Told = Annotated[str, Field(min_length=1, max_length=2000)]
Code = Annotated[str, Field(min_length=1, max_length=60)]
Level = Literal["supervisor", "manager"]
Priority = Literal["P0", "P1", "P2", "P3", "P4"]
Responsibility = Literal["company", "customer", "third", "force_majeure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What every action has."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    client_id: ClientId
    at: AwareDatetime | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody stood, in degrees (WGS 84)."""

    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept(Act):
    """受理: somebody looked at what came in by itself, and it is a ticket."""

    action: Literal["accept"] = "accept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch(Act):
    """派单: give it to a team, or to one of its people."""

    team_id: TeamId
    worker_id: StaffId | None = None
    note: Annotated[str, Field(max_length=500)] = ""
    action: Literal["dispatch"] = "dispatch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Take(Act):
    """接单: a worker says that he does it."""

    action: Literal["take"] = "take"


@dataclass(frozen=True, slots=True, kw_only=True)
class Depart(Act):
    """出发: on the way; `eta_minutes` is told to the customer."""

    eta_minutes: Annotated[int, Field(ge=1, le=600)] | None = None
    action: Literal["depart"] = "depart"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrive(Act):
    """到场: at the customer's."""

    place: Spot | None = None
    accuracy_m: Annotated[float, Field(ge=0, le=100_000)] | None = None
    action: Literal["arrive"] = "arrive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Begin(Act):
    """开始处理: the work begins."""

    action: Literal["begin"] = "begin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspend(Act):
    """挂起: the clocks stand still, for a reason that the type allows and with its evidence."""

    reason: Code
    text: Annotated[str, Field(max_length=500)] = ""
    evidence_ids: Annotated[tuple[str, ...], Field(max_length=20)] = ()
    until: AwareDatetime | None = None
    action: Literal["suspend"] = "suspend"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume(Act):
    """恢复处理: on from where it was."""

    action: Literal["resume"] = "resume"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolve(Act):
    """处理完成: the work is done, with its result and cause."""

    result_code: Code
    cause_code: Code | None = None
    responsibility: Responsibility | None = None
    text: Told
    action: Literal["resolve"] = "resolve"


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveBack(Act):
    """退单: it cannot be done by whoever has it; counted."""

    reason: Reason
    action: Literal["give_back"] = "give_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer(Act):
    """转派: another team does it."""

    team_id: TeamId
    worker_id: StaffId | None = None
    reason: Reason
    action: Literal["transfer"] = "transfer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Act):
    """联系客户: somebody spoke with the customer."""

    text: Told
    action: Literal["contact"] = "contact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Act):
    """答复: the customer was told the result."""

    text: Told
    action: Literal["answer"] = "answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Appoint(Act):
    """预约: when somebody comes; later than the limit it counts only if the customer agreed."""

    appointment_at: AwareDatetime
    agreed: bool
    text: Annotated[str, Field(max_length=500)] = ""
    action: Literal["appoint"] = "appoint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Urge(Act):
    """催办: the customer asks again; no clock is reset."""

    text: Told
    emotion: Annotated[str, Field(max_length=20)] = "CALM"
    action: Literal["urge"] = "urge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Supervise(Act):
    """督办: a supervisor keeps an eye on it."""

    text: Told
    action: Literal["supervise"] = "supervise"


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalate(Act):
    """升级: somebody higher must know."""

    to: Level
    text: Told
    action: Literal["escalate"] = "escalate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Raise(Act):
    """调整优先级: more or less urgent than its type."""

    priority: Priority
    reason: Reason
    action: Literal["prioritise"] = "prioritise"


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge(Act):
    """并单: another ticket is about the same; this one follows it from now on."""

    into: TicketId
    action: Literal["merge"] = "merge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a ticket that becomes one of its own."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    type_code: Code
    title: Annotated[str, Field(max_length=120)] = ""
    description: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Split(Act):
    """拆单: parts of it go on as tickets of their own."""

    parts: Annotated[tuple[Part, ...], Field(min_length=1, max_length=10)]
    action: Literal["split"] = "split"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopen(Act):
    """重开: it did not help."""

    reason: Reason
    action: Literal["reopen"] = "reopen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Void(Act):
    """申请作废: it should never have been; another person must confirm."""

    reason: Reason
    action: Literal["void"] = "void"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmVoid(Act):
    """确认作废: somebody else than who asked agrees."""

    action: Literal["confirm_void"] = "confirm_void"


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw(Act):
    """撤销: the customer takes it back."""

    reason: Reason
    action: Literal["withdraw"] = "withdraw"


@dataclass(frozen=True, slots=True, kw_only=True)
class Close(Act):
    """办结: the end, when the evidence is there and the customer was asked."""

    text: Annotated[str, Field(max_length=500)] = ""
    action: Literal["close"] = "close"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Act):
    """备注: for colleagues."""

    text: Told
    action: Literal["note"] = "note"


Action: TypeAlias = Annotated[
    Accept
    | Dispatch
    | Take
    | Depart
    | Arrive
    | Begin
    | Suspend
    | Resume
    | Resolve
    | GiveBack
    | Transfer
    | Contact
    | Answer
    | Appoint
    | Urge
    | Supervise
    | Escalate
    | Raise
    | Merge
    | Split
    | Reopen
    | Void
    | ConfirmVoid
    | Withdraw
    | Close
    | Note,
    Field(discriminator="action"),
]
