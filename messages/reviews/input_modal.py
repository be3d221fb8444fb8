"""Input about somebody: what was asked and what came of it, the form that asks, the form that gives."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.domain.people import Person
from bot.domain.reviews.input import (
    ANSWER,
    ANSWER_LIMIT,
    FEWEST,
    HOW,
    MOST_ASKED,
    OWN,
    OWN_LIMIT,
    QUESTIONS,
    UNTIL,
    WHO,
    How,
    InputFacts,
    InputPage,
    InputRead,
    TypedInput,
)
from bot.domain.reviews.question_sets import NO_SET, QUESTION_LIMIT, QuestionSet
from messages.catalog import Mrkdwn, Words, escape, quote
from messages.kit import (
    Block,
    actions,
    button,
    confirm,
    context,
    date_input,
    divider,
    field_input,
    fit,
    modal,
    people_input,
    radio_buttons,
    section,
    select,
    text_input,
)
from messages.reviews.input_card import READ, rule_line
from messages.reviews.score_lines import short

LIST = "reviews.input.list"
CHOOSE_SET = "reviews.input.choose_set"
ASK, ASK_MORE, WITHDRAW = "reviews.input.ask", "reviews.input.ask_more", "reviews.input.withdraw"
"""The value of the first is a person's id, of the others a request's."""
ASK_FORM, MORE_FORM, GIVE_FORM = (
    "reviews.input.ask_form",
    "reviews.input.more_form",
    "reviews.input.give_form",
)
VALUE = "value"
MOST_REQUESTS = 3
MOST_SAID = 2900


def input_modal(words: Words, page: InputPage, *, chosen: int | None = None) -> dict[str, Any]:
    """Everything that was asked about one person, the newest first, and what came of one of them: of the
    `chosen` request, else of the newest that can be read.
    """
    about = short(page.about.name)
    shown = page.requests[:MOST_REQUESTS]
    readable = [each.request.id for each in shown if each.said]
    open_id = chosen if chosen in readable else next(iter(readable), None)
    return modal(
        title=words.label("Input of colleagues"),
        blocks=[
            section(words.say("reviews/input_modal/intro", about=about, is_empty=not page.requests)),
            actions(
                button(
                    words.label("Ask for input…"), ASK, value=str(page.about.id), primary=not page.requests
                )
            )
            if page.about.is_active
            else None,
            *[block for each in shown for block in _request(words, each, is_open=each.request.id == open_id)],
            context(words.say("reviews/input_modal/more", count=len(page.requests) - len(shown)))
            if len(page.requests) > len(shown)
            else None,
        ],
        callback_id=LIST,
        close=words.label("Close"),
        private_metadata=str(page.about.id),
    )


def ask_modal(
    words: Words,
    about: Person,
    *,
    sets: Sequence[QuestionSet],
    typed: TypedInput,
    until: date,
) -> dict[str, Any]:
    """Whom, what, until when, and how it reaches its readers. `sets`: the first of them is preset."""
    choices = [(each.key, words.pick(each.name)) for each in sets]
    choices.append((NO_SET, words.label("Only a question of my own")))
    chosen = typed.questions if typed.questions in dict(choices) else choices[0][0]
    asked = next((each.questions for each in sets if each.key == chosen), ())
    return modal(
        title=words.label("Ask for input"),
        blocks=[
            section(words.say("reviews/input_modal/ask", about=short(about.name), fewest=FEWEST)),
            _who(words, typed.who, label=words.label("Who is asked?")),
            field_input(
                words.label("What are they asked?"),
                select(CHOOSE_SET, choices, placeholder=words.label("Choose"), chosen=chosen),
                block_id=QUESTIONS,
                dispatches=True,
            ),
            context(
                *[words.say("reviews/input_modal/asked", text=escape(words.pick(each))) for each in asked]
            )
            if asked
            else None,
            field_input(
                words.label("A question of your own"),
                text_input(VALUE, typed=fit(typed.own, OWN_LIMIT), limit=OWN_LIMIT),
                block_id=OWN,
                optional=True,
            ),
            _until(words, until),
            field_input(
                words.label("How does it reach you?"),
                radio_buttons(
                    VALUE,
                    [
                        (How.TOGETHER.value, words.label("Together, without names: five answers and more")),
                        (How.NAMED.value, words.label("Each with its name")),
                    ],
                    chosen=typed.how,
                ),
                block_id=HOW,
            ),
        ],
        callback_id=ASK_FORM,
        submit=words.label("Ask"),
        close=words.label("Cancel"),
        private_metadata=str(about.id),
        notify_on_close=True,
    )


def more_modal(words: Words, read: InputRead, *, typed: TypedInput, until: date) -> dict[str, Any]:
    """More colleagues, more time, or both."""
    return modal(
        title=words.label("Ask more colleagues"),
        blocks=[
            section(words.say("reviews/input_modal/ask_more", asked=read.asked, due=read.request.due_on)),
            _who(words, typed.who, label=words.label("Who else is asked?"), optional=True),
            _until(words, until),
        ],
        callback_id=MORE_FORM,
        submit=words.label("Ask"),
        close=words.label("Cancel"),
        private_metadata=str(read.request.id),
        notify_on_close=True,
    )


def give_modal(
    words: Words, facts: InputFacts, *, answers: Sequence[str], is_rule_new: bool = False
) -> dict[str, Any]:
    """The rule first, then the questions. `is_rule_new`: nothing was sent, for it is another one by now."""
    questions = facts.request.questions
    return modal(
        title=words.label("Give input"),
        blocks=[
            section(words.say("refusals/input.rule_not_shown")) if is_rule_new else None,
            section(
                words.say(
                    "reviews/input_modal/give",
                    about=short(facts.about.name),
                    by=short(facts.asked_by.name),
                    due=facts.request.due_on,
                )
            ),
            context(rule_line(words, facts)),
            divider(),
            *[
                field_input(
                    fit(words.pick(question), QUESTION_LIMIT),
                    text_input(
                        VALUE,
                        typed=fit(answers[number] if number < len(answers) else "", ANSWER_LIMIT),
                        limit=ANSWER_LIMIT,
                        multiline=True,
                    ),
                    block_id=f"{ANSWER}{number}",
                    optional=True,
                )
                for number, question in enumerate(questions)
            ],
        ],
        callback_id=GIVE_FORM,
        submit=words.label("Send"),
        close=words.label("Cancel"),
        private_metadata=f"{facts.request.id}:{facts.fingerprint}",
        notify_on_close=True,
    )


def _request(words: Words, read: InputRead, *, is_open: bool) -> list[Block]:
    request = read.request
    state = words.say(
        "reviews/input_modal/state",
        by=short(read.asked_by.name),
        on=request.asked_at,
        asked=read.asked,
        due=request.due_on,
        is_open=request.stage.move is not None,
        is_readable=request.stage.readable,
        stands=request.stage.stands,
        is_together=request.how is How.TOGETHER,
        answered=read.answered or 0,
        took_part=read.took_part,
        fewest=FEWEST,
    )
    blocks = [divider(), section(state)]
    if request.stage.move is not None:
        value = str(request.id)
        blocks.append(
            actions(
                button(words.label("Ask more…"), ASK_MORE, value=value),
                button(
                    words.label("Withdraw…"),
                    WITHDRAW,
                    value=value,
                    danger=True,
                    asks=confirm(
                        title=words.label("Withdraw it?"),
                        text=words.label(
                            "Nobody will read what was given so far. Whoever was asked is told."
                        ),
                        yes=words.label("Withdraw"),
                        no=words.label("Cancel"),
                    ),
                ),
            )
        )
    if read.said and not is_open:
        value = f"{request.about_id}:{request.id}"
        return [*blocks, actions(button(words.label("Read it…"), READ, value=value))]
    for question, said in zip(request.questions, read.said, strict=False):
        blocks.append(section(words.say("reviews/input_modal/question", text=escape(words.pick(question)))))
        blocks += _said(words, [(each.text, each.by) for each in said])
    return blocks


def _said(words: Words, said: Sequence[tuple[str, str | None]]) -> list[Block]:
    """As many sections as they take: each answer whole, in a quotation."""
    if not said:
        return [context(words.say("reviews/input_modal/nothing_said"))]
    lines = [
        words.say("reviews/input_modal/answer", text=quote(text), by=short(by or "")) for text, by in said
    ]
    blocks: list[Block] = []
    part = ""
    for line in lines:
        if part and len(part) + len(line) > MOST_SAID:
            blocks.append(section(Mrkdwn(part)))
            part = ""
        part += ("\n\n" if part else "") + str(line)
    return [*blocks, section(Mrkdwn(part))]


def _who(words: Words, who: Sequence[str], *, label: str, optional: bool = False) -> Block:
    return field_input(
        label,
        people_input(VALUE, placeholder=words.label("Choose"), chosen=who, most=MOST_ASKED),
        block_id=WHO,
        optional=optional,
    )


def _until(words: Words, day: date) -> Block:
    return field_input(
        words.label("Answers until"),
        date_input(VALUE, placeholder=words.label("Choose"), chosen=day),
        block_id=UNTIL,
    )
