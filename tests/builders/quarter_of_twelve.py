"""What happens to the department of twelve, day by day, and who may see what of it by then."""

from collections.abc import Iterator, Mapping
from functools import cache

from bot.domain.reviews.way import State
from tests.builders.office import Office, marked
from tests.builders.twelve import (
    CHEN,
    GAO,
    HAN,
    JIANG,
    KONG,
    LIU,
    LUO,
    NING,
    TWELVE,
    WU,
    ZHAO,
    ZHOU,
    employ,
)
from tests.house.reading import ROOT

MOST = 3000
"""As much as Slack lets anybody type."""
LEAVE = "Six weeks with the child"
DOUBT = marked(CHEN, "doubt")
TO_THINK_ABOUT = (0, 1)
"""Of Chen Jie's scores the one that comes back."""


# Who may see it. Source: docs/who-sees.md.

WHAT: Mapping[str, str] = {
    "case": "the self-score, its cases and the closing remark",
    "comment": "the self-score, its cases and the closing remark",
    "reason": "the manager's scores and reasons",
    "anew": "the manager's scores and reasons",
    "doubt": "why the second look sent it back",
}
WORDS = {
    State.SCORED: "in the second look",
    State.CONFIRMED: "until it is released",
    State.RELEASED: "once released",
}


@cache
def page() -> Mapping[str, Mapping[str, str]]:
    """The table in docs: what, and for each relation when."""
    lines = (ROOT / "docs" / "who-sees.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    head, _, *body = rows
    return {what: dict(zip(head[1:], cells, strict=True)) for what, *cells in body}


def may_see(what: str, relation: str, state: State) -> bool:
    cell = page()[WHAT[what]][relation]
    return cell == "yes" or WORDS.get(state, "never") in cell.split(", ")


class Story:
    """The quarter, day by day; after each everybody looks at all that stands before them."""

    def __init__(self, office: Office, scheme: str) -> None:
        self.office, self.scheme = office, scheme
        self.managers = {name: each.manager for name, each in TWELVE.items()}
        self.screens: dict[str, str] = {}
        self.decided_by: dict[str, str] = {}
        self.in_place: dict[str, str] = {}
        self.former: dict[str, str] = {}
        self.written: set[str] = set()
        # Its card says who reads it: whoever decides, and whoever looks again.
        self.allowed = {marked(WU, "contribution"): {LIU, GAO, ZHAO, NING, ZHOU}}

    def plays(self) -> None:
        office = self.office
        opened = office.at(ZHOU).command("/review", f"open 2026Q4 {self.scheme}")
        assert "is open for 12 people" in opened[0].plain
        office.on(5)
        for name in TWELVE:
            if name != LUO:
                self.hands_in(name)
        office.settle()
        self.evening()
        office.on(8, 17)
        office.on(11)
        self.hands_in(LUO)
        self.wu_changes_managers()
        self.gao_goes_on_leave()
        self.zhao_decides()
        self.gao_is_back()
        self.the_rest_is_approved()
        self.second_look()
        self.released()
        office.on(25)
        self.results_are_read()
        self.evening()

    def hands_in(self, name: str) -> None:
        self.office.hands_in(name)
        self.written |= {marked(name, "case"), marked(name, "comment")}

    def wu_changes_managers(self) -> None:
        office = self.office
        employ(office.store, at=office.local.clock.now(), wu=GAO)
        self.managers[WU], self.former[WU] = GAO, LIU
        office.on(11, 12)
        office.settle()
        asked = office.at(LIU).wait_for_message(containing="how did it go?")
        asked.click("Write a few lines…")
        form = office.at(LIU).wait_for_modal(containing="Wu Min")
        form.fill("What went well", marked(WU, "contribution").ljust(MOST, "&"))
        form.submit()
        self.evening()

    def gao_goes_on_leave(self) -> None:
        office = self.office
        office.on(12)
        office.at(ZHOU).command("/review", "delegate")
        form = office.at(ZHOU).wait_for_modal(title="While on leave")
        form.choose("Whose reviews?", GAO)
        form.choose("Who decides meanwhile?", ZHAO)
        form.pick_date("Until which day?", "2027-02-12")
        form.fill("Why?", LEAVE)
        form.submit()
        office.settle()
        office.at(ZHOU).wait_for_modal(containing="Both hear of it now").close()
        self.in_place = {name: ZHAO for name, manager in self.managers.items() if manager == GAO}
        self.evening()

    def zhao_decides(self) -> None:
        self.office.on(13)
        for name in (HAN, WU, LIU):
            self.approves(ZHAO, name)
        self.approves(ZHAO, GAO)
        self.evening()

    def gao_is_back(self) -> None:
        office = self.office
        office.on(14)
        [told] = [each for each in office.messages(GAO) if "decides on your reviews until" in each.plain]
        told.click("Take it back")
        office.settle()
        self.in_place = dict.fromkeys((HAN, WU), ZHAO)
        for name in (JIANG, KONG, LUO):
            self.approves(GAO, name)
        self.evening()

    def the_rest_is_approved(self) -> None:
        office = self.office
        office.on(15, 11)
        for name, manager in self.managers.items():
            if manager == LIU and name != CHEN:
                self.approves(LIU, name)
        self.puts_down(LIU, CHEN, {TO_THINK_ABOUT: "3.5"})
        office.on(15, 17)
        self.evening()

    def second_look(self) -> None:
        office = self.office
        office.on(18)
        office.second_look(ZHAO, LIU).click("Send back…", near=CHEN)
        form = office.at(ZHAO).wait_for_modal(title="Send back")
        form.fill("Why?", DOUBT)
        self.written.add(DOUBT)
        form.submit()
        office.settle()
        self.evening()
        for who, manager in ((ZHAO, LIU), (ZHAO, GAO), (NING, GAO), (ZHOU, LIU), (ZHOU, GAO)):
            self.confirms(who, manager)
        self.evening()
        self.puts_down(LIU, CHEN, TWELVE[CHEN].given)
        office.on(19)
        self.confirms(ZHAO, LIU)
        self.confirms(ZHOU, LIU)
        self.confirms(ZHOU, ZHAO)
        assert office.state(GAO) is State.SCORED
        self.confirms(NING, ZHAO)

    def released(self) -> None:
        """By HR, all departments at once."""
        office = self.office
        office.at(ZHOU).command("/review", "release")
        form = office.at(ZHOU).wait_for_modal(title="Release results")
        form.submit()
        office.settle()
        self.evening()

    def approves(self, who: str, name: str) -> None:
        if TWELVE[name].given:
            self.puts_down(who, name, TWELVE[name].given)
        else:
            self.office.approves(who, name)
            self.decided_by[name] = who

    def puts_down(self, who: str, name: str, given: Mapping[tuple[int, int], str]) -> None:
        self.office.puts_down(who, name, given)
        self.written.add(marked(name, "reason"))
        self.decided_by[name] = who

    def confirms(self, who: str, manager: str) -> None:
        card = self.office.second_look(who, manager)
        of_all = [each for each in card.buttons if each.startswith("Confirm ")]
        card.click(*of_all or ["Confirm"], confirm=True if of_all else None)
        self.office.settle()

    def results_are_read(self) -> None:
        for name in TWELVE:
            self.reads_result(name)

    def reads_result(self, name: str) -> None:
        keyboard = self.office.at(name)
        *_, card = [each for each in self.office.messages(name) if "See your result" in each.buttons]
        card.click("See your result")
        modal = keyboard.wait_for_modal(title="Result")
        self.office.sees(name, keyboard.get("views"))
        self.screens[name] = modal.plain.lstrip("*")
        modal.close(everything=True)

    # Who is what to whom

    def relations(self, name: str) -> Iterator[tuple[str, str]]:
        """Everybody, and what they are to somebody's review; some are several things."""
        one_over, hr = self.lookers(name)
        for who in self.office.people:
            yield who, "a colleague"
        yield name, "the employee"
        yield self.managers[name], "the manager"
        yield one_over, "the manager's manager, looking again"
        yield hr, "HR, looking again"
        if name in self.in_place:
            yield self.in_place[name], "in a manager's place"
        if name in self.former:
            yield self.former[name], "a former manager"

    def lookers(self, name: str) -> tuple[str, str]:
        """Whoever is above whoever scored it, and HR; nobody looks at their own scores."""
        scored_by = self.decided_by.get(name, self.managers[name])
        return (NING if scored_by == ZHAO else ZHAO), ZHOU

    def evening(self) -> None:
        """Everybody looks; what they may see by now is noted."""
        for name in TWELVE:
            state = self.office.state(name)
            for who, relation in self.relations(name):
                for what in WHAT:
                    if (mark := marked(name, what)) in self.written and may_see(what, relation, state):
                        self.allowed.setdefault(mark, set()).add(who)
        self.office.everybody_looks()
        self.nobody_saw_more()

    def nobody_saw_more(self) -> None:
        for mark, who in self.office.seen.items():
            assert who <= self.allowed.get(mark, set()), mark
