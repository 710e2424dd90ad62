"""The public pages: what visitors see, and what they never see (R14, R115)."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree

import pytest

from hearthline.platform.db import Database
from tests.conftest import make_tenant
from tests.fakes.fake_clock import FakeClock
from tests.make import help as make
from tests.make.help import Help

pytestmark = pytest.mark.api

HIDDEN = ("报停口径", "内部答复", "只在电话里说", "东城专用", "不承诺时限")
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def structured(text: str) -> list[dict[str, object]]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert found, "the page says nothing to search engines"
    said = json.loads(found[1])
    return said if isinstance(said, list) else [said]


async def test_home_has_search_questions_and_catalogue(site: Help) -> None:
    page = await site.get()

    assert page.status_code == 200
    assert "测试热力" in page.text
    assert 'role="search"' in page.text
    assert "怎么办报停" in page.text
    assert f'href="{site.url("c/%E4%BE%9B%E7%83%AD/%E6%8A%A5%E5%81%9C")}"' in page.text
    assert structured(page.text)[0]["@type"] == "WebSite"


async def test_an_item_is_told_in_the_customers_words(site: Help) -> None:
    page = await site.get("a/heating/stop-heat")

    assert "<h1>怎么办报停</h1>" in page.text
    assert "<strong>身份证</strong>" in page.text
    assert "先交清欠费" in page.text
    assert "以所在城市现行规定为准" in page.text
    assert "怎么恢复供热" in page.text
    assert "商铺能报停吗" in page.text
    assert "都涉及“报停”" in page.text


async def test_nothing_in_an_item_becomes_a_script(site: Help) -> None:
    page = await site.get("a/heating/stop-heat")

    bare = re.sub(
        r'<script type="application/ld\+json">.*?</script>', "", page.text, flags=re.DOTALL
    )
    assert "<script" not in bare
    assert "&lt;script&gt;alert(1)" in bare
    assert 'href="javascript' not in bare
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "style=" not in bare


async def test_what_is_not_for_customers_on_the_web_is_nowhere(site: Help) -> None:
    paths = ("", "c/%E4%BE%9B%E7%83%AD", "a/heating/stop-heat", "search?q=报停口径", "sitemap.xml")
    for path in paths:
        text = (await site.get(path)).text.replace("“报停口径”", "").replace('"报停口径"', "")
        assert not [word for word in HIDDEN if word in text], path

    for slug in ("agent-stop", "by-phone", "east", "no-such-item"):
        page = await site.get(f"a/heating/{slug}")
        assert page.status_code == 404, slug
        assert "没有找到这一页" in page.text


async def test_a_category_lists_its_items(site: Help) -> None:
    page = await site.get("c/%E4%BE%9B%E7%83%AD/%E6%8A%A5%E5%81%9C")
    top = await site.get("c/%E4%BE%9B%E7%83%AD")
    none = await site.get("c/%E6%B2%A1%E6%9C%89")
    unsorted = await site.get("c/-")

    assert "怎么恢复供热" in page.text
    assert "全部 2 条" in page.text
    assert "不热" in top.text
    assert "商铺能报停吗" in unsorted.text
    assert (none.status_code, "没有找到这一页" in none.text) == (404, True)
    assert (await site.get("c/%E4%BE%9B%E7%83%AD?page=99")).status_code == 404
    assert (await site.get("c/%E4%BE%9B%E7%83%AD?page=0")).status_code == 400


async def test_search_finds_what_the_bot_would_tell(site: Help) -> None:
    page = await site.get("search?q=暖气不热怎么办")
    empty = await site.get("search?q=zzzqqq")
    bare = await site.get("search")

    assert "家里不热怎么办" in page.text
    assert 'name="robots" content="noindex"' in page.text
    assert "没有找到和“zzzqqq”直接对应的内容" in empty.text
    assert "换个说法试试" in empty.text
    assert "想问什么" in bare.text
    async with site.database.session(site.tenant) as session:
        rows = await session.all("SELECT text, source FROM knowledge_question ORDER BY at", {})
    assert ("暖气不热怎么办", "help") in {(row["text"], row["source"]) for row in rows}


async def test_a_query_is_shown_as_text(site: Help) -> None:
    page = await site.get("search?q=" + "%22%3E%3Cscript%3Ealert(1)%3C/script%3E")

    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;" in page.text


async def test_pages_speak_english_where_it_is_asked_for(site: Help) -> None:
    by_address = await site.get("a/heating/stop-heat?lang=en")
    by_browser = await site.get("", **{"Accept-Language": "en-GB,en;q=0.9"})
    chinese = await site.get("?lang=zh-CN", **{"Accept-Language": "en"})

    assert '<html lang="en">' in by_address.text
    assert '<article lang="zh-CN">' in by_address.text
    assert "Was this helpful?" in by_address.text
    assert 'href="/help/' in by_address.text
    assert "?lang=en" in by_address.text
    assert "Browse by topic" in by_browser.text
    assert '<html lang="zh-CN">' in chinese.text
    assert by_browser.headers["vary"] == "Accept-Language"


async def test_a_page_that_has_not_changed_is_not_sent_again(site: Help) -> None:
    first = await site.get("a/heating/stop-heat")
    tag = first.headers["etag"]

    again = await site.get("a/heating/stop-heat", **{"If-None-Match": tag})
    changed = [replace(make.STOP, answer="改了。"), *make.DRAFTS[1:]]
    await site.load(changed)
    after = await site.get("a/heating/stop-heat", **{"If-None-Match": tag})

    assert (again.status_code, again.text) == (304, "")
    assert again.headers["etag"] == tag
    assert (after.status_code, "改了。" in after.text) == (200, True)
    assert "must-revalidate" in first.headers["cache-control"]


async def test_what_has_ended_says_so_and_what_to_do(site: Help, clock: FakeClock) -> None:
    ends = clock.now() + timedelta(days=1)
    await site.load([replace(make.STOP, valid_to=ends), *make.DRAFTS[1:]])
    assert (await site.get("a/heating/stop-heat")).status_code == 200

    clock.advance(timedelta(days=2))
    ended = await site.get("a/heating/stop-heat")
    listed = await site.get("c/%E4%BE%9B%E7%83%AD/%E6%8A%A5%E5%81%9C")

    assert ended.status_code == 410
    assert "“怎么办报停”已不再有效" in ended.text
    assert 'role="search"' in ended.text
    assert "怎么办报停" not in listed.text


async def test_what_was_withdrawn_is_gone_and_what_was_inside_never_was(site: Help) -> None:
    await site.load([make.RESUME])

    assert (await site.get("a/heating/stop-heat")).status_code == 410
    assert (await site.get("a/heating/agent-stop")).status_code == 404


async def test_an_item_of_the_future_is_not_there_yet(site: Help, clock: FakeClock) -> None:
    begins = clock.now() + timedelta(days=1)
    await site.load([replace(make.STOP, slug="heating/soon", valid_from=begins), *make.DRAFTS[1:]])
    assert (await site.get("a/heating/soon")).status_code == 404

    clock.advance(timedelta(days=2))
    assert (await site.get("a/heating/soon")).status_code == 200


async def test_search_engines_are_told_what_there_is(site: Help) -> None:
    page = await site.get("a/heating/stop-heat")
    sitemap = await site.get("sitemap.xml")
    robots = await site.http.get("/robots.txt")

    faq, crumbs = structured(page.text)
    assert faq["@type"] == "FAQPage"
    assert "身份证" in json.dumps(faq, ensure_ascii=False)
    assert crumbs["@type"] == "BreadcrumbList"
    address = f"http://help.test{site.url('a/heating/stop-heat')}"
    assert f'<link rel="canonical" href="{address}">' in page.text
    assert f'property="og:url" content="{address}"' in page.text
    locations = {found.text for found in ElementTree.fromstring(sitemap.text).iter(MAP)}
    assert address in locations
    assert len(locations) == len({line for line in locations if line and "lang=" not in line})
    assert "Allow: /help/" in robots.text
    assert "Disallow: /" in robots.text


async def test_link_checkers_may_ask_for_the_head_alone(site: Help) -> None:
    page = await site.http.head(site.url("a/heating/stop-heat"))

    assert page.status_code == 200
    assert page.headers["etag"]


async def test_an_unknown_company_is_told_kindly(site: Help) -> None:
    page = await site.http.get("/help/nobody-here/")

    assert (page.status_code, "没有这个帮助中心" in page.text) == (404, True)


async def test_another_company_sees_nothing_of_ours(site: Help, database: Database) -> None:
    other = await make_tenant(database)

    home = await site.http.get(f"/help/t-{other.hex}/")
    item = await site.http.get(f"/help/t-{other.hex}/a/heating/stop-heat")
    found = await site.http.get(f"/help/t-{other.hex}/search?q=报停")

    assert "这里还没有内容" in home.text
    assert item.status_code == 404
    assert "怎么办报停" not in found.text


async def test_style_sheets_are_kept_for_ever(site: Help) -> None:
    page = await site.get()
    address = re.findall(r'href="(/help/_/help\.css\?v=\w+)"', page.text)[0]

    kept = await site.http.get(address)
    bare = await site.http.get("/help/_/help.css")

    assert "immutable" in kept.headers["cache-control"]
    assert kept.headers["content-type"].startswith("text/css")
    assert bare.headers["cache-control"] == "no-cache"
    assert (await site.http.get("/help/_/..%2Fapi.py")).status_code == 404


@pytest.mark.parametrize(
    "path", ["", "a/heating/stop-heat", "search?q=报停", "c/%E4%BE%9B%E7%83%AD"]
)
async def test_every_page_has_its_landmarks_and_labels(site: Help, path: str) -> None:
    text = (await site.get(path)).text

    assert text.count("<main ") == 1
    assert text.count("<h1") == 1
    assert 'class="skip" href="#content"' in text
    assert "<footer" in text
    named = set(re.findall(r'<label[^>]* for="([\w-]+)"', text))
    fields = set(re.findall(r'<input id="([\w-]+)"', text))
    assert fields
    assert fields == named
    ids = re.findall(r' id="([\w-]+)"', text)
    assert len(ids) == len(set(ids))
    assert "onclick" not in text
