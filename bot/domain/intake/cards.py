"""The cards of a website request."""

from datetime import datetime

from bot.domain.cards import Card, CardKey


def request_card(request_id: int) -> CardKey:
    """The desk's card, in the intake channel; of a private request only its number and owner."""
    return CardKey.of(Card.REQUEST, request_id)


def private_card(request_id: int, owner_id: int) -> CardKey:
    """The desk's card of a private request, in its owner's messages: one for each who has had it."""
    return CardKey.of(Card.PRIVATE_REQUEST, request_id, owner_id)


def emergency_card(page_id: int) -> CardKey:
    """To a developer who was called."""
    return CardKey.of(Card.EMERGENCY, page_id)


def my_request_card(request_id: int) -> CardKey:
    """The requester's own."""
    return CardKey.of(Card.MY_REQUEST, request_id)


def wrote_card(request_id: int, number: int, *owner_id: int) -> CardKey:
    """The words of a step, in the thread of the desk's card: the channel's, or that owner's private one."""
    return CardKey.of(Card.REQUEST_WROTE, request_id, number, *owner_id)


def files_card(request_id: int, number: int, *owner_id: int) -> CardKey:
    """The files of a step, likewise."""
    return CardKey.of(Card.REQUEST_FILES, request_id, number, *owner_id)


def follower_wrote_card(request_id: int, choice_id: int, *owner_id: int) -> CardKey:
    """What somebody had written who follows it since, likewise."""
    return CardKey.of(Card.FOLLOWER_WROTE, request_id, choice_id, *owner_id)


def swap_card(swap_id: int, reader_id: int) -> CardKey:
    """One swap of weeks before whoever asks for it, or is asked."""
    return CardKey.of(Card.DUTY_SWAP, swap_id, reader_id)


def brief_card(request_id: int) -> CardKey:
    """Its brief, in the thread of the desk's card."""
    return CardKey.of(Card.BRIEF, request_id)


def handover_card(handover_id: int) -> CardKey:
    """A brief that was handed over, in the developers' channel."""
    return CardKey.of(Card.HANDOVER, handover_id)


def private_handover_card(handover_id: int, assignee_id: int) -> CardKey:
    """The same of a private request, in the developer's messages: one for each who has had it."""
    return CardKey.of(Card.PRIVATE_HANDOVER, handover_id, assignee_id)


def project_card(project_id: int) -> CardKey:
    """A project in the intake channel; its thread is the discussion."""
    return CardKey.of(Card.PROJECT, project_id)


def project_line_card(argument_id: int) -> CardKey:
    """A line for or against it, in that thread."""
    return CardKey.of(Card.PROJECT_LINE, argument_id)


def project_step_card(project_id: int, number: int) -> CardKey:
    """What happened to it with a step, in that thread."""
    return CardKey.of(Card.PROJECT_STEP, project_id, number)


def project_asked_card(project_id: int, person_id: int) -> CardKey:
    """The same project before somebody who takes part."""
    return CardKey.of(Card.PROJECT_ASKED, project_id, person_id)


def brief_check_card(handover_id: int) -> CardKey:
    """To the requester: whether what was handed over is what they meant."""
    return CardKey.of(Card.BRIEF_CHECK, handover_id)


def closing_card(request_id: int, done_at: datetime) -> CardKey:
    """To the requester: whether what was done then is settled, asked once more."""
    return CardKey.of(Card.CLOSING, request_id, int(done_at.timestamp()))


def satisfaction_card(request_id: int) -> CardKey:
    """To the requester: how it went."""
    return CardKey.of(Card.SATISFACTION, request_id)


def followed_card(request_id: int, person_id: int) -> CardKey:
    """Of somebody who follows a request that is not theirs."""
    return CardKey.of(Card.FOLLOWED, request_id, person_id)
