"""What a type of ticket asks for, and what it needs to be suspended, resolved and closed."""

from hearthline.tickets.forms.checking import checked_details
from hearthline.tickets.forms.errors import DetailsUnfit
from hearthline.tickets.forms.model import (
    Choice,
    FieldKind,
    FormField,
    NeededEvidence,
    SuspendReason,
    TypeForm,
)
from hearthline.tickets.forms.reading import FormReader

__all__ = [
    "Choice",
    "DetailsUnfit",
    "FieldKind",
    "FormField",
    "FormReader",
    "NeededEvidence",
    "SuspendReason",
    "TypeForm",
    "checked_details",
]
