"""The pictures of the year: its form, its result, a department's month; and of colleagues who are asked."""

from datetime import UTC, datetime

from playwright.sync_api import ViewportSize

from bot.domain.reviews.input import TypedInput
from bot.domain.reviews.past import PastEntry
from bot.services.reviews.approval import approve
from bot.services.reviews.input import ask_for_input
from bot.services.reviews.past import import_past
from tests.browser.example import hand_in, named, open_quarter
from tests.browser.studio import Studio, studio
from tests.builders.acting import acting
from tests.builders.approval import looked_again, released
from tests.chromium import NARROW

TALL: ViewportSize = {"width": 1040, "height": 980}
LOW: ViewportSize = {"width": 1040, "height": 640}
FRIDAY = datetime(2027, 1, 8, 2, 0, tzinfo=UTC)
MONDAY = datetime(2027, 1, 18, 2, 0, tzinfo=UTC)
"""10:00 in Hangzhou, after the fourth quarter's results."""
TUESDAY = datetime(2027, 1, 19, 2, 0, tzinfo=UTC)
"""People hear of it then."""
TEAM = ("Chen Jie", "Wu Min", "黄磊")
BEFORE = (("2026Q1", "3.25", "3.2"), ("2026Q2", "3.5", "3.46"), ("2026Q3", "3.5", "3.58"))
"""What the quarters came to before Steward: point and mean."""
MINE = "Conversion went from 3.1 to 3.7 %. I learnt to say no to campaigns that nobody had measured."
HIS = "A strong second half. Next year: more of it together with the branches."
ASKED = ("Wu Min", "Sun Li", "Xu Ting", "He Jun", "Zhang Wei")


def quarter(studio: Studio) -> None:
    """The fourth quarter of three people is released; the three before it came in a file."""
    workspace = studio.workspace
    store = workspace.store
    people = [named(store, name) for name in TEAM]
    rows = [(person, before) for person in people for before in BEFORE]
    entries = [
        PastEntry(line=line, email=person.email, period=period, score=score, exact=exact)
        for line, (person, (period, score, exact)) in enumerate(rows, start=2)
    ]
    assert not import_past(acting(store, now=workspace.clock.now()), entries).problems
    open_quarter(workspace)
    for person in people:
        hand_in(workspace, person)
    workspace.move_to(FRIDAY)
    decide(studio)


def decide(studio: Studio) -> None:
    """What Liu Yang's people handed in is approved, looked at again and released."""
    workspace = studio.workspace
    store, now = workspace.store, workspace.clock.now()
    with store.read() as unit:
        waiting = [each for name in TEAM for each in unit.reviews.under_way_of(named(store, name).id)]
    for review in waiting:
        if review.stage.handed_in and not review.stage.decided:
            approve(
                acting(store, by=named(store, "Liu Yang"), now=now),
                review_id=review.id,
                version=review.version,
            )
    looked_again(store, now=now)
    released(store, now=now)


def year(studio: Studio) -> None:
    """HR opens it; the employee's form, in Chinese on a phone, and what it came to."""
    workspace = studio.workspace
    workspace.move_to(MONDAY)
    zhou = studio.seat("Zhou Jing", size=LOW)
    zhou.say("/review open 2026")
    zhou.article("2026 is open").wait_for()
    workspace.move_to(TUESDAY)
    chen = studio.seat("Chen Jie", size=TALL)
    chen.press("Write about my year…")
    chen.fill("Your year in your own words", MINE)
    studio.take(chen, "year")
    chen.submit()
    chen.form("Read it over")
    chen.submit()
    chen.button("Submit").wait_for(state="detached")
    chen.close()
    phone = studio.seat("黄磊", size=NARROW)
    phone.open_steward()
    phone.press("Write about my year…")
    studio.take(phone, "year-zh")
    phone.close()
    liu = studio.seat("Liu Yang", size=TALL)
    liu.open_thread("2026: 0 of 3")
    liu.press("Write about it…")
    liu.form().locator("textarea").first.fill(HIS)
    studio.take(liu, "year-manager")
    liu.submit()
    liu.article("1 of 3 approved").wait_for()
    decide(studio)
    chen.press("See your result")
    chen.form(chen.words.label("Result"))
    studio.take(chen, "year-result")
    chen.close()


def month(studio: Studio) -> None:
    """What a department came to in a month, before its head."""
    zhou = studio.seat("Zhou Jing", size={"width": 1040, "height": 1240})
    zhou.say("/review deck Marketing 2026-12")
    zhou.article("The slides").wait_for()
    studio.take(zhou, "month")


def colleagues(studio: Studio) -> None:
    """Five are asked about somebody; one of them reads by which rule."""
    liu = studio.seat("Liu Yang", size=TALL)
    liu.say("/review input @Chen Jie")
    liu.press("Ask for input…")
    studio.take(liu, "input")
    liu.close()
    store = studio.workspace.store
    ask_for_input(
        acting(store, by=named(store, "Liu Yang"), now=studio.workspace.clock.now()),
        TypedInput(who=tuple(named(store, name).slack_id or "" for name in ASKED), questions="peers"),
        about_id=named(store, "Chen Jie").id,
        submission="pictures",
    )
    wu = studio.seat("Wu Min", size=LOW)
    wu.button("Give input…").wait_for()
    studio.take(wu, "input-asked")


def take_all() -> None:
    """In the order in which a year goes."""
    with studio() as place:
        quarter(place)
        year(place)
        month(place)
        colleagues(place)
