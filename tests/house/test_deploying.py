"""What Steward is deployed with names settings and commands that there are, and runs without any right."""

import configparser
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from bot.commands.table import COMMANDS
from bot.settings import ENVIRONMENT
from tests.house.reading import ROOT

DEPLOY = ROOT / "docs/deploy"
UNIT = DEPLOY / "steward.service"
STOPS_WITHIN_SECONDS = 30
"""So long the sender may take to finish what it sends."""


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile's, with what follows them."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = (line.strip() for line in text.splitlines())
    return [
        (line.split()[0], line.split(maxsplit=1)[1]) for line in lines if line and not line.startswith("#")
    ]


def test_the_image_runs_as_nobody_a_command_that_is_there_and_says_how_it_is() -> None:
    of = dict(instructions())  # the last of each
    names = [name for name, _ in instructions()]

    assert of["USER"] == "steward"
    assert names.index("USER") > max(place for place, name in enumerate(names) if name in ("RUN", "COPY"))
    assert names.count("FROM") == 2
    assert of["ENTRYPOINT"] == '["steward"]'
    assert of["CMD"].strip('["]') in {each.name for each in COMMANDS}
    assert "/healthz" in of["HEALTHCHECK"]
    port = re.search(r"STEWARD_HEALTH=\S+:(\d+)", of["ENV"])
    assert port is not None
    assert f":{port[1]}/healthz" in of["HEALTHCHECK"]
    assert port[1] in of["EXPOSE"]
    assert not re.search(r"(?i)token|secret|password", " ".join(text for _, text in instructions()))


def test_the_compose_file_sets_settings_that_there_are_and_writes_no_secret_down() -> None:
    read = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    steward, database = read["services"]["steward"], read["services"]["database"]

    assert set(steward["environment"]) <= set(ENVIRONMENT)
    assert steward["depends_on"]["database"]["condition"] == "service_healthy"
    assert "healthcheck" in database
    assert steward["deploy"]["replicas"] == 2
    assert steward["read_only"]
    assert steward["cap_drop"] == ["ALL"]
    assert steward["security_opt"] == ["no-new-privileges:true"]
    assert int(steward["stop_grace_period"].removesuffix("s")) > STOPS_WITHIN_SECONDS
    assert (DEPLOY / steward["build"] / "Dockerfile").exists()
    assert set(read["volumes"]) == {each.partition(":")[0] for each in database["volumes"]}
    for service in (steward, database):
        for name, value in service["environment"].items():
            if re.search("TOKEN|PASSWORD|DATABASE_URL", name):
                assert "${" in value, name


def test_the_unit_starts_a_command_that_is_there_with_no_right_at_all() -> None:
    unit = configparser.RawConfigParser(strict=False, delimiters=("=",))
    unit.optionxform = str  # type: ignore[method-assign,assignment]
    unit.read(UNIT)
    service = unit["Service"]

    assert Path(service["ExecStart"].split()[0]).name == "steward"
    assert service["ExecStart"].split()[1] in {each.name for each in COMMANDS}
    asked = ("DynamicUser", "NoNewPrivileges", "PrivateTmp", "PrivateDevices", "ProtectHome")
    assert {service[name] for name in asked} == {"yes"}
    assert service["ProtectSystem"] == "strict"
    assert service["CapabilityBoundingSet"] == ""
    assert service["WorkingDirectory"] == f"/var/lib/{service['StateDirectory']}"
    assert int(service["TimeoutStopSec"]) > STOPS_WITHIN_SECONDS
    assert service["RestartPreventExitStatus"] == "2"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd-analyze on this machine")
def test_systemd_reads_the_unit_without_a_remark(tmp_path: Path) -> None:
    here = tmp_path / "steward.service"
    text = UNIT.read_text(encoding="utf-8").replace("/opt/steward/bin/steward", "/bin/true")
    here.write_text(text, encoding="utf-8")

    ended = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", here],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SYSTEMD_LOG_LEVEL": "warning"},
    )

    assert "steward.service" not in ended.stderr
