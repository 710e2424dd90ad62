"""Macros over HTTP: saved, shown, run, and gone on with."""

import pytest

from hearthline.access import Role
from hearthline.kernel import EventId
from tests.fakes.fake_business import FakeBusiness
from tests.make.macros import MacroDesk

pytestmark = pytest.mark.api

BODY = {
    "title": "停电告知",
    "shortcut": "TDGZ",
    "steps": [
        {"do": "note", "text": "已告知 {customer}"},
        {"do": "subscribe_outage"},
    ],
}


async def test_a_macro_is_saved_shown_run_and_gone_on_with(
    desk: MacroDesk, business: FakeBusiness
) -> None:
    person = await desk.person()
    talk = await desk.talking(person, level="L1", held_by=None)
    async with await desk.client(Role.AGENT) as http:
        saved = await http.post("/api/v1/macros", json=BODY)
        macro = saved.json()
        path = f"/api/v1/desk/conversations/{talk.id}/macros/{macro['id']}"
        shown = (await http.post(f"{path}/preview", json={})).json()
        order = {"client_id": str(EventId.new()), "stamp": shown["stamp"]}
        first = (await http.post(f"{path}/runs", json=order)).json()
        business.has_outage()
        then = (await http.post(f"{path}/runs", json=order)).json()
        names = await http.get(f"/api/v1/desk/conversations/{talk.id}/variables")
        removed = await http.delete(f"/api/v1/macros/{macro['id']}")

    assert (saved.status_code, macro["shortcut"], macro["shared"]) == (201, "tdgz", False)
    assert shown["steps"][0]["step"] == {"do": "note", "text": "已告知 张*"}
    assert [one["state"] for one in first["steps"]] == ["done", "failed"]
    assert (first["is_complete"], then["is_complete"]) == (False, True)
    assert names.json()["values"]["account"] == "1203****78"
    assert removed.status_code == 204


@pytest.mark.parametrize(
    "change",
    [
        {"steps": []},
        {"steps": [{"do": "say", "text": ""}]},
        {"steps": [{"do": "dance"}]},
        {"steps": [{"do": "priority", "priority": 9}]},
        {"steps": [{"do": "note", "text": "好"}] * 13},
        {"shortcut": "有 空格"},
        {"steps": [{"do": "say", "text": "{unknown}"}]},
    ],
)
async def test_what_cannot_be_run_is_not_saved(desk: MacroDesk, change: dict[str, object]) -> None:
    async with await desk.client(Role.AGENT) as http:
        answer = await http.post("/api/v1/macros", json=BODY | change)

    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
