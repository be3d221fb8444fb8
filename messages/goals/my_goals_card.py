"""To the employee: what is wanted of their goals, by when, and after that who has them."""

from collections.abc import Mapping
from typing import Any

from bot.domain.goals.facts import GoalsFacts, Signed
from bot.domain.goals.way import Mark, Party
from bot.domain.obligations import MINUTES
from messages.actions.actions_goals import still_open
from messages.catalog import Mrkdwn, Words
from messages.goals.job_form_buttons import job_form_button
from messages.goals.kpi_lines import kpi_line
from messages.goals.marks import Part, said
from messages.kit import Block, Element, Message, actions, button, context, header, message, section
from messages.reviews.fingerprint import fixed_line
from messages.reviews.score_lines import cycle_title, short
from messages.reviews.withdrawn_card import withdrawn_card
from messages.whose_move import whose_turn

DRAFT = "goals.sheet.open"
"""The form of the sheet, from wherever it is owed; the button's value is the goals' id."""
READ = "goals.agreement.read"
"""A version in full; the value is the goals' id and the sheet's."""
SIGN = "goals.agreement.sign"
TAKE_BACK = "goals.agreement.take_back"
DROP = "goals.agreement.drop"


_DRAFTS = (Mark.DRAFTING, Mark.WANTED)


def sheet_value(goals_id: int, sheet_id: int | None) -> str:
    """Which version of whose sheet, as buttons carry it."""
    return f"{goals_id}:{sheet_id or 0}"


def my_goals_card(words: Words, facts: GoalsFacts) -> Message:
    """One card for the whole period."""
    if facts.withdrawn is not None:
        return withdrawn_card(words, facts.cycle.name, facts.withdrawn)
    cycle = cycle_title(facts.cycle.name)
    mark = facts.goals.stage.mark
    headline = said(words, mark, Part.HEADLINE, cycle=cycle, **_facts(words, facts))
    return message(
        headline,
        header(words.label("%(cycle)s goals", cycle=cycle)),
        section(said_of_goals(words, facts)),
        _standing(words, facts),
        still_open(words, facts.open_actions),
        actions(*_buttons(words, facts)),
        context(
            _steps(words, facts),
            *whose_turn(words, facts.turn(facts.employee)),
            words.say("goals/my_goals_card/who_sees", manager=short(facts.manager.name)),
            *_share(words, facts),
            *fixed_line(words, facts.rules),
        ),
    )


def _share(words: Words, facts: GoalsFacts) -> list[Mrkdwn]:
    """How many days of the period are theirs, where not all are."""
    share = facts.share
    if share.is_whole:
        return []
    cycle = cycle_title(facts.cycle.name)
    said_ = words.say(
        "goals/my_goals_card/share", joins_on=share.joins_on, days=share.days, of=share.of, cycle=cycle
    )
    return [said_]


def said_of_goals(words: Words, facts: GoalsFacts) -> Mrkdwn:
    """What is wanted of whom, by when, or that nothing is."""
    return said(words, facts.goals.stage.mark, Part.BODY, **_facts(words, facts))


def signatures(words: Words, signed: Mapping[Party, Signed]) -> Mrkdwn:
    """Who signed, and when."""
    said_ = (
        words.say(
            "goals/my_goals_card/signed",
            name=short(signature.name),
            in_place_of=short(signature.in_place_of),
            on=signature.at,
        )
        for signature in sorted(signed.values(), key=lambda each: each.at)
    )
    return Mrkdwn(" · ".join(said_))


def _facts(words: Words, facts: GoalsFacts) -> dict[str, Any]:
    standing = facts.standing
    today = words.now.astimezone(words.zone).date()
    return {
        "manager": short(facts.manager.name),
        "adjusted_by": short(facts.adjusted_by),
        "has_form": facts.form.stage.waits_for(Party.EMPLOYEE),
        "due": facts.due_on,
        "is_late": facts.due_on is not None and today > facts.due_on,
        "minutes": MINUTES[facts.goals.stage.move] if facts.goals.stage.move else 0,
        "wanted_from": facts.goals.wanted_from,
        "number": standing.number if standing else 0,
        "at": (standing.proposed_at if standing else None) or facts.goals.owed_since,
    }


def _steps(words: Words, facts: GoalsFacts) -> Mrkdwn:
    """The whole way with the present step marked: form, sheet, both sign."""
    manager = short(facts.manager.name)
    is_next = _is_form_next(facts)
    form = words.say("goals/my_goals_card/form_step", form=facts.form.stage.mark.value, is_next=is_next)
    sheet = said(words, facts.goals.stage.mark, Part.STEPS, manager=manager, is_next=not is_next)
    return Mrkdwn(f"{form} → {sheet}")


def _standing(words: Words, facts: GoalsFacts) -> Block | None:
    """The KPIs that are on the table, or count; and that the old ones count until then."""
    if facts.standing is None:
        return None
    lines = [kpi_line(words, kpi) for kpi in facts.standing.kpis]
    signed = signatures(words, facts.signed.get(facts.standing.id, {}))
    if signed:
        lines.append(signed)
    if facts.agreed and (facts.sheet or facts.goals.wanted_from):
        lines.append(words.say("goals/my_goals_card/counts", number=facts.agreed.number))
    read = button(words.label("Read it…"), READ, value=sheet_value(facts.goals.id, facts.standing.id))
    return section(Mrkdwn("\n".join(lines)), accessory=read)


def _buttons(words: Words, facts: GoalsFacts) -> list[Element]:
    """The step that is next first; the form beside it."""
    is_form_next = _is_form_next(facts)
    form = job_form_button(words, facts.form.id, primary=is_form_next)
    sheet = _sheet_buttons(words, facts, is_first=not is_form_next)
    return [form, *sheet] if is_form_next else [*sheet, form]


def _is_form_next(facts: GoalsFacts) -> bool:
    """The form comes before the sheet; once the sheet is sent, it can still be filled in."""
    return facts.form.stage.waits_for(Party.EMPLOYEE) and facts.goals.stage.mark in _DRAFTS


def _sheet_buttons(words: Words, facts: GoalsFacts, *, is_first: bool) -> list[Element]:
    value = str(facts.goals.id)
    on_the_table = sheet_value(facts.goals.id, facts.goals.sheet_id)
    match facts.goals.stage.mark:
        case Mark.DRAFTING | Mark.WANTED:
            return [button(words.label("Write my KPI sheet…"), DRAFT, value=value, primary=is_first)]
        case Mark.WAITS:
            return [button(words.label("Take it back"), TAKE_BACK, value=on_the_table)]
        case Mark.TO_CONFIRM:
            return [
                button(words.label("Confirm and sign"), SIGN, value=on_the_table, primary=True),
                button(words.label("Answer with another…"), DRAFT, value=value),
            ]
        case _:
            change = button(words.label("Change it…"), DRAFT, value=value)
            return [change] if facts.may_change else []
