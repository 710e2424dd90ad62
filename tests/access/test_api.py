"""Log-in and staff through HTTP."""

import json

import httpx2
import pytest

from hearthline.access import CSRF_COOKIE, CSRF_HEADER, SESSION_COOKIE, Access, Role
from hearthline.kernel import TenantId
from hearthline.platform.db import Database
from tests.make import staff as make
from tests.make.staff import PASSWORD

pytestmark = pytest.mark.api

LOGIN = "/api/v1/staff/login"


async def sign_in(
    http: httpx2.AsyncClient, database: Database, tenant: TenantId, slug: str, access: Access
) -> dict[str, str]:
    """An administrator at the client; the headers that writes need."""
    async with database.session(tenant) as session:
        await make.staff(session, access, Role.ADMIN, name="管理员", username="boss")
    body = {"tenant": slug, "username": "boss", "password": PASSWORD}
    answer = await http.post(LOGIN, json=body)
    assert answer.status_code == 200, answer.text
    return {CSRF_HEADER: answer.json()["csrf_token"]}


async def test_a_log_in_sets_two_cookies_and_says_who_it_is(
    http: httpx2.AsyncClient, database: Database, tenant: TenantId, slug: str, access: Access
) -> None:
    headers = await sign_in(http, database, tenant, slug, access)
    me = await http.get("/api/v1/staff/me")

    assert me.json()["username"] == "boss"
    assert me.json()["tenant"]["slug"] == slug
    assert me.json()["csrf_token"] == headers[CSRF_HEADER] == http.cookies[CSRF_COOKIE]
    assert "staff.manage" in me.json()["permissions"]


async def test_the_session_cookie_is_hidden_from_scripts(
    http: httpx2.AsyncClient, database: Database, tenant: TenantId, slug: str, access: Access
) -> None:
    async with database.session(tenant) as session:
        await make.staff(session, access, Role.AGENT, username="agent")
    body = {"tenant": slug, "username": "AGENT", "password": PASSWORD}

    cookies = (await http.post(LOGIN, json=body)).headers.get_list("set-cookie")

    hidden = next(cookie for cookie in cookies if cookie.startswith(SESSION_COOKIE))
    shown = next(cookie for cookie in cookies if cookie.startswith(CSRF_COOKIE))
    assert "HttpOnly" in hidden
    assert "SameSite=lax" in hidden
    assert "HttpOnly" not in shown
    assert "Secure" not in hidden


async def test_without_a_session_it_is_401(http: httpx2.AsyncClient) -> None:
    answer = await http.get("/api/v1/staff/me")

    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "access.sign_in_needed"


async def test_a_write_without_the_csrf_token_is_403(
    http: httpx2.AsyncClient, database: Database, tenant: TenantId, slug: str, access: Access
) -> None:
    await sign_in(http, database, tenant, slug, access)

    for headers in (
        {},
        {CSRF_HEADER: "not-the-token"},
        {CSRF_HEADER: http.cookies[SESSION_COOKIE]},
    ):
        answer = await http.post("/api/v1/staff/logout", headers=headers)
        assert answer.status_code == 403
        assert answer.json()["code"] == "access.csrf_mismatch"


async def test_a_csrf_token_of_another_session_does_not_fit(
    http: httpx2.AsyncClient, database: Database, tenant: TenantId, slug: str, access: Access
) -> None:
    old = await sign_in(http, database, tenant, slug, access)
    body = {"tenant": slug, "username": "boss", "password": PASSWORD}
    await http.post(LOGIN, json=body)

    assert (await http.post("/api/v1/staff/logout", headers=old)).status_code == 403


async def test_a_log_out_takes_the_cookies_away(
    http: httpx2.AsyncClient, database: Database, tenant: TenantId, slug: str, access: Access
) -> None:
    headers = await sign_in(http, database, tenant, slug, access)

    assert (await http.post("/api/v1/staff/logout", headers=headers)).status_code == 204

    assert SESSION_COOKIE not in http.cookies
    assert (await http.get("/api/v1/staff/me")).status_code == 401


async def test_a_locked_account_says_when_to_come_back(http: httpx2.AsyncClient, slug: str) -> None:
    body = {"tenant": slug, "username": f"nobody-{slug}"[:60], "password": "wrong-password"}
    for _ in range(5):
        assert (await http.post(LOGIN, json=body)).status_code == 401

    answer = await http.post(LOGIN, json=body)

    assert answer.status_code == 429
    assert 1 <= int(answer.headers["retry-after"]) <= 61
    assert "秒后再试" in answer.json()["detail"]


async def test_an_administrator_adds_changes_and_lists(
    http: httpx2.AsyncClient, database: Database, tenant: TenantId, slug: str, access: Access
) -> None:
    headers = await sign_in(http, database, tenant, slug, access)
    new = {"username": "zhaoqiang", "name": "赵强", "password": PASSWORD, "roles": ["agent"]}

    added = await http.post("/api/v1/staff", json=new, headers=headers)
    path = f"/api/v1/staff/{added.json()['id']}"
    changed = await http.patch(path, json={"roles": ["editor"], "active": False}, headers=headers)
    listed = (await http.get("/api/v1/staff")).json()["items"]

    assert added.status_code == 201
    assert changed.json() == added.json() | {"roles": ["editor"], "active": False}
    assert changed.json() in listed


async def test_whoever_is_signed_in_knows_colleagues_by_name_alone(
    http: httpx2.AsyncClient, database: Database, tenant: TenantId, slug: str, access: Access
) -> None:
    stranger = await http.get("/api/v1/staff/names")
    await sign_in(http, database, tenant, slug, access)

    known = (await http.get("/api/v1/staff/names")).json()["items"]

    assert stranger.status_code == 401
    assert [set(one) for one in known] == [{"id", "name", "active"}]


async def test_a_weak_password_is_answered_with_where_and_why(
    http: httpx2.AsyncClient, database: Database, tenant: TenantId, slug: str, access: Access
) -> None:
    headers = await sign_in(http, database, tenant, slug, access)
    new = {"username": "zhaoqiang", "name": "赵强", "password": "short", "roles": ["agent"]}

    answer = await http.post("/api/v1/staff", json=new, headers=headers)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/password"
    assert "至少 10 个字符" in answer.json()["detail"]


async def test_ones_own_password_is_changed_by_who_knows_it(
    http: httpx2.AsyncClient, database: Database, tenant: TenantId, slug: str, access: Access
) -> None:
    headers = await sign_in(http, database, tenant, slug, access)
    path, new = "/api/v1/staff/me/password", "another-fine-sentence"

    wrong = await http.post(path, json={"old_password": "x", "password": new}, headers=headers)
    right = await http.post(path, json={"old_password": PASSWORD, "password": new}, headers=headers)

    assert (wrong.status_code, right.status_code) == (422, 204)
    assert (await http.get("/api/v1/staff/me")).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        {"username": "x" * 65, "password": "p"},
        {"username": "a", "password": "p", "more": 1},
        {"username": "\ud800", "password": "p"},
        {"username": "a", "password": "p", "tenant": "\x00"},
        [],
    ],
)
async def test_a_body_that_is_not_a_log_in_is_422(http: httpx2.AsyncClient, body: object) -> None:
    headers = {"content-type": "application/json"}
    answer = await http.post(LOGIN, content=json.dumps(body), headers=headers)

    assert answer.status_code == 422
