"""How the proposals of the model fared, as a counter; nothing of their words."""

from prometheus_client import Counter

_USED = Counter(
    "hearthline_llm_uses_total",
    "Answers of the language model: `used`, or the reason why something of them was not.",
    ("task", "outcome"),
)


def count(task: str, outcome: str) -> None:
    """One more of them."""
    _USED.labels(task, outcome).inc()
