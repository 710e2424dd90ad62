"""Rows of staff, sessions and failed log-ins; they become models here and nowhere else."""

from collections.abc import Iterable
from datetime import datetime

from hearthline.access.errors import StaffUnknown, UsernameTaken
from hearthline.access.model import Role, SessionToken, Staff, Tally, Tenant
from hearthline.kernel import StaffId, TenantId
from hearthline.platform.db import Row, Session

_OF_SESSION = """
SELECT s.*, t.slug, t.name AS tenant_name, o.seen_at, o.expires_at
FROM staff_session o
JOIN staff_member s ON s.tenant_id = o.tenant_id AND s.id = o.staff_id
JOIN tenant t ON t.id = s.tenant_id
WHERE o.token_hash = %(hash)s
"""
_LOCK = "SELECT FROM staff WHERE id = %(id)s FOR UPDATE"
_GET = "SELECT * FROM staff_member WHERE id = %(id)s"
_LIST = "SELECT * FROM staff_member ORDER BY is_active DESC, username LIMIT 2000"
_RENEW = """
UPDATE staff SET password_hash = %(new)s WHERE id = %(id)s AND password_hash = %(old)s
"""
_ADD = """
INSERT INTO staff (id, username, name, password_hash, created_at)
VALUES (%(id)s, %(username)s, %(name)s, %(password_hash)s, %(at)s)
ON CONFLICT (tenant_id, username) DO NOTHING RETURNING id
"""
_ADD_ROLES = "INSERT INTO staff_role (staff_id, role) SELECT %(id)s, unnest(%(roles)s::text[])"
_WITH_ROLE = """
SELECT s.id FROM staff s JOIN staff_role r ON r.tenant_id = s.tenant_id AND r.staff_id = s.id
WHERE r.role = ANY(%(roles)s) AND s.is_active ORDER BY s.id FOR UPDATE OF s
"""
_OPEN = """
INSERT INTO staff_session (token_hash, staff_id, opened_at, seen_at, expires_at)
VALUES (%(hash)s, %(staff)s, %(now)s, %(now)s, %(expires)s)
"""
_TALLY = """
SELECT failures, last_at, locked_until FROM login_attempt
WHERE kind = %(kind)s AND key = %(key)s FOR UPDATE
"""
_NEW_TALLY = """
INSERT INTO login_attempt (kind, key, failures, last_at) VALUES (%(kind)s, %(key)s, 0, %(now)s)
ON CONFLICT DO NOTHING
"""
_KEEP_TALLY = """
UPDATE login_attempt SET failures = %(failures)s, last_at = %(last_at)s,
  locked_until = %(locked_until)s
WHERE kind = %(kind)s AND key = %(key)s
"""


def _staff(row: Row) -> Staff:
    return Staff(
        id=StaffId.of(row["id"]),
        tenant_id=TenantId.of(row["tenant_id"]),
        username=row["username"],
        name=row["name"],
        roles=frozenset(Role(role) for role in row["roles"]),
        is_active=row["is_active"],
    )


class StaffStore:
    """Staff and their roles."""

    async def get(self, session: Session, staff_id: StaffId, *, lock: bool = False) -> Staff:
        """One person; raises StaffUnknown."""
        if lock:
            await session.execute(_LOCK, {"id": staff_id})
        row = await session.maybe(_GET, {"id": staff_id})
        if row is None:
            raise StaffUnknown
        return _staff(row)

    async def find(self, session: Session, username: str) -> tuple[Staff, str] | None:
        """A person by user name, with the password's hash."""
        row = await session.maybe(
            "SELECT * FROM staff_member WHERE username = %(username)s",
            {"username": username.lower()},
        )
        return (_staff(row), row["password_hash"]) if row else None

    async def list(self, session: Session) -> list[Staff]:
        """Everybody, by name; a tenant has hundreds at most."""
        rows = await session.all(_LIST)
        return [_staff(row) for row in rows]

    async def password_hash(self, session: Session, staff_id: StaffId) -> str:
        """The stored hash of a person's password."""
        row = await session.maybe(
            "SELECT password_hash FROM staff WHERE id = %(id)s", {"id": staff_id}
        )
        if row is None:
            raise StaffUnknown
        return str(row["password_hash"])

    async def add(
        self, session: Session, staff: Staff, *, password_hash: str, at: datetime
    ) -> None:
        """Add a person with roles; raises UsernameTaken."""
        params = {
            "id": staff.id,
            "username": staff.username,
            "name": staff.name,
            "password_hash": password_hash,
            "at": at,
        }
        if await session.maybe(_ADD, params) is None:
            raise UsernameTaken(username=staff.username)
        await session.execute(_ADD_ROLES, {"id": staff.id, "roles": sorted(staff.roles)})

    async def save(self, session: Session, staff: Staff) -> None:
        """Write name, roles and whether the person is active."""
        params = {"id": staff.id, "name": staff.name, "active": staff.is_active}
        await session.execute(
            "UPDATE staff SET name = %(name)s, is_active = %(active)s WHERE id = %(id)s", params
        )
        await session.execute("DELETE FROM staff_role WHERE staff_id = %(id)s", params)
        await session.execute(_ADD_ROLES, {"id": staff.id, "roles": sorted(staff.roles)})

    async def save_password(
        self, session: Session, staff_id: StaffId, *, password_hash: str
    ) -> None:
        """Replace the password's hash."""
        await session.execute(
            "UPDATE staff SET password_hash = %(hash)s WHERE id = %(id)s",
            {"id": staff_id, "hash": password_hash},
        )

    async def renew_password(
        self, session: Session, staff_id: StaffId, *, old: str, new: str
    ) -> None:
        """Replace a hash by one of the same password, unless the password was changed."""
        await session.execute(_RENEW, {"id": staff_id, "old": old, "new": new})

    async def active_with(self, session: Session, roles: Iterable[Role]) -> set[StaffId]:
        """Who is active and has one of the roles; locked, so that two cannot leave at once."""
        rows = await session.all(_WITH_ROLE, {"roles": sorted(roles)})
        return {StaffId.of(row["id"]) for row in rows}

    async def names(self, session: Session, ids: Iterable[StaffId]) -> dict[StaffId, str]:
        """The names of these people."""
        rows = await session.all(
            "SELECT id, name FROM staff WHERE id = ANY(%(ids)s)", {"ids": list(ids)}
        )
        return {StaffId.of(row["id"]): row["name"] for row in rows}


class SessionStore:
    """Open log-ins."""

    async def open(
        self, session: Session, token: SessionToken, *, of: StaffId, now: datetime, until: datetime
    ) -> None:
        """Open a session that ends at `until` at the latest."""
        params = {"hash": token.hash, "staff": of, "now": now, "expires": until}
        await session.execute(_OPEN, params)

    async def find(self, session: Session, token: SessionToken) -> tuple[Staff, Tenant, Row] | None:
        """Whose session it is; the row has `seen_at` and `expires_at`."""
        row = await session.maybe(_OF_SESSION, {"hash": token.hash})
        if row is None:
            return None
        staff = _staff(row)
        return staff, Tenant(staff.tenant_id, row["slug"], row["tenant_name"]), row

    async def touch(self, session: Session, token: SessionToken, *, now: datetime) -> None:
        """Note that the session is in use."""
        await session.execute(
            "UPDATE staff_session SET seen_at = %(now)s WHERE token_hash = %(hash)s",
            {"hash": token.hash, "now": now},
        )

    async def end(self, session: Session, token: SessionToken) -> StaffId | None:
        """End one session; whose it was."""
        row = await session.maybe(
            "DELETE FROM staff_session WHERE token_hash = %(hash)s RETURNING staff_id",
            {"hash": token.hash},
        )
        return StaffId.of(row["staff_id"]) if row else None

    async def end_all(
        self, session: Session, staff_id: StaffId, *, but: SessionToken | None = None
    ) -> None:
        """End every session of a person, but perhaps the one at hand."""
        await session.execute(
            "DELETE FROM staff_session WHERE staff_id = %(staff)s AND token_hash <> %(but)s",
            {"staff": staff_id, "but": but.hash if but else b""},
        )

    async def sweep(self, session: Session, *, now: datetime, idle_since: datetime) -> None:
        """Forget sessions that are over."""
        await session.execute(
            "DELETE FROM staff_session WHERE expires_at < %(now)s OR seen_at < %(idle)s",
            {"now": now, "idle": idle_since},
        )


class TenantStore:
    """Tenants, as far as a log-in needs them; their table belongs to no tenant."""

    async def find(self, session: Session, slug: str | None) -> Tenant | None:
        """The tenant of that slug; without one, the only tenant there is."""
        if slug is None:
            rows = await session.all("SELECT id, slug, name FROM tenant ORDER BY id LIMIT 2")
        else:
            rows = await session.all(
                "SELECT id, slug, name FROM tenant WHERE slug = %(slug)s", {"slug": slug}
            )
        if len(rows) != 1:
            return None
        return Tenant(TenantId.of(rows[0]["id"]), rows[0]["slug"], rows[0]["name"])

    async def ids(self, session: Session) -> list[TenantId]:
        """Every tenant of the installation."""
        rows = await session.all("SELECT id FROM tenant ORDER BY id LIMIT 10000")
        return [TenantId.of(row["id"]) for row in rows]


class TallyStore:
    """Failed log-ins by account and by address; keys are keyed hashes, nobody is named."""

    async def get(self, session: Session, kind: str, key: bytes, *, now: datetime) -> Tally:
        """The tally, locked until the transaction ends."""
        params = {"kind": kind, "key": key, "now": now}
        await session.execute(_NEW_TALLY, params)
        row = await session.one(_TALLY, params)
        return Tally(row["failures"], row["last_at"], row["locked_until"])

    async def save(self, session: Session, kind: str, key: bytes, *, tally: Tally) -> None:
        """Write the tally back."""
        params = {
            "kind": kind,
            "key": key,
            "failures": tally.failures,
            "last_at": tally.last_at,
            "locked_until": tally.locked_until,
        }
        await session.execute(_KEEP_TALLY, params)

    async def sweep(self, session: Session, *, before: datetime) -> None:
        """Forget what nobody would count any more."""
        await session.execute(
            "DELETE FROM login_attempt WHERE last_at < %(before)s"
            " AND (locked_until IS NULL OR locked_until < %(before)s)",
            {"before": before},
        )
