"""What is pressed and typed, each by what stands on a screen; raises NotOnScreen where it does not."""

import re
from collections.abc import Callable, Sequence

from bot.sandbox import Modal, Msg
from bot.sandbox.people.screen import NotOnScreen
from tests.fleet.deeds import Quarter
from tests.fleet.town import DESK_CHANNEL, LOOKS_SECONDS

CASE = "On 12 November a branch waited two days and I called them every morning until it was solved."
ANSWER = "Answer: it works like this…"
REPLY = "It happens on my phone, too."
PRAISED, PRAISE = "What did they do", "They rebuilt the basket in a week, and it lost nobody's order."
Act = Callable[[Quarter, str, Sequence[str]], None]


def says(command: str) -> Act:
    """A command, and whatever form opens upon it is sent as it stands."""

    def act(quarter: Quarter, who: str, _: Sequence[str]) -> None:
        name, _, text = command.partition(" ")
        quarter.town.at(who).command(name, text)

    return act


def modal(quarter: Quarter, who: str, *, title: str | None = None, containing: str | None = None) -> Modal:
    return quarter.town.at(who).wait_for_modal(title=title, containing=containing, timeout=LOOKS_SECONDS)


# Goals


def sends_sheet(quarter: Quarter, who: str, _: Sequence[str]) -> None:
    """The one that their post suggests."""
    quarter.town.own_message(who, button="Write my KPI sheet").click("Write my KPI sheet…")
    form = modal(quarter, who, title="2027 Q1 KPI sheet")
    for button in form.buttons:
        if button.startswith("Take the post's"):
            form.click(button)
            form = modal(quarter, who, containing="Weights: 100 of 100")
    form.submit()


def agrees(quarter: Quarter, who: str, about: Sequence[str]) -> None:
    [name] = about
    quarter.town.message(who, button="Agree and sign", holding=name).click("Agree and sign")


def fills_job_form(quarter: Quarter, who: str, _: Sequence[str]) -> None:
    """All is met, they say."""
    quarter.town.own_message(who, button="Job-responsibility form").click("Job-responsibility form…")
    for step in range(step_of(modal(quarter, who, containing="Step ")), 5):
        form = modal(quarter, who, containing=f"Step {step} of")
        if step == 3:
            for label in form.fields:
                if "a word of proof" not in label:
                    form.choose(label, "✅ Met")
        form.submit()


def rates_job_form(quarter: Quarter, who: str, about: Sequence[str]) -> None:
    [name] = about
    quarter.town.message(who, button="Rate it", holding=name).click("Rate it…")
    form = modal(quarter, who, title="Rate the form")
    for label in form.fields:
        if label.startswith("Your view"):
            form.choose(label, "✅ Met")
    form.submit()


# Weeks


def checks_in(quarter: Quarter, who: str, _: Sequence[str]) -> None:
    quarter.town.own_message(who, button="Check in").click("Check in…")
    form = modal(quarter, who, title="Your week")
    for label in form.fields:
        if "(target" in label:
            form.choose(label, "On track")
    form.submit()


def is_as_last_week(quarter: Quarter, who: str, _: Sequence[str]) -> None:
    quarter.town.own_message(who, button="As last week").click("As last week")
    quarter.town.wait_a_little()


def gives_feedback(quarter: Quarter, who: str, about: Sequence[str]) -> None:
    [name] = about
    keyboard = quarter.town.at(who)
    form = reopened(quarter, who, "What did you see?")
    if form is None:
        keyboard.command("/review", f"feedback @{name}")
        form = modal(quarter, who, title="Feedback")
    form.choose("What is it?", "Constructive")
    form.fill("What did you see?", "The slides came on Friday.")
    form.fill("What came of it?", "I could not read them before the talk.")
    form.submit()


# Reviews


def scores(quarter: Quarter, who: str, _: Sequence[str]) -> None:
    """In three steps, of which each is saved."""
    labels = ("Score myself", "Resume")
    card = quarter.town.own_message(who, button=labels)
    card.click(next(label for label in card.buttons if label.startswith(labels)))
    for step in range(step_of(modal(quarter, who, containing="Step ")), 4):
        form = modal(quarter, who, containing=f"Step {step} of")
        if step == 1:
            for field in form.fields:
                if field.endswith("figure reached"):
                    form.fill(field, "3.7")
                elif field.endswith("score"):
                    form.choose(field, "4.5 ·" if who == quarter.star else "3.75 ·")
        elif step == 2:
            for value in ("Customer first", "Teamwork"):
                form.choose(f"{value}: how far up?", "3.")
                wanted = f"{value}: a convincing case for it"
                form = modal(quarter, who, containing=wanted)
                form.fill(wanted, CASE)
        form.submit()


def approves(quarter: Quarter, who: str, about: Sequence[str]) -> None:
    [name] = about
    quarter.town.message(who, button="Approve", holding=f"*{name}* ·").click("Approve")
    modal(quarter, who, title="Approve").submit()


def looks_again(quarter: Quarter, who: str, about: Sequence[str]) -> None:
    manager = quarter.managers[about[0]]
    card = quarter.town.message(who, button="Confirm", holding=f"second look at {manager}'s team")
    of_all = [each for each in card.buttons if each.startswith("Confirm ")]
    card.click(*of_all or ["Confirm"], confirm=True if of_all else None)


def releases(quarter: Quarter, who: str, _: Sequence[str]) -> None:
    quarter.town.at(who).command("/review", "release")
    modal(quarter, who, title="Release results").submit()


# After the release


def prepares(quarter: Quarter, who: str, about: Sequence[str]) -> None:
    [name] = about
    quarter.town.message(who, button="Prepare", holding=f"*{name}* about their").click("Prepare…")
    form = modal(quarter, who, title="Prepare the talk")
    form.fill("2. The verdict", "Meets what we agreed on; a course by May.")
    form.submit()


def talks(quarter: Quarter, who: str, about: Sequence[str]) -> None:
    [name] = about
    quarter.town.message(who, button="Held on", holding=f"*{name}* about their").click("Held on…")
    modal(quarter, who, title="Talk held").submit()


def acknowledges(quarter: Quarter, who: str, _: Sequence[str]) -> None:
    quarter.town.message(who, button="Acknowledge").click("Acknowledge")


def appeals(quarter: Quarter, who: str, _: Sequence[str]) -> None:
    quarter.town.message(who, button="Appeal").click("Appeal…")
    form = modal(quarter, who, title="Appeal")
    form.fill("What is wrong", "The figure of May is the one of June.")
    form.submit()


def decides(answer: str) -> Act:
    """An appeal, in these words."""

    def act(quarter: Quarter, who: str, about: Sequence[str]) -> None:
        [name] = about
        quarter.town.own_message(who, button="Decide", holding=name).click("Decide…")
        form = modal(quarter, who, title="Decide an appeal")
        form.choose("What do you decide?", answer)
        form.fill("Why", "The sheet says May.")
        form.submit()

    return act


def recognises(quarter: Quarter, who: str, _: Sequence[str]) -> None:
    """The form is sent until it is gone."""
    form = reopened(quarter, who, PRAISED)
    if form is None:
        quarter.town.at(who).command("/review", "recognise")
        modal(quarter, who, title="Recognise somebody").click("Write…")
        form = modal(quarter, who, containing=PRAISED)
    form.fill(PRAISED, PRAISE)
    form.choose("In which channel?", "general")
    form.submit()


def wants_it_posted(quarter: Quarter, who: str, _: Sequence[str]) -> None:
    quarter.town.own_message(who, button="Yes, post it").click("Yes, post it")


def writes_action(quarter: Quarter, who: str, about: Sequence[str]) -> None:
    [name] = about
    form = reopened(quarter, who, "What is done?")
    if form is None:
        quarter.town.at(who).command("/review", f"actions @{name}")
        modal(quarter, who, title="Actions").click("Write an action…")
        form = modal(quarter, who, title="An action")
    form.choose("What is it?", "Practice")
    form = modal(quarter, who, title="An action")
    form.fill("What is done?", "Present the weekly figures yourself.")
    form.fill("Which gap does it close?", "Speaks too quietly.")
    form.choose("Who does it?", name)
    form.pick_date("By when?", "2027-03-05")
    form.submit()


def follows_up(quarter: Quarter, who: str, _: Sequence[str]) -> None:
    quarter.town.at(who).command("/review", "actions")
    modal(quarter, who, title="Actions").click("On the way")


# Requests


def asks_the_desk(quarter: Quarter, who: str, _: Sequence[str]) -> None:
    """The same form is sent until it is gone: what is said in it is said once."""
    form = reopened(quarter, who, "What happened?")
    if form is None:
        quarter.town.at(who).command("/website-issue", wish_of(who))
        form = modal(quarter, who, containing="What happened?")
    form.submit()


def takes(quarter: Quarter, who: str, about: Sequence[str]) -> None:
    desk_card(quarter, who, about).click("Take it")


def replies(quarter: Quarter, who: str, about: Sequence[str]) -> None:
    """In the thread below their request, once; then they wait."""
    town = quarter.town
    card = next((each for each in town.at(who).dm() if wish_of(about[0]) in each.plain), None)
    if card is None:
        raise NotOnScreen(f"{who} does not see what they asked for")
    if not any(each.text == REPLY for each in card.thread()):
        card.reply(REPLY)
    town.wait_a_little()


def answers(quarter: Quarter, who: str, about: Sequence[str]) -> None:
    _at_the_desk(quarter, who, about, ANSWER, "How does it work?", f"Reload the page, {about[0]}.")


def accepts(quarter: Quarter, who: str, about: Sequence[str]) -> None:
    _at_the_desk(quarter, who, about, "Accept…", None, "")


def finishes(quarter: Quarter, who: str, about: Sequence[str]) -> None:
    _at_the_desk(quarter, who, about, "Mark as done…", "What has changed?", "The basket is kept now.")


def settles(quarter: Quarter, who: str, _: Sequence[str]) -> None:
    quarter.town.own_message(who, button="Yes, it is settled").click("Yes, it is settled")


def _at_the_desk(
    quarter: Quarter, who: str, about: Sequence[str], button: str, label: str | None, text: str
) -> None:
    desk_card(quarter, who, about).click(button)
    form = modal(quarter, who, containing="They reported")
    if label is not None:
        form.fill(label, text)
    form.submit()


def desk_card(quarter: Quarter, who: str, about: Sequence[str]) -> Msg:
    """By what was written: the numbers are given in the order in which requests came."""
    for each in quarter.town.at(who).channel(DESK_CHANNEL):
        if wish_of(about[0]) in each.plain and not each.ephemeral:
            return each
    raise NotOnScreen(f"the desk does not see what {about[0]} wants")


def wish_of(name: str) -> str:
    """Words of which no other request has one, so that none is taken for known already."""
    number = int(name.split()[1])
    return " ".join(f"w{number}x{each}" for each in ("basket", "search", "page", "payment"))


def step_of(form: Modal) -> int:
    """Where it goes on."""
    found = re.search(r"Step (\d) of", form.plain)
    if found is None:
        raise NotOnScreen(f"{form!r} has no steps")
    return int(found[1])


def reopened(quarter: Quarter, who: str, field: str) -> Modal | None:
    """The form with that field where it is open still, and whatever says above it that nothing was saved is
    put away; what is said in a form that is sent twice is said once.
    """
    form = quarter.town.at(who).modal()
    if form is not None and field not in form.fields:
        form.close()
        form = quarter.town.at(who).modal()
    return form if form is not None and field in form.fields else None
