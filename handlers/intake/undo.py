"""Taking back what the desk did last, by its button."""

from typing import Any

from bot.services.intake.undo import undo_step
from handlers.visit import Visit


def undo(visit: Visit, _body: dict[str, Any], number: int) -> None:
    """Do it at once: the card says so."""
    undo_step(visit.acting, request_id=number)
