"""Scripted people live in the sandbox, for somebody to watch."""

from collections.abc import Mapping

from bot.play.quarter import play_quarter
from bot.play.stage import Play

PLAYS: Mapping[str, Play] = {"quarter": play_quarter}
"""What `steward sandbox --play` can show."""
