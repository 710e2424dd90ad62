"""The signature of a webhook says whose it is and when it was made."""

from datetime import timedelta

import pytest

from hearthline.business import HookKey, HookKeys
from hearthline.entrypoints.simulator.hooks import sign
from hearthline.kernel import TenantId
from tests.fakes.fake_clock import FakeClock

pytestmark = pytest.mark.unit

FIRST, SECOND = TenantId.new(), TenantId.new()
KEYS = HookKeys([HookKey(FIRST, "one"), HookKey(SECOND, "two")])
BODY = '{"a": "暖"}'.encode()


def test_the_secret_that_signed_names_the_tenant(clock: FakeClock) -> None:
    header = sign("two", clock.now(), BODY)

    assert KEYS.tenant_of(header, BODY, now=clock.now()) == SECOND


def test_a_changed_body_or_a_strange_secret_is_nobodys(clock: FakeClock) -> None:
    assert KEYS.tenant_of(sign("one", clock.now(), BODY), BODY + b" ", now=clock.now()) is None
    assert KEYS.tenant_of(sign("three", clock.now(), BODY), BODY, now=clock.now()) is None


@pytest.mark.parametrize(("minutes", "good"), [(-6, False), (-5, True), (5, True), (6, False)])
def test_five_minutes_either_way_are_allowed(clock: FakeClock, minutes: int, *, good: bool) -> None:
    header = sign("one", clock.now() + timedelta(minutes=minutes), BODY)

    assert (KEYS.tenant_of(header, BODY, now=clock.now()) == FIRST) is good


@pytest.mark.parametrize(
    "header",
    ["", "t=,v1=", "v1=" + "0" * 64, "t=1,v1=" + "0" * 63, "t=1,v1=" + "G" * 64,
     "t=" + "9" * 400 + ",v1=" + "0" * 64, "t=1,v1=" + "0" * 64 + "\n"],
)  # fmt: skip
def test_a_header_out_of_form_is_nobodys(clock: FakeClock, header: str) -> None:
    assert KEYS.tenant_of(header, BODY, now=clock.now()) is None


def test_an_empty_secret_signs_nothing(clock: FakeClock) -> None:
    keys = HookKeys([HookKey(FIRST, "")])

    assert keys.tenant_of(sign("", clock.now(), BODY), BODY, now=clock.now()) is None
