"""What the forms of the calibration carry, and what was typed into the one for a move."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from bot.domain.reviews.calibration import Typed
from bot.domain.text import typed_text
from bot.errors import Refusal
from handlers.carried import row_id
from messages.reviews.calibration_modal import place
from messages.reviews.calibration_move_modal import POINT, REASON


@dataclass(frozen=True, kw_only=True)
class At:
    """Where in which room somebody is. Its reading raises Refusal("card.unknown")."""

    cycle_id: int
    department_id: int
    first: int
    is_focus: bool

    @classmethod
    def of(cls, value: str) -> "At":
        cycle, department, first, shown, *_ = [*value.split(":"), "", "", "", ""]
        return cls(
            cycle_id=row_id(cycle),
            department_id=row_id(department),
            first=_number(first),
            is_focus=shown == "focus",
        )

    @property
    def place(self) -> str:
        return place(self.cycle_id, self.department_id, first=self.first, is_focus=self.is_focus)


@dataclass(frozen=True, kw_only=True)
class MoveForm:
    """The form for a move as it came back: of which review, after which of its moves, from where."""

    review_id: int
    seen: int
    consent: str
    at: At
    typed: Typed

    @classmethod
    def of(cls, view: dict[str, Any]) -> "MoveForm":
        review, seen, consent, rest = [*view["private_metadata"].split(":", 3), "", "", ""][:4]
        values = view["state"]["values"]
        chosen = values[POINT][POINT].get("selected_option") or {}
        reason = typed_text(values[REASON][REASON].get("value") or "").strip()
        return cls(
            review_id=row_id(review),
            seen=_number(seen),
            consent=consent,
            at=At.of(rest),
            typed=Typed(point=chosen.get("value", ""), reason=reason),
        )

    @property
    def point(self) -> Decimal:
        try:
            return Decimal(self.typed.point)
        except InvalidOperation:
            raise Refusal("card.unknown") from None


def seen_of(value: str) -> tuple[int, int]:
    """A review, and the number of the last move that was shown of it."""
    review, _, seen = value.partition(":")
    return row_id(review), _number(seen)


def _number(value: str) -> int:
    return int(value) if value.isascii() and value.isdecimal() else 0
