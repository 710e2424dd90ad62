"""The customer API to the letter (contract: customer-api)."""

import asyncio
import struct
import zlib

import httpx2
import pytest

from hearthline.kernel import Id
from tests.make import product as make
from tests.make.product import Running

pytestmark = pytest.mark.api


def png() -> bytes:
    """A picture of one pixel."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        check = zlib.crc32(kind + body)
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0\xd9\x48\x0f")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


async def test_a_session_begins_with_the_greeting(
    running: Running, http: httpx2.AsyncClient
) -> None:
    person = await make.customer(running, http)

    conversation = person.opened["conversation"]
    thread = await person.read()
    assert conversation["status"] == "bot"
    assert conversation["queue"] is None
    assert conversation["last_seq"] == 1
    assert thread["messages"][0]["sender"] == {"kind": "system", "name": "小暖", "ai": True}
    assert person.opened["suggestions"]


async def test_a_channel_that_does_not_exist_is_404(http: httpx2.AsyncClient) -> None:
    answer = await http.post("/api/v1/channels/no-such-channel/sessions", json={})

    assert answer.status_code == 404


async def test_a_forged_identity_is_401(running: Running, http: httpx2.AsyncClient) -> None:
    forged = running.identity(secret="somebody-elses-secret-of-32-bytes-or-so")
    path = f"/api/v1/channels/{running.channel_key}/sessions"

    answer = await http.post(path, json={"identity": forged})

    assert answer.status_code == 401


async def test_a_returning_person_gets_the_open_conversation_back(
    running: Running, http: httpx2.AsyncClient
) -> None:
    first = await make.customer(running, http, identity=running.identity("returning"))
    again = await make.customer(running, http, identity=running.identity("returning"))
    other = await make.customer(running, http, identity=running.identity("another"))

    assert again.conversation_id == first.conversation_id
    assert other.conversation_id != first.conversation_id


async def test_a_returning_visitor_gets_the_open_conversation_back(
    running: Running, http: httpx2.AsyncClient
) -> None:
    visitor = str(Id.new())
    first = await make.customer(running, http, visitor_id=visitor)
    again = await make.customer(running, http, visitor_id=visitor)

    assert again.conversation_id == first.conversation_id


async def test_a_visitor_id_does_not_open_a_signed_in_persons_conversation(
    running: Running, http: httpx2.AsyncClient
) -> None:
    visitor, known = str(Id.new()), running.identity("shared-computer")
    signed_in = await make.customer(running, http, identity=known, visitor_id=visitor)
    stranger = await make.customer(running, http, visitor_id=visitor)

    assert stranger.conversation_id != signed_in.conversation_id


async def test_after_closing_a_new_conversation_begins(
    running: Running, http: httpx2.AsyncClient
) -> None:
    visitor = str(Id.new())
    first = await make.customer(running, http, visitor_id=visitor)

    closed = await http.post(f"{first.path}/close", headers=first.headers)
    late = await first.post("还在吗")
    again = await make.customer(running, http, visitor_id=visitor)

    assert closed.status_code == 204
    assert late.status_code == 409
    assert again.conversation_id != first.conversation_id
    assert (await first.read())["status"] == "closed"


async def test_a_token_opens_only_its_own_conversation(
    running: Running, http: httpx2.AsyncClient
) -> None:
    mine = await make.customer(running, http)
    theirs = await make.customer(running, http)

    answer = await http.get(f"{theirs.path}/messages", headers=mine.headers)
    nobody = await http.get(f"{theirs.path}/messages")

    assert answer.status_code == 404
    assert nobody.status_code == 401


async def test_a_repeated_post_is_200_with_the_first_message(
    running: Running, http: httpx2.AsyncClient
) -> None:
    person = await make.customer(running, http)
    client_id = Id.new()

    first = await person.post("你好", client_id=client_id)
    again = await person.post("别的话", client_id=client_id)

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json()["message"] == first.json()["message"]


async def test_ten_copies_at_once_happen_once(running: Running, http: httpx2.AsyncClient) -> None:
    person = await make.customer(running, http)
    client_id = Id.new()

    answers = await asyncio.gather(
        *(person.post("室温多少度算合格", client_id=client_id, wait=20) for _ in range(8))
    )

    assert sorted(answer.status_code for answer in answers) == [200] * 7 + [201]
    thread = (await person.read())["messages"]
    assert [m["text"] for m in thread].count("室温多少度算合格") == 1
    replies = [m for m in thread if m["sender"]["kind"] == "bot"]
    assert {answer.json()["replies"][0]["id"] for answer in answers} == {replies[0]["id"]}


async def test_every_bot_message_answers_a_customers_message(
    running: Running, http: httpx2.AsyncClient
) -> None:
    person = await make.customer(running, http)

    replies = await person.says("你好")

    mine = next(m for m in (await person.read())["messages"] if m["sender"]["kind"] == "customer")
    assert replies
    assert {reply["reply_to"] for reply in replies if reply["sender"]["kind"] == "bot"} == {
        mine["seq"]
    }
    assert all(reply["sender"]["ai"] for reply in replies if reply["sender"]["kind"] == "bot")


async def test_an_answer_from_the_knowledge_base_names_its_source(
    running: Running, http: httpx2.AsyncClient
) -> None:
    person = await make.customer(running, http)

    replies = await person.says("室温多少度算合格")

    citation = next(r["data"]["citations"][0] for r in replies if "citations" in r["data"])
    assert {"article", "version", "title"} <= citation.keys()
    assert "18" in "".join(reply["text"] for reply in replies)


async def test_messages_are_read_in_order_by_pages(
    running: Running, http: httpx2.AsyncClient
) -> None:
    person = await make.customer(running, http)
    for text in ("一", "二", "三"):
        await person.says(text)

    whole = await person.read()
    seqs = [message["seq"] for message in whole["messages"]]
    page = await http.get(
        f"{person.path}/messages", params={"after_seq": 2, "limit": 2}, headers=person.headers
    )

    assert seqs == list(range(1, whole["last_seq"] + 1))
    assert [message["seq"] for message in page.json()["messages"]] == [3, 4]
    assert page.json()["last_seq"] == whole["last_seq"]


@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 201}, {"after_seq": -1}])
async def test_a_page_out_of_bounds_is_422(
    running: Running, http: httpx2.AsyncClient, query: dict[str, int]
) -> None:
    person = await make.customer(running, http)

    answer = await http.get(f"{person.path}/messages", params=query, headers=person.headers)

    assert answer.status_code == 422


async def test_asking_for_a_person_brings_the_conversation_to_the_queue(
    running: Running, http: httpx2.AsyncClient
) -> None:
    person = await make.customer(running, http)

    first = await http.post(
        f"{person.path}/handoff", json={"reason": "想找人"}, headers=person.headers
    )
    again = await http.post(f"{person.path}/handoff", json={}, headers=person.headers)

    assert (first.status_code, again.status_code) == (202, 202)
    thread = await person.read()
    assert thread["status"] == "queued"
    assert thread["messages"][-1]["kind"] == "notice"


async def test_the_bot_keeps_still_while_people_have_the_conversation(
    running: Running, http: httpx2.AsyncClient
) -> None:
    person = await make.customer(running, http)
    await http.post(f"{person.path}/handoff", json={}, headers=person.headers)

    answer = await person.post("你好", wait=20)

    assert answer.json()["turn"] == "complete"
    assert answer.json()["replies"] == []


async def test_a_rating_is_taken_and_its_score_is_checked(
    running: Running, http: httpx2.AsyncClient
) -> None:
    person = await make.customer(running, http)

    good = await http.post(
        f"{person.path}/rating", json={"score": 5, "solved": True}, headers=person.headers
    )
    bad = await http.post(f"{person.path}/rating", json={"score": 6}, headers=person.headers)

    assert (good.status_code, bad.status_code) == (204, 422)


async def test_a_picture_is_sent_and_shown_by_a_signed_link(
    running: Running, http: httpx2.AsyncClient
) -> None:
    person = await make.customer(running, http)
    taken = await http.post(
        f"{person.path}/uploads", files={"file": ("x.png", png())}, headers=person.headers
    )
    body = {"client_id": str(Id.new()), "kind": "image", "upload_id": taken.json()["upload_id"]}

    sent = await http.post(f"{person.path}/messages", json=body, headers=person.headers)
    url = sent.json()["message"]["data"]["url"]
    shown = await http.get(url)
    forged = await http.get(url[:-4] + "AAAA")

    assert (taken.status_code, taken.json()["mime"]) == (201, "image/png")
    assert sent.status_code == 201
    assert shown.content == png()
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert forged.status_code == 404


async def test_an_upload_of_another_conversation_cannot_be_sent(
    running: Running, http: httpx2.AsyncClient
) -> None:
    mine, theirs = await make.customer(running, http), await make.customer(running, http)
    taken = await http.post(
        f"{theirs.path}/uploads", files={"file": ("x.png", png())}, headers=theirs.headers
    )
    body = {"client_id": str(Id.new()), "kind": "image", "upload_id": taken.json()["upload_id"]}

    answer = await http.post(f"{mine.path}/messages", json=body, headers=mine.headers)

    assert answer.status_code == 404


async def test_health_tells_that_it_lives_and_can_serve(http: httpx2.AsyncClient) -> None:
    assert (await http.get("/healthz")).json() == {"status": "ok"}
    ready = await http.get("/readyz")
    assert ready.status_code == 200, ready.text
    assert b"hearthline_request_seconds" in (await http.get("/metrics")).content
    assert (
        "/api/v1/conversations/{conversation_id}/messages"
        in ((await http.get("/api/v1/openapi.json")).json()["paths"])
    )


async def test_a_page_of_another_origin_may_use_the_customer_api_and_nothing_else(
    running: Running, http: httpx2.AsyncClient
) -> None:
    asked = {
        "Origin": "https://heat.example",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type",
    }
    path = f"/api/v1/channels/{running.channel_key}/sessions"

    open_to_pages = await http.options(path, headers=asked)
    closed = await http.options("/api/v1/staff/login", headers=asked)

    assert open_to_pages.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in open_to_pages.headers
    assert "access-control-allow-origin" not in closed.headers


async def test_who_waits_long_is_booked_a_call_in_the_chat(
    running: Running, http: httpx2.AsyncClient
) -> None:
    person = await make.customer(running, http)
    await http.post(f"{person.path}/handoff", json={}, headers=person.headers)
    [offer] = (await person.read())["messages"][-1]["data"]["choices"]
    picked = {"client_id": str(Id.new()), "kind": "choice", "choice": offer["value"]}
    said = {"client_id": str(Id.new()), "kind": "text", "text": "13900001111"}

    answers = [
        await http.post(f"{person.path}/messages", json=body, headers=person.headers)
        for body in (picked, picked, said, said, picked)
    ]

    thread = await person.read()
    booked = (await http.get(f"{person.path}/callback", headers=person.headers)).json()["call"]
    told = [one["data"].get("notice") for one in thread["messages"] if one["kind"] == "notice"]
    assert [answer.status_code for answer in answers] == [201, 200, 201, 200, 200]
    assert offer == {"value": "callback_instead", "label": "改为回电"}
    assert told == ["queued", "callback_phone_wanted", "callback_booked"]
    assert (thread["status"], booked["phone_masked"]) == ("bot", "139****1111")
