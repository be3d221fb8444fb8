"""A project: its card in the channel with the discussion under it, and a word to everybody it concerns."""

from bot.delivery.outgoing import Attachment, Draws, Outgoing, Routes, Snapshot
from bot.domain.cards import Card, CardKey
from bot.domain.intake.cards import (
    my_request_card,
    project_asked_card,
    project_card,
    project_line_card,
    project_step_card,
)
from bot.domain.intake.notices import ProjectFileWanted, ProjectMoved, ProjectSaid, ProjectTold
from bot.domain.intake.project import ProjectFacts
from bot.domain.intake.visibility import may_read
from bot.domain.people import Person
from bot.services.intake.project_facts import project_facts
from messages.intake import project_card as words_of_it
from messages.intake.private_card import emptied
from messages.intake.project_file import file_name, file_note, project_file
from messages.intake.project_note import project_note
from messages.kit import Message


def draw_project(at: Snapshot, key: CardKey) -> Outgoing | None:
    facts = project_facts(at.unit, key.numbers[0])
    if facts.request.is_private:
        return _emptied(at, facts, key)
    message = words_of_it.project_card(at.words_for_channel(), facts)
    return Outgoing(message=message, channel=at.policy.channels.intake, card=key)


def draw_line(at: Snapshot, key: CardKey) -> Outgoing | None:
    line = at.unit.projects.argument(key.numbers[0])
    facts = project_facts(at.unit, line.project_id)
    message = words_of_it.project_line(at.words_for_channel(), facts, line)
    return _in_thread(at, facts, key, message)


def draw_step(at: Snapshot, key: CardKey) -> Outgoing | None:
    project_id, number = key.numbers
    facts = project_facts(at.unit, project_id)
    return _in_thread(at, facts, key, project_note(at.words_for_channel(), facts, number, can_read=False))


def draw_asked(at: Snapshot, key: CardKey) -> Outgoing | None:
    """Nothing new for whoever does not take part, or once there is nothing to say."""
    project_id, person_id = key.numbers
    facts, person = project_facts(at.unit, project_id), at.person(person_id)
    if not person.is_active:
        return None
    words = at.words_for(person)
    if not may_read(facts.request, person):
        channel = at.policy.channels.intake
        message = emptied(words, facts.request, in_channel=True, channel=channel)
        return Outgoing(message=message, person=person, card=key, only_update=True)
    is_asked = facts.takes_part(person) and facts.stage.word is not None
    message = words_of_it.project_asked_card(words, facts, person)
    return Outgoing(message=message, person=person, card=key, only_update=not is_asked)


def on_moved(at: Snapshot, notice: ProjectMoved) -> Outgoing | None:
    return draw_step(at, project_step_card(notice.project_id, notice.number))


def on_said(at: Snapshot, notice: ProjectSaid) -> Outgoing | None:
    return draw_line(at, project_line_card(notice.argument_id))


def on_told(at: Snapshot, notice: ProjectTold) -> Outgoing | None:
    """In the thread in which they read of it: of their request, of one that they follow, of their word."""
    facts, person = project_facts(at.unit, notice.project_id), at.person(notice.to)
    if not person.is_active or not may_read(facts.request, person):
        return None
    under = _where(at, facts, person)
    message = project_note(at.words_for(person), facts, notice.number)
    return Outgoing(message=message, person=person, under=under)


def on_file_wanted(at: Snapshot, notice: ProjectFileWanted) -> Outgoing | None:
    facts, person = project_facts(at.unit, notice.project_id), at.person(notice.to)
    if not person.is_active or not may_read(facts.request, person):
        return None
    words = at.words_for(person)
    content = project_file(words, facts).encode()
    return Outgoing(
        message=file_note(words, facts),
        person=person,
        attachment=Attachment(name=file_name(facts), content=content),
    )


def _where(at: Snapshot, facts: ProjectFacts, person: Person) -> CardKey | None:
    request = facts.request
    if person.id == request.requester.id:
        return my_request_card(request.id)
    follower = next((each for each in at.unit.followers.of(request.id) if each.person_id == person.id), None)
    if follower is not None:
        return follower.cards[0]
    return at.where_it_stands(project_asked_card(facts.id, person.id))


def _in_thread(at: Snapshot, facts: ProjectFacts, key: CardKey, message: Message) -> Outgoing | None:
    if facts.request.is_private:
        return _emptied(at, facts, key)
    return Outgoing(
        message=message, channel=at.policy.channels.intake, card=key, under=project_card(facts.id)
    )


def _emptied(at: Snapshot, facts: ProjectFacts, key: CardKey) -> Outgoing:
    """What stood in the channel of one that is private now."""
    channel = at.policy.channels.intake
    message = emptied(at.words_for_channel(), facts.request, in_channel=True, channel=channel)
    return Outgoing(message=message, channel=channel, card=key, only_update=True)


DRAWS: Draws = {
    Card.PROJECT: draw_project,
    Card.PROJECT_LINE: draw_line,
    Card.PROJECT_STEP: draw_step,
    Card.PROJECT_ASKED: draw_asked,
}
ROUTES: Routes = {
    ProjectMoved: on_moved,
    ProjectSaid: on_said,
    ProjectTold: on_told,
    ProjectFileWanted: on_file_wanted,
}
