"""A company to ask: use cases as deeds, and what stands on everybody's screen afterwards.

All that the tables know of the code stands in this file; they themselves speak of people, deeds and screens.
"""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient
from sqlalchemy import select

from bot.clock import FixedClock
from bot.delivery import Delivery
from bot.delivery.routes import ROUTES
from bot.domain.history import Entry
from bot.domain.home import Look, Tab
from bot.domain.intake.triage import Kind, Urgency
from bot.domain.intake.way import Event as RequestEvent
from bot.domain.intake.way import State as RequestState
from bot.domain.organisation import BranchEntry, DepartmentEntry, KpiEntry, Organisation, PersonEntry
from bot.domain.people import Grade, Person, Role
from bot.domain.policy import Policy
from bot.domain.reviews.approval import Wanted
from bot.domain.reviews.facts import Item
from bot.domain.reviews.self_score import Answer
from bot.domain.reviews.way import Event as ReviewEvent
from bot.domain.reviews.way import State as ReviewState
from bot.errors import Refusal
from bot.sandbox.people.screen import plain_words
from bot.services.acting import Acting
from bot.services.home import home_facts, look_at_home
from bot.services.intake.advance import advance
from bot.services.intake.closing import confirm
from bot.services.intake.hand_over import hand_over_requests
from bot.services.intake.join import join
from bot.services.intake.my_request import add_or_reopen, open_my_step, relay_reply
from bot.services.intake.request_facts import request_facts
from bot.services.intake.triage import open_step, take_step
from bot.services.intake.website_issue import Issue, file_request
from bot.services.nudging.nudges import send_nudges
from bot.services.passing import bring_up_to_date
from bot.services.people.organisation import import_organisation
from bot.services.reviews import approval, second_look
from bot.services.reviews.correct_cycle import ask_to_correct, correct_cycle
from bot.services.reviews.cycle_status import cycle_status
from bot.services.reviews.extend_cycle import extend_cycle
from bot.services.reviews.not_rated import close_unrated
from bot.services.reviews.of_one import Named
from bot.services.reviews.open_cycle import open_cycle
from bot.services.reviews.release import release, to_release
from bot.services.reviews.reopen import reopen
from bot.services.reviews.schemes import add_scheme
from bot.services.reviews.self_score import Entered, open_self_score, pass_step, submit_self_score
from bot.services.reviews.sent_self_score import self_score_preview, sent_self_score
from bot.services.reviews.withdraw_cycle import ask_to_withdraw, withdraw_cycle
from bot.slack.client import Posted, Slack
from messages.catalog import Words
from messages.home.view import home_view
from messages.reviews.cycle_answers import status_answer
from storage.models.nudging import NudgeRow
from storage.models.reviews import ReviewRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.briefs import assessed, briefed
from tests.builders.engines import taught_engine

__all__ = ["House", "RequestEvent", "RequestState", "ReviewState", "every"]

POLICY = Policy()
DESK = "C0WEBSITE1"
QUARTER = "2026Q4"
_NUMBERS = count()

ZHAO, LIU, HE = "Zhao Min", "Liu Yang", "He Jun"
CHEN, ZHOU, WU = "Chen Jie", "Zhou Jing", "Wu Min"
SUN, GAO, LIN = "Sun Li", "Gao Lei", "Lin Tao"
"""Zhao leads Liu, who leads Chen; He is to take over. Zhou is HR, Lin admin, Sun and Gao product managers."""

MOVES_TOLD = ("What changes for you", "What changes in your team")

UNSAID = "nobody said what holds in this state"


def every(states: Iterable[Any], answers: Mapping[Any, Any]) -> pytest.MarkDecorator:
    """One test for each state, with the answer that its column gives; a state without one fails."""
    cases = [pytest.param(state, answers.get(state, UNSAID), id=str(state)) for state in states]
    return pytest.mark.parametrize(("state", "expected"), cases)


@dataclass(frozen=True)
class Card:
    """A message as somebody sees it: its text, all its words, and what its buttons are called inside."""

    text: str
    plain: str
    buttons: tuple[str, ...]


class Standing:
    """Everything that stands on screens, by place: "Chen" is the first message, "Chen/1" its first reply."""

    def __init__(self, cards: Mapping[str, Card]) -> None:
        self.cards = cards

    def changed_since(self, before: "Standing") -> set[str]:
        """The places whose message is another one now; "+" before those that are new."""
        return {
            place if place in before.cards else f"+{place}"
            for place, card in self.cards.items()
            if before.cards.get(place) != card
        }


@dataclass(frozen=True)
class _Message:
    """What was posted, or what it was updated to; `thread` is the first message's where it is a reply."""

    text: str
    blocks: Sequence[dict[str, Any]]
    thread: str | None


class Paper(Slack):
    """Slack as a sheet of paper that can be copied: what the sender writes stands on it, and is asked for."""

    def __init__(self, messages: Mapping[Posted, _Message] | None = None) -> None:
        super().__init__(WebClient("xoxb-paper", base_url="http://127.0.0.1:9/"))
        self.messages = dict(messages or {})

    def post(
        self,
        channel: str,
        *,
        text: str,
        blocks: Sequence[dict[str, Any]],
        thread_ts: str | None,
        mark: str,
        soon: bool = False,
    ) -> Posted:
        posted = Posted(channel=channel, ts=f"{len(self.messages) + 1}.000000")
        self.messages[posted] = _Message(text, blocks, thread_ts)
        return posted

    def update(
        self, at: Posted, *, text: str, blocks: Sequence[dict[str, Any]], mark: str, soon: bool = False
    ) -> None:
        self.messages[at] = replace(self.messages[at], text=text, blocks=blocks)

    def direct_channel(self, slack_id: str) -> str:
        return f"D{slack_id}"

    def channels(self) -> dict[str, str]:
        return {POLICY.channels.intake: DESK}

    def cards(self, place: str, channel: str) -> Iterator[tuple[str, Card]]:
        """The messages of a channel by place, replies after their first message."""
        roots = [
            at
            for at, message in self.messages.items()
            if at.channel == channel and not message.thread and message.text not in MOVES_TOLD
        ]
        for number, root in enumerate(roots, start=1):
            name = place if number == 1 else f"{place}#{number}"
            yield name, _card(self.messages[root])
            replies = [
                message
                for at, message in self.messages.items()
                if at.channel == channel and message.thread == root.ts
            ]
            for reply, message in enumerate(replies, start=1):
                yield f"{name}/{reply}", _card(message)


class House:
    """The company, its database, Slack on paper, and a sender between them. Time is where it was put."""

    def __init__(self, store: Store, *, now: datetime, paper: Paper) -> None:
        self.store = store
        self.now = now
        self.paper = paper
        self.delivery = Delivery(
            store=self.store, slack=paper, clock=FixedClock(now), policy=POLICY, routes=ROUTES
        )
        self._people_now: tuple[PersonEntry, ...] = PEOPLE

    @classmethod
    def empty(cls, database: Path, *, opens_at: datetime) -> "House":
        """One in which nothing has happened; `database` is migrated."""
        house = cls(Store(taught_engine(f"sqlite:///{database}")), now=opens_at, paper=Paper())
        house._employs(PEOPLE)
        return house

    def twin(self, database: Path) -> "House":
        """Another one in which all is as it is here: what is done there stays there."""
        return self.twin_on(Store(taught_engine(f"sqlite:///{database}")))

    def twin_on(self, stage: Store) -> "House":
        """The same in a database that is open already, in the place of whatever stood there."""
        with closing(_connection(self.store)) as mine, closing(_connection(stage)) as theirs:
            mine.backup(theirs)
        house = House(stage, now=self.now, paper=Paper(self.paper.messages))
        house._people_now = self._people_now
        return house

    def close(self) -> None:
        self.delivery.stop()
        self.store.engine.dispose()

    # Time

    def at(self, moment: datetime) -> "House":
        """Move there; what is due by then is sent."""
        self.now = moment
        self.delivery.drain(now=moment)
        return self

    def let_pass(self, until: datetime) -> "House":
        """The same, and cards of which a day or an hour passed are brought up to date."""
        self.now = until
        bring_up_to_date(self._acting())
        return self.at(until)

    # People

    def who(self, name: str) -> Person:
        with self.store.read() as unit:
            person = unit.people.by_email(_address(name))
        assert person is not None, name
        return person

    def _acting(self, name: str | None = None) -> Acting:
        return acting(self.store, by=self.who(name) if name else None, now=self.now, policy=POLICY)

    def leaves(self, name: str) -> None:
        self._people_now = tuple(each for each in self._people_now if each.name != name)
        self._employs(self._people_now)

    def returns(self, name: str) -> None:
        """Nothing where they are there."""
        if name in {each.name for each in self._people_now}:
            return
        self._employs((*self._people_now, next(each for each in PEOPLE if each.name == name)))

    def is_led_by(self, name: str, manager: str) -> None:
        self._employs(
            tuple(
                replace(each, manager=_address(manager)) if each.name == name else each
                for each in self._people_now
            )
        )

    def has_post(self, name: str, post: str) -> None:
        self._employs(
            tuple(replace(each, post=post) if each.name == name else each for each in self._people_now)
        )

    def has_roles(self, name: str, *roles: Role) -> None:
        self._employs(
            tuple(replace(each, roles=roles) if each.name == name else each for each in self._people_now)
        )

    def _employs(self, people: Sequence[PersonEntry]) -> None:
        self._people_now = tuple(people)
        import_organisation(
            self._acting(),
            Organisation(branches=(BRANCH,), departments=DEPARTMENTS, people=self._people_now),
            today=self.now.date(),
        )

    # Screens

    def standing(self) -> Standing:
        """Every message of the bot: in direct messages, by surname, and at the desk as "desk"; but for those
        that say who moved, whatever state something is in (see `told_of_moves`).
        """
        self.delivery.drain(now=self.now)
        cards: dict[str, Card] = {}
        for name in (each.name for each in PEOPLE):
            cards.update(self.paper.cards(name.split()[0], f"D{_account(name)}"))
        cards.update(self.paper.cards("desk", DESK))
        return Standing(cards)

    def told_of_moves(self) -> list[str]:
        """Whom it was told that somebody moved, by surname."""
        self.delivery.drain(now=self.now)
        channels = [at.channel for at, message in self.paper.messages.items() if message.text in MOVES_TOLD]
        return [
            name.split()[0] for name in (each.name for each in PEOPLE) if f"D{_account(name)}" in channels
        ]

    def card(self, place: str) -> Card | None:
        """The message that stands there, None where none does."""
        return self.standing().cards.get(place)

    def home(self, name: str) -> Mapping[str, list[str]]:
        """The Home tab, with every tab opened: under each heading its lines, with what their buttons are
        called in brackets.
        """
        acting = self._acting(name)
        found: dict[str, list[str]] = {}
        for tab in (*home_facts(acting).tabs, Tab.OWED):
            found |= self._tab(acting, tab)
        return found

    def _tab(self, acting: Acting, tab: Tab) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        look_at_home(acting, Look(tab=tab))
        for block in home_view(self._words(), home_facts(acting))["blocks"]:
            if block["type"] == "header":
                found[block["text"]["text"]] = lines = []
            elif block["type"] == "section":
                lines.append(block["text"]["text"] + "".join(f" [{each}]" for each in _buttons([block])))
            elif block["type"] == "actions" and lines and lines[-1].startswith("Say "):
                # What is owed, with more than one button in a row beneath.
                lines[-1] += "".join(f" [{each}]" for each in _buttons([block]))
        return found

    def owes(self, name: str) -> list[str]:
        """What waits for somebody, by their Home: the button's name, and by which day or since which late."""
        found = []
        for line in self._tab(self._acting(name), Tab.OWED)["Waiting for you"]:
            due = re.search(r"(by|was due) (?P<day>\w+ \d+ \w+(?: \d{4})?(?:, \d\d:\d\d)?|\d\d:\d\d)", line)
            button = re.search(r"\[([^\]]+)\]", line)
            if button is not None:
                found.append(f"{button[1]} {due[0] if due else ''}".strip())
        return found

    def nudged(self, at: datetime) -> list[str]:
        """Whom the weekly reminder reaches at that moment, by surname."""
        self.now = at
        before = self.standing()
        send_nudges(self._acting())
        return sorted(
            place[1:].split("#")[0] for place in self.standing().changed_since(before) if place[0] == "+"
        )

    def was_reminded(self, name: str, *fridays: datetime) -> None:
        """Of whatever it was, at these moments."""
        person = self.who(name)
        with self.store.begin() as unit:
            for at in fridays:
                day = at.astimezone(person.zone).date()
                unit.session.add(NudgeRow(person_id=person.id, day=day, at=at))

    def _words(self) -> Words:
        return Words(locale="en-US", timezone=POLICY.default_timezone, now=self.now)

    # Reviews: every deed answers "done", or why not

    def opens_quarter(self) -> None:
        open_cycle(self._acting(ZHOU), name=QUARTER)

    def opens_quarter_again(self) -> str:
        return outcome(self.opens_quarter)

    @property
    def review(self) -> int:
        """Chen's review, of the quarter that was opened last."""
        with self.store.read() as unit:
            mine = select(ReviewRow.id).where(ReviewRow.employee_id == self.who(CHEN).id)
            return max(unit.session.scalars(mine))

    @property
    def review_state(self) -> ReviewState:
        with self.store.read() as unit:
            return unit.reviews.look(self.review).state

    def history(self) -> Sequence[Entry[ReviewState, ReviewEvent]]:
        with self.store.read() as unit:
            return unit.reviews.history(self.review)

    def company(self) -> Acting:
        """The company itself, at this moment."""
        return self._acting()

    @property
    def version(self) -> int:
        with self.store.read() as unit:
            return unit.reviews.look(self.review).version

    def opens_form(self, name: str = CHEN) -> str:
        return outcome(lambda: open_self_score(self._acting(name), review_id=self.review))

    def previews(self, name: str = CHEN) -> str:
        return outcome(lambda: self_score_preview(self._acting(name), review_id=self.review))

    def reads_what_was_sent(self, name: str = CHEN) -> str:
        return outcome(lambda: sent_self_score(self._acting(name), review_id=self.review))

    def saves_a_step(self, name: str = CHEN) -> str:
        return outcome(lambda: pass_step(self._acting(name), review_id=self.review, step=1, entered=STEPS[0]))

    def hands_in(self, name: str = CHEN) -> str:
        """Fills every screen as far as it can be, and hands it in."""
        by, review_id, read_at = self._acting(name), self.review, ""
        try:
            for step, entered in enumerate(STEPS, start=1):
                form, _ = pass_step(by, review_id=review_id, step=step, entered=entered)
                read_at = form.saved_at.isoformat() if form.saved_at else ""
        except Refusal:
            pass  # what handing in says to that is what is asked here
        sent: list[bool] = []
        said = outcome(
            lambda: sent.append(submit_self_score(by, review_id=review_id, read_at=read_at).is_new)
        )
        return said if said != "done" or all(sent) else "told what was sent"

    def approves(self, name: str = LIU, *, version: int | None = None) -> str:
        return outcome(lambda: approval.approve(self._acting(name), **self._deciding(version)))

    def looks_again(self, name: str, *, version: int | None = None) -> str:
        seen = (self.review, self.version if version is None else version)
        return outcome(lambda: second_look.confirm(self._acting(name), [seen]))

    def sends_back(self, name: str, *, version: int | None = None) -> str:
        deciding = self._deciding(version)
        return outcome(lambda: second_look.send_back(self._acting(name), reason="Which figure?", **deciding))

    def adjusts(self, name: str = LIU, *, version: int | None = None) -> str:
        wanted = {
            item: Wanted(score=answer.score, reason=None)
            for item, answer in ANSWERS.items()
            if answer.score is not None
        }
        wanted[CONVERSION] = Wanted(score=Decimal("3.5"), reason="December is an estimate.")
        return outcome(
            lambda: approval.adjust_scores(self._acting(name), entered=wanted, **self._deciding(version))
        )

    def asks(self, name: str = LIU, *, version: int | None = None) -> str:
        return outcome(
            lambda: approval.ask_for_more(
                self._acting(name), question="Which branch?", **self._deciding(version)
            )
        )

    def opens_decision(self, name: str = LIU, *, version: int | None = None) -> str:
        return outcome(lambda: approval.open_scores(self._acting(name), **self._deciding(version)))

    def reads(self, name: str) -> str:
        """The whole review, with every score and case."""
        return outcome(lambda: approval.to_read(self._acting(name), review_id=self.review))

    def reads_result(self, name: str) -> str:
        return outcome(lambda: approval.result_for(self._acting(name), review_id=self.review))

    def withdraws(self, name: str = ZHOU) -> str:
        def act() -> None:
            asked = ask_to_withdraw(self._acting(name), name=QUARTER, reason="A mistake.")
            withdraw_cycle(self._acting(name), cycle_id=asked.cycle_id, reason="A mistake.")

        return outcome(act)

    def corrects(self, name: str = ZHOU) -> str:
        """To a version of its scheme in which values count a little more."""

        def act() -> None:
            with self.store.read() as unit:
                scheme = unit.cycles.facts(unit.reviews.look(self.review).cycle_id).scheme
            kpi, values = scheme.sections
            weighed = tuple(
                each.model_copy(update={"weight": each.weight + by}) for each, by in ((kpi, -1), (values, 1))
            )
            add_scheme(
                self.company(),
                scheme.model_copy(update={"version": scheme.version + 1, "sections": weighed}),
            )
            by = self._acting(name)
            asked = ask_to_correct(by, name=QUARTER, reason="A mistake.")
            correct_cycle(by, cycle_id=asked.cycle_id, version=asked.now.version, reason=asked.reason)

        return outcome(act)

    def releases(self, name: str = ZHOU) -> str:
        """The results of everybody in the cycle."""

        def act() -> None:
            by = self._acting(name)
            facts = to_release(by, name=None)
            release(by, cycle_id=facts.cycle_id, departments={each.id for each in facts.departments})

        return outcome(act)

    def closes_unrated(self, name: str = ZHOU) -> str:
        named = Named(called=CHEN)
        return outcome(lambda: close_unrated(self._acting(name), named=named, reason="She was ill."))

    def reopens(self, until: date, name: str = ZHOU) -> str:
        named = Named(called=CHEN)
        return outcome(lambda: reopen(self._acting(name), named=named, until=until, reason="She was ill."))

    def extends(self, closes: date) -> str:
        return outcome(
            lambda: extend_cycle(self._acting(ZHOU), name=QUARTER, closes=closes, reason="Figures come late.")
        )

    def status(self, name: str | None = None) -> list[str]:
        """The lines that answer a question for the cycle's status; without a name all that HR sees."""
        try:
            found = cycle_status(self._acting(name or ZHOU), name=QUARTER)
        except Refusal as refused:
            return [refused.code]
        return str(status_answer(self._words(), found)).splitlines()

    def _deciding(self, version: int | None) -> dict[str, Any]:
        return {"review_id": self.review, "version": self.version if version is None else version}

    # Requests: the only one there is, number 1

    def files(self, name: str = CHEN) -> None:
        file_request(self._acting(name), ISSUE, subject="", submission="V0")

    @property
    def request_state(self) -> RequestState:
        with self.store.read() as unit:
            return unit.requests.look(1).state

    @property
    def owner(self) -> str:
        with self.store.read() as unit:
            return request_facts(unit, 1).owner.name

    def opens_step(self, event: RequestEvent, name: str = SUN) -> str:
        return outcome(lambda: open_step(self._acting(name), request_id=1, event=event))

    def takes(self, event: RequestEvent, name: str = SUN, *, due_on: date | None = None) -> str:
        """A step of the desk, by somebody who has read everything."""
        with self.store.read() as unit:
            seen = request_facts(unit, 1).desk_seen
        return outcome(
            lambda: take_step(
                self._acting(name),
                request_id=1,
                event=event,
                text="Here is what I say.",
                due_on=due_on,
                waits_for="the new server" if event is RequestEvent.BLOCK else "",
                seen=seen,
                submission=f"V{next(_NUMBERS)}",
            )
        )

    def joins(self, name: str = SUN) -> str:
        """To one of Wu's, number 2, which is answered."""
        file_request(self._acting(WU), ISSUE, subject="", submission="V0")
        take_step(
            self._acting(SUN),
            request_id=2,
            event=RequestEvent.ANSWER,
            text="Reload the page.",
            due_on=None,
            seen=0,
            submission=f"V{next(_NUMBERS)}",
        )
        with self.store.read() as unit:
            seen = request_facts(unit, 1).desk_seen
        return outcome(
            lambda: join(
                self._acting(name), request_id=1, original_id=2, seen=seen, submission=f"V{next(_NUMBERS)}"
            )
        )

    def is_never_answered(self) -> None:
        """As if ten working days had passed since the question."""
        with self.store.begin() as unit:
            advance(unit, unit.requests.get(1), RequestEvent.LAPSE, self._acting())

    def is_never_confirmed(self) -> None:
        """As if six working days had passed since it was done."""
        with self.store.begin() as unit:
            advance(unit, unit.requests.get(1), RequestEvent.EXPIRE, self._acting())

    def confirms(self, name: str = CHEN) -> str:
        """It is settled, says the requester."""
        return outcome(lambda: confirm(self._acting(name), request_id=1))

    def opens_my_step(self, event: RequestEvent, name: str = CHEN) -> str:
        return outcome(lambda: open_my_step(self._acting(name), request_id=1, event=event))

    def writes(self, event: RequestEvent = RequestEvent.REPLY, name: str = CHEN) -> str:
        """The requester's form: something to add, or why it is reopened."""
        return outcome(
            lambda: add_or_reopen(
                self._acting(name),
                request_id=1,
                event=event,
                text="There is more to it.",
                files=(),
                submission=f"V{next(_NUMBERS)}",
            )
        )

    def replies_in_thread(self, name: str = CHEN) -> str:
        """A message under the requester's card: "passed on", or "left alone" where nobody takes it."""
        self.delivery.drain(now=self.now)
        card = next(at for at in self.paper.messages if at.channel == f"D{_account(CHEN)}")
        taken = relay_reply(
            self._acting(name),
            channel=card.channel,
            thread_ts=card.ts,
            ts=f"{self.now.timestamp():.6f}",
            markup="There is more to it.",
            files=(),
        )
        return "passed on" if taken else "left alone"

    def assesses(self, name: str = SUN) -> str:
        """What the desk judges, by somebody who has read everything."""
        return outcome(lambda: assessed(self.store, 1, self._acting(name)))

    def writes_brief(self, name: str = SUN) -> str:
        """A brief with one part, by somebody who has read everything."""
        return outcome(lambda: briefed(self.store, 1, self._acting(name)))

    def hands_over_what_was_left(self) -> int:
        return hand_over_requests(self._acting())


def outcome(deed: Callable[[], object]) -> str:
    """ "done", or the code it was refused with."""
    try:
        deed()
    except Refusal as refused:
        return refused.code
    return "done"


def _card(message: _Message) -> Card:
    return Card(
        text=message.text,
        plain=plain_words(list(message.blocks), {}),
        buttons=tuple(_buttons(list(message.blocks))),
    )


def _buttons(blocks: Any) -> Iterator[str]:
    """The action_ids in reading order; of a menu one for each choice."""
    if isinstance(blocks, list):
        for each in blocks:
            yield from _buttons(each)
    elif isinstance(blocks, dict):
        if blocks.get("type") == "overflow":
            yield from (f"{blocks['action_id']}={each['value']}" for each in blocks["options"])
        elif "action_id" in blocks:
            yield blocks["action_id"]
        else:
            for each in blocks.values():
                yield from _buttons(each)


def _connection(store: Store) -> sqlite3.Connection:
    return sqlite3.connect(str(store.engine.url.database))


def _address(name: str) -> str:
    return name.lower().replace(" ", ".") + "@example.com"


def _account(name: str) -> str:
    return "U0" + name.split()[0].upper()


def _employee(number: int, name: str, **rest: Any) -> PersonEntry:
    values: dict[str, Any] = {"department": "Marketing", "grade": Grade.SENIOR, "manager": _address(ZHAO)}
    values |= {"post": "Lead", "branch": "Hangzhou", "at": ("people", number), "slack_id": _account(name)}
    return PersonEntry(name=name, email=_address(name), **{**values, **rest})


def _kpi(number: int, name: str, weight: int) -> KpiEntry:
    return KpiEntry(
        at=("people", 0, "kpis", number),
        name=name,
        result="The shop sells more",
        measure="mean of the quarter",
        unit="%",
        target="3.6",
        source="web analytics",
        weight=weight,
        anchors=((Decimal("3.75"), "above the target"), (Decimal("3.5"), "on target")),
    )


BRANCH = BranchEntry(at=("branches", 0), name="Hangzhou", country="CN", timezone="Asia/Shanghai")
DEPARTMENTS = (DepartmentEntry(at=("departments", 0), name="Marketing"),)
PEOPLE = (
    _employee(0, ZHAO, manager=None),
    _employee(1, LIU),
    _employee(2, HE),
    _employee(
        3,
        CHEN,
        post="Marketing specialist",
        grade=Grade.STAFF,
        manager=_address(LIU),
        kpis=(_kpi(0, "Conversion", 60), _kpi(1, "Dwell time", 40)),
    ),
    _employee(4, WU),
    _employee(5, ZHOU, roles=(Role.HR,)),
    _employee(6, SUN, roles=(Role.PRODUCT_MANAGER,)),
    _employee(7, GAO, roles=(Role.PRODUCT_MANAGER,)),
    _employee(8, LIN, roles=(Role.ADMIN,)),
)

CONVERSION: Item = ("kpi", "k1")
ANSWERS: Mapping[Item, Answer] = {
    CONVERSION: Answer(score=Decimal("3.75"), actual="3.8 %"),
    ("kpi", "k2"): Answer(score=Decimal("3.5"), actual="2 min 20 s"),
    ("values", "customer_first"): Answer(score=Decimal("3"), evidence="Took over a complaint."),
    ("values", "teamwork"): Answer(score=Decimal("2.5")),
}
STEPS = (
    Entered(answers={item: answer for item, answer in ANSWERS.items() if item[0] == "kpi"}),
    Entered(answers={item: answer for item, answer in ANSWERS.items() if item[0] == "values"}),
    Entered(answers={}, comment="December's figures are estimates."),
)

ISSUE = Issue(
    kind=Kind.WRONG,
    page="https://shop.example/basket",
    happened="The basket is empty after paying.",
    expected="What I bought",
    since="this morning",
    urgency=Urgency.TODAY,
)
