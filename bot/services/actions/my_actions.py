"""Reading actions: one's own, what one does for others, and as a manager or HR somebody else's."""

from collections.abc import Mapping, Sequence

from bot.domain.access import Deed, may, require
from bot.domain.actions.action import Action, ActionsPage, Followed, Listed, Report
from bot.domain.actions.became import Became
from bot.domain.actions.way import OFFERED, OPEN, Event, State
from bot.domain.history import Entry
from bot.domain.people import Person
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.actions.action_form import not_your_report, whose
from storage.unit import Unit

MOST_LISTED = 18
"""So many of one's own and so many of others: a form takes a hundred blocks, each of these may be two, and
each report is one. Whoever has more reads what is open first.
"""
MOST_REPORTS = 20
_SAYS_NOTHING = frozenset({Event.WRITE, Event.ASK, Event.OFFER, Event.EVALUATE})
_KNOWN = OPEN | OFFERED


def read_actions(acting: Acting, *, person_id: int | None = None, only_growth: bool = False) -> ActionsPage:
    """Somebody's actions, one's own where nobody is named. `only_growth`: trainings and pairings alone.

    Raises Refusal("action.not_your_report").
    """
    require(Deed.READ_OWN_ACTIONS, acting.by)
    with acting.store.read() as unit:
        about = whose(unit, person_id or acting.person.id)
        require(Deed.READ_ACTIONS, acting.by, about, refuse=not_your_report)
        own = about.id == acting.person.id
        every = listed(unit, sorted(unit.actions.of_person(about.id), key=_place))
        actions = [each for each in every if each.began or not own]
        if only_growth:
            actions = [each for each in actions if each.action.asks_what_became]
        return ActionsPage(
            reader=acting.person,
            person=unit.people.get(about.id),
            listed=tuple(actions[:MOST_LISTED]),
            more=max(0, len(actions) - MOST_LISTED),
            of_others=listed(unit, unit.actions.done_for_others(about.id)[:MOST_LISTED]) if own else (),
            reports=_reports(unit, acting.person) if own else (),
            may_write=may(Deed.WRITE_ACTION, acting.by, about),
            may_offer=may(Deed.OFFER_TRAINING, acting.by, about),
            only_growth=only_growth,
        )


def read_actions_of_account(acting: Acting, *, account: str, only_growth: bool = False) -> ActionsPage:
    """The same by Slack id. Raises Refusal("action.not_your_report")."""
    with acting.store.read() as unit:
        person = unit.people.by_slack_id(account)
        if person is None:
            raise Refusal("action.not_your_report")
    return read_actions(acting, person_id=person.id, only_growth=only_growth)


def listed(unit: Unit, actions: Sequence[Action]) -> tuple[Listed, ...]:
    """These with names and what was said of each last; whoever shows them checks for whom."""
    histories = unit.actions.histories([each.id for each in actions])
    said = {
        action_id: next((entry for entry in reversed(entries) if entry.event not in _SAYS_NOTHING), None)
        for action_id, entries in histories.items()
    }
    ids = {who for each in actions for who in (each.person_id, each.owner_id)}
    ids |= {entry.by_id for entries in histories.values() for entry in entries if entry.by_id is not None}
    people = {each.id: each for each in unit.people.values(ids)}
    return tuple(
        Listed(
            action=each,
            person=people[each.person_id],
            owner=people[each.owner_id],
            began=any(entry.to_state in _KNOWN for entry in histories.get(each.id, ())),
            became=_became(histories.get(each.id, ()), people),
            last=None
            if (entry := said.get(each.id)) is None
            else Followed(
                event=entry.event,
                by=people[entry.by_id].name if entry.by_id is not None else "",
                at=entry.at,
                note=entry.note or "",
            ),
        )
        for each in actions
    )


def _became(entries: Sequence[Entry[State, Event]], people: Mapping[int, Person]) -> tuple[Became, ...]:
    """Everybody's last word since it was done last."""
    words: dict[int, Became] = {}
    for entry in entries:
        if entry.event is Event.REOPEN:
            words.clear()
        if entry.by_id is not None and entry.facts.helped is not None:
            words.pop(entry.by_id, None)
            words[entry.by_id] = Became(
                by_id=entry.by_id,
                by=people[entry.by_id].name,
                helped=entry.facts.helped,
                line=entry.note or "",
                at=entry.at,
            )
    return tuple(words.values())


def one_listed(unit: Unit, action_id: int) -> Listed:
    """One with names; whoever shows it checks for whom. Raises Missing."""
    return listed(unit, [unit.actions.look(action_id)])[0]


def _place(action: Action) -> tuple[bool, bool, int, int]:
    """What is offered or open first, the soonest due; then what waits for a mentor; then what ended, newest
    first.
    """
    stage = action.stage
    if stage.ended:
        return True, False, 0, -action.id
    return False, stage.asked, action.due_on.toordinal(), action.id


def _reports(unit: Unit, manager: Person) -> tuple[Report, ...]:
    people = [each for each in unit.people.values(unit.people.reports(manager.id)) if each.is_active]
    counts = unit.actions.open_counts([each.id for each in people])
    found = [Report(person=each, open=counts.get(each.id, 0)) for each in people]
    return tuple(sorted(found, key=lambda each: (-each.open, each.person.name))[:MOST_REPORTS])
