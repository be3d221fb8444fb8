"""What is asked for by an id that is none, or is gone."""

from typing import Any, TypeVar

from sqlalchemy import Result
from sqlalchemy.exc import NoResultFound

from bot.errors import Missing

T = TypeVar("T", bound=tuple[Any, ...])


def one(result: Result[Any]) -> Any:
    """The only row. Raises Missing where there is none."""
    try:
        return result.one()
    except NoResultFound:
        raise Missing from None


def found(row: Any) -> Any:
    """The row that was looked for. Raises Missing where there is none."""
    if row is None:
        raise Missing
    return row
