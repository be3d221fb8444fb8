"""`steward doctor`: one line for each thing, and how to mend what is wrong."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.policy import Policy
from bot.local.seeding import APP_TOKEN, BOT_TOKEN, INTAKE, workspace_seed
from bot.sandbox import Sandbox, Seed, SeedChannel
from bot.services.people.organisation import colleagues
from bot.slack.manifest import manifest
from storage.models.delivery import CardRow
from storage.models.people import DepartmentRow, PersonRow
from storage.unit import Store
from tests.builders.intake import MORNING, filed
from tests.builders.people import company
from tests.builders.steward_command import steward

Open = Callable[..., Sandbox]


@pytest.fixture
def open_sandbox(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """A workspace of the company, and the environment set to it."""
    opened: list[Sandbox] = []

    def open_one(change: Callable[[Seed], Seed] = lambda seed: seed) -> Sandbox:
        company(store)
        people = colleagues(store)
        seed = workspace_seed(people, told={}, policy=Policy(), request_url=None)
        sandbox = Sandbox(change(seed))
        sandbox.start()
        opened.append(sandbox)
        monkeypatch.setenv("SLACK_API_URL", sandbox.api_url)
        monkeypatch.setenv("SLACK_BOT_TOKEN", BOT_TOKEN)
        monkeypatch.setenv("SLACK_APP_TOKEN", APP_TOKEN)
        return sandbox

    yield open_one
    for sandbox in opened:
        sandbox.stop()


def with_manifest(seed: Seed, **changes: Any) -> Seed:
    return replace(seed, app=replace(seed.app, manifest=manifest() | changes))


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_a_healthy_setup_has_a_tick_on_every_line(
    open_sandbox: Open, capsys: pytest.CaptureFixture[str]
) -> None:
    open_sandbox()

    assert steward("doctor") == 0

    said = lines(capsys)
    assert all(line.startswith("✓") for line in said)
    assert any("scopes: all" in line for line in said)
    assert any("Steward is in #website-requests" in line for line in said)
    assert any("app token: Socket Mode can be opened" in line for line in said)
    assert any("clock: " in line for line in said)


def test_a_wrong_token_is_named_with_slacks_word_for_it(
    open_sandbox: Open, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    open_sandbox()
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-wrong")

    assert steward("doctor") == 1

    said = lines(capsys)
    wrong = said.index("✗ bot token: Slack says invalid_auth")
    assert "OAuth & Permissions" in said[wrong + 1]


def test_a_missing_scope_is_named(open_sandbox: Open, capsys: pytest.CaptureFixture[str]) -> None:
    scopes = [scope for scope in manifest()["oauth_config"]["scopes"]["bot"] if scope != "users:read.email"]
    open_sandbox(lambda seed: with_manifest(seed, oauth_config={"scopes": {"bot": scopes}}))

    assert steward("doctor") == 1

    assert "✗ scopes: users:read.email missing" in lines(capsys)


def test_a_channel_that_steward_is_not_in_is_named(
    open_sandbox: Open, capsys: pytest.CaptureFixture[str]
) -> None:
    def outside(seed: Seed) -> Seed:
        return replace(
            seed, channels=tuple(replace(channel, bot_is_member=False) for channel in seed.channels)
        )

    open_sandbox(outside)

    assert steward("doctor") == 1

    said = lines(capsys)
    assert said[said.index("✗ Steward is not in #website-requests") + 1].endswith("/invite @Steward")


def test_a_channel_that_is_not_there_is_named(open_sandbox: Open, capsys: pytest.CaptureFixture[str]) -> None:
    open_sandbox(lambda seed: replace(seed, channels=()))

    assert steward("doctor") == 1

    said = lines(capsys)
    assert "✗ #website-requests is not there" in said
    assert said[said.index("✗ #developers is not there") + 1].endswith("channels.developers.")


def test_a_channel_that_is_archived_is_named_as_that(
    open_sandbox: Open, capsys: pytest.CaptureFixture[str]
) -> None:
    open_sandbox().archive_channel(INTAKE)

    assert steward("doctor") == 1

    said = lines(capsys)
    assert "Unarchive it" in said[said.index("✗ #website-requests is archived") + 1]


def put_a_card(store: Store) -> None:
    """A request is open, and its card stands in the desk's channel."""
    with store.read() as unit:
        chen = unit.people.by_email("chen.jie@example.com")
        assert chen is not None
    key = f"request:{filed(store, chen)}"
    with store.begin() as unit:
        unit.session.add(CardRow(key=key, channel=INTAKE, ts="1.1", fingerprint="", posted_at=MORNING))


def test_a_desk_that_was_only_renamed_is_not_to_be_made_anew(
    open_sandbox: Open, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    sandbox = open_sandbox()
    put_a_card(store)
    sandbox.rename_channel(INTAKE, "web-requests")

    assert steward("doctor") == 1

    said = lines(capsys)
    assert "#website-requests is not there" not in str(said)
    wrong = said.index("✗ #website-requests is called #web-requests now")
    assert "web-requests into STEWARD_CONFIG" in said[wrong + 1]


def test_cards_in_a_channel_that_is_gone_are_counted(
    open_sandbox: Open, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    sandbox = open_sandbox()
    put_a_card(store)
    sandbox.rename_channel(INTAKE, "website-requests-old")
    sandbox.archive_channel(INTAKE)
    sandbox.create_channel(SeedChannel("C0NEWDESK", "website-requests", ()))

    assert steward("doctor") == 1

    said = lines(capsys)
    assert "✓ Steward is in #website-requests" in said
    place = "#website-requests-old, which is archived"
    wrong = said.index(f"✗ 1 card of an open request stands in {place}")
    assert "posted anew" in said[wrong + 1]


def test_a_missing_app_token_matters_for_socket_mode_only(
    open_sandbox: Open, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    open_sandbox()
    monkeypatch.delenv("SLACK_APP_TOKEN")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "secret")

    assert steward("doctor") == 1
    assert "✗ SLACK_APP_TOKEN is not set" in lines(capsys)

    assert steward("doctor", "--http") == 0
    assert "✓ SLACK_SIGNING_SECRET is set" in lines(capsys)


def test_without_anything_it_says_where_to_begin(capsys: pytest.CaptureFixture[str]) -> None:
    assert steward("doctor") == 1

    said = lines(capsys)
    assert "✗ 0 people in the organisation" in said
    assert "✗ SLACK_BOT_TOKEN is not set" in said
    assert any("steward org template" in line for line in said)


def test_slack_out_of_reach_is_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", BOT_TOKEN)
    monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:9/api/")

    assert steward("doctor") == 1

    assert any(line.startswith("✗ bot token: Slack does not answer at") for line in lines(capsys))


def test_a_database_that_cannot_be_opened_is_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:////nowhere/at/all/steward.db")

    assert steward("doctor") == 1

    assert any("✗ DATABASE_URL: cannot open the database" in line for line in lines(capsys))


def test_a_department_that_is_to_be_spared_and_is_misspelt_is_named(
    open_sandbox: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    open_sandbox()
    chosen = tmp_path / "steward.yaml"
    chosen.write_text("check_ins:\n  departments_without: [marketing, Tecnical]\n")
    monkeypatch.setenv("STEWARD_CONFIG", str(chosen))

    assert steward("doctor") == 1

    wrong = [line for line in lines(capsys) if line.startswith("✗")]
    assert wrong == ["✗ check_ins.departments_without: no department is called Tecnical"]


def test_a_department_that_nobody_heads_is_named_with_what_to_do(
    open_sandbox: Open, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    open_sandbox()
    with store.begin() as unit:
        by_name = {each.name: each for each in unit.session.scalars(select(PersonRow))}
        sales = DepartmentRow(name="Sales")
        unit.session.add(sales)
        unit.session.flush()
        alone = by_name["Wu Min"]
        alone.department_id, alone.manager_id = sales.id, by_name["He Jun"].id
        by_name["He Jun"].manager_id = None

    assert steward("doctor") == 1

    found = lines(capsys)
    wrong = [line for line in found if line.startswith("✗")]
    assert [each.partition(":")[0] for each in wrong] == ["✗ nobody heads the department Sales"]
    assert found[found.index(wrong[0]) + 1].startswith("  → Give its people a manager of grade senior")


def test_an_incident_channel_or_a_group_that_slack_does_not_show_is_named(
    open_sandbox: Open, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_sandbox()
    config = tmp_path / "steward.yaml"
    config.write_text(
        "intake:\n  incident_channels: [general, war-room]\n  developer_groups: [web-devs, ops]\n"
    )
    monkeypatch.setenv("STEWARD_CONFIG", str(config))

    assert steward("doctor") == 1

    said = lines(capsys)
    assert [each for each in said if "is not there" in each] == [
        "✗ war-room is not there",
        "✗ ops is not there",
    ]
