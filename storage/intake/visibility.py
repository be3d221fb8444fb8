"""Which requests may stand before whom: the condition that every list and search of them asks for."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, or_, select, true
from sqlalchemy.orm import Session

from bot.domain.home import MyRequest
from bot.domain.intake.way import UNSETTLED
from bot.domain.people import Person, Role
from storage.models.intake import RequestRow
from storage.overview import OPEN_REQUESTS, my_request


def readable_by(person: Person) -> ColumnElement[bool]:
    """Those that `bot.domain.intake.visibility.may_read` lets this person read, for a query's WHERE."""
    if person.has(Role.PRODUCT_MANAGER):
        return true()
    return or_(
        RequestRow.is_private.is_(False),
        RequestRow.requester_id == person.id,
        RequestRow.owner_id == person.id,
    )


class Visibility:
    """Whether a request is private, and what is open of somebody's branch as far as they may read it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def is_private(self, request_id: int) -> bool:
        """False, too, where there is none of that number."""
        return bool(self._session.scalar(select(RequestRow.is_private).where(RequestRow.id == request_id)))

    def open_of_branch(self, reader: Person) -> int:
        """How many that are."""
        query = select(func.count()).select_from(RequestRow).where(RequestRow.state.in_(UNSETTLED))
        return self._session.scalar(query.where(*_of_branch(reader))) or 0

    def page_of_branch(self, reader: Person, *, first: int, most: int) -> Sequence[MyRequest]:
        """Some of them, the newest first, from number `first` on."""
        rows = self._session.execute(OPEN_REQUESTS.where(*_of_branch(reader)), {"first": first, "most": most})
        return [my_request(row) for row in rows]


def _of_branch(reader: Person) -> tuple[ColumnElement[bool], ...]:
    return RequestRow.branch == reader.branch, readable_by(reader)
