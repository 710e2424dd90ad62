"""What can go wrong when people work on a ticket.

Invalid
├── TicketTypeUnknown
├── ReasonNotAllowed
├── OutcomeUnfit
└── EvidenceMissing
Refused
└── ActionNotAllowed
Conflict
├── ActionNotPossible
└── TakenBySomebody
"""

from hearthline.kernel import Conflict, Invalid, Refused, Words


class TicketTypeUnknown(Invalid):
    """No pack has this type."""

    code = "ticket.type_unknown"
    detail = Words(
        zh="没有“{type_code}”这种工单类型，请从列表里选。",
        en="There is no ticket type `{type_code}`; choose one of the list.",
    )


class ReasonNotAllowed(Invalid):
    """The type does not allow to suspend for this reason."""

    code = "ticket.reason_not_allowed"
    detail = Words(
        zh="这类工单不能以“{reason}”挂起；可用原因：{allowed_zh}。",
        en="This type cannot be suspended for `{reason}`; allowed: {allowed_en}.",
    )


class OutcomeUnfit(Invalid):
    """A result or cause that the type does not have."""

    code = "ticket.outcome_unfit"
    detail = Words(
        zh="{what_zh}“{told}”不在这类工单的列表里，请从列表里选。",
        en="The {what_en} `{told}` is not in the list of this type; choose one of it.",
    )


class EvidenceMissing(Invalid):
    """What must be there is not; `missing` names the kinds."""

    code = "ticket.evidence_missing"
    title = Words(zh="还缺凭证", en="Evidence is missing")
    detail = Words(
        zh="还缺：{missing_zh}。请先补齐再操作。", en="Missing: {missing_en}. Add it first."
    )


class ActionNotAllowed(Refused):
    """The caller may not do this to this ticket."""

    code = "ticket.action_not_allowed"
    detail = Words(zh="{why_zh}", en="{why_en}")


class ActionNotPossible(Conflict):
    """The ticket is not in a state for it; `status` is where it stands, `allowed` what can be."""

    code = "ticket.action_not_possible"
    detail = Words(zh="{why_zh}", en="{why_en}")


class TakenBySomebody(Conflict):
    """A colleague was quicker."""

    code = "ticket.taken"
    detail = Words(
        zh="这张工单已经由{name}接单，请刷新任务列表。",
        en="{name} has already taken this ticket; reload your list.",
    )
