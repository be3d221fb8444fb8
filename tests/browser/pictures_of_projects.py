"""The pictures of what the desk begins and ends, in three languages: project, hand-over, e-mail, closing."""

from datetime import date, timedelta

from playwright.sync_api import ViewportSize

from bot.domain.intake.handover_way import Event as Handed
from bot.domain.intake.project import Side
from bot.domain.intake.triage import Kind
from bot.domain.intake.way import Event
from bot.local.seeding import DEVELOPERS, INTAKE
from bot.services.acting import Acting
from bot.services.intake.closing import confirm
from bot.services.intake.handover import confirm_wording, hand_over_brief, say_what_will_be_done
from bot.services.intake.handover_steps import take_handover_step
from bot.services.intake.project import argue, estimate, open_project
from bot.services.intake.project_steps import decide_project
from bot.services.intake.take import take
from tests.browser.example import named
from tests.browser.letters import lay_out, mailed
from tests.browser.studio import Studio, studio
from tests.browser.written import ENGLISH, SIMPLIFIED, TRADITIONAL, Written
from tests.builders.acting import acting
from tests.builders.briefs import briefed
from tests.builders.intake import filed, stepped
from tests.chromium import NARROW

IN_LANGUAGES: tuple[tuple[Written, str], ...] = (
    (ENGLISH, ""),
    (SIMPLIFIED, "-zh"),
    (TRADITIONAL, "-zh-tw"),
)
SPEAKING = ("Chen Jie", "Sun Li", "He Jun", "Wu Min", "Liu Yang")
WANTED_BY, DECIDE_BY = date(2027, 1, 6), date(2027, 1, 5)
TALL: ViewportSize = {"width": 1280, "height": 960}


class Story:
    """Two requests of Chen Jie's, as one company writes them."""

    def __init__(self, place: Studio, written: Written) -> None:
        self.place = place
        self.written = written
        self.store = place.workspace.store
        self.request = 0
        self.handover = 0
        for name in SPEAKING:
            seat = place.seat(name)
            seat.speak(written.locale)
            seat.page.context.close()

    def by(self, name: str) -> Acting:
        return acting(self.store, by=named(self.store, name), now=self.place.workspace.clock.now())

    def pass_on(self, *, minutes: int) -> None:
        """What was done is told, and some time passes."""
        workspace = self.place.workspace
        assert workspace.steward is not None
        assert workspace.steward.settle(patience=10.0) == 0
        workspace.move_to(workspace.clock.now() + timedelta(minutes=minutes))


def handed_over(story: Story) -> None:
    """It is reported, accepted, briefed, and with He Jun."""
    written, sun = story.written, story.by("Sun Li")
    story.request = filed(
        story.store,
        named(story.store, "Chen Jie"),
        now=sun.now,
        page="https://shop.example/campaign/winter",
        happened=written.happened,
        expected=written.expected,
        since=written.since,
    )
    take(sun, request_id=story.request)
    stepped(story.store, story.request, Event.ACCEPT, sun.person, text="", due_on=WANTED_BY, now=sun.now)
    briefed(story.store, story.request, sun, written.brief)
    story.handover = hand_over_brief(
        sun,
        request_id=story.request,
        assignee_id=named(story.store, "He Jun").id,
        due_on=WANTED_BY,
        note="",
        submission="V-handed",
    ).id
    story.pass_on(minutes=20)


def letter(story: Story, suffix: str) -> None:
    """Had he not answered: the e-mail, as HTML and as text."""
    message = mailed(story.place.workspace, story.handover)
    page = story.place.browser.new_page()
    for subtype, name in (("html", "letter"), ("plain", "letter-text")):
        lay_out(page, message, subtype=subtype)
        story.place.keep(page.locator("body"), name + suffix)


def handover(story: Story, suffix: str) -> None:
    """The requester is asked; the developer says it, and it is confirmed: the card in the channel."""
    chen = story.place.seat("Chen Jie", size=TALL)
    chen.open_thread("#1")
    story.place.take(chen, "brief-check" + suffix)
    say_what_will_be_done(
        story.by("He Jun"), handover_id=story.handover, text=story.written.saying, submission="V-said"
    )
    story.pass_on(minutes=15)
    confirm_wording(story.by("Sun Li"), handover_id=story.handover)
    for size, name in ((TALL, "handover"), (NARROW, "handover-phone")):
        he = story.place.seat("He Jun", DEVELOPERS, size=size)
        story.place.take(he, name + suffix)


def closing(story: Story, suffix: str) -> None:
    """It is done: is it settled? And once it is: how did it go?"""
    story.pass_on(minutes=60)
    take_handover_step(story.by("He Jun"), handover_id=story.handover, event=Handed.START)
    story.pass_on(minutes=90)
    take_handover_step(story.by("He Jun"), handover_id=story.handover, event=Handed.READY)
    story.pass_on(minutes=10)
    sun = story.by("Sun Li")
    stepped(story.store, story.request, Event.FINISH, sun.person, text=story.written.changed, now=sun.now)
    chen = story.place.seat("Chen Jie", size=TALL)
    chen.button("Yes, it is settled").wait_for()
    chen.open_thread("#1")
    story.place.take(chen, "closing" + suffix)
    story.pass_on(minutes=5)
    confirm(story.by("Chen Jie"), request_id=story.request)
    story.place.take(chen, "satisfaction" + suffix)


def project(story: Story, suffix: str) -> None:
    """Two speak, it is estimated and decided: the card, and its thread."""
    written, sun, he = story.written, story.by("Sun Li"), story.by("He Jun")
    request = filed(
        story.store,
        named(story.store, "Chen Jie"),
        now=sun.now,
        submission="V-wish",
        kind=Kind.PROJECT,
        page="",
        happened=written.wish,
        expected="",
        since="",
    )
    take(sun, request_id=request)
    story.pass_on(minutes=10)
    accounts = [str(named(story.store, name).slack_id) for name in ("He Jun", "Wu Min")]
    found = open_project(
        sun,
        request_id=request,
        accounts=accounts,
        decide_by=DECIDE_BY,
        text=written.question,
        submission="V-project",
    )
    story.pass_on(minutes=10)
    lines = (("Wu Min", Side.FOR, written.speaks_for), ("He Jun", Side.AGAINST, written.speaks_against))
    for name, side, text in lines:
        argue(story.by(name), project_id=found.id, side=side, text=text, submission=f"V-{side}")
        story.pass_on(minutes=5)
    estimate(
        story.by("Sun Li"),
        project_id=found.id,
        days="5-8",
        account=str(he.person.slack_id),
        submission="V-days",
    )
    decide_project(
        story.by("Sun Li"),
        project_id=found.id,
        is_for=True,
        on=date(2026, 12, 30),
        accounts=[str(named(story.store, "Liu Yang").slack_id), str(sun.person.slack_id)],
        text=written.reason,
        submission="V-decided",
    )
    story.pass_on(minutes=1)
    for size, name in ((TALL, "project"), (NARROW, "project-phone")):
        seat = story.place.seat("Sun Li", INTAKE, size=size)
        if size == TALL:
            card = seat.page.locator("main article").last
            card.locator(".replies").click()
            seat.thread().get_by_role("article").last.wait_for()
            card.evaluate("card => card.scrollIntoView({block: 'end'})")
        story.place.take(seat, name + suffix)


def take_all() -> None:
    """The same story three times."""
    for written, suffix in IN_LANGUAGES:
        with studio(locale=written.locale) as place:
            story = Story(place, written)
            handed_over(story)
            letter(story, suffix)
            handover(story, suffix)
            closing(story, suffix)
            project(story, suffix)
