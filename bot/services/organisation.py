"""The organisation as a whole: listing it, and bringing it up to date from a file."""

from sqlalchemy import delete, update

from bot.domain.people import Person
from storage.models.delivery import CardRow
from storage.models.people import PersonRow
from storage.unit import Store


def colleagues(store: Store, *, default_locale: str) -> list[Person]:
    """Everybody that the database knows, also those who left, in the order of their ids."""
    with store.read() as unit:
        return [row.value(default_locale=default_locale) for row in unit.people.every()]


def forget_places(store: Store) -> None:
    """Forget which messages stand where: the workspace that they stood in is gone."""
    with store.begin() as unit:
        unit.session.execute(delete(CardRow))
        unit.session.execute(update(PersonRow).values(dm_channel=None))
