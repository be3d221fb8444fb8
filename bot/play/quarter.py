"""A quarter and a website issue: HR opens, Chen Jie scores, Liu Yang approves, Sun Li answers."""

import threading

from rich.console import Console

from bot.errors import SetupError
from bot.local.clock import quarter
from bot.local.seeding import INTAKE, MARKETING
from bot.local.workspace import LocalWorkspace
from bot.play.stage import Interrupted, Stage
from bot.sandbox import Modal, Msg, NotAcknowledged, NotOnScreen

HR, EMPLOYEE, COLLEAGUE, MANAGER = "Zhou Jing", "Chen Jie", "Wu Min", "Liu Yang"
PRODUCT_MANAGER, DEVELOPER = "Sun Li", "He Jun"
LOOKERS = ("Zhao Min", HR)
"""Who looks again at what Liu Yang gave."""

FIGURES = ("3.7 % and 2 min 05 s", "12.6", "131, unsold 13 %")
SCORES = ("3.75 ·", "3.75 ·", "3.5 ·")
CASE = (
    "On 12 November a customer of the Chengdu branch had paid twice. The fault was the bank's; I stayed with "
    "her until the money was back, and wrote down the steps for the other branches."
)
MORE = "The steps are in the branches' handbook now; Guangzhou used them on 20 November."


def play_quarter(workspace: LocalWorkspace, out: Console, *, pause: float, stopped: threading.Event) -> None:
    """The whole story, until it ends or somebody has seen enough.

    Raises SetupError where something does not happen that should.
    """
    stage = Stage(workspace, out, pause=pause, stopped=stopped)
    try:
        _open(stage)
        _score(stage)
        _approve(stage)
        _talk(stage)
        _report(stage)
        _ping(stage)
        _nudge(stage)
        _finish(stage)
    except Interrupted:
        return
    except (NotOnScreen, NotAcknowledged):
        raise SetupError(stage.broken) from None
    out.print("\n[bold]That was the play.[/] The workspace stays as they left it.")


def _open(stage: Stage) -> None:
    stage.scene("The quarter opens")
    name = quarter(stage.workspace.clock.now().astimezone(stage.zone).date()).name
    stage.tell(HR, f"types /review open {name}")
    for answer in stage.at(HR).command("/review", f"open {name}"):
        stage.hear(HR, answer)
    due = stage.jump("message")
    if due:
        stage.let_time_pass(due)
    stage.hear(EMPLOYEE, stage.at(EMPLOYEE).wait_for_message(containing="review"))


def _score(stage: Stage) -> None:
    stage.scene("Chen Jie scores the quarter")
    chen = stage.at(EMPLOYEE)
    chen.wait_for_message(containing="review").click("Score myself")
    form = chen.wait_for_modal(containing="Step 1 of")
    stage.tell(EMPLOYEE, "gives each KPI its figure and a score")
    _fill(form)
    form = _next(stage, form, step=2)
    stage.tell(EMPLOYEE, "is called away, and closes the form")
    form.close()
    stage.settle()
    card = chen.wait_for_message(containing="review")
    stage.tell(EMPLOYEE, f"comes back and presses “{card.buttons[0]}”")
    card.click(card.buttons[0])
    form = chen.wait_for_modal(containing="Step 2 of")
    form.choose("Customer first: how far up?", "3.")
    form = chen.wait_for_modal(containing="a convincing case")
    stage.tell(EMPLOYEE, "gives 3 for “Customer first”, is asked for a case, and writes it")
    form.fill("a convincing case", CASE)
    form.choose("Teamwork: how far up?", "2.")
    form = chen.wait_for_modal(containing="Teamwork: rung 3")
    form.choose("Teamwork: rung 3", "Met in part")
    form = _next(stage, form, step=3)
    stage.tell(EMPLOYEE, "reads it over and submits")
    form.fill("Anything else", "The figures of the last week are estimates.")
    form.submit()
    stage.hear(EMPLOYEE, chen.wait_for_modal(title="What you sent"))
    chen.wait_for_modal(title="What you sent").close(everything=True)


def _fill(form: Modal) -> None:
    figures = [label for label in form.fields if label.endswith(": figure reached")]
    for label, figure in zip(figures, FIGURES, strict=False):
        form.fill(label, figure)
    scores = [label for label in form.fields if label.endswith(": score")]
    for label, score in zip(scores, SCORES, strict=False):
        form.choose(label, score)


def _next(stage: Stage, form: Modal, *, step: int) -> Modal:
    form.submit()
    return stage.at(EMPLOYEE).wait_for_modal(containing=f"Step {step} of")


def _team(stage: Stage) -> Msg:
    return stage.at(MANAGER).wait_for_message(containing="approved")


def _thread_card(stage: Stage) -> Msg:
    stage.settle()
    return stage.at(MANAGER).wait_for_message(containing=EMPLOYEE, thread=_team(stage))


def _approve(stage: Stage) -> None:
    stage.scene("Liu Yang asks, and approves")
    chen, liu = stage.at(EMPLOYEE), stage.at(MANAGER)
    stage.hear(MANAGER, _thread_card(stage))
    stage.tell(MANAGER, "presses “Ask for more…”")
    _thread_card(stage).click("Ask for more…")
    form = liu.wait_for_modal(title="Ask for more")
    form.fill("What would you like to know?", "Have other branches used the steps?")
    form.submit()
    stage.settle()
    asked = chen.wait_for_message(containing="asks for more before approving")
    stage.hear(EMPLOYEE, asked)
    stage.tell(EMPLOYEE, "adds to the case and sends it again")
    asked.click("Add to it…")
    chen.wait_for_modal(containing="Step 1 of").submit()
    form = chen.wait_for_modal(containing="Step 2 of")
    form.fill("a convincing case", f"{CASE} {MORE}")
    _next(stage, form, step=3).submit()
    chen.wait_for_modal(title="What you sent").close(everything=True)
    stage.hear(MANAGER, _thread_card(stage))
    stage.tell(MANAGER, "sees how it adds up, and approves")
    _thread_card(stage).click("Approve")
    liu.wait_for_modal(title="Approve").submit()
    for looker in LOOKERS:
        stage.settle()
        looks = stage.at(looker).wait_for_message(containing="second look at")
        stage.hear(looker, looks)
        stage.tell(looker, "confirms")
        looks.click("Confirm")
    stage.settle()
    stage.tell(HR, "types /review release and releases the results of Marketing")
    stage.at(HR).command("/review", "release")
    form = stage.at(HR).wait_for_modal(title="Release results")
    form.choose("Whose results?", ["Marketing · 1 person"])
    form.submit()
    stage.settle()
    told = chen.wait_for_message(containing="approved your")
    stage.hear(EMPLOYEE, told)
    told.click("See your result")
    stage.hear(EMPLOYEE, chen.wait_for_modal(title="Result"))
    chen.wait_for_modal(title="Result").close(everything=True)


def _talk(stage: Stage) -> None:
    stage.scene("They talk about it")
    chen, liu = stage.at(EMPLOYEE), stage.at(MANAGER)
    card = liu.wait_for_message(containing=f"Talk with *{EMPLOYEE}*", thread=_team(stage))
    stage.hear(MANAGER, card)
    stage.tell(MANAGER, "talks with Chen Jie, and presses “Held on…”")
    card.click("Held on…")
    liu.wait_for_modal(title="Talk held").submit()
    stage.settle()
    asked = chen.wait_for_message(containing="Please answer by")
    stage.hear(EMPLOYEE, asked)
    stage.tell(EMPLOYEE, "presses “Acknowledge”")
    asked.click("Acknowledge")
    stage.settle()
    stage.hear(MANAGER, card.refresh())


def _report(stage: Stage) -> None:
    stage.scene("A website issue")
    chen, sun = stage.at(EMPLOYEE), stage.at(PRODUCT_MANAGER)
    stage.tell(EMPLOYEE, "types /website-issue at the Chengdu branch")
    chen.command("/website-issue")
    form = chen.wait_for_modal(title="Website issue")
    form.fill("Page address", "https://shop.example/basket")
    form.fill("What happened?", "After paying, the basket still shows what I bought.")
    form.fill("What did you expect?", "An empty basket.")
    form.fill("Since when?", "This morning")
    form.choose("How urgent is it?", "Today")
    form.submit()
    stage.settle()
    mine = chen.wait_for_message(containing="#1 ")
    stage.hear(EMPLOYEE, mine)
    card = sun.wait_for_message(containing="#1 ", where=INTAKE)
    stage.hear(PRODUCT_MANAGER, card)
    stage.tell(PRODUCT_MANAGER, "notes in the card's thread, for colleagues: the cache, I think")
    card.reply("The cache of the basket, I think. Nothing is charged twice.")
    stage.tell(PRODUCT_MANAGER, "presses “Answer: it works like this…”")
    card.refresh().click("Answer: it works like this…")
    form = sun.wait_for_modal(title="Answer #1")
    form.fill("How does it work?", "The basket empties within five minutes of paying. Reload the page once.")
    form.submit()
    stage.settle()
    stage.hear(EMPLOYEE, chen.wait_for_message(containing="Reload the page once", thread=mine))


def _ping(stage: Stage) -> None:
    stage.scene("Nobody pings a developer")
    wu = stage.at(COLLEAGUE)
    stage.tell(COLLEAGUE, "writes in #marketing: @He Jun the banner is too small")
    wu.say(MARKETING, "@he.jun the banner on the front page is too small")
    stage.hear(COLLEAGUE, wu.wait_for_message(containing=f"{DEVELOPER} is building", where=MARKETING))


def _nudge(stage: Stage) -> None:
    stage.scene("Friday")
    friday = stage.jump("nudge")
    if friday:
        stage.let_time_pass(friday)
    wu = stage.at(COLLEAGUE)
    nudge = wu.wait_for_message(containing="waiting for you")
    stage.hear(COLLEAGUE, nudge)
    stage.tell(COLLEAGUE, "presses “Remind me on Monday”")
    nudge.click("Remind me on Monday")
    stage.tell(EMPLOYEE, "owes nothing, and is left in peace")


def _finish(stage: Stage) -> None:
    stage.scene("The end of the quarter")
    end = stage.jump("quarter")
    if end:
        stage.let_time_pass(end)
    stage.tell(HR, "types /review status")
    for answer in stage.at(HR).command("/review", "status"):
        stage.hear(HR, answer)
