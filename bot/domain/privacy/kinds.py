"""What kinds of data are held of people: what each is for stands in messages/text/privacy/kinds.j2."""

from enum import StrEnum


class Kind(StrEnum):
    """A kind of data; what a company decides about keeping is decided by kind."""

    PERSON = "person"
    REVIEWS = "reviews"
    GOALS = "goals"
    ACTIONS = "actions"
    CHECK_INS = "check_ins"
    FEEDBACK = "feedback"
    POCKET = "pocket"
    DRAFTS = "drafts"
    REQUESTS = "requests"
    PINGS = "pings"
    AWAY = "away"
    REMINDERS = "reminders"
    LOOKS = "looks"
    DESK = "desk"
    PAY = "pay"


class Erase(StrEnum):
    """What erasing a person does to a row that is theirs."""

    ROW = "row"
    """It goes."""
    TEXTS = "texts"
    """What was written in it goes; who, when and figures stay, so that figures of groups remain right."""
    STAYS = "stays"
    """It has nothing but ids, moments and states: without the person's name it says nothing of anybody."""
