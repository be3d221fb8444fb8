"""Versions of shared KPIs: as values, and among the people of a company."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.domain.drafts import Form
from bot.domain.goals.draft import SheetDraft
from bot.domain.goals.goals import Goals
from bot.domain.goals.kpi_form import TypedKpi
from bot.domain.goals.shared import Owner, SharedKpi, content_of
from bot.domain.goals.shared_way import State
from bot.domain.people import Person
from bot.domain.reviews.kpis import Kpi
from bot.services.acting import Acting
from bot.services.goals import shared as shares
from bot.services.goals.agreement import sign
from bot.services.goals.sheet_draft import standing
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.goals import agreed, kpi, open_goals_of
from tests.builders.people import Company

ASKED_AT = datetime(2027, 1, 5, 2, 0, tzinfo=UTC)
VISITS = kpi("k1", 60, name="Visits", target="100", unit="visits")


def shared_kpi(*owners: Owner, target: str = "100", **rest: Any) -> SharedKpi:
    """A first version that Chen Jie (2) proposed to Wu Min (3), unless told otherwise."""
    values: dict[str, Any] = {
        "id": 7,
        "shared_id": 7,
        "number": 1,
        "kpi": replace(content_of(VISITS), target=target),
        "key": "k1",
        "cycle_id": 1,
        "state": State.PROPOSED,
        "version": 1,
        "proposed_by_id": 2,
        "proposed_at": ASKED_AT,
        "because": "We both bring visitors.",
        "owners": owners
        or (Owner(id=1, person_id=2, agreed_by_id=2, agreed_at=ASKED_AT), Owner(id=2, person_id=3)),
    }
    return SharedKpi(**{**values, **rest})


class Sharing:
    """Chen Jie, Wu Min and their manager; goals of 2027Q1 are open for the two, and Chen Jie's are agreed."""

    def __init__(self, store: Store, people: Company) -> None:
        self.store = store
        self.people = people
        self.chens, self.wus = open_goals_of(store, people.employee, people.colleague)
        agreed(store, self.chens, people.employee, (VISITS, kpi("k2", 40)))

    def by(self, who: Person) -> Acting:
        return acting(self.store, by=who, now=ASKED_AT)

    def share(
        self, *accounts: str, departments: tuple[str, ...] = (), because: str = "Why not."
    ) -> SharedKpi:
        """Chen Jie's KPI, with Wu Min unless told otherwise."""
        return shares.share_kpi(
            self.by(self.people.employee),
            goals_id=self.chens.id,
            key="k1",
            with_accounts=accounts or (() if departments else ("U0WU",)),
            departments=departments,
            because=because,
        )

    def change(self, who: Person, goals: Goals, key: str = "k1", **fields: str) -> SharedKpi:
        """Somebody asks all for other values of these fields."""
        typed = replace(TypedKpi.of(self.kpi(goals, key)), **fields)
        return shares.propose_change(
            self.by(who), goals_id=goals.id, key=key, typed=typed, source_id=None, because="It grows."
        )

    def agree(self, who: Person, shared: SharedKpi) -> SharedKpi:
        return shares.agree(self.by(who), shared_kpi_id=shared.id)

    def goals(self, of: Goals) -> Goals:
        with self.store.read() as unit:
            return unit.goals.look(of.id)

    def kpi(self, goals: Goals, key: str) -> Kpi:
        """As it stands on the sheet that counts or is on the table."""
        with self.store.read() as unit:
            stands = standing(unit, unit.goals.look(goals.id))
        assert stands is not None
        return next(each for each in stands.kpis if each.key == key)

    def drafted(self, who: Person, goals: Goals) -> tuple[Kpi, ...]:
        """What they are drafting."""
        with self.store.read() as unit:
            kept = unit.drafts.get(who.id, Form.GOALS_SHEET, str(goals.id))
        return SheetDraft.of(kept.data).kpis if kept else ()

    def both_share(self) -> SharedKpi:
        """Both have it on a sheet that counts: Chen Jie with 60 %, Wu Min with 100 %."""
        shared = self.agree(self.people.colleague, self.share())
        self.sign(self.chens)
        (new,) = self.drafted(self.people.colleague, self.wus)
        agreed(self.store, self.goals(self.wus), self.people.colleague, (replace(new, weight=100),))
        return shared

    def sign(self, goals: Goals) -> None:
        """The manager signs what is on the table."""
        sheet_id = self.goals(goals).sheet_id
        assert sheet_id is not None
        sign(self.by(self.people.manager), goals_id=goals.id, sheet_id=sheet_id)
