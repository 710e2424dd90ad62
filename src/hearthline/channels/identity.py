"""Who the operator says the customer is: a JWT (HS256) signed with the channel's secret.

Customer API, section 1. The level that it gives is the level of the conversation; a phone
number in it raises nothing.
"""

from datetime import timedelta
from typing import Annotated, Literal

import jwt
from pydantic import BaseModel, Field, StringConstraints, ValidationError

from hearthline.channels.errors import IdentityRefused
from hearthline.customers import Claims, KnownAccount
from hearthline.kernel import Clock, Words

LONGEST_LIFE = timedelta(hours=24)
_ALGORITHM = "HS256"

Text = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00]+$")]


class TokenAccount(BaseModel):
    """An account that the token names."""

    domain: Literal["heating", "power"]
    account_no: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z-]{1,32}$")]


class TokenClaims(BaseModel):
    """The claims of the token; unknown ones are left out."""

    sub: Text
    exp: int
    jti: Text
    name: Text | None = None
    phone: Annotated[str, StringConstraints(pattern=r"^\+?[0-9-]{5,20}$")] | None = None
    accounts: list[TokenAccount] = Field(default_factory=list, max_length=20)
    verify_level: Literal["L1", "L2", "L3"] = "L1"

    def claims(self) -> Claims:
        """The claims in the words of the customers slice."""
        accounts = tuple(KnownAccount(a.domain, a.account_no) for a in self.accounts)
        return Claims(self.sub, self.name, self.phone, accounts)


def read_identity(token: str, secret: str, clock: Clock) -> TokenClaims:
    """Check a token's signature, time and claims; raises IdentityRefused."""
    try:
        body = jwt.decode(
            token,
            secret.encode(),
            algorithms=[_ALGORITHM],
            options={"verify_exp": False, "verify_aud": False, "verify_iat": False},
        )
        claims = TokenClaims.model_validate(body)
    except jwt.PyJWTError:
        raise _refused(
            "签名不符，或不是 HS256 JWT", "wrong signature, or not an HS256 JWT"
        ) from None
    except ValidationError as error:
        name = str(error.errors()[0]["loc"][0])
        raise _refused(f"缺少或写错 {name}", f"{name} is missing or wrong") from None
    left = claims.exp - clock.now().timestamp()
    if left <= 0:
        raise _refused("已过期", "it has expired")
    if left > LONGEST_LIFE.total_seconds() + 60:
        raise _refused("exp 超过 24 小时", "exp is more than 24 h ahead")
    return claims


def _refused(zh: str, en: str) -> IdentityRefused:
    return IdentityRefused(why=Words(zh=zh, en=en))
