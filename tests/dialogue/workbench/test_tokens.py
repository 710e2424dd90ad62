"""A tried conversation travels sealed: nobody makes one up, reads it, or keeps it for ever."""

from datetime import timedelta

import pytest

from hearthline.dialogue.workbench.errors import TrialOver
from hearthline.dialogue.workbench.tokens import LIFE, Trial, Trials
from hearthline.kernel import TenantId
from hearthline.platform.crypto import Vault
from tests.fakes.fake_clock import FakeClock

pytestmark = pytest.mark.unit

TENANT = TenantId.new()
TRIAL = Trial("c", "r", {"version": 1}, {"level": "L1"}, [{"type": "X", "number": "1"}])


def test_a_trial_comes_back_as_it_was() -> None:
    trials = Trials(Vault("secret"), FakeClock())

    assert trials.open(TENANT, trials.seal(TENANT, TRIAL)) == TRIAL


def test_a_trial_ends() -> None:
    clock = FakeClock()
    trials = Trials(Vault("secret"), clock)
    token = trials.seal(TENANT, TRIAL)
    clock.advance(LIFE + timedelta(seconds=1))

    with pytest.raises(TrialOver):
        trials.open(TENANT, token)


def test_another_tenant_cannot_go_on_with_it() -> None:
    trials = Trials(Vault("secret"), FakeClock())

    with pytest.raises(TrialOver):
        trials.open(TenantId.new(), trials.seal(TENANT, TRIAL))


@pytest.mark.parametrize("token", ["", "x", "AAAA", "=" * 20, "中文", "A" * 5000])
def test_what_is_no_token_is_refused(token: str) -> None:
    with pytest.raises(TrialOver):
        Trials(Vault("secret"), FakeClock()).open(TENANT, token)


def test_a_token_that_was_changed_or_sealed_by_others_is_refused() -> None:
    clock = FakeClock()
    trials = Trials(Vault("secret"), clock)
    token = trials.seal(TENANT, TRIAL)
    middle = len(token) // 2
    changed = token[:middle] + ("A" if token[middle] != "A" else "B") + token[middle + 1 :]

    for wrong in (changed, Trials(Vault("other"), clock).seal(TENANT, TRIAL)):
        with pytest.raises(TrialOver):
            trials.open(TENANT, wrong)
