"""Every notice is worded by somebody, every card drawn, and of every event it is said what follows.

What each is called among people: tests/messages/test_notice_name.py.
"""

from bot.delivery.routes import DRAWS, ROUTES
from bot.domain.actions.follows import FOLLOWS as FOLLOWS_OF_AN_ACTION
from bot.domain.actions.way import Event as ActionEvent
from bot.domain.cards import Card
from bot.domain.goals.follows import FOLLOWS as FOLLOWS_OF_GOALS
from bot.domain.goals.job_form_follows import FOLLOWS as FOLLOWS_OF_A_FORM
from bot.domain.goals.job_form_way import Event as FormEvent
from bot.domain.goals.way import Event as GoalsEvent
from bot.domain.intake.follows import FOLLOWS as FOLLOWS_OF_A_REQUEST
from bot.domain.intake.handover_follows import FOLLOWS as FOLLOWS_OF_A_HANDOVER
from bot.domain.intake.handover_way import Event as HandoverEvent
from bot.domain.intake.project_follows import FOLLOWS as FOLLOWS_OF_A_PROJECT
from bot.domain.intake.project_way import Event as ProjectEvent
from bot.domain.intake.swap_follows import FOLLOWS as FOLLOWS_OF_A_SWAP
from bot.domain.intake.swap_way import Event as SwapEvent
from bot.domain.intake.way import Event as RequestEvent
from bot.domain.notices import Notice, kinds
from bot.domain.reviews.follows import FOLLOWS
from bot.domain.reviews.input_follows import FOLLOWS as FOLLOWS_OF_INPUT
from bot.domain.reviews.input_way import Event as InputEvent
from bot.domain.reviews.recognition_follows import FOLLOWS as FOLLOWS_OF_A_RECOGNITION
from bot.domain.reviews.recognition_way import Event as RecognitionEvent
from bot.domain.reviews.talk_follows import FOLLOWS as FOLLOWS_OF_A_TALK
from bot.domain.reviews.talk_way import Event as TalkEvent
from bot.domain.reviews.way import Event
from bot.domain.weeks.check_in_follows import FOLLOWS as FOLLOWS_OF_A_CHECK_IN
from bot.domain.weeks.check_in_way import Event as CheckInEvent
from bot.domain.weeks.feedback_follows import FOLLOWS as FOLLOWS_OF_FEEDBACK
from bot.domain.weeks.feedback_way import Event as FeedbackEvent
from bot.domain.weeks.suggestion_follows import FOLLOWS as FOLLOWS_OF_A_SUGGESTION
from bot.domain.weeks.suggestion_way import Event as SuggestionEvent

WHERE = "a file of bot/delivery declares it, bot/delivery/routes.py gathers it"
SAID = [
    notice
    for notice in kinds().values()
    if notice.__module__.startswith("bot.") and not notice.__subclasses__()
]


def test_every_notice_is_worded_by_one_function() -> None:
    assert len(SAID) > 10
    assert [f"ROUTES has no {notice.kind}: {WHERE}" for notice in SAID if notice not in ROUTES] == []
    assert [notice.kind for notice in ROUTES if notice not in SAID or not issubclass(notice, Notice)] == []


def test_every_card_is_drawn_by_one_function() -> None:
    assert [f"DRAWS has no {card}: {WHERE}" for card in Card if card not in DRAWS] == []


def test_of_every_event_it_is_said_what_follows() -> None:
    missing = [
        f"bot.domain.reviews.follows.FOLLOWS has no {event}" for event in Event if event not in FOLLOWS
    ]
    missing += [
        f"bot.domain.goals.follows.FOLLOWS has no {event}"
        for event in GoalsEvent
        if event not in FOLLOWS_OF_GOALS
    ]
    missing += [
        f"bot.domain.goals.job_form_follows.FOLLOWS has no {event}"
        for event in FormEvent
        if event not in FOLLOWS_OF_A_FORM
    ]
    missing += [
        f"bot.domain.weeks.feedback_follows.FOLLOWS has no {event}"
        for event in FeedbackEvent
        if event not in FOLLOWS_OF_FEEDBACK
    ]
    missing += [
        f"bot.domain.reviews.talk_follows.FOLLOWS has no {event}"
        for event in TalkEvent
        if event not in FOLLOWS_OF_A_TALK
    ]
    missing += [
        f"bot.domain.weeks.suggestion_follows.FOLLOWS has no {event}"
        for event in SuggestionEvent
        if event not in FOLLOWS_OF_A_SUGGESTION
    ]
    missing += [
        f"bot.domain.reviews.input_follows.FOLLOWS has no {event}"
        for event in InputEvent
        if event not in FOLLOWS_OF_INPUT
    ]
    missing += [
        f"bot.domain.actions.follows.FOLLOWS has no {event}"
        for event in ActionEvent
        if event not in FOLLOWS_OF_AN_ACTION
    ]
    missing += [
        f"bot.domain.intake.follows.FOLLOWS has no {event}"
        for event in RequestEvent
        if event not in FOLLOWS_OF_A_REQUEST
    ]
    missing += [
        f"bot.domain.intake.swap_follows.FOLLOWS has no {event}"
        for event in SwapEvent
        if event not in FOLLOWS_OF_A_SWAP
    ]
    missing += [
        f"bot.domain.reviews.recognition_follows.FOLLOWS has no {event}"
        for event in RecognitionEvent
        if event not in FOLLOWS_OF_A_RECOGNITION
    ]
    missing += [
        f"bot.domain.intake.handover_follows.FOLLOWS has no {event}"
        for event in HandoverEvent
        if event not in FOLLOWS_OF_A_HANDOVER
    ]
    missing += [
        f"bot.domain.intake.project_follows.FOLLOWS has no {event}"
        for event in ProjectEvent
        if event not in FOLLOWS_OF_A_PROJECT
    ]
    missing += [
        f"bot.domain.weeks.check_in_follows.FOLLOWS has no {event}"
        for event in CheckInEvent
        if event not in FOLLOWS_OF_A_CHECK_IN
    ]

    assert missing == []
