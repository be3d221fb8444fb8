"""Everything that is held of one person, for them; that it was taken out is on record before it is shown."""

from bot.domain.access import Deed, require
from bot.domain.people import Person
from bot.domain.privacy.held import HeldOf
from bot.domain.privacy.looks import FileLook
from bot.domain.text import key
from bot.errors import Refusal
from bot.services.acting import Acting
from storage.unit import Unit


def export_person(acting: Acting, *, of: str) -> HeldOf:
    """`of`: an e-mail or the company's number. Raises Refusal("person.nobody")."""
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.begin() as unit:
        person = whom(unit, of)
        unit.held.note_look(person.id, FileLook.EXPORT, by_id=acting.by_id, at=acting.now)
        tables = list(unit.held.of(person.id))
        return HeldOf(person=person, at=acting.now, tables=tables, names=unit.held.names(tables))


def whom(unit: Unit, of: str) -> Person:
    """Whoever has this address, had it before, or has this number; also those who left.

    Raises Refusal("person.nobody").
    """
    written = of.strip()
    person = unit.people.by_email(written) or unit.people.by_address(written)
    if person is None:
        numbers = {key(number): person_id for number, person_id in unit.people.numbers().items()}
        person = next(
            iter(unit.people.values([numbers[key(written)]] if key(written) in numbers else [])), None
        )
    if person is None:
        raise Refusal("person.nobody", of=written)
    return person
