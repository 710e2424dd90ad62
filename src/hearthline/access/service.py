"""People and their sessions: log in and out, ask who it is, add and change staff."""

import base64
import hmac
from collections.abc import Iterable
from datetime import timedelta

from hearthline.access.audit import SYSTEM, Actor, Audit
from hearthline.access.errors import (
    LastAdministrator,
    OldPasswordWrong,
    SignInNeeded,
    UsernameUnfit,
)
from hearthline.access.login import USERNAME, Credentials, LogIns, Origin
from hearthline.access.model import (
    ACCOUNT_LOCKOUT,
    GRANTS,
    Permission,
    SessionRules,
    SessionToken,
    SignedIn,
    Staff,
    StaffChange,
)
from hearthline.access.passwords import Passwords
from hearthline.access.store import SessionStore, StaffStore, TallyStore
from hearthline.kernel import Clock, StaffId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database, Session

_MANAGERS = frozenset(role for role, may in GRANTS.items() if Permission.STAFF_MANAGE in may)
_TOUCH_EVERY = timedelta(minutes=1)


class Access:
    """Knows who works here, and who is asking."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        vault: Vault,
        passwords: Passwords,
        rules: SessionRules,
    ) -> None:
        """Take what log-ins need; `rules` say how long one lasts."""
        self.rules = rules
        self._clock = clock
        self._vault = vault
        self._passwords = passwords
        self._log_ins = LogIns(database, clock, vault=vault, passwords=passwords, rules=rules)
        self._audit = Audit(clock)
        self._staff, self._sessions, self._tallies = StaffStore(), SessionStore(), TallyStore()

    async def log_in(self, claim: Credentials, origin: Origin) -> SignedIn:
        """Open a new session (in transactions of its own) and end the browser's former one."""
        staff, tenant, token = await self._log_ins.log_in(claim, origin)
        return SignedIn(staff, tenant, token, self.csrf_token(token))

    async def log_out(self, session: Session, token: SessionToken) -> None:
        """End a session; ending one that is over is no fault."""
        staff_id = await self._sessions.end(session, token)
        if staff_id is None:
            return
        await session.notify(f"staff:{staff_id}")
        await self._audit.record(
            session,
            Actor("staff", staff_id),
            "staff.logged_out",
            subject_kind="staff",
            subject_id=staff_id,
        )

    async def who(self, session: Session, token: SessionToken, *, is_use: bool = True) -> SignedIn:
        """Whose session it is; raises SignInNeeded. `is_use=False` does not keep it alive."""
        found = await self._sessions.find(session, token)
        now = self._clock.now()
        if found is None:
            raise SignInNeeded
        staff, tenant, row = found
        is_over = row["expires_at"] <= now or now - row["seen_at"] > self.rules.idle
        if is_over or not staff.is_active:
            raise SignInNeeded
        if is_use and now - row["seen_at"] > _TOUCH_EVERY:
            await self._sessions.touch(session, token, now=now)
        return SignedIn(staff, tenant, token, self.csrf_token(token))

    def csrf_token(self, token: SessionToken) -> str:
        """The token that a page sends back with each write; it fits one session alone."""
        digest = self._vault.fingerprint("csrf", str(token))
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()

    def is_csrf_token(self, token: SessionToken, given: str | None) -> bool:
        """Whether `given` is the session's CSRF token."""
        return hmac.compare_digest(self.csrf_token(token).encode(), (given or "").encode())

    async def list_staff(self, session: Session) -> list[Staff]:
        """Everybody who works or worked here."""
        return await self._staff.list(session)

    async def names(self, session: Session, ids: Iterable[StaffId]) -> dict[StaffId, str]:
        """The names of these people; an unknown id is left out."""
        return await self._staff.names(session, ids)

    async def add_staff(
        self, session: Session, staff: Staff, *, password: str, by: Staff | None = None
    ) -> Staff:
        """Add a person; raises UsernameUnfit, UsernameTaken or PasswordTooWeak."""
        if not USERNAME.fullmatch(staff.username):
            raise UsernameUnfit
        hashed = await self._passwords.hash(password, username=staff.username)
        await self._staff.add(session, staff, password_hash=hashed, at=self._clock.now())
        await self._note(session, by, "staff.added", staff, roles=sorted(staff.roles))
        return staff

    async def change_staff(
        self, session: Session, staff_id: StaffId, change: StaffChange, *, by: Staff
    ) -> Staff:
        """Change name, roles or whether the person is active; takes effect at the next request."""
        managers = await self._staff.active_with(session, _MANAGERS)
        before = await self._staff.get(session, staff_id, lock=True)
        after = change.applied_to(before)
        still_manages = after.is_active and bool(after.roles & _MANAGERS)
        if staff_id in managers and not still_manages and managers == {staff_id}:
            raise LastAdministrator
        await self._staff.save(session, after)
        if not after.is_active:
            await self._sessions.end_all(session, staff_id)
        await session.notify(f"staff:{staff_id}")
        details = {
            "roles": {"from": sorted(before.roles), "to": sorted(after.roles)},
            "is_active": {"from": before.is_active, "to": after.is_active},
        }
        deed = "staff.roles_changed" if before.roles != after.roles else "staff.changed"
        await self._note(session, by, deed, after, **details)
        return after

    async def set_password(
        self, session: Session, staff_id: StaffId, *, password: str, by: Staff
    ) -> None:
        """Give somebody a new password and end the person's sessions."""
        staff = await self._staff.get(session, staff_id)
        hashed = await self._passwords.hash(password, username=staff.username)
        await self._staff.save_password(session, staff_id, password_hash=hashed)
        await self._sessions.end_all(session, staff_id)
        await session.notify(f"staff:{staff_id}")
        await self._note(session, by, "staff.password_set", staff)

    async def change_own_password(
        self, session: Session, signed: SignedIn, *, old: str, new: str
    ) -> None:
        """Change one's own password, knowing the old one; other sessions end."""
        staff = signed.staff
        stored = await self._staff.password_hash(session, staff.id)
        if not await self._passwords.verify(stored, old):
            raise OldPasswordWrong
        hashed = await self._passwords.hash(new, username=staff.username)
        await self._staff.save_password(session, staff.id, password_hash=hashed)
        await self._sessions.end_all(session, staff.id, but=signed.token)
        await session.notify(f"staff:{staff.id}")
        await self._note(session, staff, "staff.password_changed", staff)

    async def sweep(self, session: Session) -> None:
        """Forget sessions that are over and failures that no longer count."""
        now = self._clock.now()
        await self._sessions.sweep(session, now=now, idle_since=now - self.rules.idle)
        await self._tallies.sweep(session, before=now - ACCOUNT_LOCKOUT.forget_after)

    async def _note(
        self, session: Session, by: Staff | None, deed: str, staff: Staff, **details: object
    ) -> None:
        await self._audit.record(
            session,
            by or SYSTEM,
            deed,
            subject_kind="staff",
            subject_id=staff.id,
            details=details,
        )
