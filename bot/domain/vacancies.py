"""A manager who leaves without a successor: until the file names one, the next above stands in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.domain.import_plan import Stored
from bot.domain.matching import Matching
from bot.domain.organisation import Organisation, PersonEntry
from bot.domain.people import Grade


@dataclass(frozen=True, kw_only=True)
class Vacancy:
    """Whose place is empty, and who stands in meanwhile: nobody where `stand_in` is None. `people`: whose
    manager that was, by name.
    """

    manager_id: int
    manager: str
    stand_in: str | None
    people: tuple[str, ...]


def with_stand_ins(organisation: Organisation, stored: Sequence[Stored], matching: Matching) -> Organisation:
    """The same with the next who is there above a manager who is gone in the place of that one.

    A manager is gone where the file names one by an address of somebody whom it does not hold any more, or
    names none for one of the staff whose manager that was. Nobody stands in for somebody above themselves.
    """
    gone = _Gone(organisation, stored, matching)
    managers = {entry.email: entry.manager for entry in organisation.people}
    leavers = {entry.email: leaver for entry in organisation.people if (leaver := gone.above(entry))}
    managers.update(dict.fromkeys(leavers, None))
    for address, leaver in leavers.items():
        managers[address] = next(
            (other for other in gone.way_up(leaver) if not _leads_to(managers, other, address)), None
        )
    people = tuple(
        replace(entry, manager=managers[entry.email], stands_in_for=leavers[entry.email])
        if entry.email in leavers
        else entry
        for entry in organisation.people
    )
    return replace(organisation, people=people)


def vacancies(organisation: Organisation, stored: Sequence[Stored]) -> tuple[Vacancy, ...]:
    """Every empty place of an organisation with stand-ins, in the order of the file."""
    names = {entry.email: entry.name for entry in organisation.people}
    former = {each.known.id: each.known.name for each in stored}
    places: dict[tuple[int, str | None], list[str]] = {}
    for entry in organisation.people:
        if entry.stands_in_for is not None:
            places.setdefault((entry.stands_in_for, entry.manager), []).append(entry.name)
    return tuple(
        Vacancy(
            manager_id=leaver,
            manager=former[leaver],
            stand_in=names[stand_in] if stand_in else None,
            people=tuple(people),
        )
        for (leaver, stand_in), people in places.items()
    )


class _Gone:
    """Who is in the database and not in the file."""

    def __init__(self, organisation: Organisation, stored: Sequence[Stored], matching: Matching) -> None:
        self._present = {entry.email for entry in organisation.people}
        self._ids = matching.ids
        self._address = {person_id: address for address, person_id in matching.ids.items()}
        self._stored = {each.known.id: each for each in stored}
        self._by_address = _by_address(stored)

    def above(self, entry: PersonEntry) -> int | None:
        """The manager of somebody of the file who is gone; None where that is not so."""
        if entry.manager in self._present or "manager" in entry.unread:
            return None
        if entry.manager is not None:
            leaver = self._by_address.get(entry.manager)
        else:
            leaver = self._last_manager(entry) if entry.grade is Grade.STAFF else None
        return leaver if leaver is not None and leaver not in self._address else None

    def way_up(self, leaver: int) -> Iterator[str]:
        """Whoever of the file was above them, the nearest first."""
        seen = {leaver}
        above = self._stored[leaver].manager
        while above is not None and above not in seen:
            seen.add(above)
            if above in self._address:
                yield self._address[above]
            above = self._stored[above].manager if above in self._stored else None

    def _last_manager(self, entry: PersonEntry) -> int | None:
        before = self._stored.get(self._ids.get(entry.email, 0))
        return before.stands_in_for or before.manager if before else None


def _by_address(stored: Sequence[Stored]) -> Mapping[str, int]:
    """Whose address it is, or was where it is nobody's and was only theirs."""
    former: dict[str, set[int]] = {}
    for each in stored:
        for address in each.known.addresses:
            former.setdefault(address, set()).add(each.known.id)
    found = {address: next(iter(ids)) for address, ids in former.items() if len(ids) == 1}
    return found | {each.known.email: each.known.id for each in stored}


def _leads_to(managers: Mapping[str, str | None], address: str | None, end: str) -> bool:
    """Whether somebody is found on the way up from another, who may be themselves."""
    seen: set[str] = set()
    while address is not None and address not in seen:
        if address == end:
            return True
        seen.add(address)
        address = managers.get(address)
    return False
