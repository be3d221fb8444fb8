"""A department of twelve who are scored, and what each of them gives and gets, for a whole quarter.

Liu Yang has six of them and Gao Lan four; both have Zhao Min, and are scored by her. Beside them there is
whoever is further up, HR twice, and an admin. All of that is data: what it comes to is not worked out here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from bot.domain.organisation import DepartmentEntry, Organisation, PersonEntry
from bot.domain.people import Grade, Role
from bot.services.people.organisation import import_organisation
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.entries import HANGZHOU, HUMAN, MARKETING, SEPTEMBER, address, entry, sheet_of

NING, ZHAO, ZHOU, MA, LIN = "Ning An", "Zhao Min", "Zhou Jing", "Ma Lin", "Lin Tao"
LIU, GAO = "Liu Yang", "Gao Lan"
CHEN, WU, BAI, DENG, FANG, GUO = "Chen Jie", "Wu Min", "Bai Lu", "Deng Wei", "Fang Ni", "Guo Tao"
HAN, JIANG, KONG, LUO = "Han Mei", "Jiang Bo", "Kong Yi", "Luo Qi"


@dataclass(frozen=True, kw_only=True)
class Scored:
    """What somebody gives themselves: points for whatever is on the scheme's scale, and rungs of the two
    ladders, taken in turn as far as a section goes; `weights` of their KPIs.

    `given`: what the manager puts down instead, by place: the section's number and the item's in it.
    """

    manager: str
    weights: tuple[int, ...]
    points: str
    rungs: str = "3 2.5"
    given: Mapping[tuple[int, int], str] = field(default_factory=dict)

    def own(self, section: int, number: int, *, ladders: bool) -> Decimal:
        """Their score for an item, from another place on in each section."""
        turn = (self.rungs if ladders else self.points).split()
        return Decimal(turn[number if ladders else (section + number) % len(turn)])


TWELVE: Mapping[str, Scored] = {
    LIU: Scored(manager=ZHAO, weights=(60, 40), points="4 3.75 3.5", rungs="3.5 3"),
    GAO: Scored(manager=ZHAO, weights=(50, 30, 20), points="3.5 4", given={(0, 0): "3.75"}),
    CHEN: Scored(manager=LIU, weights=(60, 40), points="4.5 4 4 3.75", rungs="4 3.5", given={(0, 1): "3.75"}),
    WU: Scored(manager=LIU, weights=(70, 30), points="3.75 3.5", rungs="3 3"),
    BAI: Scored(manager=LIU, weights=(55, 45), points="5 4.5", rungs="5 4.5"),
    # Good results, and values under the gate: in the scheme that has one it fails the whole.
    DENG: Scored(manager=LIU, weights=(60, 40), points="4 3.75", rungs="2 2.5"),
    FANG: Scored(manager=LIU, weights=(40, 40, 20), points="3.5 3.75 3.5", rungs="3 3"),
    GUO: Scored(manager=LIU, weights=(80, 20), points="3 2.5 3.25", rungs="2.5 2.5", given={(1, 0): "3"}),
    HAN: Scored(manager=GAO, weights=(60, 40), points="3.75 3.75 4"),
    JIANG: Scored(manager=GAO, weights=(35, 35, 30), points="3.5", rungs="2.5 3", given={(1, 1): "4"}),
    KONG: Scored(manager=GAO, weights=(90, 10), points="4 3.5 3.25", rungs="3 3.5"),
    LUO: Scored(manager=GAO, weights=(20, 30, 50), points="3.75 3.5 3.25 3.5", rungs="3.5 3.5"),
}

WARNED = (DENG, GUO)
"""Who was told in November what would have to change."""

TEAM_WEIGHTS = (30, 30, 20, 20)


def employ(store: Store, *, at: datetime = SEPTEMBER, **managers: str) -> None:
    """Import the company; `managers`: by surname, who has somebody else by now."""
    people = [*_others(), *(entry(name, _scored(each), each.weights) for name, each in TWELVE.items())]
    moved = (
        replace(each, manager=address(managers[each.name.split()[0].lower()]))
        if each.name.split()[0].lower() in managers
        else each
        for each in people
    )
    departments = (
        DepartmentEntry(at=("departments", 0), name=MARKETING, kpis=sheet_of("Team", TEAM_WEIGHTS)),
        DepartmentEntry(at=("departments", 1), name=HUMAN),
    )
    file = Organisation(branches=(HANGZHOU,), departments=departments, people=tuple(moved))
    import_organisation(acting(store, now=at), file, today=at.date())


def _others() -> list[PersonEntry]:
    return [
        entry(NING, {"post": "Managing director"}),
        entry(ZHAO, {"post": "Director", "manager": address(NING)}),
        entry(ZHOU, {"department": HUMAN, "manager": address(NING), "roles": (Role.HR,)}),
        entry(MA, {"department": HUMAN, "manager": address(ZHOU), "roles": (Role.HR,)}),
        entry(LIN, {"department": HUMAN, "manager": address(NING), "roles": (Role.ADMIN,)}),
    ]


def _scored(each: Scored) -> dict[str, Any]:
    return {"post": "Marketing specialist", "grade": Grade.STAFF, "manager": address(each.manager)}
