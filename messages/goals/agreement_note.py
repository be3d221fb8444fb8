"""What is said once, under the employee's card or to the other side: agreed, or let be."""

from bot.domain.goals.facts import GoalsFacts
from bot.domain.goals.sheet import SheetVersion
from bot.domain.people import Person
from messages.catalog import Words
from messages.goals.my_goals_card import READ, sheet_value
from messages.kit import Message, button, message, section
from messages.reviews.score_lines import cycle_title, short


def agreed_note(words: Words, facts: GoalsFacts, sheet: SheetVersion, *, reader: Person) -> Message:
    """To whoever did not sign last: both have signed this version."""
    names = [str(short(signed.name)) for signed in facts.signed[sheet.id].values()]
    said = words.say(
        "goals/agreement_note/agreed",
        cycle=cycle_title(facts.cycle.name),
        number=sheet.number,
        names=words.names(names),
        employee="" if reader.id == facts.employee.id else short(facts.employee.name),
    )
    read = button(words.label("Read it…"), READ, value=sheet_value(facts.goals.id, sheet.id))
    return message(said, section(said, accessory=read))


def dropped_note(words: Words, facts: GoalsFacts, *, by: str | None, reader: Person) -> Message:
    """To whoever did not do it: a change of what is agreed was let be; `by` nobody, scoring ended it."""
    said = words.say(
        "goals/agreement_note/dropped",
        cycle=cycle_title(facts.cycle.name),
        name=short(by or ""),
        employee="" if reader.id == facts.employee.id else short(facts.employee.name),
        number=facts.agreed.number if facts.agreed else 0,
    )
    return message(said, section(said))
