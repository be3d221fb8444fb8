"""Erasing what is held of somebody who left: docs/decisions/0061."""

from datetime import datetime, timedelta

from bot.domain.access import Deed, require
from bot.domain.privacy.held import Erasure
from bot.domain.privacy.looks import FileLook
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.privacy.export import whom
from bot.services.record.seal import seal
from storage.unit import Unit

YEAR = timedelta(days=365)


def what_erasing_does(acting: Acting, *, of: str) -> Erasure:
    """The same as `erase_person` without doing it. Raises Refusal: person.nobody, person.still_here."""
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.read() as unit:
        return _erasure(unit, acting, of)


def erase_person(acting: Acting, *, of: str) -> Erasure:
    """Names, addresses and words go, through the record; ids, moments and figures stay.

    Twice is once: the second time nobody has that address. Raises Refusal: person.nobody, person.still_here.
    """
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.begin() as unit:
        erasure = _erasure(unit, acting, of)
        person = erasure.person
        seal(unit, acting.now)  # what is not sealed has no salt that could go
        kept = _kept_reviews(unit, acting, person.id)
        why = f"person {person.id} was erased"
        with unit.record.opened(why=why, by_id=acting.by_id, at=acting.now):
            unit.held.erase(person.id, kept, unit.record)
        unit.held.note_look(person.id, FileLook.ERASE, by_id=acting.by_id, at=acting.now)
        seal(unit, acting.now)
        return erasure


def _erasure(unit: Unit, acting: Acting, of: str) -> Erasure:
    person = whom(unit, of)
    if person.left_on is None:
        raise Refusal("person.still_here", name=person.name)
    kept = _kept_reviews(unit, acting, person.id)
    years = acting.policy.retention.results_kept_years
    return Erasure(
        person=person,
        done=unit.held.to_erase(person.id, kept),
        kept=unit.held.kept(person.id, kept),
        kept_until=max(kept.values()) + years * YEAR if kept else None,
    )


def _kept_reviews(unit: Unit, acting: Acting, person_id: int) -> dict[int, datetime]:
    years = acting.policy.retention.results_kept_years
    since = acting.now - years * YEAR
    released = unit.histories.released(person_id) if years else {}
    return {review_id: at for review_id, at in released.items() if at >= since}
