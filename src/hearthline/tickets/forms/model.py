"""A type of ticket as people fill it in and work on it."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from hearthline.kernel import Words


class FieldKind(StrEnum):
    """What a field of a form takes; a temperature is in ℃, a photo is the id of an upload."""

    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    DATE = "date"
    PHONE = "phone"
    ADDRESS = "address"
    TEMPERATURE = "temperature"
    PHOTO = "photo"


class NeededEvidence(StrEnum):
    """What must be there before a ticket may be closed."""

    ARRIVAL = "arrival"
    PHOTO = "photo"
    READING = "reading"
    SIGNATURE = "signature"

    @property
    def words(self) -> Words:
        """What people call it."""
        return _EVIDENCE_NAMES[self]


_NAMELESS = Words(zh="", en="")
_EVIDENCE_NAMES = {
    NeededEvidence.ARRIVAL: Words(zh="到场记录", en="arrival"),
    NeededEvidence.PHOTO: Words(zh="现场照片", en="photo"),
    NeededEvidence.READING: Words(zh="测量读数", en="reading"),
    NeededEvidence.SIGNATURE: Words(zh="客户签字", en="signature"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A code of the pack with its name; a cause of the second level names its first (`of`)."""

    code: str
    name: Words
    of: str | None = None


@dataclass(frozen=True, slots=True)
class SuspendReason:
    """Why the clocks may stand still, and what must prove it: a `note` in words, or `photo`."""

    code: str
    name: Words
    evidence: str = "note"


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of a type's form."""

    name: str
    label: Words
    kind: FieldKind
    is_required: bool = False
    values: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class TypeForm:
    """Everything that a type of ticket asks for.

    `skill` is what a team must be able to do; `call_back` is required, sample, none, before_reply
    or confidential; `external_margin` is how long before an outside deadline we want to be done;
    `repeats` names the group in which another ticket of the same account is a repeat. Reports of
    one `matter` that lie together make an incident; a type that `leads_incident` is its own ticket.
    """

    code: str = ""
    name: Words = _NAMELESS
    domain: str = ""
    priority: str = "P3"
    fields: tuple[FormField, ...] = ()
    close_needs: tuple[NeededEvidence, ...] = ()
    suspend_reasons: tuple[SuspendReason, ...] = ()
    results: tuple[Choice, ...] = ()
    causes: tuple[Choice, ...] = ()
    skill: str = ""
    call_back: str = "required"
    has_visit: bool = False
    external_margin: timedelta = timedelta()
    note: str = ""
    matter: str = ""
    leads_incident: bool = False

    @property
    def repeats(self) -> str:
        """The second level of the type: what stands before its number."""
        return self.code.rpartition("-")[0]

    def suspend_reason(self, code: str) -> SuspendReason | None:
        """The reason with this code, if the type allows it."""
        return next((one for one in self.suspend_reasons if one.code == code), None)
