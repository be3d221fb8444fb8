"""The leak walk: three requests full of marked words, and everything that everybody can see of them.

A request that is public, one that was filed as private, and one that became private later. Each field, file,
step and note holds a word of its own; then every role reads all that it can come to: channels, direct
messages, threads, what only it sees, the modals behind every button and menu, every tab of Home, `/intake`.
Each word is seen by exactly those who may. Whatever a new surface shows has to keep to this table.
"""

import re
from collections.abc import Iterator, Mapping

import pytest
from sqlalchemy import select

from bot.clock import MovableClock
from bot.domain.home import Look, Tab
from bot.domain.people import Person, Role
from bot.domain.policy import Policy
from bot.local.workspace import LocalWorkspace
from bot.sandbox import Msg
from bot.sandbox import Person as Keyboard
from bot.sandbox.people.screen import controls, options_of, words
from bot.sandbox.state.workspace import User
from bot.services.home import home_facts, look_at_home
from bot.services.people.organisation import colleagues
from messages.catalog import Words
from messages.home.view import home_view
from storage.models.delivery import OutboxRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.beside_slack import answered, exported
from tests.builders.people import CHENGDU, WEBSITE, company, person
from tests.builders.read_files import read_in
from tests.scenarios.conftest import MONDAY, PATIENT, Workspace
from tests.scenarios.test_website_issue import DESK, PNG, press

PUBLIC, PRIVATE, HIDDEN = "public", "secret", "hidden"
NUMBERS = {PUBLIC: 1, PRIVATE: 2, HIDDEN: 3}
MARK = re.compile(r"(?:public|secret|hidden)-[a-z]+")

REQUESTER, BRANCH, OTHERS = "chen", "tang", "wu"
OWNER, ON_DUTY = "gao", "sun"
TAKES_PART = "zhou"
AT_THE_DESK = {"sun", "gao", "lin", "he", "zhou", "liu", "guest"}
"""Who is in the intake channel: both product managers, an admin, a developer, HR, the requester's manager,
and somebody of whom the organisation knows nothing. The requester is not, nor are the colleagues.
"""
EVERYBODY = {REQUESTER, BRANCH, OTHERS, *AT_THE_DESK}
READERS = {REQUESTER, OWNER, ON_DUTY}
DEVELOPER = "he"
IN_THE_BRIEF = ("title", "happened", "expected", "since", "page")
SAID = ("title", "happened", "expected", "since", "page", "file", "reply", "question", "answer")

SEEN: Mapping[str, set[str]] = {
    **{f"public-{each}": {REQUESTER, *AT_THE_DESK} for each in SAID},
    "public-title": {REQUESTER, BRANCH, *AT_THE_DESK},  # what is open of one's branch
    "public-question": {REQUESTER},  # the card shows the last step, and that is the acceptance
    "public-note": AT_THE_DESK,
    **{f"{request}-{each}": READERS for request in (PRIVATE, HIDDEN) for each in SAID},
    # What its brief holds goes to the one developer who has it; not the files, nor what was said of it.
    **{f"secret-{each}": {*READERS, DEVELOPER} for each in IN_THE_BRIEF},
    "secret-brief": {REQUESTER, OWNER, DEVELOPER},  # to the other product manager it is two clicks away
    "secret-note": {ON_DUTY},  # under the card in the owner's own messages
    **{key: {REQUESTER, *AT_THE_DESK} for key in ("public-issue", "public-argument")},
    # What was a project before is read in its record by those who may read the request.
    **{key: {REQUESTER, ON_DUTY} for key in ("hidden-issue", "hidden-argument")},
    "hidden-note": AT_THE_DESK,  # Steward cannot take away what somebody else wrote
}
"""By each marked word: who sees it."""


@pytest.fixture
def workspace(store: Store) -> Iterator[Workspace]:
    """The company with two more and a guest; who has no business at the desk is not in its channel."""
    people = company(store)
    person(store, "Tang Yu", branch=CHENGDU, manager=people.manager)
    roles = (Role.PRODUCT_MANAGER,)
    person(store, "Gao Lei", department=WEBSITE, manager=people.boss, roles=roles)
    clock = MovableClock(MONDAY)
    local = LocalWorkspace(store, policy=Policy(), clock=clock, rate_limits=False, timing=PATIENT)
    local.start()
    place = local.sandbox.workspace
    place.users["U0GUEST"] = User(
        id="U0GUEST",
        name="guest",
        real_name="A Guest",
        email="guest@elsewhere.example",
        locale="en-US",
        tz="Europe/Berlin",
        title="",
    )
    place.channels[DESK].members[:] = [*(account(each) for each in AT_THE_DESK), place.bot_user_id]
    yield Workspace(local, people)
    local.stop()


def account(surname: str) -> str:
    return f"U0{surname.upper()}"


class Cast:
    """Everybody at their keyboards, and what they have seen."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.at = {each: workspace.sandbox.person(account(each)) for each in EVERYBODY}
        self.seen: dict[str, set[str]] = {}

    def sees(self, who: str, what: object) -> None:
        for mark in MARK.findall(str(what)):
            self.seen.setdefault(mark, set()).add(who)

    # What happens

    def files(self, request: str) -> Msg:
        """Chen's own card."""
        chen = self.at[REQUESTER]
        chen.command("/website-issue")
        form = chen.wait_for_modal(title="Website issue")
        form.fill("Page address", f"https://shop.example/{request}-page")
        form.fill("What happened?", f"{request}-title\n{request}-happened")
        form.fill("What did you expect?", f"{request}-expected")
        form.fill("Since when?", f"{request}-since")
        form.choose("How urgent is it?", "Today")
        form.upload("Screenshots", f"{request}-file.png", PNG)
        if request == PRIVATE:
            form.choose("Who reads it?", "Private: only you and the product managers read it")
        form.submit()
        if like_it := chen.modal():  # their own before it are shown: this one is different
            like_it.submit()
        mine = chen.wait_for_message(containing=f"{request}-title")
        self.workspace.settle()  # a reply is known by its card's place, which is kept once it was posted
        mine.reply(f"{request}-reply")
        number = NUMBERS[request]
        self.workspace.wait_until(
            lambda: self.workspace.look(lambda unit: len(unit.requests.history(number))) == 2
        )
        self.workspace.settle()
        return mine

    def card(self, who: str, request: str, *, where: str | None = None) -> Msg:
        """The desk's."""
        return self.at[who].wait_for_message(containing=f"#{NUMBERS[request]} · ", where=where)

    def says(self, who: str, button: str, field: str, text: str) -> None:
        """In the form behind a button that was pressed."""
        form = self.at[who].wait_for_modal(containing="They reported")
        form.fill(field, text)
        form.submit()
        assert not form.is_open, button
        self.workspace.settle()

    def asks(self, who: str, card: Msg, request: str) -> None:
        card.choose_overflow("Ask…") if "Ask…" not in card.buttons else card.click("Ask…")
        self.says(who, "Ask…", "What do you want to know?", f"{request}-question")

    def accepts(self, who: str, card: Msg, request: str) -> None:
        card.click("Accept…")
        self.says(who, "Accept…", "A note to Chen Jie", f"{request}-answer")

    def hands_over(self, who: str, card: Msg, request: str) -> None:
        """Its brief, to the developer."""
        press(self.workspace, card, "Brief…", who=who)
        brief = self.at[who].wait_for_modal(containing="Headline")
        brief.fill("Headline", f"{request}-brief")
        brief.submit()
        self.at[who].wait_for_modal(containing="Saved.").close(everything=True)
        self.workspace.settle()
        press(self.workspace, card.refresh(), "Hand over…", who=who)
        form = self.at[who].wait_for_modal(containing="to the developer alone")
        form.choose("Developer", "He Jun")
        form.submit()
        self.workspace.settle()

    def discusses(self, who: str, card: Msg, request: str) -> None:
        """As a project, with HR, who says something."""
        press(self.workspace, card.refresh(), "Project…", who=who)
        form = self.at[who].wait_for_modal(containing="The discussion stands in the channel")
        form.choose("Who takes part?", ["Zhou Jing"])
        form.fill("What is to be decided?", f"{request}-issue")
        form.submit()
        self.at[who].wait_for_modal(containing="Being discussed").close()
        zhou = self.at[TAKES_PART]
        asked = zhou.wait_for_message(containing=f"for and against #{NUMBERS[request]},")
        asked.click("For or against…")
        form = zhou.wait_for_modal(title=f"Project #{NUMBERS[request]}")
        form.choose("Is it for or against?", "Against it")
        form.fill("Your argument", f"{request}-argument")
        form.submit()
        zhou.wait_for_modal(containing="Being discussed").close()
        self.workspace.settle()

    # What everybody sees of it

    def looks_everywhere(self, who: str) -> None:
        keyboard = self.at[who]
        for message in self.messages(keyboard):
            self.presses_everything(who, message)
        for topic in ("", "duty", "projects", "help", "handed"):
            room = DESK if who in AT_THE_DESK else None
            self.sees(who, [each.shape for each in keyboard.command("/intake", topic, channel=room)])
            self.reads_what_opened(who)
        for message in self.messages(keyboard):  # with what only they see, once more
            self.sees(who, message.shape)
            self.reads_files(who, message)

    def reads_files(self, who: str, message: Msg) -> None:
        """What came with it, by the link beneath it."""
        for each in message.shape.get("files") or ():
            file = self.workspace.sandbox.workspace.files[each["id"]]
            self.sees(who, read_in(file.name, file.content))

    def messages(self, keyboard: Keyboard) -> list[Msg]:
        rooms = [each["id"] for each in keyboard.conversations() if each["is_member"]]
        roots = [message for room in rooms for message in keyboard.channel(room)]
        return [*roots, *(reply for root in roots if not root.ephemeral for reply in root.thread())]

    def presses_everything(self, who: str, message: Msg) -> None:
        """Whatever opens something; what is in it is read and closed again."""
        for each in controls(message.blocks, {}):
            if each.kind == "button" and (each.label.endswith("…") or each.label == "Open"):
                message.click(each.label)
                self.reads_what_opened(who)
            elif each.kind == "overflow":
                entries = [words(option["text"], {}) for option in options_of(each.element)]
                for entry in entries:
                    if entry.endswith("…"):
                        message.choose_overflow(entry)
                        self.reads_what_opened(who)

    def reads_what_opened(self, who: str) -> None:
        keyboard = self.at[who]
        self.sees(who, keyboard.get("views"))
        if modal := keyboard.modal():
            modal.close(everything=True)

    def opens_home(self, who: str, them: Person) -> None:
        by = acting(self.workspace.store, by=them, now=self.workspace.clock.now())
        said = Words(locale="en-US", timezone="Asia/Shanghai", now=by.now)
        for tab in (None, *Tab):
            look_at_home(by, Look(tab=tab))
            self.sees(who, home_view(said, home_facts(by)))


def test_each_marked_word_is_seen_by_exactly_those_who_may(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = Cast(workspace)
    cast.files(PUBLIC)
    card = cast.card(ON_DUTY, PUBLIC, where=DESK)
    cast.at["liu"].say(DESK, "public-note", thread_ts=card.ts)
    cast.asks(ON_DUTY, card, PUBLIC)
    cast.accepts(ON_DUTY, card, PUBLIC)
    cast.discusses(ON_DUTY, card, PUBLIC)

    cast.files(PRIVATE)
    cast.card(ON_DUTY, PRIVATE).reply("secret-note")
    face = cast.card(OWNER, PRIVATE, where=DESK)
    face.click("Open")
    cast.at[OWNER].wait_for_modal(title="Request #2").choose_overflow("Ask…")
    cast.says(OWNER, "Ask…", "What do you want to know?", "secret-question")  # theirs from here on
    cast.accepts(OWNER, cast.card(OWNER, PRIVATE), PRIVATE)
    cast.hands_over(OWNER, cast.card(OWNER, PRIVATE), PRIVATE)
    for nosy in ("liu", "guest"):
        cast.at[nosy].say(DESK, "What is it?", thread_ts=face.ts)

    mine = cast.files(HIDDEN)
    card = cast.card(ON_DUTY, HIDDEN, where=DESK)
    cast.at["liu"].say(DESK, "hidden-note", thread_ts=card.ts)
    cast.asks(ON_DUTY, card, HIDDEN)
    cast.discusses(ON_DUTY, card, HIDDEN)
    mine.refresh().click("Make it private…")
    cast.at[REQUESTER].wait_for_modal(title="Request #3").submit()
    workspace.settle()
    cast.accepts(ON_DUTY, cast.card(ON_DUTY, HIDDEN), HIDDEN)

    by_account = {each.slack_id: each for each in colleagues(workspace.store)}
    for who in sorted(EVERYBODY):
        cast.looks_everywhere(who)
        if them := by_account.get(account(who)):
            cast.opens_home(who, them)
    workspace.settle()

    assert {mark: sorted(who) for mark, who in sorted(cast.seen.items())} == {
        mark: sorted(who) for mark, who in sorted(SEEN.items())
    }
    notified = [
        each.text for who in EVERYBODY for each in cast.messages(cast.at[who]) if each.shape["is_bot"]
    ]
    assert MARK.findall("\n".join(notified)) == ["public-title"] * len(AT_THE_DESK)
    written = workspace.look(lambda unit: [str(vars(row)) for row in unit.session.scalars(select(OutboxRow))])
    beside = answered(workspace.steward, "secret-nothing")
    beside += capsys.readouterr()
    beside += [exported(workspace.store, monkeypatch=monkeypatch, capsys=capsys)]
    assert MARK.findall("\n".join([*written, *beside])) == []
    assert workspace.parked() == []
