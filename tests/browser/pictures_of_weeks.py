"""The pictures of the weeks in between: asked once a week, and why; read by the manager; the pocket."""

from datetime import UTC, datetime

from playwright.sync_api import ViewportSize

from bot.domain.weeks.check_in import Outlook
from bot.domain.weeks.check_in_form import TypedCheckIn, TypedKpi
from bot.local.workspace import LocalWorkspace
from bot.services.goals.agreement import sign
from bot.services.weeks.check_in import answer_check_in, open_check_in
from bot.services.weeks.pocket import write_case
from tests.browser.example import named, open_goals, send_goals
from tests.browser.studio import Studio, studio
from tests.builders.acting import acting
from tests.chromium import NARROW

LOW: ViewportSize = {"width": 1040, "height": 560}
TALL: ViewportSize = {"width": 1040, "height": 860}
FRIDAY = datetime(2027, 1, 8, 8, 0, tzinfo=UTC)
"""16:00 in Hangzhou: the week is asked about."""
MONDAY = datetime(2027, 1, 11, 2, 0, tzinfo=UTC)
"""10:00 there: managers read how it was."""
TEAM = ("Chen Jie", "Wu Min", "黄磊")
KEPT = (
    (
        "I sat down with the newcomers on Friday until each of them had put a listing online.",
        "value:3:teamwork",
        "",
    ),
    ("A customer in Chengdu got the wrong size twice; I brought the third parcel myself.", "", "Customers"),
)


def agree_on_goals(workspace: LocalWorkspace, *names: str) -> None:
    """Three of Liu Yang's people have signed with him, or these."""
    store, liu = workspace.store, named(workspace.store, "Liu Yang")
    for name in names or TEAM:
        goals_id = send_goals(workspace, named(store, name))
        with store.read() as unit:
            sheet_id = unit.goals.look(goals_id).sheet_id
        assert sheet_id is not None
        sign(acting(store, by=liu, now=workspace.clock.now()), goals_id=goals_id, sheet_id=sheet_id)


def asked(studio: Studio) -> None:
    """Friday's message, with the check-in first; why it came; the form on a phone."""
    chen = studio.seat("Chen Jie", size=LOW)
    chen.button("Check in…").wait_for()
    studio.take(chen, "check-in-asked")
    row = chen.page.locator(".block").filter(has_text="Remind me on").last
    row.get_by_role("button").last.click()
    chen.page.get_by_role("menuitem", name=chen.words.label("Why am I asked?"), exact=True).click()
    studio.take(chen, "why", of=chen.form(chen.words.label("Why am I asked?")))
    chen.close()
    phone = studio.seat("黄磊", size=NARROW)
    phone.open_steward()
    phone.press("Check in…")
    phone.form()
    studio.take(phone, "check-in")


def answered(workspace: LocalWorkspace) -> None:
    """Of those who are asked one is blocked, one has something at risk, one is on track."""
    said = {
        "Chen Jie": (Outlook.AT_RISK, "The Chengdu campaign starts a week late.", "No product photos yet."),
        "Wu Min": (Outlook.ON_TRACK, "", ""),
        "黄磊": (Outlook.AT_RISK, "后台排班还没定。", ""),
    }
    with workspace.store.read() as unit:
        asked = {each.employee_id for each in unit.check_ins.all_waiting()}
    for name, (outlook, line, blockers) in said.items():
        person = named(workspace.store, name)
        if person.id not in asked:
            continue
        theirs = acting(workspace.store, by=person, now=workspace.clock.now())
        form = open_check_in(theirs)
        first, *others = (kpi.key for kpi in form.kpis)
        kpis = {first: TypedKpi(outlook=outlook.value, line=line)}
        kpis |= {key: TypedKpi(outlook=Outlook.ON_TRACK.value) for key in others}
        typed = TypedCheckIn(kpis=kpis, blockers=blockers)
        answer_check_in(theirs, week=form.week, seen=form.seen, typed=typed)


def digest(studio: Studio) -> None:
    """What the manager reads on Monday."""
    liu = studio.seat("Liu Yang", size=TALL)
    liu.article("No product photos yet").wait_for()
    studio.take(liu, "digest")


def pocket(studio: Studio) -> None:
    """What somebody keeps for their self-score."""
    store, now = studio.workspace.store, studio.workspace.clock.now()
    chen = acting(store, by=named(store, "Chen Jie"), now=now)
    for text, value, title in KEPT:
        write_case(chen, text=text, day=None, value=value, title=title)
    seat = studio.seat("Chen Jie", size=TALL)
    seat.say("/review pocket ")
    studio.take(seat, "pocket", of=seat.form("sat down with the newcomers"))


def take_all() -> None:
    """In the order in which a week goes."""
    with studio() as place:
        open_goals(place.workspace)
        agree_on_goals(place.workspace)
        place.workspace.move_to(FRIDAY)
        asked(place)
        answered(place.workspace)
        place.workspace.move_to(MONDAY)
        digest(place)
        pocket(place)
