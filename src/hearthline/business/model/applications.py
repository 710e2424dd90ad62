"""Applications: whether one may be made, what it costs, how it stands, its papers."""

from dataclasses import dataclass
from datetime import date, datetime

from hearthline.business.model.listing import PolicyRef, Reason

CLOSED = frozenset({"REJECTED", "DONE", "WITHDRAWN"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FeePreview:
    """What an application will cost, in a sentence too; `ratio` of the full fee."""

    amount_fen: int
    text: str
    ratio: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Precheck:
    """Whether an application may be made; not eligible is an answer, with every reason.

    `summary` is read back before the customer's yes; `docs` are the papers that come afterwards.
    """

    precheck_id: str
    eligible: bool
    reasons: tuple[Reason, ...]
    docs: tuple[str, ...]
    policy: PolicyRef
    as_of: datetime
    stale: bool = False
    fee_preview: FeePreview | None = None
    summary: str | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationStep:
    """One station of an application."""

    name: str
    state: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """An application as it stands; `amount_fen` is a refund or a fee."""

    application_no: str
    type: str
    status: str
    created_at: datetime
    steps: tuple[ApplicationStep, ...]
    as_of: datetime
    stale: bool
    account_no: str | None = None
    status_text: str | None = None
    current_step: str | None = None
    handler: str | None = None
    next_date: date | None = None
    missing_docs: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    expected_done: date | None = None
    amount_fen: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still on its way."""
        return self.status not in CLOSED


@dataclass(frozen=True, slots=True, kw_only=True)
class FileResult:
    """A paper that was stored; `scan` says whether it has been looked through already."""

    file_id: str
    kind: str
    scan: str
