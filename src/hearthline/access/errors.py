"""What can go wrong with people and their rights.

Unauthenticated
├── SignInNeeded        no session, an expired one, or one that was ended
└── WrongCredentials    no such person, or another password; never said which
Refused
├── PermissionMissing   the roles do not allow it
├── CsrfMismatch        the request does not carry the session's CSRF token
└── OriginForeign       a socket opened from another site's page
TooMany
└── LockedOut           too many wrong log-ins
Invalid
├── TenantNeeded        several companies live here, and none was named
├── OldPasswordWrong    a change of password by somebody who does not know it
├── PasswordTooWeak     short, common, or made of the user name
└── UsernameUnfit       a user name that cannot be typed or read
Conflict
├── UsernameTaken       somebody else has this user name
└── LastAdministrator   nobody would be left who can manage staff
NotFound
└── StaffUnknown        no such person in this tenant
"""

from hearthline.kernel import Conflict, Invalid, NotFound, Refused, TooMany, Unauthenticated, Words


class SignInNeeded(Unauthenticated):
    """There is no session, or it has ended."""

    code = "access.sign_in_needed"
    detail = Words(zh="登录已失效或尚未登录，请重新登录。", en="Please sign in again.")


class WrongCredentials(Unauthenticated):
    """The user name and password do not belong together."""

    code = "access.wrong_credentials"
    title = Words(zh="登录没有成功", en="Sign-in failed")
    detail = Words(
        zh="用户名或密码不对，请核对后再试。", en="The user name or the password is wrong."
    )


class PermissionMissing(Refused):
    """The roles of the caller do not allow this."""

    code = "access.permission_missing"
    detail = Words(
        zh="您的角色没有“{permission}”权限，需要时请联系管理员。",
        en="Your roles do not include `{permission}`; ask an administrator.",
    )


class CsrfMismatch(Refused):
    """A write came without the token that only our own page can read."""

    code = "access.csrf_mismatch"
    detail = Words(
        zh="页面已过期，请刷新后再操作。", en="This page is out of date; reload it and try again."
    )


class OriginForeign(Refused):
    """A socket was opened by a page of another site."""

    code = "access.origin_foreign"
    detail = Words(zh="不接受来自其他网站的连接。", en="Connections from other sites are refused.")


class LockedOut(TooMany):
    """Too many wrong log-ins; the wait doubles with each further one."""

    code = "access.locked_out"
    title = Words(zh="登录已暂停", en="Sign-in paused")
    detail = Words(
        zh="密码输错次数过多，请在 {retry_after_seconds} 秒后再试；忘记密码请联系管理员重设。",
        en="Too many wrong passwords. Try again in {retry_after_seconds} seconds.",
    )


class TenantNeeded(Invalid):
    """Several companies share this installation, so one must be named."""

    code = "access.tenant_needed"
    detail = Words(zh="请填写公司代号。", en="Please name your company.")


class OldPasswordWrong(Invalid):
    """Whoever changes a password must know the one before."""

    code = "access.old_password_wrong"
    detail = Words(zh="原密码不对，请核对后再试。", en="The present password is wrong.")


class PasswordTooWeak(Invalid):
    """The password is easy to guess."""

    code = "access.password_too_weak"
    title = Words(zh="密码不够安全", en="Password too weak")
    detail = Words(zh="{why_zh}", en="{why_en}")


class UsernameUnfit(Invalid):
    """The user name cannot be typed or read by everybody."""

    code = "access.username_unfit"
    detail = Words(
        zh="用户名用 2 到 64 个小写字母、数字、点、横线或下划线。",
        en="A user name is 2 to 64 lower-case letters, digits, dots, dashes or underscores.",
    )


class UsernameTaken(Conflict):
    """Somebody else has this user name."""

    code = "access.username_taken"
    title = Words(zh="用户名已被使用", en="User name taken")
    detail = Words(zh="用户名 {username} 已被使用，请换一个。", en="{username} is taken.")


class LastAdministrator(Conflict):
    """Nobody would be left who can manage staff."""

    code = "access.last_administrator"
    detail = Words(
        zh="至少要留一位能管理人员的同事，请先给别人管理员角色。",
        en="Somebody must be able to manage staff; make another person administrator first.",
    )


class StaffUnknown(NotFound):
    """There is no such person in this tenant."""

    code = "access.staff_unknown"
    detail = Words(zh="没有这位同事。", en="There is no such person.")
