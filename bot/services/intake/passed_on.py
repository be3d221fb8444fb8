"""A message that somebody else wrote goes to the desk: whose request it becomes."""

from bot.domain.people import Person, Role
from bot.services.acting import Acting
from storage.unit import Unit


def author_of(unit: Unit, slack_id: str | None, acting: Acting) -> Person | None:
    """The colleague who wrote a message, where that is another one, who is still here."""
    found = unit.people.by_slack_id(slack_id) if slack_id else None
    return None if found is None or found.id == acting.person.id or not found.is_active else found


def is_usually_the_authors(by: Person) -> bool:
    """Whether what they send on is its author's: developers are written to by those who need something."""
    return by.has(Role.DEVELOPER)


def requester_of(unit: Unit, acting: Acting, *, author_id: int | None) -> Person:
    """Whose a request is: its author's where whoever sends it says so, and the author is still here."""
    author = unit.people.get(author_id) if author_id is not None else None
    return author if author is not None and author.is_active else acting.person
