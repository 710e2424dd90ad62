"""Hostile and broken input at the customer API: a clear answer, nothing stored twice or half."""

from typing import Any

import httpx2
import pytest

from hearthline.kernel import Id
from tests.make import product as make
from tests.make.product import Running

pytestmark = pytest.mark.api

ZALGO = "家" + "\u0335\u0321\u0489" * 40 + "不热"


async def post_raw(person: make.Customer, content: bytes, kind: str) -> httpx2.Response:
    headers = person.headers | {"Content-Type": kind}
    return await person.http.post(f"{person.path}/messages", content=content, headers=headers)


@pytest.mark.parametrize(
    ("text", "pointer"),
    [("", "/text"), ("   \n\t ", "/text"), ("长" * 4001, "/text"), ("a\0b", "/text")],
    ids=["empty", "blank", "4001", "nul"],
)
async def test_a_text_that_is_none_is_named(
    running: Running, http: httpx2.AsyncClient, text: str, pointer: str
) -> None:
    person = await make.customer(running, http)

    answer = await person.post(text)

    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert answer.json()["errors"][0]["pointer"] == pointer
    assert (await person.read(1))["messages"] == []


async def test_a_lone_surrogate_is_not_text(running: Running, http: httpx2.AsyncClient) -> None:
    person = await make.customer(running, http)
    body = b'{"client_id": "%s", "kind": "text", "text": "a\\ud800b"}' % str(Id.new()).encode()

    answer = await post_raw(person, body, "application/json")

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/text"


@pytest.mark.parametrize(
    "text",
    [
        "😀😀😀",
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "'; DROP TABLE message; --",
        "\u202eھلاو\u202c مرحبا",
        ZALGO,
        "长" * 4000,
        "👨‍👩‍👧‍👦" * 100,
    ],
    ids=["emoji", "html", "sql", "rtl", "zalgo", "4000", "families"],
)
async def test_odd_words_are_kept_as_they_are_and_answered(
    running: Running, http: httpx2.AsyncClient, text: str
) -> None:
    person = await make.customer(running, http)

    replies = await person.says(text)

    stored = (await person.read())["messages"]
    assert [m["text"] for m in stored if m["sender"]["kind"] == "customer"] == [text]
    assert replies


async def test_the_ends_are_trimmed(running: Running, http: httpx2.AsyncClient) -> None:
    person = await make.customer(running, http)

    answer = await person.post("  不热 \n")

    assert answer.json()["message"]["text"] == "不热"


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"not json", "application/json", 400),
        (b'{"text": "\xff\xfe"}', "application/json", 400),
        (b"", "application/json", 422),
        (b"{}", "text/plain", 415),
        (b"text=1", "application/x-www-form-urlencoded", 415),
        (b"[]", "application/json", 422),
        (b'"text"', "application/json", 422),
        (b'{"text": "' + b"a" * 70_000 + b'"}', "application/json", 413),
    ],
    ids=["words", "latin", "nothing", "plain", "form", "list", "string", "large"],
)
async def test_a_body_that_cannot_be_read_says_why(
    running: Running, http: httpx2.AsyncClient, content: bytes, kind: str, status: int
) -> None:
    person = await make.customer(running, http)

    answer = await post_raw(person, content, kind)

    assert answer.status_code == status, answer.text
    problem = answer.json()
    assert {"type", "title", "status", "detail"} <= problem.keys()
    assert problem["status"] == status


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"kind": "text", "text": "x"}, "/client_id"),
        ({"client_id": "7", "kind": "text", "text": "x"}, "/client_id"),
        ({"client_id": str(Id.new()), "kind": "song", "text": "x"}, "/kind"),
        ({"client_id": str(Id.new()), "kind": "text"}, "/text"),
        ({"client_id": str(Id.new()), "kind": "choice"}, "/choice"),
        ({"client_id": str(Id.new()), "kind": "image"}, "/upload_id"),
        ({"client_id": str(Id.new()), "kind": "text", "text": 7}, "/text"),
    ],
)
async def test_a_member_that_is_wrong_is_pointed_at(
    running: Running, http: httpx2.AsyncClient, body: dict[str, Any], pointer: str
) -> None:
    person = await make.customer(running, http)

    answer = await http.post(f"{person.path}/messages", json=body, headers=person.headers)

    assert answer.status_code == 422
    assert pointer in [error["pointer"] for error in answer.json()["errors"]]


async def test_problems_speak_the_askers_language(
    running: Running, http: httpx2.AsyncClient
) -> None:
    person = await make.customer(running, http)

    chinese = await person.post("")
    english = await http.post(
        f"{person.path}/messages",
        json={"client_id": str(Id.new()), "kind": "text", "text": ""},
        headers=person.headers | {"Accept-Language": "en"},
    )

    assert chinese.json()["title"] == "内容有误"
    assert english.json()["title"] == "Not valid"


async def test_a_choice_that_nobody_offered_is_refused(
    running: Running, http: httpx2.AsyncClient
) -> None:
    person = await make.customer(running, http)
    body = {"client_id": str(Id.new()), "kind": "choice", "choice": "drop_everything"}

    answer = await http.post(f"{person.path}/messages", json=body, headers=person.headers)

    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("cat.png", b"<html><script>alert(1)</script></html>", 415),
        ("cat.png", b'<svg xmlns="http://www.w3.org/2000/svg"/>', 415),
        ("cat.jpg", b"MZ\x90\x00" + b"\0" * 200, 415),
        ("cat.jpg", b"\x7fELF" + b"\0" * 200, 415),
        ("cat.txt", b"#!/bin/sh\nrm -rf /", 415),
        ("note.txt", "阀门照片在楼下".encode(), 201),
    ],
    ids=["html", "svg", "exe", "elf", "script", "text"],
)
async def test_a_file_is_judged_by_its_bytes(
    running: Running, http: httpx2.AsyncClient, name: str, content: bytes, status: int
) -> None:
    person = await make.customer(running, http)

    answer = await http.post(
        f"{person.path}/uploads", files={"file": (name, content)}, headers=person.headers
    )

    assert answer.status_code == status, answer.text


async def test_a_file_beyond_20_mb_is_too_large(running: Running, http: httpx2.AsyncClient) -> None:
    person = await make.customer(running, http)
    content = b"\x89PNG\r\n\x1a\n" + b"\0" * (20 * 1024 * 1024)

    answer = await http.post(
        f"{person.path}/uploads", files={"file": ("a.png", content)}, headers=person.headers
    )

    assert answer.status_code == 413


async def test_too_many_messages_at_once_are_told_when_to_come_back(
    running: Running, http: httpx2.AsyncClient
) -> None:
    person = await make.customer(running, http)

    answers = [await person.post(f"第{n}条") for n in range(30)]

    statuses = [answer.status_code for answer in answers]
    assert statuses[:5] == [201] * 5
    refused = next(answer for answer in answers if answer.status_code == 429)
    assert int(refused.headers["retry-after"]) >= 1
