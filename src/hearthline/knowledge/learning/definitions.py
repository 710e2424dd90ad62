"""What each figure of knowledge means; told beside the figure wherever it is shown."""

from dataclasses import dataclass
from typing import Final

from hearthline.kernel import Words


@dataclass(frozen=True, slots=True)
class Definition:
    """A figure: its name, what it counts, and whether it is a share (0 to 1) or a count."""

    id: str
    name: Words
    meaning: Words
    is_share: bool = False


def _of(name: str, zh: str, en: str, *, about: tuple[str, str], share: bool = False) -> Definition:
    return Definition(name, Words(zh, en), Words(*about), is_share=share)


FIGURES: Final = (
    _of("asked", "提问数", "Questions", about=(
        "期间内向知识库提出的问题数：机器人判为知识咨询的客户消息，以及坐席和帮助中心的检索；办理业务和闲聊不计。",
        "Questions put to the base in the period: customer messages taken for questions of"
        " knowledge, and searches at the desk and in the help centre; business and small talk"
        " are left out.",
    )),
    _of("told", "已答数", "Answered", about=(
        "给出了一条已发布知识的提问数；坐席检索为列出了可用结果的次数。",
        "Questions that were given a published article; at the desk, searches that listed a"
        " usable hit.",
    )),
    _of("match_rate", "匹配率", "Match rate", share=True, about=(
        "（已答数 − 被客户否定的 − 被点踩的）÷（提问数 − 业务范围外的）。",
        "(answered − refused by the customer − disliked) ÷ (questions − those outside of our"
        " business).",
    )),
    _of("coverage", "覆盖率", "Coverage", share=True, about=(
        "最佳结果达到“直接回答”或“值得反问”档位的提问 ÷（提问数 − 业务范围外的）。",
        "Questions whose best hit was good enough to answer or to ask back ÷ (questions − those"
        " outside of our business).",
    )),
    _of("asked_back", "反问数", "Asked back", about=(
        "列出几种可能请客户选择、且客户没有选定的提问数。",
        "Questions that were asked back about and for which the customer chose nothing.",
    )),
    _of("unanswered", "未命中", "Misses", about=(
        "没有找到可用知识的提问数。", "Questions for which no usable article was found.",
    )),
    _of("outside", "业务范围外", "Outside", about=(
        "被判为与本公司业务无关的提问数；也可能是缺知识，请在缺口看板核对。",
        "Questions taken for none of our business; some may be gaps, see the board.",
    )),
    _of("rejected", "被否定", "Refused", about=(
        "客户随后说“不是这个”“没用”，或在反问时选择“都不是”的提问数。",
        "Questions after which the customer said that it was not it, or chose none of these.",
    )),
    _of("handed_off", "随后转人工", "Handed off", about=(
        "提问后 15 分钟内、至多隔一条客户消息就转人工的提问数。",
        "Questions after which a person took over within 15 minutes and one more message.",
    )),
    _of("rated_low", "低分会话", "Rated low", about=(
        "会话被评 1–2 分或“未解决”时，其最后一个提问计入。",
        "The last question of each conversation rated 1 or 2, or not solved.",
    )),
    _of("liked", "点赞", "Liked", about=(
        "客户对机器人回答点赞的次数。", "Thumbs up on answers of the bot.",
    )),
    _of("disliked", "点踩", "Disliked", about=(
        "客户对机器人回答点踩的次数。", "Thumbs down on answers of the bot.",
    )),
    _of("used", "坐席使用", "Used by agents", about=(
        "坐席打开、复制或发送知识的次数。", "Times that agents opened, copied or sent an article.",
    )),
    _of("published", "在用知识", "Published", about=(
        "此刻已发布、未过期的知识条数。", "Articles that are published and in force now.",
    )),
    _of("hit_share", "命中知识占比", "Share that was hit", share=True, about=(
        "期间内至少回答过一次的在用知识 ÷ 面向客户的在用知识。",
        "Articles in force that answered at least once in the period ÷ those meant for customers.",
    )),
)  # fmt: skip

LISTS: Final = (
    _of("most_hit", "命中最多", "Most hit", about=(
        "期间内回答次数最多的知识。", "Articles that answered most often in the period.",
    )),
    _of("most_liked", "点赞最多", "Most liked", about=(
        "期间内点赞最多的知识。", "Articles with most thumbs up in the period.",
    )),
    _of("most_disliked", "点踩与否定最多", "Most disliked", about=(
        "期间内点踩与被否定次数之和最多的知识。",
        "Articles with most thumbs down and refusals together in the period.",
    )),
    _of("most_used", "坐席使用最多", "Most used by agents", about=(
        "期间内坐席打开、复制、发送次数之和最多的知识。",
        "Articles that agents opened, copied or sent most often in the period.",
    )),
    _of("never_hit", "从未命中", "Never hit", about=(
        "面向客户、在期间开始前已发布，而期间内一次也没有回答过的知识。",
        "Articles for customers, published before the period, that answered nothing in it.",
    )),
    _of("review_overdue", "复核逾期", "Review overdue", about=(
        "已发布且复核日期已过的知识。", "Published articles whose review date is past.",
    )),
    _of("expired", "已过有效期", "Expired", about=(
        "仍处于发布状态、但有效期已过因而不再回答的知识。",
        "Published articles past their validity, which are not answered any more.",
    )),
)  # fmt: skip
