"""How to reach someone and whom to bill: telephone, e-mail, the title of an invoice."""

import re
from typing import Final

from hearthline.understanding.model import Span
from hearthline.understanding.slots.figures import DIGIT, digits_of, span_of
from hearthline.understanding.slots.names import name_in

_GAP: Final = r"[ ,、-]{0,2}"
_PHONE: Final = re.compile(
    rf"(?<!{DIGIT})(?:\+?86[ -]?)?(?P<no>[1一幺](?:{_GAP}{DIGIT}){{10}})(?!{DIGIT})"
)
_LANDLINE: Final = re.compile(
    rf"(?<!{DIGIT})(?P<no>[(]?[0零](?:{DIGIT}){{2,3}}[)]?[ -]?(?:{DIGIT}){{7,8}})(?!{DIGIT})"
)
_LOCAL: Final = re.compile(
    r"(?:电话|座机|固话|phone)(?:号码|号|是|为|:|\s){0,3}(?P<no>[2-8]\d{6,7})(?!\d)"
)
_MOBILE: Final = re.compile(r"1[3-9]\d{9}")
_EMAIL: Final = re.compile(
    r"(?<![a-z0-9._%+-])(?P<mail>[a-z0-9][a-z0-9._%+-]{0,63} ?(?:@|艾特) ?"
    r"(?:[a-z0-9-]{1,63}(?:\.|点)){1,4}[a-z]{2,24})(?![a-z0-9])"
)

_COMPANY_END: Final = (
    "(?:公司|工厂|厂|店|中心|局|医院|学院|学校|小学|中学|大学|集团|银行|合作社|工作室|经营部|服务部|门市部|事务所|"
    "研究所|委员会|居委会|村委会|超市|酒店|宾馆|饭店|餐厅|幼儿园|个体户|物业|支行|分行|商行|会所|基金会|协会|商会)"
)
_TITLE_NAMED: Final = re.compile(
    r"(?:抬头|公司名称?|单位名称?|名称|开给|开成|开)(?:是|为|写|开|填|用|:|\s){0,3}"
    r"(?P<title>[^\s,，。;；:的]{2,60})"
)
_COMPANY: Final = re.compile(
    rf"(?P<title>[\u4e00-\u9fffa-z0-9()·&.-]{{2,40}}{_COMPANY_END}(?:[(][^)]{{1,20}}[)])?)"
)
_TITLE_LEAD: Final = re.compile(
    r"\A(?:我们?|我的|就|是|嗯|开|给|要|写|的|抬头|公司抬头|单位|发票|用|填|为|:|,|，){0,6}"
)
_TITLE_TAIL: Final = re.compile(r"(?:的?发票|的?票|吧|啊|就行|就可以|可以|谢谢|税号.*|识别号.*)+\Z")
_PERSONAL: Final = re.compile(
    r"(?:抬头|发票|开|写|填|是)?(?:个人|私人)(?:的|抬头|发票|名义|就行|吧)?|\bpersonal\b"
)


def phone_in(text: str) -> Span | None:
    """A mainland mobile number, or a landline, with its area code unless it is named as one."""
    for found in _PHONE.finditer(text):
        if _MOBILE.fullmatch(digits_of(found["no"])):
            return span_of(found, digits_of(found["no"]), group="no")
    line = _LANDLINE.search(text) or _LOCAL.search(text)
    return None if line is None else span_of(line, digits_of(line["no"]), group="no")


def email_in(text: str) -> Span | None:
    """An e-mail address, also one that was spoken: 艾特, 点."""
    found = _EMAIL.search(text)
    if found is None:
        return None
    address = found["mail"].replace("艾特", "@").replace("点", ".").replace(" ", "")
    return span_of(found, address, group="mail")


def invoice_title_in(text: str) -> Span | None:
    """The title of an invoice: a company, 个人, or what was named as the title."""
    company = _COMPANY.search(text)
    if company is not None:
        return _title(company)
    personal = _PERSONAL.search(text)
    if personal is not None:
        return span_of(personal, "个人")
    named = _TITLE_NAMED.search(text)
    if named is not None:
        return _title(named, is_certain=False)
    return name_in(text)


def _title(found: re.Match[str], *, is_certain: bool = True) -> Span | None:
    words = found["title"]
    lead = _TITLE_LEAD.match(words)
    begin = lead.end() if lead is not None else 0
    rest = _TITLE_TAIL.sub("", words[begin:])
    if len(rest) < 2:
        return None
    start = found.start("title") + begin
    return Span(start, start + len(rest), rest, rest, is_certain)
