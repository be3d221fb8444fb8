"""Which requests may stand before whom: the condition that every list and search of them asks for."""

from sqlalchemy import ColumnElement, or_, true

from bot.domain.people import Person, Role
from storage.models.intake import RequestRow


def readable_by(person: Person) -> ColumnElement[bool]:
    """Those that `bot.domain.intake.visibility.may_read` lets this person read, for a query's WHERE."""
    if person.has(Role.PRODUCT_MANAGER):
        return true()
    return or_(
        RequestRow.is_private.is_(False),
        RequestRow.requester_id == person.id,
        RequestRow.owner_id == person.id,
    )
