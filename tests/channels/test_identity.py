"""Identity tokens: whose word is taken for who the customer is."""

from datetime import timedelta
from typing import Any

import jwt
import pytest

from hearthline.channels.errors import IdentityRefused, SessionRefused
from hearthline.channels.identity import read_identity
from hearthline.channels.tokens import CustomerSession, SessionTokens
from hearthline.kernel import ConversationId, TenantId
from hearthline.platform.crypto import Vault
from tests.fakes.fake_clock import FakeClock

pytestmark = pytest.mark.unit

SECRET = "the-channel-secret-of-32-bytes-min"


def token(clock: FakeClock, *, secret: str = SECRET, algorithm: str = "HS256", **more: Any) -> str:
    claims = {"sub": "p1", "exp": int(clock.now().timestamp()) + 600, "jti": "j1"} | more
    claims = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode(claims, secret, algorithm=algorithm)


def test_a_good_token_says_who_and_at_which_level(clock: FakeClock) -> None:
    accounts = [{"domain": "heating", "account_no": "1203005678"}]

    read = read_identity(token(clock, verify_level="L2", accounts=accounts), SECRET, clock)

    assert (read.sub, read.verify_level) == ("p1", "L2")
    assert read.claims().accounts[0].account_no == "1203005678"


def test_without_a_level_it_is_l1(clock: FakeClock) -> None:
    assert read_identity(token(clock, phone="13800005678"), SECRET, clock).verify_level == "L1"


@pytest.mark.parametrize(
    "claims",
    [
        {"exp": None},
        {"jti": None},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"verify_level": "L9"},
        {"verify_level": "L0"},
        {"accounts": [{"domain": "gas", "account_no": "1"}]},
        {"accounts": "1203005678"},
        {"exp": "tomorrow"},
    ],
)
def test_an_incomplete_token_is_refused(clock: FakeClock, claims: dict[str, Any]) -> None:
    with pytest.raises(IdentityRefused):
        read_identity(token(clock, **claims), SECRET, clock)


def test_a_token_of_another_channel_is_refused(clock: FakeClock) -> None:
    with pytest.raises(IdentityRefused):
        read_identity(token(clock, secret="another-channels-secret-of-32-bytes"), SECRET, clock)


@pytest.mark.parametrize("text", ["", "x", "a.b.c", "eyJhbGciOiJub25lIn0.e30."])
def test_what_is_no_token_is_refused(clock: FakeClock, text: str) -> None:
    with pytest.raises(IdentityRefused):
        read_identity(text, SECRET, clock)


def test_an_unsigned_token_is_refused(clock: FakeClock) -> None:
    claims = {"sub": "p1", "exp": int(clock.now().timestamp()) + 600, "jti": "j1"}
    unsigned = jwt.encode(claims, "", algorithm="none")

    with pytest.raises(IdentityRefused):
        read_identity(unsigned, SECRET, clock)


def test_a_token_ends_at_its_exp_and_may_be_used_again_until_then(clock: FakeClock) -> None:
    good = token(clock)
    assert read_identity(good, SECRET, clock) == read_identity(good, SECRET, clock)

    clock.advance(timedelta(minutes=10))
    with pytest.raises(IdentityRefused) as refused:
        read_identity(good, SECRET, clock)
    assert "过期" in refused.value.told().zh


def test_an_exp_more_than_a_day_ahead_is_refused(clock: FakeClock) -> None:
    far = int((clock.now() + timedelta(hours=25)).timestamp())

    with pytest.raises(IdentityRefused):
        read_identity(token(clock, exp=far), SECRET, clock)


def test_a_session_token_opens_its_conversation_for_twelve_hours(clock: FakeClock) -> None:
    tokens = SessionTokens(Vault("secret of this installation"), clock)
    mine = CustomerSession(TenantId.new(), ConversationId.new())
    issued, ends = tokens.issue(mine)

    assert tokens.read(issued) == mine
    clock.advance(ends - clock.now())
    with pytest.raises(SessionRefused):
        tokens.read(issued)


def test_a_session_token_of_another_installation_is_refused(clock: FakeClock) -> None:
    mine = CustomerSession(TenantId.new(), ConversationId.new())
    issued, _ = SessionTokens(Vault("one installation"), clock).issue(mine)

    with pytest.raises(SessionRefused):
        SessionTokens(Vault("another installation"), clock).read(issued)
