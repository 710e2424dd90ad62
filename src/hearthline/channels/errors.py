"""What can go wrong at the customer API.

Unauthenticated
├── IdentityRefused    the operator's identity token is forged, expired or incomplete
└── SessionRefused     the session token is missing, forged or expired
"""

from hearthline.kernel import Unauthenticated, Words


class IdentityRefused(Unauthenticated):
    """The operator's identity token is forged, expired or incomplete."""

    code = "identity.refused"
    title = Words(zh="身份凭证无效", en="Identity token refused")
    detail = Words(zh="登录凭证无效：{why.zh}", en="The identity token is not valid: {why.en}")


class SessionRefused(Unauthenticated):
    """The session token is missing, forged or expired."""

    code = "session.refused"
    title = Words(zh="会话凭证无效", en="Session token refused")
    detail = Words(
        zh="会话已过期或凭证有误，请重新打开会话。",
        en="The session has expired or the token is wrong; open a session again.",
    )
