"""What somebody is to goals, figures, and a department's plan."""

from typing import Any

from bot.domain.people import Person


def its_source(by: Person | None, kpi: Any) -> bool:
    """Whoever a KPI names as the one who enters its figure"""
    return by is not None and by.id == kpi.figure_by_id


def its_head_once_told(by: Person | None, form: Any) -> bool:
    """The head of department, once they were told that it is below the mark"""
    return by is not None and by.id == form.head_id


def who_leads_in_it(by: Person | None, looked: Any) -> bool:
    """Whoever leads somebody in a department, of that department"""
    return by is not None and bool(looked.leads) and by.department == looked.department


def who_heads_it(by: Person | None, headed: Any) -> bool:
    """Whoever heads the department: the nearest senior superior, or else the highest who leads in it"""
    return by is not None and by.id in headed.heads


def who_heads_a_department(by: Person | None, headed: Any) -> bool:
    """Whoever heads a department: the nearest senior superior, or else the highest who leads in it"""
    return by is not None and by.id in headed.heads


def who_answers_for_an_owner(by: Person | None, around: Any) -> bool:
    """Its owners; for a department its head, the nearest senior superior, or else who leads in it"""
    return by is not None and by.id in around.answering


def who_proposed_it(by: Person | None, around: Any) -> bool:
    """Whoever proposed it"""
    return by is not None and by.id == around.proposed_by_id


def its_owners(by: Person | None, around: Any) -> bool:
    """Its owners and who answers for them"""
    return by is not None and by.id in around.owners


def who_manages_an_owner(by: Person | None, around: Any) -> bool:
    """The managers of its owners"""
    return by is not None and by.id in around.managers
