"""The client of a language model against a server that also misbehaves."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from prometheus_client import REGISTRY

from hearthline.platform.breaker import BreakerLimits
from hearthline.platform.llm import (
    Message,
    ModelAddress,
    ModelLimits,
    ModelUnavailable,
    OpenAiModel,
    Request,
)
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_llm import FakeLlm, fake_llm

pytestmark = pytest.mark.api

PATIENT = 20.0
SOON = 0.05
ASKED = Request("test", [Message("system", "Be brief."), Message("user", "天气")])
AS_JSON = Request("test", [Message("user", "json")], schema={"type": "object"})
OFTEN = ModelLimits(breaker=BreakerLimits(failures_in_a_row=100))


@pytest.fixture
async def server() -> AsyncIterator[FakeLlm]:
    """A scripted server."""
    async with fake_llm() as made:
        yield made


@pytest.fixture
async def clock() -> FakeClock:
    """A clock that stands still."""
    return FakeClock()


@pytest.fixture
async def model(server: FakeLlm, clock: FakeClock) -> AsyncIterator[OpenAiModel]:
    """A client of it that does not give up for a while."""
    made = OpenAiModel(ModelAddress(server.address, "small", "key"), clock, limits=OFTEN)
    yield made
    await made.close()


async def failing(model: OpenAiModel, *, deadline_seconds: float = PATIENT) -> str:
    """Why there was no answer."""
    with pytest.raises(ModelUnavailable) as caught:
        await model.complete(ASKED, deadline_seconds=deadline_seconds)
    return caught.value.cause


async def test_a_question_goes_out_with_model_key_and_messages(
    model: OpenAiModel, server: FakeLlm
) -> None:
    server.says("晴")

    assert await model.complete(ASKED, deadline_seconds=PATIENT) == "晴"

    assert server.asked[0]["model"] == "small"
    assert server.asked[0]["messages"][1] == {"role": "user", "content": "天气"}
    assert "response_format" not in server.asked[0]
    assert server.keys == ["bearer key"]


async def test_json_is_asked_for_in_the_form_that_the_server_knows(
    server: FakeLlm, clock: FakeClock
) -> None:
    extra = {"enable_thinking": False, "temperature": None}
    for form in ("json_schema", "json_object", "none"):
        address = ModelAddress(server.address, "small", form=form, extra=extra)
        model = OpenAiModel(address, clock)
        await model.complete(AS_JSON, deadline_seconds=PATIENT)
        await model.close()

    forms = [body.get("response_format", {}).get("type") for body in server.asked]
    assert forms == ["json_schema", "json_object", None]
    assert server.asked[0]["response_format"]["json_schema"]["schema"] == {"type": "object"}
    assert all(body["enable_thinking"] is False for body in server.asked)
    assert all("temperature" not in body for body in server.asked)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("<think>嗯，\n想一想</think>\n{}", "{}"),
        ("```json\n{}\n```", "{}"),
        ("  好的 ", "好的"),
    ],
)
async def test_thoughts_and_fences_are_taken_off(
    model: OpenAiModel, server: FakeLlm, said: str, meant: str
) -> None:
    server.says(said)

    assert await model.complete(ASKED, deadline_seconds=PATIENT) == meant


@pytest.mark.parametrize(
    ("kind", "content", "cause"),
    [
        ("html", "", "nonsense"),
        ("raw", "", "nonsense"),
        ("raw", "[]", "nonsense"),
        ("raw", '{"choices": []}', "nonsense"),
        ("raw", '{"choices": [{"message": {"content": null}}]}', "nonsense"),
        ("raw", "[" * 50_000, "nonsense"),
        ("right", "<think>only thoughts</think>", "nonsense"),
        ("huge", "", "too_large"),
        ("cut", "", "unreachable"),
    ],
)
async def test_what_is_no_answer_is_told_by_its_cause(
    model: OpenAiModel, server: FakeLlm, kind: str, content: str, cause: str
) -> None:
    server.kind, server.content = kind, content

    assert await failing(model) == cause


@pytest.mark.parametrize(
    ("status", "cause"),
    [(500, "failing"), (503, "failing"), (429, "failing"), (401, "refused"), (302, "refused")],
)
async def test_a_bad_status_is_no_answer_and_is_not_repeated(
    model: OpenAiModel, server: FakeLlm, status: int, cause: str
) -> None:
    server.kind, server.status = "status", status

    assert await failing(model) == cause
    assert len(server.asked) == 1


async def test_an_answer_that_was_cut_short_is_not_used(
    model: OpenAiModel, server: FakeLlm
) -> None:
    server.says('{"commands": [')
    server.finish = "length"

    assert await failing(model) == "cut"


async def test_a_broken_connection_is_tried_once_more(model: OpenAiModel, server: FakeLlm) -> None:
    server.kind, server.cuts_left, server.content = "cut", 1, "好"

    assert await model.complete(ASKED, deadline_seconds=PATIENT) == "好"
    assert len(server.asked) == 2


async def test_nobody_there_is_told_at_once(clock: FakeClock) -> None:
    model = OpenAiModel(ModelAddress("http://127.0.0.1:9/v1", "small"), clock)

    assert await failing(model) == "unreachable"
    await model.close()


async def test_a_server_that_holds_is_left_at_the_deadline(
    model: OpenAiModel, server: FakeLlm
) -> None:
    server.kind = "hold"

    assert await failing(model, deadline_seconds=SOON) == "slow"
    assert server.holding.is_set()


async def test_no_time_left_asks_nothing(model: OpenAiModel, server: FakeLlm) -> None:
    assert await failing(model, deadline_seconds=0) == "slow"
    assert server.asked == []


async def test_nobody_waits_in_a_line(server: FakeLlm, clock: FakeClock) -> None:
    model = OpenAiModel(
        ModelAddress(server.address, "small"), clock, limits=ModelLimits(concurrency=1)
    )
    server.kind = "hold"
    first = asyncio.create_task(model.complete(ASKED, deadline_seconds=PATIENT))
    await server.holding.wait()

    assert await failing(model) == "busy"

    server.release.set()
    assert await first == "{}"
    await model.close()


async def test_after_failures_in_a_row_it_is_left_alone_for_a_while(
    server: FakeLlm, clock: FakeClock
) -> None:
    limits = ModelLimits(breaker=BreakerLimits(failures_in_a_row=2, pause=timedelta(seconds=30)))
    model = OpenAiModel(ModelAddress(server.address, "small"), clock, limits=limits)
    server.kind = "status"
    await failing(model)
    await failing(model)

    assert await failing(model) == "circuit_open"
    assert len(server.asked) == 2

    clock.advance(timedelta(seconds=31))
    server.says("好了")
    assert await model.complete(ASKED, deadline_seconds=PATIENT) == "好了"
    await model.close()


async def test_a_call_that_is_given_up_leaves_no_trace_in_the_circuit(
    server: FakeLlm, clock: FakeClock
) -> None:
    limits = ModelLimits(breaker=BreakerLimits(failures_in_a_row=1))
    model = OpenAiModel(ModelAddress(server.address, "small"), clock, limits=limits)
    server.kind = "hold"
    asking = asyncio.create_task(model.complete(ASKED, deadline_seconds=PATIENT))
    await server.holding.wait()
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking

    server.says("在")
    assert await model.complete(ASKED, deadline_seconds=PATIENT) == "在"
    await model.close()


async def test_calls_are_measured_and_their_words_stay_out_of_the_log(
    model: OpenAiModel, server: FakeLlm, capsys: pytest.CaptureFixture[str]
) -> None:
    labels = {"task": "test", "outcome": "answered"}
    before = REGISTRY.get_sample_value("hearthline_llm_call_seconds_count", labels) or 0
    server.says("秘密的回答")

    await model.complete(ASKED, deadline_seconds=PATIENT)

    after = REGISTRY.get_sample_value("hearthline_llm_call_seconds_count", labels)
    assert after == before + 1
    logged = "".join(capsys.readouterr())
    assert "天气" not in logged
    assert "秘密的回答" not in logged


async def test_an_error_keeps_nothing_of_the_answer(model: OpenAiModel, server: FakeLlm) -> None:
    server.kind, server.content = "raw", json.dumps({"choices": "秘密"})

    with pytest.raises(ModelUnavailable) as caught:
        await model.complete(ASKED, deadline_seconds=PATIENT)

    assert "秘密" not in str(caught.value.told())
    assert caught.value.__cause__ is None
