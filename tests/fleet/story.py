"""A quarter of a town: reviews from opening to talk, and what is asked of the website desk beside it."""

import re
from collections.abc import Mapping

from sqlalchemy import select

from bot.domain.intake.way import Event as RequestEvent
from bot.domain.intake.way import State as RequestState
from bot.domain.reviews.talk_way import State as TalkState
from bot.domain.reviews.way import Event, State
from bot.sandbox import Msg
from bot.sandbox.people.screen import NotOnScreen
from storage.models.intake import RequestEntryRow, RequestRow
from storage.models.reviews import ReviewHistoryRow, ReviewRow
from tests.fleet.town import DESK, DIRECTOR, HR, LOOKS_SECONDS, Town

CYCLE = "2026Q4"
DESK_CHANNEL = "C0REQUESTS"
CASE = "On 12 November a branch waited two days and I called them every morning until it was solved."
ANSWER = "Answer: it works like this…"


class Quarter:
    """What happens, day by day. `requesters`: who asks the website desk for something, each once."""

    def __init__(self, town: Town, employees: list[str], *, requesters: int) -> None:
        self.town = town
        self.employees = employees
        self.requesters = employees[:requesters]
        self.managers: Mapping[str, str] = {
            name: town.name_of(town.people[name].manager_id) for name in employees
        }

    def plays(self) -> None:
        town, team_leads = self.town, sorted(set(self.managers.values()))
        import time
        from functools import wraps
        t0 = time.monotonic()
        for o, n in ((town, "each"), (town, "on"), (town, "settle"), (self, "opens"), (self, "releases")):
            def wrap(f, n=n):
                @wraps(f)
                def g(*a, **k):
                    s = time.monotonic()
                    r = f(*a, **k)
                    print(f"{time.monotonic()-t0:7.1f} {time.monotonic()-s:7.1f} {n} {getattr(a[1],'__name__','') if len(a)>1 else a} posted {len(town.sandbox.calls)} again {town.pressed_again} kills {town.fleet.killed}", flush=True)
                    return r
                return g
            setattr(o, n, wrap(getattr(o, n)))
        self.opens()
        town.on(5)
        town.each(self.employees[1:], self.hands_in)
        town.each(self.requesters, self.asks_the_desk)
        town.each([DESK], self.takes_all)
        town.on(8, 17)  # whoever has not handed in is reminded
        town.each(self.employees[:1], self.hands_in)
        town.on(11)
        town.each([DESK], self.answers_all)
        town.each(team_leads, self.approves_all)
        town.on(15, 17)
        town.on(18)
        for who in (DIRECTOR, HR):
            town.each([who], self.confirms_all)
        self.releases()
        town.on(25)
        town.each(team_leads, self.talks_with_all)
        town.each(self.employees, self.acknowledges)
        town.on(29, 17)

    # Reviews

    def opens(self) -> None:
        town = self.town
        town.insist(
            HR,
            lambda: town.at(HR).command("/review", f"open {CYCLE}"),
            until=lambda: town.look(lambda unit: unit.cycles.latest()),
        )
        town.settle()

    def hands_in(self, name: str) -> None:
        self.town.insist(
            name, lambda: self._scores(name), until=lambda: self.state(name) is not State.GOALS_AGREED
        )
        self.town.put_away(name)

    def _scores(self, name: str) -> None:
        town, keyboard = self.town, self.town.at(name)
        labels = ("Score myself", "Resume")
        card = next(
            (each for each in keyboard.dm() for label in each.buttons if label.startswith(labels)), None
        )
        if card is None:
            raise NotOnScreen(f"{name} has nothing to score")
        card.click(next(label for label in card.buttons if label.startswith(labels)))
        form = town.at(name).wait_for_modal(containing="Step ", timeout=LOOKS_SECONDS)
        while self.state(name) is State.GOALS_AGREED:
            found = re.search(r"Step (\d) of", form.plain)
            if found is None:
                raise NotOnScreen(f"{name} sees {form!r}")
            step = int(found[1])
            if step == 1:
                for field in form.fields:
                    if field.endswith("figure reached"):
                        form.fill(field, "3.7")
                    elif field.endswith("score"):
                        form.choose(field, "3.75 ·")
            elif step == 2:
                for value in ("Customer first", "Teamwork"):
                    form.choose(f"{value}: how far up?", "3.")
                    wanted = f"{value}: a convincing case for it"
                    form = keyboard.wait_for_modal(containing=wanted, timeout=LOOKS_SECONDS)
                    form.fill(wanted, CASE)
            form.submit()
            if step < 3:
                form = keyboard.wait_for_modal(containing=f"Step {step + 1} of", timeout=LOOKS_SECONDS)

    def approves_all(self, manager: str) -> None:
        for name, theirs in self.managers.items():
            if theirs == manager:
                self.approves(manager, name)

    def approves(self, manager: str, name: str) -> None:
        def act() -> None:
            self.town.message(manager, button="Approve", holding=f"*{name}* ·").click("Approve")
            self.town.at(manager).wait_for_modal(title="Approve", timeout=LOOKS_SECONDS).submit()

        self.town.insist(manager, act, until=lambda: self.state(name) is not State.SELF_SCORED)
        self.town.put_away(manager)

    def confirms_all(self, who: str) -> None:
        for manager in sorted(set(self.managers.values())):
            self.confirms(who, manager)

    def confirms(self, who: str, manager: str) -> None:
        self.town.insist(
            who, lambda: self._confirms(who, manager), until=lambda: self.has_looked(who, manager)
        )

    def _confirms(self, who: str, manager: str) -> None:
        card = self.town.message(who, button="Confirm", holding=f"second look at {manager}'s team")
        of_all = [each for each in card.buttons if each.startswith("Confirm ")]
        card.click(*of_all or ["Confirm"], confirm=True if of_all else None)

    def has_looked(self, who: str, manager: str) -> bool:
        """Whether they have confirmed all of that team."""
        theirs = {self.review(name) for name, lead in self.managers.items() if lead == manager}
        mine = select(ReviewHistoryRow.review_id).where(
            ReviewHistoryRow.event.in_((Event.CONFIRM, Event.SETTLE)),
            ReviewHistoryRow.by_id == self.town.people[who].id,
        )
        return theirs <= set(self.town.look(lambda unit: unit.session.scalars(mine).all()))

    def releases(self) -> None:
        town = self.town

        def act() -> None:
            town.at(HR).command("/review", "release")
            town.at(HR).wait_for_modal(title="Release results", timeout=LOOKS_SECONDS).submit()

        town.insist(HR, act, until=lambda: {self.state(name) for name in self.employees} == {State.RELEASED})
        town.put_away(HR)
        town.settle()

    def talks_with_all(self, manager: str) -> None:
        for name, theirs in self.managers.items():
            if theirs == manager:
                self.talks(manager, name)

    def talks(self, manager: str, name: str) -> None:
        def act() -> None:
            card = self.town.message(manager, button="Held on", holding=f"*{name}* about their")
            card.click("Held on…")
            self.town.at(manager).wait_for_modal(title="Talk held", timeout=LOOKS_SECONDS).submit()

        self.town.insist(manager, act, until=lambda: self.talk(name) is not TalkState.TO_HOLD)
        self.town.put_away(manager)

    def acknowledges(self, name: str) -> None:
        self.town.insist(
            name,
            lambda: self.town.message(name, button="Acknowledge").click("Acknowledge"),
            until=lambda: self.talk(name) is TalkState.ACKNOWLEDGED,
        )

    # Requests

    def asks_the_desk(self, name: str) -> None:
        """The same form is sent until it is gone: what is said in it is said once."""
        town, keyboard = self.town, self.town.at(name)

        def act() -> None:
            form = keyboard.modal()
            if form is None:
                keyboard.command("/website-issue", wish_of(name))
                form = keyboard.wait_for_modal(containing="What happened?", timeout=LOOKS_SECONDS)
            if "What happened?" not in form.fields:
                form.close()  # it says that nothing was saved; what was typed stands below
                form = keyboard.wait_for_modal(containing="What happened?", timeout=LOOKS_SECONDS)
            form.submit()

        town.insist(
            name, act, until=lambda: self.request(name) is not None and keyboard.modal() is None, keep=True
        )

    def takes_all(self, desk: str) -> None:
        for name in self.requesters:
            self.takes(desk, name)

    def takes(self, desk: str, name: str) -> None:
        self.town.insist(
            desk, lambda: self.desk_card(name).click("Take it"), until=lambda: self.was_taken(name)
        )

    def answers_all(self, desk: str) -> None:
        for name in self.requesters:
            self.answers(desk, name)

    def answers(self, desk: str, name: str) -> None:
        self.town.insist(
            desk, lambda: self._answers(name), until=lambda: self.request(name) is RequestState.ANSWERED
        )

    def _answers(self, name: str) -> None:
        self.desk_card(name).click(ANSWER)
        form = self.town.at(DESK).wait_for_modal(containing="They reported", timeout=LOOKS_SECONDS)
        form.fill("How does it work?", f"Reload the page, {name}.")
        form.submit()

    def desk_card(self, name: str) -> Msg:
        """By what was written: the numbers are given in the order in which requests came."""
        for each in self.town.at(DESK).channel(DESK_CHANNEL):
            if wish_of(name) in each.plain and not each.ephemeral:
                return each
        raise NotOnScreen(f"the desk does not see what {name} wants")

    # How it stands

    def review(self, name: str) -> int:
        theirs = select(ReviewRow.id).where(ReviewRow.employee_id == self.town.people[name].id)
        return self.town.look(lambda unit: unit.session.scalars(theirs).one())

    def state(self, name: str) -> State:
        theirs = select(ReviewRow.state).where(ReviewRow.employee_id == self.town.people[name].id)
        return self.town.look(lambda unit: unit.session.scalars(theirs).one())

    def talk(self, name: str) -> TalkState | None:
        found = self.town.look(lambda unit: unit.talks.of_review(self.review(name)))
        return found.state if found else None

    def request(self, name: str) -> RequestState | None:
        theirs = select(RequestRow.state).where(RequestRow.requester_id == self.town.people[name].id)
        return self.town.look(lambda unit: unit.session.scalars(theirs).one_or_none())

    def was_taken(self, name: str) -> bool:
        taken = (
            select(RequestEntryRow.id)
            .join(RequestRow, RequestRow.id == RequestEntryRow.request_id)
            .where(
                RequestRow.requester_id == self.town.people[name].id,
                RequestEntryRow.event == RequestEvent.TAKE,
            )
        )
        return self.town.look(lambda unit: unit.session.scalars(taken).first()) is not None


def wish_of(name: str) -> str:
    """Words of which no other request has one, so that none is taken for known already."""
    number = int(name.split()[1])
    return " ".join(f"w{number}x{each}" for each in ("basket", "search", "page", "payment"))
