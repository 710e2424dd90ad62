"""The bot's page through HTTP: looked at, tried, uploaded, tested, compared, activated."""

import httpx2
import pytest

from hearthline.dialogue.releases.archive import read_archive, write_archive
from tests.dialogue.workbench.conftest import Play, get, post
from tests.make import product as make
from tests.make import releases as make_releases
from tests.make.product import Running
from tests.make.programs import until

pytestmark = pytest.mark.api


async def archive_of(client: httpx2.AsyncClient, release_id: str) -> dict[str, bytes]:
    answer = await client.get(f"/api/v1/bot/releases/{release_id}/archive")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/zip"
    return read_archive(answer.content)


async def upload(client: httpx2.AsyncClient, content: bytes, note: str = "") -> httpx2.Response:
    return await client.post(
        "/api/v1/bot/releases",
        files={"file": ("packs.zip", content, "application/zip")},
        data={"note": note},
    )


async def changed_upload(client: httpx2.AsyncClient, words: str) -> dict[str, str]:
    """Download what is in force, change the greeting, upload it."""
    now = (await get(client, ""))["release"]["id"]
    files = await archive_of(client, now)
    path = "heating/responses.yaml"
    greeting = f"chat_greeting:\n  zh: [{words}]\n  en: [{words}]\n"
    kept = files[path].decode().partition("chat_greeting:")[0]
    answer = await upload(client, write_archive({**files, path: (kept + greeting).encode()}))
    assert answer.status_code == 201, answer.text
    found: dict[str, str] = answer.json()
    return found


async def test_the_bot_tells_what_answers_now(analyst: httpx2.AsyncClient) -> None:
    bot = await get(analyst, "")

    assert bot["release"]["state"] == "active"
    assert not bot["is_training"]
    assert not bot["is_behind"]
    assert [one["domain"] for one in bot["release"]["trades"]] == ["heating"]


async def test_trades_flows_and_intents_are_listed(analyst: httpx2.AsyncClient) -> None:
    (trade,) = (await get(analyst, "/trades"))["items"]
    flows = await get(analyst, "/flows", limit=3)
    more = await get(analyst, "/flows", limit=200, cursor=flows["next_cursor"])
    intents = await get(analyst, "/intents", q="安检")

    assert trade["intents"] > 20
    assert len(flows["items"]) + len(more["items"]) == trade["flows"]
    assert more["next_cursor"] is None
    (intent,) = intents["items"]
    assert (intent["id"], intent["flow"], intent["examples"]) == (
        "safety_check",
        "safety_check",
        12,
    )


async def test_a_flow_is_drawn(analyst: httpx2.AsyncClient) -> None:
    chart = await get(analyst, "/flow-chart", domain="heating", flow="safety_check")

    kinds = [node["kind"] for node in chart["nodes"]]
    assert kinds == ["subflow", "confirm", "call", "say", "end", "handoff"]
    assert chart["start"] == chart["nodes"][0]["id"]
    assert chart["nodes"][2]["operation"]["level"] == "L0"
    ids = {node["id"] for node in chart["nodes"]}
    assert all({edge["source"], edge["target"]} <= ids for edge in chart["edges"])


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/flow-chart", {"domain": "heating", "flow": "nothing"}),
        ("/intent", {"domain": "heating", "intent": "nothing"}),
        ("/flows", {"release_id": "0" * 64}),
        (f"/releases/{'0' * 64}", {}),
    ],
)
async def test_what_is_not_there_is_not_found(
    analyst: httpx2.AsyncClient, path: str, query: dict[str, str]
) -> None:
    answer = await analyst.get(f"/api/v1/bot{path}", params=query)

    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("application/problem+json")


async def test_who_may_look_may_not_change(analyst: httpx2.AsyncClient) -> None:
    body = {"intent": "pay_fee", "text": "把钱给你"}

    answer = await analyst.post("/api/v1/bot/examples", json=body)

    assert (answer.status_code, answer.json()["code"]) == (403, "access.permission_missing")


async def test_a_tried_message_tells_everything_that_led_to_its_reply(
    analyst: httpx2.AsyncClient,
) -> None:
    tried = await post(
        analyst,
        "/try",
        {
            "text": "预约安检，电话13800138000",
            "given": {"accounts": [{"domain": "heating", "account_no": "1203005678"}]},
        },
    )

    assert tried["replies"][0]["source"] == "response:confirm_check"
    assert tried["commands"][0]["name"] == "Start"
    assert tried["commands"][0]["details"]["flow"] == "safety_check"
    assert tried["reading"]["ranked"][0]["intent"] == "safety_check"
    assert tried["reading"]["in_scope"]
    assert tried["domain"] == {"served": ["heating"], "meant": None, "decided": "heating"}
    phones = [one for one in tried["slots"] if one["type"] == "phone"]
    assert phones[0]["value"] == "13800138000"
    assert tried["hits"][0]["title"] == "入户安检怎么约"
    assert tried["hits"][0]["why"]
    assert tried["stack"][0]["flow"] == "safety_check"
    assert (tried["emotion"], tried["hazard"], tried["level"]) == ("calm", None, "L1")


async def test_a_tried_conversation_goes_on_with_its_session(analyst: httpx2.AsyncClient) -> None:
    given = {"accounts": [{"domain": "heating", "account_no": "1203005678"}]}
    first = await post(analyst, "/try", {"text": "预约安检", "given": given})
    second = await post(analyst, "/try", {"text": "对", "session": first["session"]})
    third = await post(analyst, "/try", {"text": "催一下", "session": second["session"]})

    assert second["replies"][0]["source"] == "response:check_booked"
    assert (second["calls"][0]["operation"], second["calls"][0]["outcome"]) == (
        "work_order.open",
        "done",
    )
    assert any(one["operation"].startswith("work_order") for one in third["calls"])


async def test_danger_and_mood_of_a_tried_message_are_told(analyst: httpx2.AsyncClient) -> None:
    danger = await post(analyst, "/try", {"text": "家里着火了"})
    angry = await post(analyst, "/try", {"text": "你们这帮骗子气死我了"})

    assert danger["hazard"]["kind"] == "fire"
    assert danger["hazard"]["is_grave"]
    assert angry["emotion"] in ("angry", "threatening")


@pytest.mark.parametrize("session", ["x", "A" * 100])
async def test_a_made_up_session_is_refused(analyst: httpx2.AsyncClient, session: str) -> None:
    answer = await post(analyst, "/try", {"text": "你好", "session": session}, status=409)

    assert answer["code"] == "trial.over"


async def test_what_is_downloaded_and_uploaded_again_is_the_same_release(
    editor: httpx2.AsyncClient,
) -> None:
    now = (await get(editor, ""))["release"]["id"]

    answer = await upload(editor, write_archive(await archive_of(editor, now)))

    assert answer.status_code == 201, answer.text
    assert answer.json()["id"] == now


async def test_an_unreadable_upload_says_what_is_wrong_and_where(
    editor: httpx2.AsyncClient,
) -> None:
    files = {"heating/pack.yaml": "a: 1\n# \xff", "../x.yaml": "", "heating/run.sh": ""}
    hostile = {name: content.encode("latin-1") for name, content in files.items()}

    answer = await upload(editor, make_releases.zipped(hostile))

    assert answer.status_code == 422
    problem = answer.json()
    assert problem["code"] == "release.unreadable"
    assert [one["pointer"] for one in problem["errors"]] == [
        "../x.yaml:1",
        "heating/pack.yaml:2",
        "heating/run.sh:1",
    ]


async def test_an_upload_that_is_too_large_is_refused(editor: httpx2.AsyncClient) -> None:
    answer = await upload(editor, b"0" * (21 * 1024 * 1024))

    assert answer.status_code == 413


async def test_a_faulty_upload_is_kept_and_cannot_be_activated(editor: httpx2.AsyncClient) -> None:
    now = (await get(editor, ""))["release"]["id"]
    files = await archive_of(editor, now)
    spoilt = make_releases.changed(
        files, "heating/flows/safety_check.yaml", old="work_order.open", new="burn.it"
    )

    kept = (await upload(editor, write_archive(spoilt))).json()
    refused = await post(
        editor, f"/releases/{kept['id']}/activate", {"reason": "anyway"}, status=409
    )

    assert kept["faults"][0]["file"] == "heating/flows/safety_check.yaml"
    assert kept["faults"][0]["line"] == 11
    assert refused["code"] == "release.has_faults"


async def test_a_release_is_tested_activated_and_rolled_back(
    editor: httpx2.AsyncClient, running: Running, play: Play
) -> None:
    release = await changed_upload(editor, "早，新版")
    path = f"/releases/{release['id']}"
    refused = await post(editor, f"{path}/activate", {}, status=409)
    assert refused["code"] == "release.tests_fail"

    run = await post(editor, f"{path}/runs", None, status=202)
    await play()
    done = await get(editor, f"/runs/{run['id']}")
    assert (done["state"], done["passed"], done["failed"]) == ("done", 2, 0)
    assert done["utterances"]["n"] == 5
    results = await get(editor, f"/runs/{run['id']}/results", limit=1)
    assert results["next_cursor"] == "1"
    assert results["items"][0]["turns"][0]["said"]
    assert (await get(editor, path))["state"] == "tested"

    activation = await post(editor, f"{path}/activate", {})
    assert activation["replaced_id"] != release["id"]

    async def answered() -> bool:
        bot = await get(editor, "")
        return bot["release"]["id"] == release["id"] and not bot["is_behind"]

    await until(answered, "the release answers", seconds=60)
    async with httpx2.AsyncClient(base_url=running.url, timeout=40, trust_env=False) as http:
        person = await make.customer(running, http)
        assert [one["text"] for one in await person.says("你好")] == ["早，新版"]

    back = await post(editor, "/roll-back", {})
    assert back["release_id"] == activation["replaced_id"]
    history = await get(editor, "/activations", limit=1)
    assert history["items"][0]["number"] == back["number"]
    assert history["items"][0]["by"]["name"]
    assert history["next_cursor"] == str(back["number"])


async def test_two_releases_are_compared(editor: httpx2.AsyncClient, play: Play) -> None:
    left = (await get(editor, ""))["release"]["id"]
    right = (await changed_upload(editor, "早，另一版"))["id"]

    run = await post(editor, "/comparisons", {"left": left, "right": right}, status=202)
    early = await editor.get(f"/api/v1/bot/comparisons/{run['id']}")
    await play()
    found = await get(editor, f"/comparisons/{run['id']}")

    assert early.status_code == 409
    assert found["changes"]["responses"]["changed"] == ["heating/chat_greeting"]
    assert found["left"]["tests_failed"] == found["right"]["tests_failed"] == 0
    assert found["tests"] == []
    assert {one["intent"] for one in found["intents"]} >= {"safety_check", "out_of_scope"}


async def test_an_example_is_taught_shown_exported_and_taken_away(
    editor: httpx2.AsyncClient,
) -> None:
    body = {"intent": "pay_fee", "text": "把银子给你们"}
    added = await post(editor, "/examples", body, status=201)
    again = await post(editor, "/examples", body, status=201)
    assert again["id"] == added["id"]

    async def learnt() -> bool:
        tried = await post(editor, "/try", {"text": "把银子给你们"})
        return bool(tried["reading"]["ranked"][0]["intent"] == "pay_fee")

    await until(learnt, "the example is learnt", seconds=60)
    detail = await get(editor, "/intent", domain="heating", intent="pay_fee")
    assert detail["own"][0]["text"] == "把银子给你们"
    assert detail["intent"]["own_examples"] == 1
    exported = await post(editor, "/examples/export", {"note": "带例句"}, status=201)
    assert (exported["origin"], exported["faults"]) == ("export", [])
    files = await archive_of(editor, exported["id"])
    assert "把银子给你们" in files["heating/intents/pay_fee.yaml"].decode()

    gone = await editor.delete(f"/api/v1/bot/examples/{added['id']}")
    assert gone.status_code == 204
    assert (await get(editor, "/examples"))["items"] == []


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"intent": "nothing", "text": "把钱给你"}, 422, "example.intent_unknown"),
        ({"intent": "urge_ticket", "text": "我要缴费"}, 409, "example.taught_otherwise"),
        ({"intent": "pay_fee", "text": " "}, 422, "invalid"),
        ({"intent": "pay_fee", "text": "x", "kind": "maybe"}, 422, "invalid"),
        ({"intent": "../x", "text": "x"}, 422, "invalid"),
    ],
)
async def test_an_example_that_cannot_be_is_refused(
    editor: httpx2.AsyncClient, body: dict[str, str], status: int, code: str
) -> None:
    refused = await post(editor, "/examples", body, status=status)

    assert refused["code"] == code
