"""The words of the help centre in both languages."""

from typing import Final

from hearthline.kernel import Words

_W = Words

WORDS: Final = {
    "help": _W("帮助中心", "Help centre"),
    "skip": _W("跳到正文", "Skip to the content"),
    "search": _W("搜索", "Search"),
    "search_label": _W("搜索帮助", "Search help"),
    "search_hint": _W("例如：暖气不热怎么办", "Ask in your own words"),
    "catalogue": _W("按目录找", "Browse by topic"),
    "most_read": _W("大家最近常看", "Most read lately"),
    "common": _W("常见问题", "Common questions"),
    "all": _W("全部 {count} 条", "All {count}"),
    "count": _W("{count} 条", "{count} items"),
    "unsorted": _W("其他", "Other"),
    "more": _W("细节", "Details"),
    "related": _W("同样用得上", "Also of use"),
    "both_about": _W("都涉及“{name}”", "both about {name}"),
    "updated": _W("发布于 {day}", "Published {day}"),
    "holds_until": _W("有效至 {day}", "Valid until {day}"),
    "source": _W("依据：{source}", "Source: {source}"),
    "local_rule": _W(
        "各地规定可能不同，以所在城市现行规定为准。",
        "Rules differ by city; those in force where you live apply.",
    ),
    "content_language": _W("", "This article is in Chinese."),
    "helpful_question": _W("这条内容帮到您了吗？", "Was this helpful?"),
    "yes": _W("有帮助", "Yes"),
    "no": _W("没帮助", "No"),
    "note_label": _W("想补充一句（可不填）", "Add a line (optional)"),
    "note_hint": _W(
        "哪里没说清楚？请不要写电话、户号", "What was unclear? No phone or account numbers"
    ),
    "thanks": _W("收到，谢谢。编辑会看到您的评价。", "Thank you. Our editors will see it."),
    "still": _W("还没解决？", "Still stuck?"),
    "still_how": _W(
        "在公众号、App 或网上营业厅的在线客服里说一句就行，随时可以转人工。"
        "有漏水、触电、爆管等危险请直接打服务热线。",
        "Ask our online service in the app or on the web; a person is always in reach. In danger"
        " (water, electricity, a burst pipe), call the hotline.",
    ),
    "results": _W("“{query}”的搜索结果", "Results for “{query}”"),
    "results_count": _W("找到 {count} 条", "{count} found"),
    "nothing": _W("没有找到和“{query}”直接对应的内容", "Nothing answers “{query}” directly"),
    "nothing_how": _W(
        "换个说法试试：少写几个字，或者写现象（不热、停电、漏水）。也可以从下面的目录找。",
        "Try other words: fewer of them, or what you see (cold, no power, a leak). Or look below.",
    ),
    "near": _W("也许是这些", "Perhaps one of these"),
    "near_too": _W("也许还用得上", "Perhaps also"),
    "ask": _W("想问什么？", "What do you want to know?"),
    "ask_how": _W(
        "写一句话就能搜，错别字和拼音也认得。", "One sentence is enough; pinyin works too."
    ),
    "empty": _W("这里还没有内容", "Nothing here yet"),
    "empty_how": _W(
        "公司还没有发布帮助内容。要办事请联系在线客服或打服务热线。",
        "Nothing has been published yet. Please use the online service or the hotline.",
    ),
    "home": _W("首页", "Home"),
    "back_home": _W("回到帮助中心首页", "To the help centre's home"),
    "breadcrumb": _W("位置", "Breadcrumb"),
    "too_fast": _W("操作太快了", "Too fast"),
    "broken": _W("暂时打不开", "Not available right now"),
    "broken_how": _W(
        "系统正在恢复，请过一分钟刷新。急事请打服务热线。",
        "We are recovering; reload in a minute. For anything urgent call the hotline.",
    ),
    "wrong": _W("没看懂这次请求", "This request was not understood"),
    "wrong_how": _W("请回到上一页重新提交。", "Please go back and send it again."),
    "other_language": _W("English", "中文"),
    "description": _W("{name}的常见问题与办事指南。", "Questions and guides of {name}."),
    "foot": _W("{name} · 帮助中心", "{name} · Help centre"),
    "below": _W("下级目录", "Topics below"),
    "attachments": _W("附件", "Attachments"),
}


class Phrases:
    """The words in one language; `{names}` are filled in."""

    def __init__(self, language: str) -> None:
        """Choose a language."""
        self._language = language

    def __call__(self, phrase: str, /, **values: object) -> str:
        """A phrase."""
        text = WORDS[phrase].in_(self._language)
        return text.format(**values) if values else text
