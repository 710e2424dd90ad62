"""Which of the two languages an answer is in."""

from starlette.requests import HTTPConnection

CHINESE = "zh-CN"
ENGLISH = "en"


def locale_of(connection: HTTPConnection) -> str:
    """`en` when Accept-Language prefers English to Chinese, else `zh-CN` (RFC 9110, 12.5.4)."""
    header = connection.headers.get("accept-language", "")
    weights = {CHINESE: 0.0, ENGLISH: 0.0}
    for part in header.split(","):
        tag, _, quality = part.strip().partition(";q=")
        locale = {"zh": CHINESE, "en": ENGLISH}.get(tag.split("-")[0].lower())
        if locale:
            weights[locale] = max(weights[locale], _weight(quality))
    return ENGLISH if weights[ENGLISH] > weights[CHINESE] else CHINESE


def _weight(quality: str) -> float:
    try:
        return float(quality) if quality else 1.0
    except ValueError:
        return 0.0
