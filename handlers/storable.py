"""Characters that no database and no answer to Slack can hold are replaced before anybody reads them."""

import json
import re
from typing import Any

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_SUSPICIOUS = re.compile(r"\\u(?:0000|d[89a-f])")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def storable(value: Any) -> Any:
    """The same JSON value without NULs and half characters: one of them must not cost what was typed."""
    # Nearly all have neither (nor an emoji, which is written as two halves): that is quick to see.
    return _replaced(value) if _SUSPICIOUS.search(json.dumps(value)) else value


def _replaced(value: Any) -> Any:
    if isinstance(value, str):
        return _UNSTORABLE.sub(_REPLACEMENT, value)
    if isinstance(value, dict):
        return {_replaced(key): _replaced(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_replaced(each) for each in value]
    return value
