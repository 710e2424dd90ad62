"""Who works here and what they may do: staff, roles, log-in sessions, lock-out, audit.

A route asks for permissions with `needs(…)`, a socket with `staff_of_socket`; a deed that must
be answerable is written with `Audit.record`. Customers are not staff: they belong to channels.
"""

from hearthline.access.audit import NOBODY, SYSTEM, Actor, Audit
from hearthline.access.demo import DEMO_STAFF, seed_demo
from hearthline.access.errors import (
    CsrfMismatch,
    LockedOut,
    PermissionMissing,
    SignInNeeded,
    StaffUnknown,
    WrongCredentials,
)
from hearthline.access.guard import (
    CSRF_COOKIE,
    CSRF_HEADER,
    SESSION_COOKIE,
    Need,
    check,
    needs,
    signed_in,
    socket_session,
    staff_of_socket,
)
from hearthline.access.jobs import access_jobs
from hearthline.access.login import Credentials, Origin
from hearthline.access.model import (
    GRANTS,
    Permission,
    Role,
    SessionRules,
    SessionToken,
    SignedIn,
    Staff,
    StaffChange,
    Tenant,
)
from hearthline.access.passwords import Passwords
from hearthline.access.service import Access

__all__ = [
    "CSRF_COOKIE",
    "CSRF_HEADER",
    "DEMO_STAFF",
    "GRANTS",
    "NOBODY",
    "SESSION_COOKIE",
    "SYSTEM",
    "Access",
    "Actor",
    "Audit",
    "Credentials",
    "CsrfMismatch",
    "LockedOut",
    "Need",
    "Origin",
    "Passwords",
    "Permission",
    "PermissionMissing",
    "Role",
    "SessionRules",
    "SessionToken",
    "SignInNeeded",
    "SignedIn",
    "Staff",
    "StaffChange",
    "StaffUnknown",
    "Tenant",
    "WrongCredentials",
    "access_jobs",
    "check",
    "needs",
    "seed_demo",
    "signed_in",
    "socket_session",
    "staff_of_socket",
]
