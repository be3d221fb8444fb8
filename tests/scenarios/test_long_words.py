"""As much as Slack lets anybody type, in every field of a review at once: it is taken, kept, and read."""

import pytest

from bot.domain.reviews.way import State
from bot.sandbox import Modal, Msg
from messages.reviews.adjust_modal import REASON_MAX
from tests.builders.feedback import prepared
from tests.scenarios.conftest import Workspace
from tests.scenarios.test_quarter import review_id, start

MOST = 3000
FIGURE_MOST, REASON_OF_A_DOUBT_MOST, WHY_MOST = 200, 1000, 300

WRITTEN = {
    # Each of these is four or five characters to Slack.
    "marks": "&<" * (MOST // 2),
    "chinese": "文" * MOST,
    "lines": "x\n" * (MOST // 2 - 1) + "xx",
}


class Play:
    """The review of Chen Jie, from hand to hand; `text` is written wherever something can be."""

    def __init__(self, workspace: Workspace, text: str) -> None:
        self.workspace, self.text = workspace, text
        self.opened: set[str] = set()

    def scores_herself(self) -> None:
        chen, modal = start(self.workspace)
        for name, score in (("Shop-wide conversion", "4 ·"), ("Dwell time", "3.5 ·")):
            self.fill(modal, f"{name}: figure reached", FIGURE_MOST)
            modal.choose(f"{name}: score", score)
        modal.submit()
        modal = chen.wait_for_modal(containing="Step 2 of 3")
        for name in ("Customer first", "Teamwork"):
            modal.choose(f"{name}: how far up?", "3.")
            modal = chen.wait_for_modal(containing=f"{name}: a convincing case")
            self.fill(modal, f"{name}: a convincing case")
        modal.submit()
        modal = chen.wait_for_modal(containing="Step 3 of 3")
        self.fill(modal, "Anything else")
        modal.submit()
        chen.wait_for_modal(title="What you sent").close()
        self.settle()

    def is_asked_for_more(self) -> None:
        liu, chen = self.workspace.person("liu"), self.workspace.person("chen")
        self.card().click("Ask for more…")
        form = liu.wait_for_modal(title="Ask for more")
        self.fill(form, form.fields[0])
        form.submit()
        self.settle()
        chen.wait_for_message(containing="2026 Q4 review").click("Add to it…")
        for step in (1, 2, 3):
            chen.wait_for_modal(containing=f"Step {step} of 3").submit()
        chen.wait_for_modal(title="What you sent").close()
        self.settle()

    def is_wanted_back(self) -> None:
        self.adjusts("Save for later")
        chen, liu = self.workspace.person("chen"), self.workspace.person("liu")
        chen.wait_for_message(containing="2026 Q4 review").click("Take it back…")
        form = chen.wait_for_modal(title="Take it back")
        self.fill(form, "What do you want to change?", WHY_MOST)
        form.submit()
        self.settle()
        thread = liu.wait_for_message(containing="2026 Q4:")
        liu.wait_for_message(containing="would like their", thread=thread).click("Keep it")
        self.settle()

    def adjusts(self, button: str | None) -> None:
        """Another score for each, with a reason."""
        self.card().click("Adjust…")
        liu = self.workspace.person("liu")
        form = liu.wait_for_modal(title="Adjust scores")
        for name, score in (("Shop-wide conversion", "3.75 ·"), ("Dwell time", "3.75 ·")):
            form.choose(f"Score: {name}", score)
        for label in [each for each in form.fields if each.startswith("Reason")]:
            self.fill(form, label, REASON_MAX)
        form.click(button) if button else form.submit()
        self.settle()
        if left := liu.modal():
            left.close(everything=True)
        self.settle()

    def is_approved(self) -> None:
        self.card().click("Approve")
        liu = self.workspace.person("liu")
        liu.wait_for_modal(title="Approve").submit()
        self.settle()
        if left := liu.modal():
            left.close(everything=True)

    def is_sent_back(self) -> None:
        zhao = self.workspace.person("zhao")
        zhao.wait_for_message(containing="second look at Liu Yang's team").click("Send back…")
        form = zhao.wait_for_modal(title="Send back")
        self.fill(form, "Why?", REASON_OF_A_DOUBT_MOST)
        form.submit()
        self.settle()

    def is_read(self) -> None:
        """Whatever opens before anybody."""
        for who in ("chen", "liu", "zhao", "zhou"):
            keyboard = self.workspace.person(who)
            for message in self.messages(who):
                for label in [each for each in message.buttons if each in OPENS]:
                    message.click(label)
                    modal = keyboard.wait_for_modal()
                    self.opened.add(modal.title)
                    if "How was this computed?" in modal.buttons:
                        modal.click("How was this computed?")
                        self.opened.add(keyboard.wait_for_modal(title="How it adds up").title)
                    keyboard.wait_for_modal().close(everything=True)

    def is_looked_at_by_hr(self) -> None:
        """As its employee and its manager see it."""
        zhou = self.workspace.person("zhou")
        for name in ("Chen Jie", "Liu Yang"):
            zhou.command("/review", "view-as")
            form = zhou.wait_for_modal(containing="As whom?")
            form.choose("As whom?", name)
            form.submit()
            zhou.wait_for_modal(containing="Which review?").submit()
            zhou.wait_for_modal(containing="on record").close(everything=True)

    def messages(self, who: str) -> list[Msg]:
        roots = [each for each in self.workspace.person(who).dm() if not each.ephemeral]
        return [message for root in roots for message in (root, *root.thread())]

    def card(self) -> Msg:
        liu = self.workspace.person("liu")
        thread = liu.wait_for_message(containing="2026 Q4:")
        return liu.wait_for_message(containing="*Chen Jie* ·", thread=thread)

    def fill(self, modal: Modal, label: str, most: int = MOST) -> None:
        modal.fill(label, self.text[:most])

    def settle(self) -> None:
        self.workspace.settle()


OPENS = ("Read all…", "Read…", "Adjust…", "Ask for more…", "Change…", "See what you sent", "See your result")


@pytest.mark.soak
@pytest.mark.parametrize("kind", WRITTEN)
def test_everything_that_can_be_written_is_taken_and_read(workspace: Workspace, kind: str) -> None:
    play = Play(workspace, WRITTEN[kind])
    prepared(workspace.store, by=workspace.company.manager, about=workspace.company.employee)
    play.scores_herself()
    play.is_asked_for_more()
    play.is_wanted_back()
    play.is_read()
    play.adjusts(None)
    play.is_sent_back()
    play.is_read()
    play.is_approved()
    play.is_read()
    workspace.look_again()
    workspace.release()
    play.is_read()
    play.is_looked_at_by_hr()

    state = workspace.look(lambda unit: unit.reviews.look(review_id(workspace)).state)
    assert state is State.RELEASED
    assert workspace.parked() == []
    assert play.opened == {
        "What you sent",
        "Read all",
        "Adjust scores",
        "Ask for more",
        "Second look",
        "Result",
        "How it adds up",
    }
