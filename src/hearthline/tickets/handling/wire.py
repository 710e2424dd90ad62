"""Work on tickets on the wire."""

from datetime import timedelta
from typing import Annotated, Any, Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from hearthline.customers import Refs
from hearthline.kernel import ConversationId, CustomerId, TenantId, TicketId
from hearthline.tickets.duties import DutyRules
from hearthline.tickets.forms import Choice, FormField, SuspendReason, TypeForm
from hearthline.tickets.handling.allowed import Offered
from hearthline.tickets.handling.opening import NewTicket
from hearthline.tickets.model import External, Place, Submitter, Ticket
from hearthline.tickets.teams.wire import SuggestionOut
from hearthline.tickets.wire import TicketOut

Short = Annotated[str, Field(max_length=120)]
Sealed = Annotated[str, Field(pattern=r"^[0-9A-Za-z_=-]{20,600}$")]
SubmitterKind = Literal["self", "family", "property", "gov", "agent", "bot", "system"]
Priority = Literal["P0", "P1", "P2", "P3", "P4"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SubmitterIn(_Strict):
    """Who told of it, who need not be the customer."""

    kind: SubmitterKind = "self"
    name: Short = ""
    phone: Annotated[str, Field(max_length=24)] | None = None


class PlaceIn(_Strict):
    """Where it is."""

    address: Annotated[str, Field(max_length=200)] = ""
    community: Short | None = None
    building: Short | None = None
    unit: Short | None = None
    station: Short | None = None


class ExternalIn(_Strict):
    """The number and deadline of another office, as 12345 or 12398."""

    source: Annotated[str, Field(pattern=r"^[a-z0-9_]{2,20}$")]
    no: Annotated[str, Field(min_length=1, max_length=60)]
    deadline: AwareDatetime | None = None


class OpenTicket(_Strict):
    """A new ticket; a repeated `client_id` opens none.

    `account_ref` and `contact_ref` stand for what was chosen and not shown; a number that is
    written out counts before them.
    """

    client_id: Annotated[str, Field(min_length=1, max_length=80)]
    type_code: Annotated[str, Field(max_length=20)]
    description: Annotated[str, Field(min_length=1, max_length=2000)]
    title: Short = ""
    priority: Priority | None = None
    account_no: Annotated[str, Field(pattern=r"^[0-9A-Za-z-]{4,32}$")] | None = None
    account_ref: Sealed | None = None
    customer_id: CustomerId | None = None
    conversation_id: ConversationId | None = None
    submitter: SubmitterIn = SubmitterIn()
    place: PlaceIn = PlaceIn()
    contact_phone: Annotated[str, Field(pattern=r"^\+?[0-9][0-9 -]{5,18}[0-9]$")] | None = None
    contact_ref: Sealed | None = None
    source_channel: Annotated[str, Field(pattern=r"^[a-z0-9_]{1,20}$")] | None = None
    details: Annotated[dict[str, Any], Field(max_length=60)] = {}
    emotion: Literal["CALM", "WORRIED", "ANNOYED", "ANGRY", "THREATENING"] = "CALM"
    external: ExternalIn | None = None

    def new(self, refs: Refs, tenant_id: TenantId) -> NewTicket:
        """The same for the service; raises RefBroken."""
        external, account, phone = self.external, self.account_no, self.contact_phone
        if account is None and self.account_ref is not None:
            account = refs.account(tenant_id, self.account_ref).account_no
        if phone is None and self.contact_ref is not None:
            phone = refs.phone(tenant_id, self.contact_ref)
        return NewTicket(
            client_id=self.client_id,
            type_code=self.type_code,
            description=self.description,
            title=self.title,
            priority=self.priority,
            account_no=account,
            customer_id=self.customer_id,
            conversation_id=self.conversation_id,
            submitter=Submitter(**self.submitter.model_dump()),
            place=Place(**self.place.model_dump()),
            contact_phone=phone,
            source_channel=self.source_channel,
            details=self.details,
            emotion=self.emotion,
            external=External(**external.model_dump()) if external else None,
        )


class ActedOut(BaseModel):
    """What came of an action; `is_repeated` when it was done already."""

    ticket: TicketOut
    is_repeated: bool
    opened: list[TicketId]


class OfferedOut(BaseModel):
    """An action that is possible now."""

    action: str
    is_next: bool

    @classmethod
    def of(cls, offered: Offered) -> Self:
        """The same on the wire."""
        return cls(action=offered.action, is_next=offered.is_next)


class RelatedOut(BaseModel):
    """A ticket that has to do with another: parent, child, part, whole, before or after."""

    how: str
    id: TicketId
    work_order_no: str
    type_name: str
    status: str
    title: str

    @classmethod
    def of(cls, other: Ticket, of: Ticket) -> Self:
        """The other ticket, as it stands to one."""
        hows = {
            "parent": other.id == of.parent_id,
            "child": other.parent_id == of.id,
            "whole": other.id == of.split_from,
            "part": other.split_from == of.id,
            "before": other.id == of.reopens,
        }
        return cls(
            how=next((how for how, holds in hows.items() if holds), "after"),
            id=other.id,
            work_order_no=other.work_order_no,
            type_name=other.type_name,
            status=other.status,
            title=other.title,
        )


class TicketDeskOut(BaseModel):
    """A ticket with everything that a page about it needs."""

    ticket: TicketOut
    allowed: list[OfferedOut]
    missing: list[str]
    related: list[RelatedOut]
    suggestions: list[SuggestionOut]


class ChoiceOut(BaseModel):
    """A code with its name; a cause of the second level names its first."""

    code: str
    zh: str
    en: str
    of: str | None = None

    @classmethod
    def all(cls, choices: tuple[Choice, ...]) -> list[Self]:
        """Choices on the wire."""
        return [cls(code=one.code, zh=one.name.zh, en=one.name.en, of=one.of) for one in choices]


class FormFieldOut(BaseModel):
    """A field of a form."""

    name: str
    zh: str
    en: str
    kind: str
    required: bool
    values: list[ChoiceOut]

    @classmethod
    def of(cls, field: FormField) -> Self:
        """The field on the wire."""
        return cls(
            name=field.name,
            zh=field.label.zh,
            en=field.label.en,
            kind=field.kind,
            required=field.is_required,
            values=ChoiceOut.all(field.values),
        )


class SuspendReasonOut(BaseModel):
    """A reason to suspend, with what must prove it."""

    code: str
    zh: str
    en: str
    evidence: str

    @classmethod
    def of(cls, reason: SuspendReason) -> Self:
        """The reason on the wire."""
        name = reason.name
        return cls(code=reason.code, zh=name.zh, en=name.en, evidence=reason.evidence)


class LimitOut(BaseModel):
    """A clock's limit: seconds that run day and night, or working days."""

    clock: str
    name: str
    seconds: int | None
    workdays: int | None


class TicketTypeOut(BaseModel):
    """A type of ticket with its form."""

    code: str
    zh: str
    en: str
    domain: str
    priority: str
    call_back: str
    has_visit: bool
    team_skill: str
    note: str
    fields: list[FormFieldOut]
    close_needs: list[str]
    suspend_reasons: list[SuspendReasonOut]
    results: list[ChoiceOut]
    causes: list[ChoiceOut]
    limits: list[LimitOut]

    @classmethod
    def of(cls, form: TypeForm, rules: DutyRules) -> Self:
        """The type on the wire."""
        return cls(
            code=form.code,
            zh=form.name.zh,
            en=form.name.en,
            domain=form.domain,
            priority=form.priority,
            call_back=form.call_back,
            has_visit=form.has_visit,
            team_skill=form.skill,
            note=form.note,
            fields=[FormFieldOut.of(field) for field in form.fields],
            close_needs=list(form.close_needs),
            suspend_reasons=[SuspendReasonOut.of(one) for one in form.suspend_reasons],
            results=ChoiceOut.all(form.results),
            causes=ChoiceOut.all(form.causes),
            limits=_limits(form, rules),
        )


class TicketTypeList(BaseModel):
    """Every type of every trade."""

    items: list[TicketTypeOut]


def _limits(form: TypeForm, rules: DutyRules) -> list[LimitOut]:
    limits = rules.types[form.code].limits
    return [
        LimitOut(
            clock=rule.code,
            name=rule.name,
            seconds=_seconds(limits[rule.code].span),
            workdays=limits[rule.code].workdays or None,
        )
        for rule in rules.clocks
        if rule.code in limits
    ]


def _seconds(span: timedelta | None) -> int | None:
    return None if span is None else int(span.total_seconds())
