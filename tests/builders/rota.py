"""A website desk at which several take turns."""

from datetime import date, datetime

from sqlalchemy import select

from bot.domain.absences import Source
from bot.domain.intake.rota import DutyWeek
from bot.domain.intake.swap import Swap
from bot.domain.people import Person, Role
from bot.domain.policy import Intake, Policy
from bot.services.acting import Acting
from bot.services.intake.desk_change import keep_rota_current
from bot.services.intake.duty import person_on_duty
from bot.services.intake.swap import ask_for_swap
from storage.models.intake import RequestRow
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING
from tests.builders.people import WEBSITE, company, person

THIS_WEEK, NEXT, AFTER = date(2026, 11, 23), date(2026, 11, 30), date(2026, 12, 7)
"""Whose they are by turns: Gao Wei's, Wei Na's, Sun Li's."""
ROTA = ("sun.li@example.com", "gao.wei@example.com", "wei.na@example.com")


class Desk:
    """The company, with Gao Wei and Wei Na at the desk beside Sun Li."""

    def __init__(self, store: Store, *, rota: tuple[str, ...] = ROTA) -> None:
        self.store = store
        self.people = company(store)
        self.sun = self.people.product_manager
        self.gao, self.wei = (
            person(store, name, department=WEBSITE, roles=(Role.PRODUCT_MANAGER,), kpis=())
            for name in ("Gao Wei", "Wei Na")
        )
        self.policy = Policy(intake=Intake(rota=rota))

    def by(self, who: Person | None = None, *, at: datetime = MORNING) -> Acting:
        return acting(self.store, by=who, now=at, policy=self.policy)

    def on_duty(self, *, at: datetime = MORNING) -> str:
        with self.store.read() as unit:
            return person_on_duty(unit, policy=self.policy, now=at).name

    def passes(self, *, at: datetime = MORNING) -> None:
        """The job's heart beats."""
        keep_rota_current(self.by(at=at))

    def away(self, who: Person, first: date, last: date | None) -> None:
        with self.store.begin() as unit:
            unit.absences.add([(who.id, first, last)], source=Source.FILE, by_id=None, at=MORNING)

    def change(self, who: Person, **values: object) -> None:
        with self.store.begin() as unit:
            row = unit.session.get_one(PersonRow, who.id)
            for name, value in values.items():
                setattr(row, name, value)

    def decided(self, week: date) -> DutyWeek | None:
        with self.store.read() as unit:
            return unit.rota.entry(week)

    def asked(
        self,
        *,
        week: date = AFTER,
        other: Person | None = None,
        in_return: date | None = NEXT,
        view: str = "V1",
    ) -> Swap:
        """Sun Li asks for a swap."""
        return ask_for_swap(
            self.by(self.sun),
            week=week,
            other_id=(other or self.wei).id,
            in_return=in_return,
            submission=view,
        )

    def owners(self) -> dict[int, str]:
        """Who has which request."""
        with self.store.read() as unit:
            rows = unit.session.execute(select(RequestRow.id, RequestRow.owner_id).order_by(RequestRow.id))
            return {number: unit.people.get(owner).name for number, owner in rows}
