"""`python -m tests.house.who_sees` writes docs/who-sees.md anew: each thing of a review, by reader and state.

The table is made of the predicates of bot/domain/access.py; tests/house/test_who_sees.py holds the services
to it.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.access import Deed, may
from bot.domain.nudging.reach import Headed
from bot.domain.people import Person, Role
from bot.domain.reviews.calibration import InRoom
from bot.domain.reviews.review import Review
from bot.domain.reviews.way import Party, Stage, State
from tests.builders.check_ins import check_in
from tests.builders.feedback import feedback
from tests.builders.goals import OPENED
from tests.builders.job_forms import form as job_form
from tests.builders.people import CHEN, LIU, WU, someone
from tests.builders.pockets import case
from tests.house.reading import ROOT

PAGE = ROOT / "docs" / "who-sees.md"


class Relation(StrEnum):
    """What somebody is to a review."""

    EMPLOYEE = "the employee"
    MANAGER = "the manager"
    DELEGATE = "in a manager's place"
    FORMER = "a former manager"
    ONE_OVER = "the manager's manager, looking again"
    HR_SEATED = "HR, looking again"
    ABOVE = "further up"
    HEAD = "the head, calibrating"
    HR = "other HR"
    COLLEAGUE = "a colleague"
    ADMIN = "an admin"
    COMPANY = "the command line"


class Thing(StrEnum):
    """What of a review, or beside it, somebody can see."""

    DRAFT = "a self-score that is not sent"
    SELF_SCORE = "the self-score, its cases and the closing remark"
    QUESTION = "what the manager asked"
    GIVEN = "the manager's scores and reasons"
    DOUBT = "why the second look sent it back"
    RESULT = "the result: what all of it comes to"
    STATUS = "how far it is"
    GOALS = "the KPI sheet, and who signed which version"
    FIGURE = "what a KPI came to, and what was corrected"
    MATCH = "the job-responsibility form, once sent"
    FEEDBACK = "feedback about the employee, once told"
    CHECK_IN = "the weekly check-ins"
    POCKET = "the evidence pocket"


def _always(_stage: Stage) -> bool:
    return True


def _handed_in(stage: Stage) -> bool:
    return stage.handed_in


@dataclass(frozen=True, kw_only=True)
class Ruled:
    """Which deeds let somebody see a thing, of what they are asked, and in which stages there is any.
    `calibrated`: those that do between the second look and the release; `in_room`: from then on.
    """

    deeds: tuple[Deed, ...]
    is_there: Callable[[Stage], bool] = _always
    about: object = None
    calibrated: tuple[Deed, ...] = ()
    in_room: tuple[Deed, ...] = ()


def _to_be_scored(stage: Stage) -> bool:
    return stage.waits_for(Party.EMPLOYEE)


LOOKS = Deed.READ_SECOND_LOOK
REASONS = (Deed.READ_REASONS,)
RULED: Mapping[Thing, Ruled] = {
    Thing.DRAFT: Ruled(deeds=(Deed.SCORE_ONESELF,), is_there=_to_be_scored),
    Thing.SELF_SCORE: Ruled(
        deeds=(Deed.READ_OWN_SELF_SCORE, Deed.READ_SELF_SCORE, LOOKS), is_there=_handed_in
    ),
    Thing.QUESTION: Ruled(deeds=(Deed.READ_OWN_SELF_SCORE, Deed.READ_SELF_SCORE, LOOKS), is_there=_handed_in),
    Thing.GIVEN: Ruled(deeds=(Deed.READ_RESULT, LOOKS), is_there=_handed_in, calibrated=REASONS),
    # Whoever looks again reads on their card why somebody else of them sent it back.
    Thing.DOUBT: Ruled(
        deeds=(Deed.DECIDE, LOOKS, Deed.SEE_SECOND_LOOK), is_there=_handed_in, calibrated=REASONS
    ),
    Thing.RESULT: Ruled(
        deeds=(Deed.READ_RESULT, LOOKS), is_there=_handed_in, in_room=(Deed.READ_CALIBRATION,)
    ),
    Thing.STATUS: Ruled(deeds=(Deed.READ_STATUS,)),
    Thing.GOALS: Ruled(deeds=(Deed.READ_GOALS,)),
    Thing.FIGURE: Ruled(deeds=(Deed.READ_FIGURE,)),
    Thing.MATCH: Ruled(deeds=(Deed.READ_JOB_FORM,), about=job_form(employee_id=CHEN.id, manager_id=LIU.id)),
    Thing.FEEDBACK: Ruled(
        deeds=(Deed.READ_FEEDBACK,),
        about=feedback(giver_id=77, receiver_id=CHEN.id, manager_id=LIU.id),
    ),
    Thing.CHECK_IN: Ruled(
        deeds=(Deed.READ_CHECK_IN,), about=check_in(employee_id=CHEN.id, manager_id=LIU.id)
    ),
    Thing.POCKET: Ruled(deeds=(Deed.READ_POCKET,), about=case(owner_id=CHEN.id)),
}
"""What is not about the review itself is of its employee at that time."""

HEAD_OF_IT = someone(88, "Gao Lei")

CAST: Mapping[Relation, Person | None] = {
    Relation.EMPLOYEE: CHEN,
    Relation.MANAGER: LIU,
    Relation.DELEGATE: someone(87, "Sun Li"),
    Relation.FORMER: someone(81, "He Jun"),
    Relation.ONE_OVER: someone(82, "Zhao Min"),
    Relation.HR_SEATED: replace(someone(83, "Zhou Jing"), roles=frozenset({Role.HR})),
    Relation.ABOVE: someone(84, "Ning An"),
    Relation.HEAD: HEAD_OF_IT,
    Relation.HR: replace(someone(85, "Ma Lin"), roles=frozenset({Role.HR})),
    Relation.COLLEAGUE: WU,
    Relation.ADMIN: replace(someone(86, "Lin Tao"), roles=frozenset({Role.ADMIN})),
    Relation.COMPANY: None,
}
"""Chen Jie's review is Liu Yang's, and was He Jun's."""
LOOKERS = (82, 83)

IN_WORDS: Mapping[State, str] = {
    State.GOALS_AGREED: "before it is sent",
    State.SELF_SCORED: "with the manager",
    State.MORE_ASKED: "while more is asked",
    State.SCORED: "in the second look",
    State.CONFIRMED: "until it is released",
    State.RELEASED: "once released",
    State.WITHDRAWN: "withdrawn",
}


def review(state: State) -> Review:
    """Chen Jie's in that state, as the predicates are asked about it."""
    return Review(
        id=7,
        cycle_id=1,
        employee_id=CHEN.id,
        manager_id=LIU.id,
        sheet_id=1,
        state=state,
        owed_since=OPENED,
        version=1,
        lookers=LOOKERS,
    )


def sees(relation: Relation, thing: Thing, state: State) -> bool:
    """Whether somebody sees it then: it is there, and a deed lets them."""
    delegate = CAST[Relation.DELEGATE] if relation is Relation.DELEGATE else None
    ruled, it = RULED[thing], replace(review(state), delegate_id=delegate.id if delegate else None)
    about = it if ruled.about is None else ruled.about
    deeds = [(deed, about) for deed in ruled.deeds]
    if it.stage.released or it.stage.waits_for(Party.HR):
        headed = Headed(department="Marketing", heads=frozenset({HEAD_OF_IT.id}))
        deeds += [(deed, headed) for deed in ruled.in_room]
    if it.stage.waits_for(Party.HR):
        room = InRoom(employee_id=CHEN.id, heads=frozenset({HEAD_OF_IT.id}))
        deeds += [(deed, room) for deed in ruled.calibrated]
    return ruled.is_there(it.stage) and any(may(deed, CAST[relation], of) for deed, of in deeds)


def there(thing: Thing) -> tuple[State, ...]:
    """In which states there is any."""
    return tuple(state for state in State if RULED[thing].is_there(review(state).stage))


HEAD = """\
# Who sees what of a review

Each thing that is written about somebody in a review, and in which of its states who sees it. Whoever is not
named, or in another state, is refused, and told the same as if there were no such review. This page is made
of the predicates in `bot/domain/access.py` by `make deeds`; a test walks every pair through the services and
fails where one answers otherwise.

What is seen through *View as…* is not in it: that is on record for each time ([HR's guide](hr.md)). Nor is
whoever decides about an appeal: until they have, they read all of the result that it is against.

"""


def page() -> str:
    """The whole page, as Markdown."""
    return HEAD + "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "| what | " + " | ".join(Relation) + " |"
    yield "| --- |" + " --- |" * len(Relation)
    for thing in Thing:
        when = there(thing)
        cells = [_cell([state for state in when if sees(each, thing, state)], when) for each in Relation]
        yield f"| {thing.value} | {' | '.join(cells)} |"


def _cell(seen: Collection[State], when: Collection[State]) -> str:
    if not seen:
        return "–"
    return "yes" if len(seen) == len(when) else ", ".join(IN_WORDS[state] for state in seen)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
