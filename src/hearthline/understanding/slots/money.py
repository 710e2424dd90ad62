"""Sums of money, in fen: 一百块, 50.5元, 三块二毛五, 两百五."""

import re
from typing import Final

from hearthline.understanding.model import Span
from hearthline.understanding.slots.figures import LEAD, NUMBER, TAIL, is_unsure, span_of, value_of

_YUAN: Final = r"(?:元钱|块钱|元|块|圆|rmb|cny|yuan)"
_ONE: Final = "[0-9一二三四五六七八九]"
_AMOUNT: Final = re.compile(
    rf"(?:¥|rmb|cny)?\s?(?<!几)(?P<yuan>{NUMBER})(?P<more>多)?\s?{_YUAN}(?![表墙砖地板玻]|电(?!费))(?:零)?"
    rf"(?:(?P<mao>{_ONE})(?:[毛角](?:(?P<fen>{_ONE})分?)?|"
    rf"(?![0-9十百千万点个天号年月])))?"
)
_SMALL: Final = re.compile(rf"(?P<mao>{_ONE})[毛角](?:钱)?(?:(?P<fen>{_ONE})分)?")
_SIGN: Final = re.compile(rf"[¥$]\s?(?P<yuan>{NUMBER})")
_PAID: Final = re.compile(
    rf"(?:交|缴|充|充值|付|扣|存|转|欠|余额|低于|少于|剩|提醒金额|改成|pay|top up)(?:了|我|个|"
    rf"到|值|\s){{0,3}}"
    rf"(?P<yuan>{NUMBER})(?P<more>多)?(?=\s?(?:电费|热费|暖气费|取暖费|采暖费|的|吧|就|时|提醒|"
    rf"[,，。!]|\Z))"
)
_BARE: Final = re.compile(rf"{LEAD}(?P<yuan>{NUMBER})(?P<more>多)?{TAIL}")
_MOST_FEN: Final = 1_000_000_000
_FINEST: Final = re.compile(r"\.\d{3}")


def amount_in(text: str) -> Span | None:
    """A sum in integer fen, 1 fen to 10 million yuan; 两百多 is unsure."""
    for pattern in (_AMOUNT, _SIGN, _SMALL, _PAID, _BARE):
        for found in pattern.finditer(text):
            span = _amount(found, text)
            if span is not None:
                return span
    return None


def _amount(found: re.Match[str], text: str) -> Span | None:
    groups = found.groupdict()
    said = groups.get("yuan")
    yuan, is_rough = value_of(said) if said else (0.0, False)
    if yuan is None or (said and _FINEST.search(said)):
        return None
    fen = round(yuan * 100) + 10 * _digit(groups.get("mao")) + _digit(groups.get("fen"))
    if not 1 <= fen <= _MOST_FEN:
        return None
    is_unsure_now = is_rough or bool(groups.get("more")) or is_unsure(text, *found.span())
    return span_of(found, fen, is_certain=not is_unsure_now)


def _digit(said: str | None) -> int:
    return int(value_of(said)[0] or 0) if said else 0
