"""An item's Markdown is safe whatever stands in it."""

from pathlib import Path

import pytest

from hearthline.knowledge.help.markdown import to_html, to_text
from hearthline.knowledge.help.pages import ASSETS, as_json
from hearthline.knowledge.help.words import WORDS

pytestmark = pytest.mark.unit

TOKENS = Path(__file__).parents[3] / "web" / "ui" / "tokens.css"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[点这里](javascript:alert(1))",
        "[点这里](data:text/html;base64,PHNjcmlwdD4=)",
        "![图](http://elsewhere.test/pixel.png)",
        "<svg/onload=alert(1)>",
        '[a](https://x.test "onmouseover=alert(1)")',
        "`<b>`",
        "[ref]: javascript:alert(1)\n\n[ref]",
    ],
)
def test_nothing_in_an_item_can_act(text: str) -> None:
    html = str(to_html(text))

    assert "<script" not in html
    assert "<img" not in html
    assert "<svg" not in html
    assert 'href="javascript' not in html
    assert 'href="data' not in html
    assert " onmouseover=alert" not in html.replace('title="onmouseover=alert(1)"', "")


def test_lists_tables_and_emphasis_are_shown() -> None:
    html = str(to_html("**要点**\n\n- 一\n- 二\n\n| 项 | 值 |\n| --- | --- |\n| a | 1 |"))

    assert "<strong>要点</strong>" in html
    assert html.count("<li>") == 2
    assert '<div class="table"><table>' in html


def test_an_items_headings_stand_below_the_pages_own() -> None:
    assert str(to_html("# 大\n\n## 中")).count("<h2>") == 2


def test_links_to_elsewhere_give_nothing_away() -> None:
    html = str(to_html("[a](https://example.org) [b](/help/x/)"))

    assert html.count('rel="noopener noreferrer nofollow"') == 1


def test_a_description_is_plain_words() -> None:
    assert to_text("**先**看 [这里](/x)：\n\n- `一`\n- 二") == "先 看 这里 ： 一 二"


def test_structured_data_cannot_end_its_element() -> None:
    text = str(as_json([{"name": "</script><b>&"}]))

    assert "<" not in text
    assert ">" not in text
    assert "&" not in text


def test_the_tokens_are_those_of_the_other_pages() -> None:
    assert ASSETS["tokens.css"][0] == TOKENS.read_bytes()


def test_colours_are_written_in_the_tokens_alone() -> None:
    own = ASSETS["help.css"][0].decode()

    assert "#" not in own
    assert "rgb(" not in own


def test_every_phrase_is_there_in_both_languages() -> None:
    bare = [name for name, words in WORDS.items() if not words.en]
    assert bare == []
    assert [name for name, words in WORDS.items() if not words.zh] == ["content_language"]
