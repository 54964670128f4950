"""What the template reads from the rest of the project: time-outs, the departments and the strategy of the catalogue."""

import json
from functools import cache
from pathlib import Path

import yaml

from chalicelib.adapters.catalogue_files import ClassifyingServiceEntry, DailyNoticesEntry, RewritingModelEntry
from infra.cloudformation import Json

ROOT = Path(__file__).resolve().parent.parent
CHALICE_STAGE = "portavoz"
DEPARTMENTS = ROOT / "chalicelib" / "catalogue" / "departments.yaml"
STRATEGY = ROOT / "chalicelib" / "catalogue" / "strategy.yaml"


@cache
def chalice_functions() -> Json:
    """Read what `.chalice/config.json` says of each function, by Chalice's name."""
    config = json.loads((ROOT / ".chalice" / "config.json").read_text())
    functions: Json = config["stages"][CHALICE_STAGE]["lambda_functions"]
    return functions


def timeout_seconds(chalice_name: str) -> int:
    """Give the time-out of a function, in seconds."""
    return int(chalice_functions()[chalice_name]["lambda_timeout"])


@cache
def department_ids() -> tuple[str, ...]:
    """Name the departments, in the order of the catalogue."""
    catalogue = yaml.safe_load(DEPARTMENTS.read_text(encoding="utf-8"))
    return tuple(entry["id"] for entry in catalogue["departments"])


@cache
def converts_videos() -> bool:
    """Say whether the strategy lets videos be converted, at a cost."""
    return bool(yaml.safe_load(STRATEGY.read_text(encoding="utf-8")).get("convert_videos"))


@cache
def daily_notices() -> DailyNoticesEntry | None:
    """Give who sends the daily e-mail, where the strategy has one."""
    named = yaml.safe_load(STRATEGY.read_text(encoding="utf-8")).get("daily_notices")
    return DailyNoticesEntry.model_validate(named) if named else None


@cache
def rewriting_model() -> RewritingModelEntry | None:
    """Give the model that proposes wordings, where the strategy names one."""
    named = yaml.safe_load(STRATEGY.read_text(encoding="utf-8")).get("rewriting_model")
    return RewritingModelEntry.model_validate(named) if named else None


@cache
def classifying_service() -> ClassifyingServiceEntry | None:
    """Give the service that is asked about comments, where the strategy names one."""
    named = yaml.safe_load(STRATEGY.read_text(encoding="utf-8")).get("classifying_service")
    return ClassifyingServiceEntry.model_validate(named) if named else None
