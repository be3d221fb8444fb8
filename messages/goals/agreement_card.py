"""One version of a KPI sheet before whoever is to sign it: what is new or changed, old beside new."""

from bot.domain.goals.facts import AgreementFacts
from bot.domain.goals.way import GOALS, Event, Party
from messages.catalog import Mrkdwn, Words, quote
from messages.goals.kpi_lines import change_lines, kpi_line, unchanged_line
from messages.goals.my_goals_card import DRAFT, DROP, READ, SIGN, sheet_value, signatures
from messages.kit import (
    Block,
    Confirm,
    Element,
    Message,
    actions,
    button,
    confirm,
    context,
    fit_mrkdwn,
    message,
    section,
)
from messages.reviews.score_lines import cycle_title, short
from messages.reviews.withdrawn_card import withdrawn_card
from messages.whose_move import whose_turn

REASON_LIMIT = 600


def agreement_card(words: Words, facts: AgreementFacts) -> Message:
    """The version as its reader needs it to decide; no figure, no score."""
    if facts.facts.withdrawn is not None:
        return withdrawn_card(words, facts.facts.cycle.name, facts.facts.withdrawn)
    return message(
        _headline(words, facts),
        section(agreement_title(words, facts), accessory=_read(words, facts)),
        *agreement_because(words, facts),
        *(section(lines) for lines in changed_sections(words, facts)),
        _buttons(words, facts),
        context(*small_print(words, facts), *_turn(words, facts)),
    )


def taken_over_card(words: Words, facts: AgreementFacts) -> Message:
    """What stays with the manager who gave it up: who has it now, and nothing of the sheet."""
    said = words.say(
        "goals/agreement_card/taken_over",
        name=short(facts.facts.employee.name),
        manager=short(facts.facts.manager.name),
    )
    return message(said, section(said))


def changed_sections(words: Words, facts: AgreementFacts) -> list[Mrkdwn]:
    """All of a first version, and how it differs from that of the period before; of a later one what is
    different, and the names of the rest.
    """
    changed, lines = facts.changed, changed_lines(words, facts)
    if facts.is_first:
        whole = Mrkdwn("\n".join(kpi_line(words, kpi) for kpi in facts.this.kpis))
        if facts.compared is None:
            return [whole]
        said = words.say("goals/agreement_card/since_last", is_same=not changed)
        return [whole, said, *lines]
    same = unchanged_line(words, facts.this.kpis, changed)
    return [*lines, *([same] if same else [])]


def changed_lines(words: Words, facts: AgreementFacts) -> list[Mrkdwn]:
    """What is different, KPI by KPI."""
    changed = facts.changed
    return [change_lines(words, change, named=facts.named, of=len(changed)) for change in changed]


def _turn(words: Words, facts: AgreementFacts) -> list[Mrkdwn]:
    return whose_turn(words, facts.facts.turn(facts.reader)) if facts.is_open else []


def _headline(words: Words, facts: AgreementFacts) -> Mrkdwn:
    return words.say(
        "goals/agreement_card/headline",
        name=short(facts.facts.employee.name),
        manager=short(facts.signed[facts.proposer].name),
        cycle=cycle_title(facts.facts.cycle.name),
        is_agreed=facts.is_agreed,
        is_open=facts.is_open,
        by_employee=facts.proposer is Party.EMPLOYEE,
    )


def agreement_title(words: Words, facts: AgreementFacts) -> Mrkdwn:
    """Whose sheet, and which version."""
    employee = facts.facts.employee
    return words.say(
        "goals/agreement_card/title",
        name=short(employee.name),
        post=short(employee.post),
        number=facts.this.number,
    )


def agreement_because(words: Words, facts: AgreementFacts) -> list[Block]:
    """The reason that was given, where one was."""
    if not facts.this.because:
        return []
    said = words.say("goals/agreement_card/because", name=short(facts.signed[facts.proposer].name))
    return [section(fit_mrkdwn(Mrkdwn(f"{said}\n{quote(facts.this.because)}"), REASON_LIMIT))]


def _read(words: Words, facts: AgreementFacts) -> Element:
    value = sheet_value(facts.facts.goals.id, facts.this.id)
    return button(words.label("Read all…"), READ, value=value)


def _buttons(words: Words, facts: AgreementFacts) -> Block | None:
    goals = facts.facts.goals
    is_managers = facts.side is Party.MANAGER
    possible = GOALS.possible(goals.state)
    if (
        not facts.is_open
        or not goals.is_here
        or not {Event.ADJUST if is_managers else Event.SEND, *_signs(facts)} & possible
    ):
        return None
    value = sheet_value(goals.id, facts.this.id)
    sign = button(
        words.label("Agree and sign") if is_managers else words.label("Confirm and sign"),
        SIGN,
        value=value,
        primary=True,
    )
    draft = button(
        words.label("Adjust…") if is_managers else words.label("Answer with another…"),
        DRAFT,
        value=str(goals.id),
    )
    drop = button(words.label("Leave it as it was"), DROP, value=value, asks=_sure(words))
    return actions(
        sign if facts.is_readers_move else None, draft, drop if Event.DROP_CHANGE in possible else None
    )


def _signs(facts: AgreementFacts) -> set[Event]:
    return {Event.AGREE if facts.side is Party.MANAGER else Event.CONFIRM} if facts.is_readers_move else set()


def _sure(words: Words) -> Confirm:
    return confirm(
        title=words.label("Leave it as it was?"),
        text=words.label("What was agreed before counts on. The other side is told."),
        yes=words.label("Leave it"),
        no=words.label("Cancel"),
    )


def small_print(words: Words, facts: AgreementFacts) -> list[Mrkdwn]:
    """Whose move it is, who signed, from when it counts."""
    cycle_days = facts.this.counts_from
    other = facts.facts.employee if facts.side is Party.MANAGER else facts.facts.manager
    today = words.now.astimezone(words.zone).date()
    due = facts.facts.due_on
    said = words.say(
        "goals/agreement_card/next",
        is_agreed=facts.is_agreed,
        is_open=facts.is_open,
        replaced_by=facts.replaced_by,
        is_readers_move=facts.is_readers_move,
        is_late=due is not None and today > due,
        due=due,
        other=short(other.name),
        left="" if facts.facts.goals.is_here else short(facts.facts.employee.name),
    )
    counts = words.say("goals/agreement_card/counts_from", from_day=cycle_days) if cycle_days else None
    return [said, signatures(words, facts.signed), *([counts] if counts else [])]
