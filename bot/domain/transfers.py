"""Who changes post or department with an organisation file, and from which day on."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.history import Changed
from bot.domain.import_plan import Stored
from bot.domain.matching import Matching
from bot.domain.organisation import Organisation


@dataclass(frozen=True, kw_only=True)
class Transfer:
    """Somebody has another post or department from `day` on; None: that one stays. `now` is both."""

    person_id: int
    name: str
    day: date
    post: Changed[str] | None
    department: Changed[str] | None


def transfers(
    organisation: Organisation, stored: Sequence[Stored], matching: Matching, *, today: date
) -> Iterator[Transfer]:
    """In the order of the file. Whoever comes back is asked anew anyway; a department that has another name
    is no other department.
    """
    by_id = {each.known.id: each for each in stored}
    renamed = _renamed(organisation, by_id, matching)
    for entry in organisation.people:
        before = by_id.get(matching.ids.get(entry.email, 0))
        if before is None or before.known.has_left:
            continue
        places = (before.fields["department"], entry.department)
        post = _changed(before.fields["post"], entry.post)
        department = None if places in renamed else _changed(*places)
        if post or department:
            yield Transfer(
                person_id=before.known.id,
                name=entry.name,
                day=entry.since or today,
                post=post,
                department=department,
            )


def _renamed(
    organisation: Organisation, stored: Mapping[int, Stored], matching: Matching
) -> Collection[tuple[str, str]]:
    """Old and new names of departments: all who were in one, more than one person, are in one now that was
    not there before.
    """
    known = {each.fields["department"] for each in stored.values()}
    now: dict[str, list[str]] = {}
    for entry in organisation.people:
        before = stored.get(matching.ids.get(entry.email, 0))
        if before is not None and not before.known.has_left:
            now.setdefault(before.fields["department"], []).append(entry.department)
    return {
        (before, after[0])
        for before, after in now.items()
        if len(after) > 1 and len(set(after)) == 1 and after[0] not in known
    }


def _changed(was: str, now: str) -> Changed[str] | None:
    return Changed(was=was, now=now) if was != now else None
