"""Who did not move after enough reminders, for those who hear of it once."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime

from bot.domain.nudging.planner import Nudge
from bot.domain.nudging.told import Listener, StepKey, Told, counted, who_hears
from bot.domain.obligations import TOLD_TO_NOBODY, Obligation, announced_on, is_asked_for
from bot.domain.people import Person, Role
from bot.domain.policy import Policy
from bot.services.nudging.rows import Rows, key_of
from storage.unit import Unit

MANY = 5000
"""More people than this are not named in a query: everybody is read instead."""


class Escalation:
    """What unanswered reminders come to, for these readers.

    Counted are a person's reminders in which a step was said, on days before the reader's own.
    `told`: what the readers were told already. `rows`: what was read before, which serves if it is
    everybody's.
    """

    def __init__(
        self,
        unit: Unit,
        *,
        policy: Policy,
        now: datetime,
        readers: Sequence[Person],
        told: Mapping[int, Collection[StepKey]],
        rows: Rows,
    ) -> None:
        self._policy, self._now, self._told = policy, now, told
        self._managers: dict[int, list[Told]] = {}
        self._hr: list[tuple[Person, Told]] = []
        self._unmanaged = unit.people.unmanaged()
        self._has_hr = any(reader.has(Role.HR) for reader in readers)
        only = None if self._has_hr else unit.people.reporting_to([reader.id for reader in readers])
        if only is not None and not only:
            return
        if not rows.is_of_everybody:
            rows = Rows(unit, policy=policy, now=now, only=only)
        self._listen(unit, rows, only)

    def of(self, reader: Person) -> tuple[Told, ...]:
        """What this reader is to be told, and was not yet: of their own people, and as HR of all others."""
        today, known = self._now.astimezone(reader.zone).date(), self._told.get(reader.id, ())
        heard = list(self._managers.get(reader.id, ()))
        if reader.has(Role.HR):
            heard += [told for who, told in self._hr if reader.id not in (who.id, who.manager_id)]
        return tuple(told for told in heard if told.ripe_on < today and told.step not in known)

    def _listen(self, unit: Unit, rows: Rows, only: Collection[int] | None) -> None:
        patience = self._policy.schedule.nudges_before_manager
        slow = {who for who, nudges in rows.nudges.items() if len(nudges) >= patience and who in rows.steps}
        if only is not None:
            slow &= set(only)
        if not slow:
            return
        people = unit.people.reachable(slow if len(slow) <= MANY else None)
        for person in people:
            if person.id in slow:
                for step in rows.steps[person.id]:
                    self._add(person, step, rows.nudges[person.id])

    def _add(self, person: Person, step: Obligation, nudges: Sequence[Nudge]) -> None:
        if step.kind in TOLD_TO_NOBODY or not is_asked_for(
            opens_at=step.opens_at, lapses_on=step.lapses_on, now=self._now, person=person
        ):
            return
        said = list(_said(person, step, nudges))
        schedule = self._policy.schedule
        has_manager = person.id not in self._unmanaged
        for listener in who_hears(len(said), has_manager=has_manager, schedule=schedule):
            is_last = listener is Listener.HR and has_manager
            enough = counted(schedule) if is_last else schedule.nudges_before_manager
            told = Told(step=key_of(step), name=person.name, ripe_on=said[enough - 1])
            if listener is Listener.HR:
                self._hr.append((person, told))
            elif person.manager_id is not None:
                self._managers.setdefault(person.manager_id, []).append(told)


def _said(person: Person, step: Obligation, nudges: Sequence[Nudge]) -> Iterator[date]:
    """The days of the reminders in which this step was said."""
    begins = max(step.since, step.opens_at)
    announced = announced_on(step.kind, begins=begins, zone=person.zone)
    return (nudge.day for nudge in nudges if nudge.at >= begins and nudge.day != announced)
