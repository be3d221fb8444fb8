"""How far asking reaches: HR reads it by department, and an employee is told whom it is for."""

from datetime import timedelta

import pytest

from tests.builders.check_ins import FRIDAY, Weeks
from tests.scenarios.conftest import Workspace


@pytest.mark.soak
def test_hr_reads_counts_by_department_and_an_employee_is_told_whose_they_are(workspace: Workspace) -> None:
    workspace.move_to(FRIDAY - timedelta(days=3))
    Weeks(workspace.store, workspace.company)
    workspace.move_to(FRIDAY)
    workspace.settle()
    zhou, chen = workspace.person("zhou"), workspace.person("chen")

    zhou.command("/review", "reach 2027Q1")
    modal = zhou.wait_for_modal(title="Reach, 2027 Q1")
    assert "Chen Jie" not in modal.plain
    modal.close()
    zhou.command("/review", "reach in all")
    zhou.wait_until(lambda: "reach in all" in zhou.ephemerals(zhou.app)[-1].plain)

    chen.command("/review", "reach")
    chen.wait_until(lambda: "for HR and heads of department to see" in chen.ephemerals(chen.app)[-1].plain)
