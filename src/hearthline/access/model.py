"""Who works here and what they may do; the rules of passwords, sessions and lock-out."""

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from hearthline.kernel import StaffId, TenantId


class Permission(StrEnum):
    """One thing that a member of staff may do."""

    DESK_VIEW = "desk.view"
    DESK_REPLY = "desk.reply"
    DESK_SUPERVISE = "desk.supervise"
    CUSTOMERS_VIEW = "customers.view"
    CUSTOMERS_UNMASK = "customers.unmask"
    TICKETS_VIEW = "tickets.view"
    TICKETS_ACT = "tickets.act"
    TICKETS_SUPERVISE = "tickets.supervise"
    FIELD_WORK = "field.work"
    KNOWLEDGE_VIEW = "knowledge.view"
    KNOWLEDGE_EDIT = "knowledge.edit"
    KNOWLEDGE_REVIEW = "knowledge.review"
    BOT_VIEW = "bot.view"
    BOT_MANAGE = "bot.manage"
    QUALITY_VIEW = "quality.view"
    INSIGHT_VIEW = "insight.view"
    STAFF_MANAGE = "staff.manage"
    AUDIT_VIEW = "audit.view"
    CHANNELS_MANAGE = "channels.manage"
    SETTINGS_MANAGE = "settings.manage"


class Role(StrEnum):
    """A post with a fixed set of permissions."""

    ADMIN = "admin"
    SUPERVISOR = "supervisor"
    AGENT = "agent"
    EDITOR = "editor"
    INSPECTOR = "inspector"
    ANALYST = "analyst"
    FIELD = "field"


_AGENT = frozenset(
    {
        Permission.DESK_VIEW,
        Permission.DESK_REPLY,
        Permission.CUSTOMERS_VIEW,
        Permission.CUSTOMERS_UNMASK,
        Permission.TICKETS_VIEW,
        Permission.TICKETS_ACT,
        Permission.KNOWLEDGE_VIEW,
    }
)

# Whoever hands out rights does not read personal data in clear by the same log-in.
GRANTS: dict[Role, frozenset[Permission]] = {
    Role.ADMIN: frozenset(Permission) - {Permission.CUSTOMERS_UNMASK},
    Role.SUPERVISOR: _AGENT
    | {
        Permission.DESK_SUPERVISE,
        Permission.TICKETS_SUPERVISE,
        Permission.KNOWLEDGE_REVIEW,
        Permission.QUALITY_VIEW,
        Permission.INSIGHT_VIEW,
        Permission.BOT_VIEW,
    },
    Role.AGENT: _AGENT,
    Role.EDITOR: frozenset(
        {
            Permission.KNOWLEDGE_VIEW,
            Permission.KNOWLEDGE_EDIT,
            Permission.KNOWLEDGE_REVIEW,
            Permission.BOT_VIEW,
            Permission.BOT_MANAGE,
        }
    ),
    Role.INSPECTOR: frozenset(
        {
            Permission.DESK_VIEW,
            Permission.TICKETS_VIEW,
            Permission.KNOWLEDGE_VIEW,
            Permission.QUALITY_VIEW,
            Permission.BOT_VIEW,
        }
    ),
    Role.ANALYST: frozenset(
        {Permission.INSIGHT_VIEW, Permission.KNOWLEDGE_VIEW, Permission.BOT_VIEW}
    ),
    # Whoever works at the customer's sees the tasks given to him, and nothing else.
    Role.FIELD: frozenset({Permission.FIELD_WORK, Permission.KNOWLEDGE_VIEW}),
}


@dataclass(frozen=True, slots=True)
class Staff:
    """A person who works for the tenant."""

    id: StaffId
    tenant_id: TenantId
    username: str
    name: str
    roles: frozenset[Role]
    is_active: bool = True

    @property
    def permissions(self) -> frozenset[Permission]:
        """Everything that any of the roles allows."""
        return frozenset().union(*(GRANTS[role] for role in self.roles))

    def may(self, permission: Permission) -> bool:
        """Whether one of the roles allows it."""
        return permission in self.permissions


@dataclass(frozen=True, slots=True)
class StaffChange:
    """What is to be different about a member of staff; None leaves it as it is."""

    name: str | None = None
    roles: frozenset[Role] | None = None
    is_active: bool | None = None

    def applied_to(self, staff: Staff) -> Staff:
        """The same person after the change."""
        return replace(
            staff,
            name=staff.name if self.name is None else self.name,
            roles=staff.roles if self.roles is None else self.roles,
            is_active=staff.is_active if self.is_active is None else self.is_active,
        )


@dataclass(frozen=True, slots=True)
class Tenant:
    """The company that a member of staff works for."""

    id: TenantId
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class SessionToken:
    """What the cookie holds: whose session it is, and a secret of 256 random bits."""

    tenant_id: TenantId
    secret: str

    @classmethod
    def new(cls, tenant_id: TenantId) -> Self:
        """A token that nobody had before."""
        return cls(tenant_id, secrets.token_urlsafe(32))

    @classmethod
    def parse(cls, text: str | None) -> Self | None:
        """Read a cookie; None when it is not one of ours."""
        tenant, _, secret = (text or "").partition(".")
        try:
            return cls(TenantId(hex=tenant), secret) if len(secret) >= 40 else None
        except ValueError:
            return None

    def __str__(self) -> str:
        """The text of the cookie."""
        return f"{self.tenant_id.hex}.{self.secret}"

    @property
    def hash(self) -> bytes:
        """What is stored; the secret is random, so a plain hash is enough."""
        return hashlib.sha256(str(self).encode()).digest()


@dataclass(frozen=True, slots=True)
class SessionRules:
    """How long a log-in lasts, and whether its cookies travel over HTTPS alone."""

    idle: timedelta = timedelta(hours=2)
    longest: timedelta = timedelta(hours=12)
    is_secure: bool = False
    allowed_origins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A member of staff with an open session."""

    staff: Staff
    tenant: Tenant
    token: SessionToken
    csrf_token: str


@dataclass(frozen=True, slots=True)
class Lockout:
    """After `threshold` failures wait `first`, doubled by each further one up to `longest`."""

    threshold: int
    first: timedelta
    longest: timedelta
    forget_after: timedelta = timedelta(hours=24)

    def pause(self, failures: int) -> timedelta | None:
        """How long to wait after so many failures."""
        if failures < self.threshold:
            return None
        doublings = min(failures - self.threshold, 20)
        return min(self.longest, self.first * (1 << doublings))


ACCOUNT_LOCKOUT = Lockout(5, timedelta(minutes=1), timedelta(minutes=30))
# One address may be a whole business hall behind one router.
ADDRESS_LOCKOUT = Lockout(50, timedelta(minutes=1), timedelta(hours=1))


@dataclass(frozen=True, slots=True)
class Tally:
    """The failures of one account or one address."""

    failures: int = 0
    last_at: datetime | None = None
    locked_until: datetime | None = None

    def wait(self, now: datetime) -> timedelta | None:
        """How long until another try is heard; None when it is now."""
        return self.locked_until - now if self.locked_until and self.locked_until > now else None

    def counted(self, now: datetime, lockout: Lockout) -> Self:
        """With one more failure; long-past ones are forgotten."""
        is_old = self.last_at is not None and now - self.last_at > lockout.forget_after
        failures = 1 if is_old else self.failures + 1
        pause = lockout.pause(failures)
        return replace(
            self, failures=failures, last_at=now, locked_until=now + pause if pause else None
        )

    def taken_back(self, lockout: Lockout) -> Self:
        """Without the last one, which turned out to be no failure."""
        failures = max(0, self.failures - 1)
        is_locked = lockout.pause(failures) is not None
        return replace(
            self, failures=failures, locked_until=self.locked_until if is_locked else None
        )
