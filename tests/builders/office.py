"""The department of twelve at its keyboards, in the strict sandbox."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from sqlalchemy import select

from bot.domain.people import Person
from bot.domain.reviews.approval import Wanted, standing
from bot.domain.reviews.facts import Item
from bot.domain.reviews.review import Review
from bot.domain.reviews.self_score import Answer, Entered
from bot.domain.reviews.way import State
from bot.jobs import heartbeat
from bot.local.workspace import LocalWorkspace
from bot.sandbox import Msg
from bot.sandbox import Person as Keyboard
from bot.services.acting import Acting
from bot.services.people.organisation import colleagues
from bot.services.reviews import approval
from bot.services.reviews.self_score import open_self_score, pass_step, submit_self_score
from storage.models.reviews import ReviewRow
from tests.builders.acting import acting
from tests.builders.entries import account
from tests.builders.twelve import TWELVE

WITH_FIGURES = ("kpi", "performance", "team", "own")
"""The sections of all schemes in which each score comes with a figure."""

MARK = re.compile(r"mark-[a-z]+-[a-z]+")


class Office:
    """What the story does, by people's names. `hourly`: every hour passes, as in a year of real days;
    otherwise time jumps, and what was missed heals itself.
    """

    def __init__(self, local: LocalWorkspace, *, hourly: bool) -> None:
        assert local.steward is not None
        self.local = local
        self.store = local.store
        self.steward = local.steward
        self.hourly = hourly
        self.people: Mapping[str, Person] = {each.name: each for each in colleagues(local.store)}
        self.items: dict[str, Mapping[tuple[int, int], Item]] = {}
        """What is scored of somebody, by the number of its section and its own in it."""
        self.seen: dict[str, set[str]] = {}
        self.notified: set[str] = set()

    # Time

    def on(self, day: int, hour: int = 10) -> None:
        """That day of January 2027, counted on, at that hour in Hangzhou; all that is due by then is sent."""
        at = datetime(2026, 12, 31, hour - 8, tzinfo=UTC) + timedelta(days=day)
        if self.hourly:
            self.local.move_to(at)
        else:
            self.local.clock.move_to(at)
            heartbeat.run_all(self.steward.beat())
        self.settle()

    def settle(self) -> None:
        assert self.steward.settle(patience=20.0) == 0

    def by(self, name: str) -> Acting:
        return acting(self.store, by=self.people[name], now=self.local.clock.now())

    def by_company(self) -> Acting:
        return acting(self.store, now=self.local.clock.now())

    def at(self, name: str) -> Keyboard:
        return self.local.sandbox.person(account(name))

    # What happens

    def hands_in(self, name: str) -> None:
        """Every screen, with a marked word in each case and in the closing remark."""
        review, by = self.review(name), self.by(name)
        form = open_self_score(by, review_id=review.id)
        sections = [items for items in (step.scored for step in form.steps) if items]
        self.items[name] = {
            (place, number): item for place, items in enumerate(sections) for number, item in enumerate(items)
        }
        entered = Entered(answers=dict(self.answers(name)), comment=marked(name, "comment"))
        for step in range(1, len(form.steps) + 1):
            form, problems = pass_step(by, review_id=review.id, step=step, entered=entered)
            assert problems == []
        assert form.saved_at is not None
        submit_self_score(by, review_id=review.id, read_at=form.saved_at.isoformat())

    def answers(self, name: str) -> Iterator[tuple[Item, Answer]]:
        for (section, number), item in self.items[name].items():
            score = TWELVE[name].own(section, number, ladders=item[0] == "values")
            figure = "3.7" if item[0] in WITH_FIGURES else None
            yield item, Answer(score=score, actual=figure, evidence=marked(name, "case"))

    def puts_down(
        self, who: str, name: str, given: Mapping[tuple[int, int], str], *, because: str = "reason"
    ) -> None:
        """Other scores for some items, with a marked reason, and approves."""
        review, by = self.review(name), self.by(who)
        facts = approval.to_read(by, review_id=review.id).review
        entered = dict(standing(facts))
        for place, score in given.items():
            entered[self.items[name][place]] = Wanted(score=Decimal(score), reason=marked(name, because))
        approval.score_and_approve(by, review_id=review.id, version=review.version, entered=entered)
        self.settle()

    def approves(self, who: str, name: str) -> None:
        """With the button in the thread, reading the arithmetic."""
        self.card(who, name).click("Approve")
        keyboard = self.at(who)
        keyboard.wait_for_modal(title="Approve").submit()
        self.settle()
        if modal := keyboard.modal():
            modal.close(everything=True)

    def card(self, who: str, name: str) -> Msg:
        """Somebody's in a manager's thread."""
        [card] = [each for each in self.messages(who) if f"*{name}* ·" in each.plain and each.thread_ts]
        return card

    def second_look(self, who: str, manager: str) -> Msg:
        [card] = [each for each in self.messages(who) if f"second look at {manager}'s team" in each.plain]
        return card

    # How it stands

    def review(self, name: str) -> Review:
        with self.store.read() as unit:
            theirs = select(ReviewRow.id).where(ReviewRow.employee_id == self.people[name].id)
            return unit.reviews.look(unit.session.scalars(theirs).one())

    def state(self, name: str) -> State:
        return self.review(name).state

    def messages(self, who: str) -> list[Msg]:
        """All that stands in their direct messages with Steward, in order, replies after their first."""
        roots = [each for each in self.at(who).dm() if not each.ephemeral and each.shape["is_bot"]]
        return [message for root in roots for message in (root, *root.thread())]

    def everybody_looks(self) -> None:
        """At all that stands before them."""
        for who in self.people:
            for message in self.messages(who):
                self.sees(who, message.shape)
                self.notified.add(message.text)

    def sees(self, who: str, what: object) -> None:
        for mark in MARK.findall(str(what)):
            self.seen.setdefault(mark, set()).add(who)


def marked(name: str, what: str) -> str:
    """A word that stands in one thing about one person alone."""
    return f"mark-{name.split()[0].lower()}-{what}"
