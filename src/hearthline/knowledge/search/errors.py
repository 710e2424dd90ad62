"""What can go wrong with the words of the search.

NotFound
└── SearchWordUnknown
Conflict
└── SearchWordTaken
Invalid
└── SearchWordsUnfit
"""

from hearthline.kernel import Conflict, Invalid, NotFound, Words


class SearchWordUnknown(NotFound):
    """No such group of words for this tenant."""

    code = "knowledge.search_word_unknown"
    title = Words(zh="没有这组词", en="No such group of words")
    detail = Words(zh="没有找到这组词，可能已被删除。", en="There is no such group of words.")


class SearchWordTaken(Conflict):
    """A word belongs to one group of its kind only."""

    code = "knowledge.search_word_taken"
    title = Words(zh="这个词已在另一组里", en="The word is in another group")
    detail = Words(zh="“{word}”已在另一组里。", en="“{word}” is in another group already.")


class SearchWordsUnfit(Invalid):
    """A group that teaches nothing, or one too many."""

    code = "knowledge.search_words_unfit"
    title = Words(zh="这组词不能用", en="These words cannot be used")
    detail = Words(zh="{why}", en="{why}")
