"""Whether a model is made from the settings, and what `hearthline doctor` says of it."""

from collections.abc import AsyncIterator

import pytest

from hearthline.entrypoints.checks import State, language_model
from hearthline.entrypoints.language_model import model_of
from hearthline.platform.settings import Settings, load_settings
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_llm import FakeLlm, fake_llm

pytestmark = pytest.mark.api


@pytest.fixture
async def server() -> AsyncIterator[FakeLlm]:
    """A scripted server."""
    async with fake_llm() as made:
        yield made


def settings_at(server: FakeLlm, **more: str) -> Settings:
    return load_settings(
        {
            "HEARTHLINE_LLM_URL": server.address,
            "HEARTHLINE_LLM_MODEL": "small",
            "HEARTHLINE_LLM_KEY": "a-secret-key",
            **more,
        }
    )


async def test_without_a_url_there_is_no_model(clock: FakeClock) -> None:
    check = await language_model(load_settings({}))

    assert model_of(load_settings({}).llm, clock) is None
    assert check.state is State.OFF


async def test_a_url_without_a_model_is_told_and_not_used(
    clock: FakeClock, server: FakeLlm
) -> None:
    settings = settings_at(server, HEARTHLINE_LLM_MODEL="")

    check = await language_model(settings)

    assert model_of(settings.llm, clock) is None
    assert check.state is State.BAD
    assert "HEARTHLINE_LLM_MODEL" in check.words
    assert server.asked == []


async def test_a_model_that_answers_is_good(server: FakeLlm) -> None:
    server.says({"ok": True})

    check = await language_model(settings_at(server))

    assert check.state is State.GOOD
    assert "small at " in check.words
    assert server.keys == ["bearer a-secret-key"]


@pytest.mark.parametrize(("status", "cause"), [(401, "refused"), (503, "failing")])
async def test_a_model_that_does_not_answer_is_told_with_its_cause(
    server: FakeLlm, status: int, cause: str
) -> None:
    server.kind, server.status = "status", status

    check = await language_model(settings_at(server))

    assert check.state is State.BAD
    assert cause in check.words
    assert "a-secret-key" not in check.words


async def test_every_setting_reaches_the_request(server: FakeLlm) -> None:
    server.says({"ok": True})
    extra = '{"enable_thinking": false, "temperature": null}'

    await language_model(
        settings_at(server, HEARTHLINE_LLM_JSON_FORM="json_schema", HEARTHLINE_LLM_EXTRA=extra)
    )

    assert server.asked[0]["response_format"]["type"] == "json_schema"
    assert server.asked[0]["enable_thinking"] is False
    assert "temperature" not in server.asked[0]
