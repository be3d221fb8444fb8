"""An organisation file as it is understood: who is whom, who stands in, and all that is to be written."""

from dataclasses import dataclass
from datetime import date

from bot.domain.import_plan import Plan, plan
from bot.domain.matching import Answers, Doubt, match, with_present_managers
from bot.domain.organisation import Organisation
from bot.domain.transfers import Transfer, transfers
from bot.domain.vacancies import Vacancy, vacancies, with_stand_ins
from bot.errors import Refusal
from storage.unit import Unit

NAMES_SHOWN = 8


@dataclass(frozen=True, kw_only=True)
class Planned:
    """The file as it is understood, and all that is to be done."""

    organisation: Organisation
    made: Plan
    doubts: tuple[Doubt, ...]
    transfers: tuple[Transfer, ...]
    vacancies: tuple[Vacancy, ...]


def planned_import(unit: Unit, organisation: Organisation, answers: Answers, *, today: date) -> Planned:
    """What a file comes to, by what stands in the database. Raises Refusal: organisation.answer."""
    stored = unit.organisation.stored()
    known = [each.known for each in stored]
    matching = match(organisation.people, known, answers=answers)
    present = with_present_managers(organisation, known, matching)
    resolved = with_stand_ins(present, stored, matching)
    made = plan(
        resolved,
        stored,
        unit.organisation.sheets(),
        matching,
        team_sheets=unit.organisation.team_sheets(),
        in_slack=unit.organisation.in_slack(),
    )
    moving = tuple(transfers(resolved, stored, matching, today=today))
    made.summary.transferred += [each.name for each in moving]
    return Planned(
        organisation=resolved,
        made=made,
        doubts=matching.doubts,
        transfers=moving,
        vacancies=vacancies(resolved, stored),
    )


def many_left(made: Plan) -> Refusal:
    """So many leave that it has to be meant: organisation.many_left."""
    names = made.summary.left
    return Refusal(
        "organisation.many_left",
        count=len(names),
        people=made.active,
        names=names[:NAMES_SHOWN],
        more=max(0, len(names) - NAMES_SHOWN),
    )
