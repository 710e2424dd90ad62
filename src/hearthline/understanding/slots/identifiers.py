"""Numbers that name something: accounts, meters, tickets, taxpayers, codes, ID tails."""

import re
from typing import Final

from hearthline.understanding.model import Span
from hearthline.understanding.slots.figures import DIGIT, digits_of, span_of

_IS: Final = r"(?:号码|号|是|为|叫|:|=|number|no\.?|is|\s){0,4}"
_RUN: Final = rf"{DIGIT}(?:[ -]{{0,2}}{DIGIT})"

_ACCOUNT_NAMED: Final = re.compile(
    rf"(?:户号|户头|客户编号|用户编号|用户号|客户号|户主编号|缴费号|卡号|"
    rf"(?<!单)(?<!理)(?<!表)编号|帐号|账号|account)"
    rf"{_IS}(?P<no>{_RUN}{{5,15}})(?!{DIGIT})"
)
_ACCOUNT_BARE: Final = re.compile(
    rf"(?<![a-z0-9{DIGIT[1:-1]}.\-])(?P<no>{_RUN}{{5,12}})(?!{DIGIT}|[.\-]{DIGIT})"
)
_OTHERS_BEFORE: Final = re.compile(
    r"(?:单号?|订单号?|流水号?|交易号?|表号|表计号|资产号|验证码|校验码|尾号|后四位|身份证号?|"
    r"证件号?|税号|识别号|"
    r"电话|手机|座机|联系方式|微信|qq|卡号后|工号|读数|示数|code|phone|ticket|order|meter|¥|\$)"
    r"(?:号码|号|是|为|:|\s|no\.?){0,3}\Z"
)
_UNITS_AFTER: Final = re.compile(
    r"\s?(?:元|块|毛|角|度|℃|°|平|㎡|m2|千瓦|kw|瓦|年|月|日|号楼|栋|单元|室|层|楼|分钟|小时|天|"
    r"次|吨|采暖季|供暖季|年度|%)"
)
_SEASON: Final = re.compile(r"20\d\d[ -]{1,2}20\d\d")
_GROUPS: Final = re.compile(r"[ -]+")
_MOBILE: Final = re.compile(r"1[3-9]\d{9}")
_SURE_LENGTH: Final = 8

_METER_NAMED: Final = re.compile(
    rf"(?:表号|电表号|热表号|水表号|表计号|表编号|资产编?号|出厂编?号|"
    rf"meter){_IS}(?P<no>[a-z]{{0,4}}[ -]?{_RUN}{{5,21}})(?![a-z0-9])"
)
_METER_BARE: Final = re.compile(
    rf"\A[嗯呃是就的:,，\s]{{0,6}}(?P<no>[a-z]{{0,4}}{_RUN}{{7,21}})[。.\s]*\Z"
)

_TICKET: Final = re.compile(
    rf"(?<![a-z0-9])(?P<no>(?:wo|ap|at|fb|mt|iv|gd|bx|sr|t)[ -]{{0,2}}{_RUN}{{2,19}})(?![a-z0-9])"
)
_TICKET_NAMED: Final = re.compile(
    rf"(?:单号|工单编?号?|单子编?号?|订单编?号?|受理编?号?|申请编?号?|报修编?号?|流水号|业务号|"
    rf"ticket|order|application)"
    rf"{_IS}(?P<no>[a-z]{{0,4}}[ -]?{_RUN}{{2,19}})(?![a-z0-9]|{DIGIT})"
)

_TAIL_NAMED: Final = re.compile(
    rf"(?P<kind>.{{0,6}})(?:尾号|后四位|最后四位|末四位|末尾四位|last (?:four|4)(?: digits)?){_IS}"
    rf"(?P<no>(?:{DIGIT}[ -]?){{3}}(?:{DIGIT}|x|叉|艾克斯))(?![a-z0-9]|{DIGIT})"
)
_TAIL_BARE: Final = re.compile(
    rf"\A[嗯呃是就的:,，\s]{{0,6}}(?P<no>(?:{DIGIT}[ -]?){{3}}(?:{DIGIT}|x|"
    rf"叉))[吧啊呀。.,，\s]{{0,4}}\Z"
)
_WHOLE_ID: Final = re.compile(r"(?<!\d)(?P<no>[1-9]\d{16}[\dx])(?![\da-z])")
_PHONES: Final = re.compile(r"手机|电话|号码|卡|phone")
_ID_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS: Final = "10X98765432"

_TAX: Final = re.compile(r"(?<![a-z0-9])(?P<no>[0-9a-z](?:[ -]?[0-9a-z]){14,19})(?![a-z0-9])")
_TAX_NAMED: Final = re.compile(r"税号|识别号|信用代码|纳税|税务|tax")
_TAX_CHARS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_TAX_LENGTHS: Final = (15, 17, 18, 20)
_MOST_LETTERS: Final = 10

_CODE_NAMED: Final = re.compile(
    rf"(?:验证码|校验码|动态码|短信码|密码|code|otp){_IS}(?P<no>{_RUN}{{3,7}})(?!{DIGIT})"
)
_CODE_BARE: Final = re.compile(
    rf"\A[嗯呃是就的收到了看好我,，:\s]{{0,8}}(?P<no>{_RUN}{{3,7}})[吧啊呀了对。.,，!\s]{{0,4}}\Z"
)


def account_no_in(text: str) -> Span | None:
    """An account number: named as one, or 6 to 13 digits that are nothing else.

    Certain when it is named, or long enough; telephone, ID, date and money are refused.
    """
    named = _ACCOUNT_NAMED.search(text)
    if named is not None and not _MOBILE.fullmatch(digits_of(named["no"])):
        return span_of(named, digits_of(named["no"]), group="no")
    for found in _ACCOUNT_BARE.finditer(text):
        number = digits_of(found["no"])
        if _is_account(found, number, text):
            is_alone = len(text) - len(found["no"]) <= 8
            is_certain = not number.startswith("0") and (len(number) >= _SURE_LENGTH or is_alone)
            return span_of(found, number, group="no", is_certain=is_certain)
    return None


def _is_account(found: re.Match[str], number: str, text: str) -> bool:
    said = found["no"]
    groups = [len(group) for group in _GROUPS.split(said)]
    is_grouped_well = len(groups) == 1 or set(groups) == {1} or min(groups) >= 3
    return (
        is_grouped_well
        and not _MOBILE.fullmatch(number)
        and not _SEASON.fullmatch(said)
        and not _OTHERS_BEFORE.search(text[max(0, found.start("no") - 14) : found.start("no")])
        and not _UNITS_AFTER.match(text, found.end("no"))
        and (number.isdigit() and not (said[0] == "0" and "-" in said))
    )


def meter_no_in(text: str) -> Span | None:
    """The number on a meter, letters in capitals."""
    named = _METER_NAMED.search(text)
    found = named or _METER_BARE.search(text)
    if found is None or (named is None and _is_another(_code(found["no"]))):
        return None
    return span_of(found, _code(found["no"]), group="no", is_certain=named is not None)


def _is_another(number: str) -> bool:
    """Whether it is a mobile number or a ticket."""
    return _MOBILE.fullmatch(number) is not None or number.startswith(("WO", "AP"))


def ticket_no_in(text: str) -> Span | None:
    """The number of a work order or an application: WO202611200017, AP…, T0231, 单号…."""
    found = _TICKET_NAMED.search(text) or _TICKET.search(text)
    return None if found is None else span_of(found, _code(found["no"]), group="no")


def _code(said: str) -> str:
    letters = "".join(char for char in said if char.isascii() and char.isalpha())
    return letters.upper() + digits_of(said)


def id_last4_in(text: str) -> Span | None:
    """The last four places of an identity card, the check letter as X; never those of a phone."""
    whole = _WHOLE_ID.search(text)
    if whole is not None and is_identity_number(whole["no"]):
        return Span(whole.start("no"), whole.end("no"), whole["no"], whole["no"][-4:].upper())
    for found in _TAIL_NAMED.finditer(text):
        if not _PHONES.search(found["kind"]):
            return span_of(found, _tail(found["no"]), group="no")
    bare = _TAIL_BARE.search(text)
    return None if bare is None else span_of(bare, _tail(bare["no"]), group="no")


def _tail(said: str) -> str:
    return digits_of(said) + ("X" if said.endswith(("x", "叉", "艾克斯")) else "")


def is_identity_number(number: str) -> bool:
    """Whether 18 places are a mainland identity number by their check digit."""
    sum_ = sum(int(digit) * weight for digit, weight in zip(number[:17], _ID_WEIGHTS, strict=True))
    return _ID_CHECKS[sum_ % 11] == number[17].upper()


def tax_no_in(text: str) -> Span | None:
    """A taxpayer's number in capitals; certain when its check character is right."""
    for found in _TAX.finditer(text):
        number = re.sub(r"[ -]", "", found["no"]).upper()
        is_named = _TAX_NAMED.search(text) is not None
        is_checked = len(number) == 18 and is_credit_code(number)
        if len(number) not in _TAX_LENGTHS or not any(char.isdigit() for char in number):
            continue
        if sum(char.isalpha() for char in number) > _MOST_LETTERS:
            continue
        if is_checked or is_named or len(text) - len(found["no"]) <= 8:
            return span_of(found, number, group="no", is_certain=is_checked or len(number) != 18)
    return None


def is_credit_code(number: str) -> bool:
    """Whether 18 places are a unified social credit code by their check character."""
    if any(char not in _TAX_CHARS for char in number):
        return False
    total = sum(
        _TAX_CHARS.index(char) * pow(3, place, 31) for place, char in enumerate(number[:17])
    )
    return _TAX_CHARS[(31 - total % 31) % 31] == number[17]


def otp_code_in(text: str) -> Span | None:
    """A one-time code of 4 to 8 digits, spoken ones too."""
    found = _CODE_NAMED.search(text) or _CODE_BARE.search(text)
    return None if found is None else span_of(found, digits_of(found["no"]), group="no")
