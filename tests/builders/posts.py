"""Posts as somebody might add them."""

from typing import Any

from bot.domain.goals.post import Post

SHARES = (("5", "120"), ("3.5", "100"), ("3", "80"))


def text(english: str) -> dict[str, str]:
    """The same in every language, told apart."""
    return {"en": english, "zh_Hans": f"简 {english}", "zh_Hant": f"繁 {english}"}


def post_data(key: str = "buyer", *, version: int = 1, name: str = "Buyer") -> dict[str, Any]:
    """A small post as a file's plain data, to be spoilt."""
    return {
        "key": key,
        "version": version,
        "name": text(name),
        "duties": [
            {"key": "buying", "name": text("Buy goods"), "parts": [text("Compare"), text("Order")]},
            {"key": "suppliers", "name": text("Look after suppliers"), "parts": []},
        ],
        "requirements": [
            _requirement("bargaining", "ability", "Bargaining"),
            _requirement("calculating", "ability", "Calculating"),
            _requirement("years", "experience", "Three years"),
        ],
        "kpis": [_kpi("price", "buying", "lower", 60), _kpi("in_time", "suppliers", "higher", 40)],
    }


def post(key: str = "buyer", *, version: int = 1, name: str = "Buyer") -> Post:
    """The same as a value."""
    return Post.model_validate(post_data(key, version=version, name=name))


def _requirement(key: str, kind: str, name: str) -> dict[str, Any]:
    return {"key": key, "kind": kind, "name": text(name), "text": text(f"{name}: does it well."), "weight": 2}


def _kpi(key: str, duty: str, direction: str, weight: int) -> dict[str, Any]:
    shares = SHARES if direction == "higher" else [(score, str(200 - int(share))) for score, share in SHARES]
    return {
        "key": key,
        "duty": duty,
        "name": text(key),
        "result": text("The shop earns"),
        "measure": text("Counted once a month"),
        "unit": text("%"),
        "quantity": "percent",
        "direction": direction,
        "weight": weight,
        "target": "90",
        "source": text("Finance"),
        "anchors": [{"score": score, "share": share} for score, share in shares],
    }
