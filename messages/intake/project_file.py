"""The record of a project as a Markdown file: whole, for whoever keeps it elsewhere."""

from collections.abc import Iterator

from bot.domain.intake.project import ProjectFacts, ProjectStep, Side
from bot.domain.intake.project_way import Event
from messages.catalog import Words
from messages.intake.project_labels import days_text, side_labels
from messages.intake.project_note import step_values
from messages.kit import Message, message

ENDING = "md"


def file_name(facts: ProjectFacts) -> str:
    """ "project-214.md"."""
    return f"project-{facts.request.id}.{ENDING}"


def file_note(words: Words, facts: ProjectFacts) -> Message:
    """Above the file."""
    return message(words.say("intake/project_file/note", request=facts.request.id))


def project_file(words: Words, facts: ProjectFacts) -> str:
    """One page of Markdown; what people typed is quoted as it is."""
    return "\n".join(_lines(words, facts)).strip() + "\n"


def _lines(words: Words, facts: ProjectFacts) -> Iterator[str]:
    title = " ".join(facts.request.title.split())
    yield f"# {words.label('Project #%(number)d', number=facts.request.id)}: {title}"
    yield ""
    yield words.plain("intake/project_card/stage", stage=facts.stage.key)
    if facts.stage.move is not None:
        yield words.plain("intake/project_card/until", decide_by=facts.project.decide_by)
    yield from _part(words.label("To be decided"), _quoted(facts.question))
    yield from _part(words.label("Who takes part"), [f"- {each.person.name}" for each in facts.participants])
    for side, label in side_labels(words).items():
        yield from _part(label, list(_said(words, facts, side)))
    yield from _part(words.label("Estimate"), list(_estimate(words, facts.estimate)))
    yield from _part(words.label("Decision"), list(_decision(words, facts.decision)))
    missing = (
        ""
        if facts.stage.closed
        else words.plain("intake/project_card/missing", missing=[each.value for each in facts.missing])
    )
    if facts.missing and missing:
        yield from ("", missing.replace("• ", "- "))
    yield from _part(words.label("What happened"), list(_history(words, facts)))


def _part(label: str, lines: list[str]) -> Iterator[str]:
    yield from ("", f"## {label}", "", *(lines or ["–"]))


def _quoted(text: str) -> list[str]:
    return [f"> {line}" for line in text.splitlines()]


def _said(words: Words, facts: ProjectFacts, side: Side) -> Iterator[str]:
    for line in facts.on(side):
        yield f"- {line.author.name}, {words.stamp(line.at)}"
        yield from (f"  {each}" for each in _quoted(line.text))


def _estimate(words: Words, step: ProjectStep | None) -> Iterator[str]:
    if step is not None and step.estimate is not None and step.estimated_by is not None:
        yield f"{days_text(words, step.estimate)} ({step.estimated_by.name}, {words.day(step.at)})"


def _decision(words: Words, step: ProjectStep | None) -> Iterator[str]:
    if step is not None and step.decided_on is not None:
        is_for = step.event is Event.DECIDE
        yield words.label("It is to be done") if is_for else words.label("It is not to be done")
        yield f"{words.day(step.decided_on)}, {words.names([each.name for each in step.deciders])}"
        yield from ("", *_quoted(step.text))


def _history(words: Words, facts: ProjectFacts) -> Iterator[str]:
    for step in facts.steps:
        if step.event in (Event.ARGUE, Event.AMEND):
            continue
        values = step_values(words, facts, step.number, is_record=True)
        said = words.plain("intake/project_note/step", **values)
        yield f"- {words.stamp(step.at)}: {said}"
        if step.event not in (Event.DECIDE, Event.DECLINE):
            yield from (f"  {each}" for each in _quoted(step.text))
