"""What docs/who-sees.md says is what the services do: everybody tries to read everything in every state."""

import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from importlib import import_module
from types import FunctionType
from typing import Any

import pytest
from sqlalchemy import update

from bot.domain.home import Look, Tab
from bot.domain.people import Person, Role
from bot.domain.reviews.approval import ApprovalFacts, Wanted
from bot.domain.reviews.explain import Looked
from bot.domain.reviews.review import Review
from bot.domain.reviews.score_draft import ScoreForm
from bot.domain.reviews.self_score import Answer, Entered
from bot.domain.reviews.way import State
from bot.errors import Refusal
from bot.services import reviews as services
from bot.services.acting import Acting
from bot.services.home import home_facts, look_at_home
from bot.services.reviews import approval, recognition, second_look
from bot.services.reviews.advance import hand_over
from bot.services.reviews.beside_review import feedback_of_period, sheet_and_figures
from bot.services.reviews.calibration_room import read_person, read_room
from bot.services.reviews.contribution import open_contribution
from bot.services.reviews.cycle_status import cycle_status
from bot.services.reviews.explain import explain
from bot.services.reviews.second_look_facts import second_look_facts
from bot.services.reviews.self_score import keep_step, open_self_score
from bot.services.reviews.sent_self_score import self_score_preview, sent_self_score
from bot.services.reviews.take_back import to_ask_back
from bot.services.reviews.used_files import files_of
from storage.models.people import PersonRow
from tests.builders.approval import CONVERSION, CUSTOMER, OWN
from tests.builders.feedback import Saying
from tests.builders.people import MARKETING, person
from tests.builders.world import HANDED_IN, OPENED, World
from tests.house.who_sees import PAGE, Relation, Thing, page, sees

NOWHERE = 4711

READS: Mapping[str, Callable[[Acting, int, int], Any]] = {
    "open_self_score": lambda by, number, _: open_self_score(by, review_id=number),
    "self_score_preview": lambda by, number, _: self_score_preview(by, review_id=number),
    "sent_self_score": lambda by, number, _: sent_self_score(by, review_id=number),
    "to_read": lambda by, number, _: approval.to_read(by, review_id=number),
    "to_review": lambda by, number, _: approval.to_review(by, review_id=number),
    "result_for": lambda by, number, _: approval.result_for(by, review_id=number),
    "open_scores": lambda by, number, version: approval.open_scores(by, review_id=number, version=version),
    "open_question": lambda by, number, version: approval.open_question(
        by, review_id=number, version=version
    ),
    "sheet_and_figures": lambda by, number, _: sheet_and_figures(by, review_id=number),
    "feedback_of_period": lambda by, number, _: feedback_of_period(by, review_id=number),
    "files_of": lambda by, number, _: files_of(by, review_id=number),
    "to_ask_back": lambda by, number, _: to_ask_back(by, review_id=number),
    "read_person": lambda by, number, _: read_person(by, review_id=number),
    "explain": lambda by, number, _: explain(by, review_id=number),
    "open_contribution": lambda by, number, _: open_contribution(by, review_id=number),
    "open_recognition": lambda by, number, _: recognition.open_recognition(by, review_id=number),
    "read_second_look": lambda by, number, _: second_look.read_second_look(by, review_id=number),
    "to_send_back": lambda by, number, version: second_look.to_send_back(
        by, review_id=number, version=version
    ),
}
"""Every use case that shows something of one review."""

CHANGES = {
    "keep_step",
    "keep_closed",
    "pass_step",
    "submit_self_score",
    "take_from_pocket",
    "leave_out_file",
    "make_room",
    "take_from_check_in",
    "approve",
    "score_and_approve",
    "keep_scores",
    "ask",
}
"""Those that answer with something to whoever may change it."""

NAMES_ONLY = {"to_release_with", "waiting_still"}
"""Whose review it is and who waits, to those who look again: nothing of what was scored."""

ON_RECORD = {"view_as"}
"""HR looks as somebody else: tests/services/reviews/test_view_as.py."""

MARKS: Mapping[str, Thing] = {
    "mark-draft": Thing.DRAFT,
    "mark-evidence": Thing.SELF_SCORE,
    "mark-comment": Thing.SELF_SCORE,
    "mark-question": Thing.QUESTION,
    "mark-reason": Thing.GIVEN,
    "mark-doubt": Thing.DOUBT,
}
OF_THE_REVIEW = (*MARKS.values(), Thing.RESULT, Thing.STATUS)


class Story:
    """Chen Jie's review, with a marked word in everything that is written in it."""

    def __init__(self, world: World) -> None:
        self.world, people = world, world.people
        self.top = person(world.store, "Ning An", department=MARKETING)
        other_hr = person(world.store, "Ma Lin", department=MARKETING, roles=(Role.HR,))
        self._reports(people.boss, self.top)
        self._reports(people.employee, people.developer)
        [self.review] = world.open_quarter(people.employee)
        self._reports(people.employee, people.manager)
        with world.store.begin() as unit:
            hand_over(unit, people.employee.id, unit.people.get(people.manager.id), world.acting(at=OPENED))
        # Or a low score would be a surprise, and not be taken.
        Saying(world.store, people).give(people.manager, people.employee)
        self.cast: Mapping[Relation, Person | None] = {
            Relation.EMPLOYEE: people.employee,
            Relation.MANAGER: people.manager,
            Relation.FORMER: people.developer,
            Relation.ONE_OVER: people.boss,
            Relation.HR_SEATED: people.hr,
            Relation.ABOVE: self.top,
            Relation.HR: other_hr,
            Relation.COLLEAGUE: people.colleague,
            Relation.ADMIN: people.admin,
            Relation.COMPANY: None,
        }

    def goes(self) -> Iterator[State]:
        """From state to state, through all but one."""
        yield self.drafts()
        self.hands_in()
        yield self.asked()
        self.hands_in()
        self.adjusts_and_approves()
        yield self.sent_back()
        yield self.asked()
        self.hands_in()
        yield self.sent_back_no_more()
        self.world.look_again(self.review)
        yield self.now.state
        self.world.release(self.review)
        yield self.now.state

    def drafts(self) -> State:
        entered = Entered(answers={CONVERSION: Answer(score=Decimal(4), evidence=None, actual="mark-draft")})
        employee = self.acting(Relation.EMPLOYEE)
        keep_step(employee, review_id=self.review.id, step=1, entered=entered, go_to=1)
        return self.now.state

    def hands_in(self) -> None:
        own = {**OWN, CUSTOMER: replace(OWN[CUSTOMER], evidence="mark-evidence")}
        self.world.hand_in(self.now, own=own, comment="mark-comment")

    def asked(self) -> State:
        approval.ask_for_more(self.acting(Relation.MANAGER), question="mark-question", **self._this())
        return self.drafts()

    def adjusts_and_approves(self) -> None:
        manager = self.acting(Relation.MANAGER)
        wanted = {CONVERSION: Wanted(score=Decimal("3.5"), reason="mark-reason")}
        approval.adjust_scores(manager, entered=wanted, **self._this())
        approval.approve(manager, **self._this())

    def sent_back(self) -> State:
        second_look.send_back(self.acting(Relation.ONE_OVER), reason="mark-doubt", **self._this())
        return self.now.state

    def sent_back_no_more(self) -> State:
        approval.approve(self.acting(Relation.MANAGER), **self._this())
        return self.now.state

    @property
    def now(self) -> Review:
        return self.world.reload(self.review)

    def acting(self, relation: Relation) -> Acting:
        return self.world.acting(self.cast[relation], at=HANDED_IN)

    def reads(self, relation: Relation) -> set[Thing]:
        """All that somebody comes to by trying everything."""
        by, found = self.acting(relation), set[Thing]()
        for read in READS.values():
            try:
                found |= things_in(read(by, self.review.id, self.now.version))
            except (Refusal, LookupError):  # only somebody can read it
                continue
        if by.by is not None:
            found |= self.stands_before(by) | self.stands_in_the_room(by)
        try:
            named = [each.name for each in cycle_status(by, name=None).people]
        except Refusal:  # no cycle stands
            named = []
        return found | ({Thing.STATUS} if self.world.people.employee.name in named else set())

    def stands_before(self, by: Acting) -> set[Thing]:
        """On their Home, and on the card of whoever looks again."""
        found = set[Thing]()
        for tab in (None, *Tab):
            look_at_home(by, Look(tab=tab))
            found |= things_in(home_facts(by))
        with self.world.store.read() as unit:
            cards = second_look_facts(
                unit,
                cycle_id=self.review.cycle_id,
                looker_id=by.person.id,
                manager_id=self.now.manager_id,
            )
        results = any(each.given or each.own or each.marks for each in cards.people)
        return found | things_in(cards) | ({Thing.RESULT} if results else set())

    def stands_in_the_room(self, by: Acting) -> set[Thing]:
        """Where results are calibrated."""
        with self.world.store.read() as unit:
            department_id = unit.people.departments()[MARKETING]
        try:
            room = read_room(by, cycle_id=self.review.cycle_id, department_id=department_id)
        except Refusal:
            return set()
        return {Thing.RESULT} if room.people else set()

    def _this(self) -> dict[str, int]:
        return {"review_id": self.review.id, "version": self.now.version}

    def _reports(self, who: Person, to: Person) -> None:
        with self.world.store.begin() as unit:
            unit.session.execute(update(PersonRow).where(PersonRow.id == who.id).values(manager_id=to.id))


@pytest.fixture
def story(world: World) -> Story:
    return Story(world)


def things_in(found: object) -> set[Thing]:
    """What of a review stands in an answer."""
    text = repr(found)
    parts = found if isinstance(found, tuple) else (found,)
    reviews = [each.facts if isinstance(each, ScoreForm) else each for each in parts]
    whole = any(isinstance(each, ApprovalFacts) and each.review.outcome for each in reviews)
    whole = whole or isinstance(found, Looked)
    return {thing for mark, thing in MARKS.items() if mark in text} | ({Thing.RESULT} if whole else set())


def expected(relation: Relation, state: State) -> set[Thing]:
    return {thing for thing in OF_THE_REVIEW if sees(relation, thing, state)}


def test_everybody_sees_in_each_state_what_the_table_says_and_nothing_else(story: Story) -> None:
    walked: set[State] = set()
    for state in story.goes():
        walked.add(state)
        sent_back = len(walked) > 2  # before that there is neither a score of the manager's nor a doubt
        for relation in story.cast:
            found, wanted = story.reads(relation), expected(relation, state)
            if not sent_back:
                wanted -= {Thing.GIVEN, Thing.DOUBT}
            assert found == wanted, (state, relation)

    assert walked == set(State) - {State.WITHDRAWN, State.NOT_RATED}


@pytest.mark.parametrize("ended", [State.WITHDRAWN, State.NOT_RATED])
def test_of_a_review_that_ended_without_a_score_nobody_reads_what_was_begun(
    world: World, ended: State
) -> None:
    story = Story(world)
    story.drafts()
    world.review_at(ended)

    found = {relation: story.reads(relation) for relation in story.cast}

    assert set().union(*found.values()) <= {Thing.STATUS}


def test_what_is_not_yours_is_answered_like_what_is_not_there(story: Story) -> None:
    nobodies = (Relation.ABOVE, Relation.HR, Relation.COLLEAGUE, Relation.ADMIN)
    for state in story.goes():
        for relation in nobodies:
            calibrates = relation is Relation.HR and state is State.CONFIRMED
            for name, read in READS.items():
                if calibrates and name == "read_person":
                    continue
                refusals = []
                for number in (story.review.id, NOWHERE):
                    with pytest.raises(Refusal) as refusal:
                        read(story.acting(relation), number, story.now.version)
                    refusals.append((refusal.value.code, refusal.value.field, refusal.value.facts))
                assert refusals[0] == refusals[1], (state, relation, name)
                assert refusals[0][2] == {}, (state, relation, name)


def test_every_use_case_that_shows_a_review_is_tried() -> None:
    assert _shows_a_review() - CHANGES - NAMES_ONLY - ON_RECORD == set(READS)


def test_the_page_is_that_of_the_predicates() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "write docs/who-sees.md anew: make deeds"


def _shows_a_review() -> set[str]:
    found = set()
    for module in pkgutil.iter_modules(services.__path__):
        loaded = import_module(f"{services.__name__}.{module.name}")
        for name, each in vars(loaded).items():
            if not isinstance(each, FunctionType) or each.__module__ != loaded.__name__ or name[0] == "_":
                continue
            taken = inspect.signature(each)
            names = list(taken.parameters)
            if names[:1] == ["acting"] and "review_id" in names and taken.return_annotation is not None:
                found.add(name)
    return found
