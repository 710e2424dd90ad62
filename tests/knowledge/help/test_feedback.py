"""What visitors say of an item: once a day each, only from the item's own page (R118)."""

import re
from dataclasses import replace
from datetime import timedelta

import httpx2
import pytest

from tests.fakes.fake_clock import FakeClock
from tests.make import help as make
from tests.make.help import Help

pytestmark = pytest.mark.api

ITEM = "a/heating/stop-heat"


async def form_of(site: Help) -> dict[str, str]:
    """The fields of an item's form, as its page has them."""
    text = (await site.get(ITEM)).text
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', text))


async def send(site: Help, fields: dict[str, str], **headers: str) -> httpx2.Response:
    return await site.http.post(site.url("feedback"), data=fields, headers=headers)


async def votes(site: Help) -> list[tuple[bool, str]]:
    async with site.database.session(site.tenant) as session:
        rows = await session.all("SELECT is_helpful, note FROM help_vote ORDER BY at", {})
    return [(row["is_helpful"], row["note"]) for row in rows]


async def test_a_vote_is_kept_and_thanked_for(site: Help) -> None:
    fields = await form_of(site)

    answer = await send(site, {**fields, "helpful": "yes", "note": ""})
    page = await site.http.get(answer.headers["location"])

    assert answer.status_code == 303
    assert answer.headers["location"].endswith("?thanks=1#feedback")
    assert "收到，谢谢" in page.text
    assert await votes(site) == [(True, "")]


async def test_the_same_visitor_may_change_the_mind(site: Help) -> None:
    fields = await form_of(site)

    await send(site, {**fields, "helpful": "yes", "note": "很清楚"})
    await send(site, {**fields, "helpful": "no"})
    await send(site, {**fields, "helpful": "no"}, **{"User-Agent": "another"})

    assert sorted(await votes(site)) == [(False, ""), (False, "很清楚")]


async def test_personal_data_in_a_note_are_not_kept(site: Help) -> None:
    fields = await form_of(site)

    await send(site, {**fields, "helpful": "no", "note": "打我电话13812345678说一下"})

    assert "13812345678" not in (await votes(site))[0][1]


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.test"},
        {"Origin": "null"},
    ],
)
async def test_another_page_cannot_vote(site: Help, headers: dict[str, str]) -> None:
    fields = await form_of(site)

    answer = await send(site, {**fields, "helpful": "yes"}, **headers)

    assert (answer.status_code, "没有收下" in answer.text) == (403, True)
    assert await votes(site) == []


async def test_our_own_page_may_say_where_it_is(site: Help) -> None:
    fields = await form_of(site)
    headers = {"Sec-Fetch-Site": "same-origin", "Origin": "http://help.test"}

    answer = await send(site, {**fields, "helpful": "yes"}, **headers)

    assert answer.status_code == 303


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"page_pass": "0" * 24}, 403),
        ({"slug": "heating/resume-heat"}, 403),
        ({"slug": "heating/agent-stop"}, 404),
        ({"version": "9"}, 404),
        ({"helpful": "perhaps"}, 400),
        ({"version": "x"}, 400),
    ],
)
async def test_a_wrong_form_is_not_taken(site: Help, change: dict[str, str], status: int) -> None:
    fields = await form_of(site)

    answer = await send(site, {**fields, "helpful": "yes", **change})

    assert answer.status_code == status
    assert "<h1>" in answer.text
    assert await votes(site) == []


async def test_a_page_may_be_open_over_night_and_no_longer(site: Help, clock: FakeClock) -> None:
    fields = await form_of(site)
    clock.advance(timedelta(days=1))
    assert (await send(site, {**fields, "helpful": "yes"})).status_code == 303

    clock.advance(timedelta(days=1))
    assert (await send(site, {**fields, "helpful": "yes"})).status_code == 403


async def test_too_many_votes_are_told_to_wait(site: Help) -> None:
    fields = await form_of(site)

    answers = [await send(site, {**fields, "helpful": "yes"}) for _ in range(21)]

    assert answers[-1].status_code == 429
    assert answers[-1].headers["retry-after"]
    assert "太快了" in answers[-1].text


async def test_readings_make_the_list_of_what_is_read_most(site: Help, clock: FakeClock) -> None:
    before = (await site.get()).text
    for _ in range(3):
        await site.get("a/heating/cold")
    await site.get(ITEM, **{"User-Agent": "SomeBot/1.0"})
    clock.advance(timedelta(minutes=6))

    after = (await site.get()).text

    assert "常见问题" in before
    assert "大家最近常看" in after
    asked = after.partition('class="asked"')[2].partition("</div>")[0]
    assert "家里不热怎么办" in asked
    assert "怎么办报停" not in asked


async def test_staff_see_how_items_were_voted_on(site: Help) -> None:
    fields = await form_of(site)
    await send(site, {**fields, "helpful": "no", "note": "没说期限"})

    async with site.database.session(site.tenant) as session:
        counts = await site.centre.counts(session, after=None, limit=10)

    assert [(one.title, one.helpful, one.unhelpful) for one in counts] == [("怎么办报停", 0, 1)]
    assert counts[0].notes == ("没说期限",)


async def test_a_vote_counts_for_the_version_that_was_read(site: Help) -> None:
    fields = await form_of(site)
    await site.load([replace(make.STOP, answer="新的答复。"), *make.DRAFTS[1:]])

    assert (await send(site, {**fields, "helpful": "yes"})).status_code == 404
