"""What a notice is about, as people call it: for whoever is told that it could not be sent."""

from typing import Any

from bot.domain.intake.notices import PingDeflected
from bot.domain.notices import Notice
from bot.domain.policy import Policy
from storage.unit import Unit


def notice_facts(unit: Unit, notice: Notice, *, policy: Policy) -> dict[str, Any]:
    """Its kind, and whom and what it concerns: names, a period, a number; never what it says.

    All of them are there for every kind, empty where they do not apply.
    """
    said = notice.payload()
    facts: dict[str, Any] = {
        "kind": notice.kind,
        "who": unit.people.get(said["to"]).name if "to" in said else "",
        "about": "",
        "period": "",
        "number": said.get("request_id", 0),
        "channel": policy.channels.intake.removeprefix("#"),
    }
    if "review_id" in said:
        _, cycle, employee, _ = unit.reviews.whole(said["review_id"])
        facts |= {"period": cycle.name, "about": employee.name}
    if "cycle_id" in said:
        facts["period"] = unit.cycles.get(said["cycle_id"]).name
    if "person_id" in said:
        facts["about"] = unit.people.get(said["person_id"]).name
    if isinstance(notice, PingDeflected):
        facts["who"] = unit.people.get(unit.requests.ping(said["ping_id"]).author_id).name
    return facts
