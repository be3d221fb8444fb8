"""The guide's stories of website requests: one that is built, a project, and no direct pings."""

from collections.abc import Iterator

from bot.domain.people import Person
from bot.local.scene import Scene, told
from bot.local.seeding import DEVELOPERS, GENERAL, INTAKE
from bot.sandbox import HOME, GuideStep
from messages.guide import ping_draft, project_draft, question_draft, request_draft, send_label

REPORT = "/website-issue"


def a_request(scene: Scene) -> Iterator[GuideStep]:
    """One request is to be built: it is made clear, judged and written for developers."""
    requester, desk, request = scene.cast.requester, scene.cast.product_manager, scene.far.request
    if requester is None or desk is None:
        return
    facts = {
        "requester": requester.name,
        "branch": requester.branch,
        "pm": desk.name,
        "channel": scene.policy.channels.intake.removeprefix("#"),
    }
    own, card = (request.own, request.card) if request else (None, None)
    yield told(scene, "request_file", requester, facts, text=f"{REPORT} {request_draft(scene.words)}")
    yield told(scene, "request_ask", desk, facts, place=INTAKE)
    yield told(scene, "request_reply", requester, facts, thread=own)
    yield told(scene, "request_assess", desk, facts, place=INTAKE)
    yield told(scene, "request_brief", desk, facts, place=INTAKE)
    yield told(scene, "request_accept", desk, facts, place=INTAKE, thread=card)
    yield from _question(scene, requester, desk)


def _question(scene: Scene, requester: Person, desk: Person) -> Iterator[GuideStep]:
    """Another wants an explanation: it is given once, and found by whoever asks next."""
    asker, kept = scene.cast.asker, scene.far.kept_answer
    if asker is None:
        return
    facts = {"asker": asker.name, "requester": requester.name, "pm": desk.name}
    asked = question_draft(scene.words)
    yield told(scene, "request_question", asker, facts, text=f"{REPORT} {asked}")
    yield told(scene, "request_keep", desk, facts, place=INTAKE)
    again = kept.title if kept else asked
    yield told(scene, "request_solved", requester, facts, text=f"{REPORT} {again}")


def a_project(scene: Scene) -> Iterator[GuideStep]:
    """What is large is discussed and decided, built by a developer who was understood, and settled."""
    cast, project = scene.cast, scene.far.project
    requester, desk, developer = cast.requester, cast.product_manager, cast.developer
    if requester is None or desk is None or developer is None:
        return
    facts = {
        "requester": requester.name,
        "branch": requester.branch,
        "pm": desk.name,
        "developer": developer.name,
        "channel": scene.policy.channels.intake.removeprefix("#"),
        "developers": scene.policy.channels.developers.removeprefix("#"),
    }
    own, card = (project.own, project.card) if project else (None, None)
    yield told(scene, "project_file", requester, facts, text=f"{REPORT} {project_draft(scene.words)}")
    yield told(scene, "project_open", desk, facts, place=INTAKE)
    yield told(scene, "project_against", developer, facts)
    yield told(scene, "project_for", desk, facts, place=INTAKE)
    yield told(scene, "project_start", desk, facts, place=INTAKE)
    yield told(scene, "project_hand_over", desk, facts, place=INTAKE, thread=card)
    yield told(scene, "project_say", developer, facts, place=DEVELOPERS)
    yield told(scene, "project_confirm", desk, facts)
    yield told(scene, "project_ready", developer, facts, place=DEVELOPERS)
    yield told(scene, "project_done", desk, facts)
    yield told(scene, "project_settled", requester, facts, thread=own)


def no_pings(scene: Scene) -> Iterator[GuideStep]:
    """Who mentions a developer is shown the way to the desk."""
    writer, developer, desk = scene.cast.writer, scene.cast.developer, scene.cast.product_manager
    if writer is None or developer is None or desk is None:
        return
    channel = scene.policy.channels.intake.removeprefix("#")
    names = {"writer": writer.name, "developer": developer.name, "pm": desk.name, "channel": channel}
    send = {"send": send_label(scene.words, name=desk.name)}
    draft = ping_draft(scene.words, developer=developer.name)
    yield told(scene, "pings_mention", writer, names, place=GENERAL, text=draft)
    yield told(scene, "pings_send", writer, send, place=GENERAL)
    yield told(scene, "pings_accept", desk, names, place=INTAKE)
    yield told(scene, "pings_choose", developer, names, place=HOME)
