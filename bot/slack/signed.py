"""What forms carry in their private_metadata: signed on the way out, checked on the way in."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from typing import Any

SIGNATURE_BYTES = 16
_BETWEEN = "~"
_METADATA = "private_metadata"


class Signer:
    """Signs what a form carries, for its kind alone (its callback_id); `keys`: the newest first."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        self._keys = keys

    def view(self, view: Mapping[str, Any]) -> dict[str, Any]:
        """A view as it goes to Slack. What carries nothing is signed by nobody."""
        carried = view.get(_METADATA)
        if not carried:
            return dict(view)
        signature = _signature(self._keys[0], str(view.get("callback_id") or ""), carried)
        return {**view, _METADATA: f"{carried}{_BETWEEN}{signature}"}

    def answer(self, body: str) -> str:
        """An answer to a form that was handed in, as it goes to Slack: it may show another form."""
        if not body.startswith("{"):
            return body
        said = json.loads(body)
        if not isinstance(said.get("view"), dict):
            return body
        return json.dumps({**said, "view": self.view(said["view"])}, ensure_ascii=False)

    def checked(self, view: Mapping[str, Any]) -> dict[str, Any] | None:
        """A view that came from Slack, with what it carries as it was before; None where that is not ours."""
        carried = view.get(_METADATA)
        if not isinstance(carried, str) or not carried:
            return dict(view)
        before, _, signature = carried.rpartition(_BETWEEN)
        kind = str(view.get("callback_id") or "")
        if not any(
            hmac.compare_digest(signature.encode("utf-8", "replace"), _signature(key, kind, before).encode())
            for key in self._keys
        ):
            return None
        return {**view, _METADATA: before}


def _signature(key: bytes, kind: str, carried: str) -> str:
    said = f"{kind}\0{carried}".encode("utf-8", "surrogatepass")
    made = hmac.digest(key, said, hashlib.sha256)[:SIGNATURE_BYTES]
    return base64.urlsafe_b64encode(made).decode().rstrip("=")
