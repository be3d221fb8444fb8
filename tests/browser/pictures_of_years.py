"""The pictures of the year: what each period came to, the statement, the manager's word, and the result."""

from datetime import UTC, datetime

from playwright.sync_api import ViewportSize

from bot.domain.reviews.past import PastEntry
from bot.services.reviews.approval import approve
from bot.services.reviews.past import import_past
from tests.browser.example import hand_in, named, open_quarter
from tests.browser.seat import Seat
from tests.browser.studio import Studio, studio
from tests.builders.acting import acting
from tests.builders.approval import looked_again, released
from tests.chromium import NARROW

TALL: ViewportSize = {"width": 1040, "height": 980}
FRIDAY = datetime(2027, 1, 8, 2, 0, tzinfo=UTC)
MONDAY = datetime(2027, 1, 18, 2, 0, tzinfo=UTC)
"""10:00 in Hangzhou, after the fourth quarter's results."""
TUESDAY = datetime(2027, 1, 19, 2, 0, tzinfo=UTC)
"""People hear of it then."""
TEAM = ("Chen Jie", "Wu Min", "黄磊")
BEFORE = (("2026Q1", "3.25", "3.2"), ("2026Q2", "3.5", "3.46"), ("2026Q3", "3.5", "3.58"))
"""What the quarters came to before Steward: point and mean."""
MINE = {
    "en": "Conversion went from 3.1 to 3.7 %. I learnt to say no to campaigns that nobody had measured.",
    "zh": "转化率从 3.1 % 提升到 3.7 %。我学会了拒绝没有数据支撑的活动。",
}
HIS = {
    "en": "A strong second half. Next year: more of it together with the branches.",
    "zh": "下半年表现突出。明年要更多地和分店一起做。",
}


def quarter_of(place: Studio) -> None:
    """The fourth quarter of three people is released; the three before it came in a file."""
    workspace = place.workspace
    store = workspace.store
    people = [named(store, name) for name in TEAM]
    entries = [
        PastEntry(
            line=line, email=person.email, period=period, score=score, exact=exact, source="2026 reviews"
        )
        for line, (person, (period, score, exact)) in enumerate(
            ((person, before) for person in people for before in BEFORE), start=2
        )
    ]
    came = import_past(acting(store, now=workspace.clock.now()), entries)
    assert not came.problems, came.problems
    open_quarter(workspace)
    for person in people:
        hand_in(workspace, person)
    workspace.move_to(FRIDAY)
    liu = acting(store, by=named(store, "Liu Yang"), now=workspace.clock.now())
    with store.read() as unit:
        waiting = [each for person in people for each in unit.reviews.under_way_of(person.id)]
    for review in waiting:
        approve(liu, review_id=review.id, version=review.version)
    looked_again(store, now=workspace.clock.now())
    released(store, now=workspace.clock.now())


def year_opened(place: Studio) -> None:
    """HR opens it, and reads whom it leaves out and why."""
    workspace = place.workspace
    workspace.move_to(MONDAY)
    zhou = place.seat("Zhou Jing", size=TALL)
    zhou.say("/review open 2026")
    zhou.article("2026 is open").wait_for()
    place.take(zhou, "year-opened")
    workspace.move_to(TUESDAY)


def statement(place: Studio, seat: Seat, name: str, *, words: str) -> None:
    """The employee's form: what each period came to, and their own words; sent."""
    label = seat.words.label
    seat.press("Write about my year…")
    seat.form(label("Your year"))
    seat.fill(label("Your year in your own words"), words)
    place.take(seat, f"{name}-form")
    seat.submit()
    place.take(seat, f"{name}-check")
    seat.submit()
    place.take(seat, f"{name}-sent")
    seat.close()


def decided(place: Studio, seat: Seat, name: str, *, of: str, words: str) -> None:
    """The manager's thread: one year written about and approved."""
    card = seat.article(of)
    card.wait_for()
    place.take(seat, f"{name}-thread")
    card.get_by_role("button", name=seat.words.label("Write about it…"), exact=True).click()
    seat.form()
    seat.form().locator("textarea").first.fill(words)
    place.take(seat, f"{name}-write")
    seat.submit()
    place.take(seat, f"{name}-written")
    if seat.page.locator("dialog[open]").count():
        seat.close()


def calibrated(place: Studio) -> None:
    """HR's room of the year."""
    looked_again(place.workspace.store, now=place.workspace.clock.now())
    zhou = place.seat("Zhou Jing", size=TALL)
    zhou.say("/review calibrate 2026")
    zhou.page.wait_for_timeout(1500)
    place.take(zhou, "year-calibrate")
    zhou.page.keyboard.press("Escape")
    released(place.workspace.store, now=place.workspace.clock.now())


def result(place: Studio, seat: Seat, name: str) -> None:
    """What it came to, as its employee reads it."""
    place.take(seat, f"{name}-released")
    seat.press("See your result")
    seat.form(seat.words.label("Result"))
    place.take(seat, f"{name}-result")
    seat.form().locator(".dialog__body").evaluate("body => { body.scrollTop = body.scrollHeight; }")
    place.take(seat, f"{name}-result-end")
    seat.close()


def files(place: Studio, seat: Seat, name: str) -> None:
    """What comes as a file, and a department's month."""
    for command in ("/review export", "/review export 2026", "/review deck"):
        seat.say(command)
        seat.page.wait_for_timeout(1500)
    place.take(seat, f"{name}-files")


def main() -> None:
    """Take them all, in the order in which a year goes."""
    with studio() as place:
        for who in ("Wu Min", "Zhao Min"):
            place.seat(who).speak("zh-TW")
        quarter_of(place)
        year_opened(place)
        chen = place.seat("Chen Jie", size=TALL)
        place.take(chen, "year-card")
        statement(place, chen, "year", words=MINE["en"])
        huang = place.seat("黄磊", size=NARROW)
        huang.open_steward()
        place.take(huang, "year-card-zh")
        statement(place, huang, "year-zh", words=MINE["zh"])
        wu = place.seat("Wu Min", size=NARROW)
        wu.open_steward()
        place.take(wu, "year-card-tw")
        statement(place, wu, "year-tw", words=MINE["zh"])
        liu = place.seat("Liu Yang", size=TALL)
        liu.open_thread("2026: 0 of 3")
        for who, words in (("Chen Jie", "en"), ("黄磊", "zh"), ("Wu Min", "zh")):
            decided(place, liu, f"year-{who}", of=who, words=HIS[words])
        calibrated(place)
        result(place, chen, "year")
        result(place, huang, "year-zh")
        result(place, wu, "year-tw")
        files(place, chen, "year")
        files(place, huang, "year-zh")
        files(place, place.seat("Zhou Jing", size=TALL), "hr")
        zhao = place.seat("Zhao Min", size=NARROW)
        zhao.open_steward()
        zhao.say("/review deck 2026-12")
        zhao.page.wait_for_timeout(2500)
        place.take(zhao, "head-tw-deck")
        wide = place.seat("Zhou Jing", size={"width": 1040, "height": 2600})
        wide.say("/review deck Marketing 2026-12")
        wide.page.wait_for_timeout(2500)
        place.take(wide, "hr-deck")


if __name__ == "__main__":
    main()
