"""The workbook for the offices is a plan that the system takes as it is."""

from datetime import date
from pathlib import Path

from chalicelib.adapters.catalogue import load_catalogue
from chalicelib.adapters.plans import SpreadsheetPlanReader
from chalicelib.adapters.texts import NetworkTextCounter
from chalicelib.domain.people import Role
from chalicelib.procedure.plan_checks import PlanningPorts
from chalicelib.procedure.planning import PlanMode, plan_campaign
from local.plan_template import write
from tests.builders import a_person
from tests.world import World


def test_the_example_of_the_template_can_be_planned_with_the_real_catalogue(tmp_path: Path) -> None:
    out, world = tmp_path / "plan.xlsx", World()
    write(out, date(2026, 12, 1))
    rows = SpreadsheetPlanReader().read(out.name, out.read_bytes())
    ports = PlanningPorts(world.records, NetworkTextCounter(), load_catalogue(), world.queues, world.clock)
    (planned,) = plan_campaign(
        rows, mode=PlanMode.ALL_OR_NOTHING, is_trial=False, by=a_person(Role.COORDINATOR), ports=ports
    )
    assert planned.errors == ()
    assert planned.bulletin
    assert (planned.number, planned.bulletin.slug) == (2, "parques-domingo")
