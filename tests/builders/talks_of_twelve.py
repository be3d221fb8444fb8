"""After the release: talks, answers and two appeals, until everything about the quarter is closed."""

from collections.abc import Mapping
from datetime import date, timedelta

from bot.domain.actions.action import ActionKind, Support
from bot.domain.obligations import Subject
from bot.domain.reviews.talk_way import State
from bot.sandbox import Msg
from bot.services.actions.action import write_action
from tests.builders.actions import typed
from tests.builders.office import marked
from tests.builders.quarter_of_twelve import WHAT, Story
from tests.builders.twelve import BAI, DENG, GUO, HAN, LIU, LUO, MA, TWELVE, ZHAO, ZHOU

ANEW: Mapping[tuple[int, int], str] = {(1, 0): "3.5"}
"""What Guo Tao is given in the end."""

ENDS: Mapping[str, State] = {
    **dict.fromkeys(TWELVE, State.ACKNOWLEDGED),
    LUO: State.UNANSWERED,
    HAN: State.UPHELD,
}
"""How each one's last talk ends."""


class WholeStory(Story):
    """The quarter until it is closed. Guo Tao's appeal wins, Han Mei's does not, Luo Qi says nothing."""

    def plays(self) -> None:
        self.planned: list[str] = []
        super().plays()
        self.guo_appeals()
        self.liu_prepares()
        self.plans_are_written()
        self.talks_are_held()
        self.most_acknowledge()
        self.bai_has_not_talked()
        self.appeals_are_decided()
        self.guo_is_scored_anew()
        self.guo_hears_of_it()
        self.plans_are_written()
        self.luo_says_nothing()

    def guo_appeals(self) -> None:
        """Without waiting for the talk."""
        [card] = [each for each in self.office.messages(GUO) if "Appeal…" in each.buttons]
        self.appeals(GUO, card)
        self.evening()

    def liu_prepares(self) -> None:
        self.to_talk(LIU, DENG).click("Prepare…")
        form = self.office.at(LIU).wait_for_modal(title="Prepare the talk")
        form.fill("1. What was good, what is to be raised, with cases", marked(DENG, "prepared"))
        form.submit()
        self.office.settle()
        self.allowed[marked(DENG, "prepared")] = {LIU}
        self.evening()

    def plans_are_written(self) -> None:
        """For every result of the lowest band, by whoever leads its employee."""
        office = self.office
        for name in TWELVE:
            with office.store.read() as unit:
                wanted = unit.obligations.of(Subject.PLAN, office.review(name).id)
            if wanted:
                self.planned.append(name)
                what = typed(
                    kind=ActionKind.PLAN.value,
                    due="2027-03-31",
                    gap=f"Gap {len(self.planned)}",
                    support=(next(iter(Support)).value,),
                    offered="Two hours a week with Liu Yang.",
                )
                by = office.by(self.managers[name])
                write_action(
                    by, person_id=office.people[name].id, typed=what, submission=f"V{len(self.planned)}"
                )
        office.settle()
        self.evening()

    def talks_are_held(self) -> None:
        self.office.on(26, 11)
        for name, manager in self.managers.items():
            if name != GUO:
                self.held(manager, name, on=25)
        self.evening()

    def most_acknowledge(self) -> None:
        for name in TWELVE:
            if name not in (BAI, GUO, HAN, LUO):
                self.acknowledges(name)
        self.appeals(HAN, self.to_answer(HAN))
        self.evening()

    def bai_has_not_talked(self) -> None:
        office = self.office
        self.to_answer(BAI).click("We have not talked", confirm=True)
        office.settle()
        [told] = [each for each in office.messages(LIU) if "says that you have not talked" in each.plain]
        office.on(27)
        self.held(LIU, BAI, on=27, at=told)
        self.acknowledges(BAI)
        self.evening()

    def appeals_are_decided(self) -> None:
        self.decides(HAN, "The result stands")
        self.decides(GUO, "Opened again: the manager scores it anew")
        self.evening()

    def guo_is_scored_anew(self) -> None:
        """What is new of it is secret again until it is released."""
        office = self.office
        office.on(28)
        office.puts_down(LIU, GUO, ANEW, because="anew")
        self.written.add(marked(GUO, "anew"))
        self.evening()
        for who in (ZHAO, ZHOU):
            self.confirms(who, LIU)
        self.evening()
        self.released()

    def guo_hears_of_it(self) -> None:
        self.office.on(29, 11)
        self.reads_result(GUO)
        self.held(LIU, GUO, on=29)
        self.acknowledges(GUO)
        self.evening()

    def luo_says_nothing(self) -> None:
        """For five working days after the talk was held, on whose last one they are reminded once more."""
        self.office.on(29, 17)
        self.office.on(33, 17)
        self.office.on(34)
        self.evening()

    # What they do

    def to_talk(self, manager: str, name: str) -> Msg:
        """The card of a talk that is still to be held."""
        mine = [each for each in self.in_threads(manager) if "Propose times…" in each.buttons]
        [card] = [each for each in mine if f"*{name}* about their" in each.plain]
        return card

    def held(self, manager: str, name: str, *, on: int, at: Msg | None = None) -> None:
        """On that day of January 2027, counted on."""
        (at or self.to_talk(manager, name)).click("Held on…")
        form = self.office.at(manager).wait_for_modal(title="Talk held")
        assert name in form.plain
        form.pick_date("Held on", date(2026, 12, 31) + timedelta(days=on))
        form.submit()
        self.office.settle()

    def in_threads(self, who: str) -> list[Msg]:
        """Without reminders, which have the same buttons."""
        return [each for each in self.office.messages(who) if each.thread_ts]

    def to_answer(self, name: str) -> Msg:
        [card] = [each for each in self.in_threads(name) if "Acknowledge" in each.buttons]
        return card

    def acknowledges(self, name: str) -> None:
        self.to_answer(name).click("Acknowledge")
        self.office.settle()

    def appeals(self, name: str, at: Msg) -> None:
        at.click("Appeal…")
        form = self.office.at(name).wait_for_modal(title="Appeal")
        form.fill("What is wrong, and what would be right?", marked(name, "appeal"))
        form.fill("What shows it (cases, figures, links)", marked(name, "proof"))
        form.submit()
        self.office.settle()
        # Whoever decides reads all of the result it is against.
        for what in ("appeal", "proof"):
            self.allowed[marked(name, what)] = {name, MA}
        for what in WHAT:
            if marked(name, what) in self.written:
                self.allowed[marked(name, what)].add(MA)

    def decides(self, name: str, decision: str) -> None:
        """Ma Lin, of HR, who had no part in any score, after reading the result."""
        office, keyboard = self.office, self.office.at(MA)
        mine = [each for each in office.messages(MA) if "Read the result…" in each.buttons]
        [card] = [each for each in mine if f"*{name}* appeals" in each.plain]
        card.click("Read the result…")
        read = keyboard.wait_for_modal(title="Result")
        assert marked(name, "comment") in read.plain
        office.sees(MA, keyboard.get("views"))
        read.close()
        card.click("Decide…")
        form = keyboard.wait_for_modal(title="Decide an appeal")
        form.choose("What do you decide?", decision)
        form.fill("Why", marked(name, "verdict"))
        form.submit()
        office.settle()
        self.allowed[marked(name, "verdict")] = {name, self.managers[name], MA}
