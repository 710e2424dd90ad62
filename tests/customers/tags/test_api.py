"""Tags over HTTP: who may read, who may write, and what is answered."""

import pytest

from hearthline.access import Role
from tests.make.customers import Counter

pytestmark = pytest.mark.api

PATH = "/api/v1/customers"


async def test_an_agent_tags_a_customer_and_takes_it_back(counter: Counter) -> None:
    customer = await counter.zhang()
    async with await counter.client(Role.AGENT) as http:
        body = {"code": "elderly_alone", "reason": "一个人住"}
        added = await http.post(f"{PATH}/{customer}/tags", json=body)
        (tag,) = added.json()["items"]
        path = f"/api/v1/customer-tags/{tag['id']}"
        removed = await http.post(f"{path}/remove", json={"why": "说错了"})
        ever = await http.get(f"{PATH}/{customer}/tags", params={"when": "ever"})
        back = await http.post(f"{path}/put-back")

    assert (added.status_code, tag["name"], tag["added_by_name"]) == (201, "老人独居", "李静")
    assert removed.json() == {"items": []}
    assert [one["removed_why"] for one in ever.json()["items"]] == ["说错了"]
    assert [one["id"] for one in back.json()["items"]] == [tag["id"]]


async def test_only_supervisors_change_what_tags_mean(counter: Counter) -> None:
    kind = {"code": "school", "name": "学校", "meaning": "停供前通知", "urgency": 1}
    async with await counter.client(Role.AGENT) as http:
        refused = await http.put("/api/v1/customer-tag-kinds", json=kind)
    async with await counter.client(Role.SUPERVISOR) as http:
        saved = await http.put("/api/v1/customer-tag-kinds", json=kind)
        taken = await http.put("/api/v1/customer-tag-kinds", json=kind | {"code": "other"})
        kinds = (await http.get("/api/v1/customer-tag-kinds")).json()["items"]

    assert (refused.status_code, saved.status_code) == (403, 200)
    assert (taken.status_code, taken.json()["code"]) == (409, "tag.kind_taken")
    assert {"school", "medical_power"} <= {one["code"] for one in kinds}


@pytest.mark.parametrize("body", [{"code": "x y", "reason": "好的"}, {"code": "school"}])
async def test_a_tag_without_code_or_reason_is_refused(
    counter: Counter, body: dict[str, str]
) -> None:
    customer = await counter.zhang()
    async with await counter.client(Role.AGENT) as http:
        answer = await http.post(f"{PATH}/{customer}/tags", json=body)

    assert answer.status_code == 422
