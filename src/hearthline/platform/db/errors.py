"""What can go wrong between us and PostgreSQL.

Unavailable
└── DatabaseUnavailable   no connection could be had in time
Conflict
└── ReplicaIsReadOnly     the tenant follows a master elsewhere, which alone writes
HearthlineError
└── RoleTooPowerful       the server's role could bypass row-level security
"""

from hearthline.kernel import Conflict, HearthlineError, Unavailable, Words


class DatabaseUnavailable(Unavailable):
    """No connection could be had in time."""

    code = "database.unavailable"
    detail = Words(
        zh="数据库暂时连不上，请稍后再试。", en="The database cannot be reached; please try again."
    )


class RoleTooPowerful(HearthlineError):
    """The server's role could bypass row-level security, so the server refuses to start."""

    code = "database.role_too_powerful"
    detail = Words(
        zh="数据库角色 {role} 可以绕过行级安全，不能用来运行服务。请先运行 hearthline migrate。",
        en="Role {role} can bypass row-level security. Run `hearthline migrate` first.",
    )


class ReplicaIsReadOnly(Conflict):
    """The tenant follows a master elsewhere, which alone writes."""

    code = "database.replica_is_read_only"
    title = Words(zh="只读副本", en="A read-only replica")
    detail = Words(
        zh="这里的知识是只读副本，请在内网主库修改，再接收知识包。",
        en="The knowledge here is a read-only replica; change it at the master and receive that.",
    )
