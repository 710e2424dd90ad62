"""What is wrong with a body, field by field, in the asker's language."""

from typing import Any

from hearthline.kernel import Words

_WORDS = {
    "missing": Words(zh="缺少这一项", en="This member is missing"),
    "string_type": Words(zh="应为文字", en="Must be a string"),
    "string_unicode": Words(
        zh="含有不成对的代理字符，不是有效文字", en="Lone surrogates are not text"
    ),
    "string_too_long": Words(zh="最多 {max_length} 个字符", en="At most {max_length} characters"),
    "string_too_short": Words(zh="至少 {min_length} 个字符", en="At least {min_length} characters"),
    "string_pattern_mismatch": Words(zh="格式不对", en="Does not have the right form"),
    "uuid_parsing": Words(zh="不是有效的 UUID", en="Not a valid UUID"),
    "uuid_type": Words(zh="应为 UUID", en="Must be a UUID"),
    "literal_error": Words(zh="只能是 {expected}", en="Must be {expected}"),
    "int_type": Words(zh="应为整数", en="Must be an integer"),
    "int_parsing": Words(zh="应为整数", en="Must be an integer"),
    "bool_parsing": Words(zh="应为 true 或 false", en="Must be true or false"),
    "greater_than_equal": Words(zh="不能小于 {ge}", en="Must be at least {ge}"),
    "less_than_equal": Words(zh="不能大于 {le}", en="Must be at most {le}"),
    "model_attributes_type": Words(zh="应为对象", en="Must be an object"),
    "model_type": Words(zh="应为对象", en="Must be an object"),
    "extra_forbidden": Words(zh="没有这一项", en="There is no such member"),
    "text_empty": Words(zh="内容不能为空，需 1 到 4,000 个字符", en="1 to 4,000 characters"),
    "text_too_long": Words(zh="最多 4,000 个字符，请分几条发送", en="At most 4,000 characters"),
    "text_unsound": Words(
        zh="含有 NUL 或不成对的代理字符", en="NUL and lone surrogates are not text"
    ),
    "member_missing": Words(zh="这种消息需要 {needed}", en="This kind needs `{needed}`"),
}


def fault(item: dict[str, Any], locale: str) -> dict[str, str]:
    """One error of Pydantic as `{pointer, detail}` (RFC 6901 pointer into the body)."""
    context = item.get("ctx") or {}
    words = _WORDS.get(item["type"])
    if words is None:
        detail = item["msg"] if locale == "en" else f"格式不对（{item['msg']}）"
    else:
        detail = words.in_(locale).format(**context)
    location = [part for part in item["loc"] if part not in {"body"}]
    if "pointer" in context:
        location.append(context["pointer"])
    steps = (str(part).replace("~", "~0").replace("/", "~1") for part in location)
    return {"pointer": "".join(f"/{step}" for step in steps), "detail": detail}
