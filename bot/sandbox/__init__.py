"""A local Slack-compatible workspace: server, limits, page, and people to drive it."""

from bot.sandbox.people.driver import Modal, Msg, NotAcknowledged, NotOnScreen, Person, ViewOnScreen
from bot.sandbox.people.guide import APP, HOME, Guide, GuideBook, GuideStep, GuideStory
from bot.sandbox.state.context import Call
from bot.sandbox.state.faults import Faults
from bot.sandbox.state.seed import ClockControl, Jump, Seed, SeedApp, SeedChannel, SeedGroup, SeedUser, Timing
from bot.sandbox.transport.sandbox import Sandbox

__all__ = [
    "APP",
    "HOME",
    "Call",
    "ClockControl",
    "Faults",
    "Guide",
    "GuideBook",
    "GuideStep",
    "GuideStory",
    "Jump",
    "Modal",
    "Msg",
    "NotAcknowledged",
    "NotOnScreen",
    "Person",
    "Sandbox",
    "Seed",
    "SeedApp",
    "SeedChannel",
    "SeedGroup",
    "SeedUser",
    "Timing",
    "ViewOnScreen",
]
