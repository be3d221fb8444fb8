"""The Home tab: kind when empty, complete when full, within Slack's limits."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.domain.absences import Away
from bot.domain.goals.way import Mark as GoalsMark
from bot.domain.home import (
    BranchRequests,
    CycleOverview,
    Desk,
    GoalsCoverage,
    HomeFacts,
    Look,
    MyOwed,
    MyRequest,
    MyRequests,
    MyReview,
    PingsChoice,
    Section,
    StandIn,
    Tab,
    Team,
    TeamGoals,
    TeamMember,
    TeamReviews,
    tabs_of,
)
from bot.domain.intake.way import REQUEST
from bot.domain.intake.way import State as RequestState
from bot.domain.obligations import Kind
from bot.domain.pages import LINES, Span
from bot.domain.people import Person, Role
from bot.domain.reviews.way import REVIEW, Mark
from bot.domain.reviews.way import State as ReviewState
from bot.domain.whose_move import Holder, Move, Worked
from bot.sandbox.validation.views import check_view
from messages.catalog import LANGUAGES, Words
from messages.home.table import TABS
from messages.home.view import home_view
from messages.reviews.review_modal import review_modal
from tests.builders.people import CHEN, LIU
from tests.messages.nudging.test_nudge_card import LONG, owed
from tests.messages.reviews.test_approval_messages import longest, plain, texts

NOW = datetime(2027, 1, 8, 8, 0, tzinfo=UTC)
WORDS = Words(locale="en-US", timezone="Asia/Shanghai", now=NOW)


LEAD = replace(CHEN, roles=frozenset(Role))
"""Somebody with every role, to whom people report."""


def facts(look: Look | None = None, *, person: Person = LEAD, **given: Any) -> HomeFacts:
    """Those of an empty Home, and what is given for the section of a name."""
    nothing = MyOwed(person=person, owed=(), span=Span(page=1, shown=0, total=0))
    return HomeFacts(
        person=person,
        look=look or Look(),
        tabs=tabs_of(person, leads=person is LEAD),
        of={Section.OWED: nothing, **{Section(name): each for name, each in given.items()}},
    )


def review(state: ReviewState, **changes: Any) -> MyReview:
    values: dict[str, Any] = {
        "review_id": 7,
        "cycle_id": 1,
        "manager_id": LIU.id,
        "period": "2026Q4",
        "stage": REVIEW.stage(state),
        "manager": "Liu Yang",
        "self_score_due": date(2027, 1, 8),
        "self_score_closes": date(2027, 1, 22),
        "approval_due": date(2027, 1, 15),
        "second_look_due": date(2027, 1, 22),
        "release_due": date(2027, 1, 29),
    }
    return MyReview(**{**values, **changes})


def team(*members: TeamMember, total: int = 0, page: int = 1, waiting: int = 0) -> Team:
    return Team(
        reviews=TeamReviews(
            period="2026Q4", approval_due=date(2027, 1, 15), counts={Mark.WAITS: 1, Mark.OPEN: 1}
        ),
        goals=TeamGoals(cycle_id=2, period="2027Q1", due=date(2027, 1, 15), counts={GoalsMark.AGREED: 2}),
        members=members,
        waiting=waiting,
        span=Span(page=page, shown=len(members), total=total or len(members)),
    )


def member(name: str, **changes: Any) -> TeamMember:
    values: dict[str, Any] = {"review": None, "goals": None, "step": None, "sheet": None}
    return TeamMember(name=name, **{**values, **changes})


def request(state: RequestState, **changes: Any) -> MyRequest:
    values: dict[str, Any] = {
        "number": 214,
        "title": "The basket is empty",
        "stage": REQUEST.stage(state),
        "owner": "Sun Li",
        "holder_id": 1,
        "since": NOW,
    }
    return MyRequest(**{**values, **changes})


def move(holder: Holder, *, name: str = "Liu Yang", hours: int = 6, away: Away | None = None) -> Move:
    return Move(holder=holder, name=name, since=NOW, worked=Worked(minutes=hours * 60), away=away)


def labels(view: dict[str, Any]) -> list[str]:
    """What the buttons say, in their order."""
    found = []
    for block in view["blocks"]:
        elements = [block["accessory"]] if "accessory" in block else block.get("elements", [])
        found += [each["text"]["text"] for each in elements if each["type"] == "button"]
    return found


def test_an_empty_home_says_kindly_what_will_be_there() -> None:
    view = home_view(WORDS, facts(person=CHEN))

    said = plain(view)
    assert "Nothing is waiting for you." in said
    assert "*My goals*\nNo review of yours is open." in said
    assert "*Website requests*\nYou have no open request." in said
    assert "/website-issue" in said
    assert "Team" not in said
    assert "Desk" not in said
    assert labels(view) == []


@pytest.mark.parametrize(
    ("mine", "now"),
    [
        (review(ReviewState.GOALS_AGREED), "*now: you score yourself, by Fri 8 Jan*"),
        (
            review(ReviewState.GOALS_AGREED, self_score_due=date(2027, 1, 7)),
            "*now: you score yourself, was due Thu 7 Jan*",
        ),
        (
            review(
                ReviewState.GOALS_AGREED,
                self_score_due=date(2027, 1, 5),
                self_score_closes=date(2027, 1, 7),
            ),
            "was due Tue 5 Jan and is closed; ask HR for more time*",
        ),
        (review(ReviewState.MORE_ASKED), "*now: you add what Liu Yang asked for*"),
        (review(ReviewState.SELF_SCORED), "*now: Liu Yang approves, by Fri 15 Jan*"),
        (review(ReviewState.SCORED), "*now: second look, by Fri 22 Jan*"),
        (
            review(ReviewState.SCORED, second_look_due=date(2027, 1, 6)),
            "*now: second look, was due Wed 6 Jan*",
        ),
        (review(ReviewState.RELEASED), "*now: your result is here*"),
        (
            review(ReviewState.MORE_ASKED, given_back=True),
            "*now: you change your self-score; Liu Yang gave it back* → Liu Yang approves",
        ),
        (
            review(ReviewState.SELF_SCORED, delegate="Sun Li"),
            "*now: Sun Li (for Liu Yang) approves, by",
        ),
    ],
)
def test_the_steps_stand_in_a_line_with_the_present_one_marked(mine: MyReview, now: str) -> None:
    assert now in plain(home_view(WORDS, facts(review=mine)))


def test_every_tab_is_summed_up_and_opened_by_its_button() -> None:
    view = home_view(
        WORDS,
        facts(
            team=team(member("Chen Jie"), total=8, waiting=2),
            desk=Desk(counts={"new": 3, "accepted": 1}),
            cycle=CycleOverview(
                period="2026Q4",
                counts={Mark.RELEASED: 5, Mark.OPEN: 3},
            ),
            pings=PingsChoice(is_developer=True, is_open=True),
        ),
    )

    said = plain(view)
    assert "*Team*\n8 people report to you.\n2 of them wait for something from you." in said
    assert "*Desk*\nNew: 3 · Accepted: 1" in said
    assert "*Cycle*\n2026 Q4: 5 of 8 results released." in said
    assert "People may mention you directly" in said
    assert labels(view) == [
        *["Open"] * 3,
        "Point them to the desk",
        "Focus for 2 hours",
        "Focus until tomorrow",
        "Change who…",
        "Tell me once a week",
    ]


def test_hr_reads_who_decides_in_whose_place() -> None:
    cycle = CycleOverview(
        period="2026Q4",
        counts={Mark.WAITS: 3},
        stand_ins=(
            StandIn(delegate="Sun Li", manager="Liu Yang", reviews=1),
            StandIn(delegate="Zhao Min", manager="Wu Min", reviews=2),
        ),
    )

    said = plain(home_view(WORDS, facts(Look(tab=Tab.CYCLE), cycle=cycle)))

    assert "Sun Li decides for Liu Yang: 1 review\nZhao Min decides for Wu Min: 2 reviews" in said


def test_an_open_tab_stands_in_full_below_the_row_of_all() -> None:
    people = (
        member("Chen Jie", review=Mark.WAITS, goals=GoalsMark.AGREED, step=owed(Kind.APPROVAL)),
        member("Wu Min", review=Mark.OPEN, goals=GoalsMark.AGREED, sheet=(7, 8)),
        member("Gao Fei"),
    )

    view = home_view(WORDS, facts(Look(tab=Tab.TEAM), team=team(*people)))

    said = plain(view)
    assert "2026 Q4: 0 of 2 approved, next due Fri 15 Jan" in said
    assert "2027 Q1 goals: all 2 agreed" in said
    assert "*Chen Jie*\n🟡 review waits for you · ✅ goals agreed" in said
    assert "*Wu Min*\n⚪ review not handed in · ✅ goals agreed" in said
    assert "*Gao Fei*" in said
    row = ["Overview", *(TABS[tab](WORDS) for tab in tabs_of(LEAD, leads=True))]
    marked = ["▾ Team" if label == "Team" else label for label in row]
    assert labels(view) == [*marked, "KPI sheets…", "Review it…", "Read it…"]


def test_what_is_longer_than_a_page_says_where_it_is_and_leads_on() -> None:
    people = [member(f"Colleague {number}") for number in range(50)]

    middle = home_view(WORDS, facts(Look(tab=Tab.TEAM, page=2), team=team(*people, total=1000, page=2)))
    last = home_view(WORDS, facts(Look(tab=Tab.TEAM, page=20), team=team(*people, total=1000, page=20)))

    assert "51–100 of 1,000" in plain(middle)
    assert labels(middle)[-2:] == ["Previous page", "Next page"]
    assert "951–1,000 of 1,000" in plain(last)
    assert labels(last)[-1:] == ["Previous page"]


def test_of_much_that_is_owed_the_soonest_stand_there_and_the_rest_is_a_click_away() -> None:
    some = tuple(owed() for _ in range(10))
    all_of_it = tuple(owed() for _ in range(50))

    first = home_view(
        WORDS, facts(owed=MyOwed(person=CHEN, owed=some, span=Span(page=1, shown=10, total=53)))
    )
    opened = home_view(
        WORDS,
        facts(
            Look(tab=Tab.OWED),
            owed=MyOwed(person=CHEN, owed=all_of_it, span=Span(page=1, shown=50, total=53), is_open=True),
        ),
    )

    assert "And 43 more." in plain(first)
    assert "Show all" in labels(first)
    assert "1–50 of 53" in plain(opened)
    assert "Show all" not in labels(opened)
    row = ["Overview", *(TABS[tab](WORDS) for tab in tabs_of(LEAD, leads=True))]
    assert labels(opened)[-len(row) - 1 :] == ["Next page", *row]


def test_an_employee_sees_that_a_delay_is_the_managers() -> None:
    away = Away(first=date(2027, 1, 6), last=date(2027, 1, 11), back_on=date(2027, 1, 12))
    mine = review(ReviewState.SELF_SCORED, move=move(Holder.COLLEAGUE, hours=16, away=away))

    said = plain(home_view(WORDS, facts(review=mine)))

    assert "With Liu Yang for 2 working days. Liu Yang is away until Mon 11 Jan." in said


def test_what_is_owed_says_how_long_it_is_the_readers() -> None:
    mine = MyOwed(
        person=CHEN,
        owed=(owed(),),
        span=Span(page=1, shown=1, total=1),
        worked=(Worked(minutes=59),),
    )

    assert "Yours for less than a working hour." in plain(home_view(WORDS, facts(owed=mine)))


def test_a_request_says_who_has_it() -> None:
    asked = request(RequestState.ASKED, title="<!here> it is empty", move=move(Holder.YOU, hours=6))
    requests = MyRequests(listed=(asked,), span=Span(page=1, shown=1, total=4))

    summed_up = plain(home_view(WORDS, facts(requests=requests)))
    in_full = plain(home_view(WORDS, facts(Look(tab=Tab.REQUESTS), requests=requests)))

    assert "4 are open; the newest: #214 &lt;!here&gt; it is empty" in summed_up
    assert "*#214* &lt;!here&gt; it is empty\nSun Li asked you something" in in_full
    assert "With you for 6 working hours." in in_full


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("tab", [None, *Tab])
def test_the_fullest_home_stays_under_slacks_limits(language: str, tab: Tab | None) -> None:
    words = Words(locale=language, timezone="Asia/Shanghai", now=NOW)
    long = request(
        RequestState.ACCEPTED, number=10**9, title=LONG * 30, owner=LONG, move=move(Holder.HR, name=LONG)
    )
    step = owed(Kind.APPROVAL, who=LONG)
    people = [
        member(
            LONG,
            review=Mark.WAITS,
            goals=GoalsMark.WAITS,
            step=step,
            sheet=(10**9, 10**9),
            move=move(Holder.HR, name=LONG),
        )
        for _ in range(LINES)
    ]
    shown = LINES if tab is Tab.OWED else 10
    view = home_view(
        words,
        facts(
            Look(tab=tab, page=9),
            owed=MyOwed(
                person=CHEN,
                owed=tuple(owed(kind, who=LONG) for kind in [*Kind] * 5)[:shown],
                span=Span(page=9, shown=shown, total=10**6),
                worked=(Worked(minutes=10**6),) * shown,
                is_open=tab is Tab.OWED,
            ),
            review=review(
                ReviewState.RELEASED,
                manager=LONG,
                beside=(review(ReviewState.SELF_SCORED, manager=LONG, delegate=LONG),) * 3,
            ),
            requests=MyRequests(listed=(long,) * LINES, span=Span(page=9, shown=LINES, total=10**6)),
            team=replace(
                team(*people, total=10**6, page=9),
                calibrates=("2026Q4", "2026H2", "2026"),
                beside=(team().reviews,) * 2,
            ),
            desk=Desk(counts={stage.key: 10**6 for stage in REQUEST.stages.values()}),
            cycle=CycleOverview(
                period="2026Q4",
                counts=dict.fromkeys(Mark, 10**6),
                stand_ins=(StandIn(delegate=LONG, manager=LONG, reviews=10**6),) * 40,
                beside=(CycleOverview(period="2026", counts=dict.fromkeys(Mark, 10**6)),) * 2,
            ),
            coverage=GoalsCoverage(
                cycle_id=2,
                period="2027Q1",
                due=date(2027, 1, 15),
                departments={f"{number} {LONG}": dict.fromkeys(GoalsMark, 10**6) for number in range(200)},
            ),
            pings=PingsChoice(
                is_developer=True,
                is_open=False,
                focus_until=NOW,
                allowed=(LONG,) * 50,
            ),
        ),
    )

    check_view(view, surface="home")
    assert len(view["blocks"]) <= 100
    assert len(json.dumps(view)) <= 250_000
    assert all(len(text) <= 3000 for text in texts(view["blocks"]))


def test_a_review_opened_from_here_fits_and_is_approved_in_one_way() -> None:
    view = review_modal(WORDS, longest())

    assert len(view["blocks"]) <= 100
    assert len(json.dumps(view)) <= 250_000
    rows = [block["elements"] for block in view["blocks"] if block["type"] == "actions"]
    offered = [each["action_id"].rpartition(".")[2] for row in rows for each in row]
    assert offered == ["adjust", "ask", "sheet", "figures", "feedback", "open", "open"]
    assert view["submit"]["text"] == "Approve"


def test_where_nothing_of_the_branch_is_open_its_tab_says_so() -> None:
    assert "My branch\nNothing is open in your branch." in plain(
        home_view(WORDS, facts(Look(tab=Tab.BRANCH)))
    )


def test_ones_own_private_request_is_marked_among_those_of_the_branch() -> None:
    listed = (request(RequestState.NEW, is_private=True), request(RequestState.NEW))
    branch = BranchRequests(branch="Chengdu", listed=listed, span=Span(page=1, shown=2, total=2))

    said = plain(home_view(WORDS, facts(Look(tab=Tab.BRANCH), branch=branch)))

    assert said.count("New · Sun Li") == 2
    assert said.count("New · Sun Li · Private") == 1
