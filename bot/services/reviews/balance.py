"""What there is of evidence in a review: said in check-ins, put there out of the pocket, or written."""

from collections.abc import Iterator, Mapping
from datetime import date

from bot.domain.reviews.balance import Balance, Evidence, balance
from bot.domain.reviews.basis import Basis
from bot.domain.reviews.facts import CycleFacts, Item
from bot.domain.weeks.check_in import KpiWord
from bot.domain.weeks.kept_under import Kind
from bot.domain.weeks.pocket import stands_in
from bot.domain.weeks.week import Week
from storage.unit import Unit


def review_balance(
    unit: Unit,
    *,
    review_id: int,
    employee_id: int,
    cycle: CycleFacts,
    basis: Basis,
    written: Mapping[Item, str | None],
    today: date,
) -> Balance | None:
    """`written`: the evidence that stands at each item, as whoever reads the balance may read it, too. None
    of a year: what is written in it is no evidence.

    Of the pocket only what stands in it is counted: the rest is its keeper's alone.
    """
    if cycle.scheme.asks_periods:
        return None
    items = tuple((part.key, key) for part in cycle.scheme.sections for key in part.items(basis))
    evidence = [
        *(Evidence(item=item, on=week.monday) for item, week, _, _ in said(unit, employee_id, cycle, basis)),
        *_written(unit, review_id, written),
    ]
    return balance(evidence, items=items, starts_on=cycle.starts_on, ends_on=cycle.ends_on, today=today)


def said(
    unit: Unit, employee_id: int, cycle: CycleFacts, basis: Basis
) -> Iterator[tuple[Item, Week, int, KpiWord]]:
    """What somebody wrote of their own KPIs in the check-ins of a period, the newest first: at which item, of
    which week, the check-in's id, the words.
    """
    places = {
        key: (part.key, key)
        for part in cycle.scheme.sections
        if part.kept_as is Kind.KPI
        for key in part.items(basis)
    }
    found = unit.check_ins.said(employee_id, first=cycle.starts_on, last=cycle.ends_on)
    for check_in, answers in found:
        for word in answers.kpis:
            if word.key in places and word.line.strip():
                yield places[word.key], check_in.week, check_in.id, word


def _written(unit: Unit, review_id: int, written: Mapping[Item, str | None]) -> Iterator[Evidence]:
    """Each case that stands there; what stands there beside or without them counts once."""
    used = unit.pocket.used_in(review_id)
    for item, text in written.items():
        if not (text or "").strip():
            continue
        cases = [case for at, case in used if at == item and stands_in(case, text)]
        yield from (Evidence(item=item, on=case.happened_on) for case in cases)
        if not cases:
            yield Evidence(item=item)
