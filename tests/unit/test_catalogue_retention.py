"""`retention.yaml`: three years are the floor, what proves is kept for ever, and a slip stops the packaging in Spanish."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from chalicelib.adapters.catalogue import FOLDER, YamlCatalogue
from chalicelib.adapters.catalogue_retention import NEVER_A_SERIES
from chalicelib.domain.errors import RecordIntegrityError
from chalicelib.domain.records import RETENTION_YEARS, RecordKind
from infra import buckets, policies, table

SHIPPED = yaml.safe_load((FOLDER / "retention.yaml").read_text(encoding="utf-8"))


def refused(tmp_path: Path, **entries: Any) -> str:
    changed = {**SHIPPED, "series": SHIPPED["series"] | entries}
    (tmp_path / "retention.yaml").write_text(yaml.safe_dump(changed), encoding="utf-8")
    with pytest.raises(RecordIntegrityError) as error:
        _ = YamlCatalogue(tmp_path).retention
    return str(error.value)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"years": 2}, "menos de 3 años"),
        ({"years": -1}, "menos de 3 años"),
        ({"holds": ["recados"]}, "ningún tipo de registro"),
        ({"holds": ["account"]}, "ningún tipo de registro"),
        ({"holds": ["disposal"]}, "se conservan siempre"),
        ({"holds": ["manifests"]}, "se conservan siempre"),
        ({"holds": ["comment"]}, "una sola serie"),
        ({"years": "nunca"}, "retention.yaml"),
        ({"years": 1000}, "retention.yaml"),
    ],
)
def test_a_slip_in_the_terms_stops_the_packaging(tmp_path: Path, entry: dict[str, Any], said: str) -> None:
    assert said in refused(tmp_path, medios={**SHIPPED["series"]["medios"], **entry})


def test_every_kind_of_record_that_has_a_day_is_in_a_series_of_three_years_or_more() -> None:
    rule = YamlCatalogue(FOLDER).retention
    assert rule.shortest_years == RETENTION_YEARS
    for kind in set(RecordKind) - NEVER_A_SERIES:
        series = rule.series_of(kind)
        assert series is not None, kind
        assert series.years is None or series.years >= RETENTION_YEARS


def test_R02_nothing_in_the_template_deletes_by_itself() -> None:
    [records] = table.resources().values()
    assert "TimeToLiveSpecification" not in records["Properties"]
    for described in buckets.resources().values():
        for rule in described["Properties"].get("LifecycleConfiguration", {}).get("Rules", []):
            assert not [name for name in rule if "Expiration" in name], rule["Id"]


def test_P8_one_function_may_delete_records_and_none_may_go_around_a_lock() -> None:
    deleting = {"dynamodb:DeleteItem", "s3:DeleteObjectVersion", "s3:DeleteObject", "dynamodb:PartiQLDelete"}
    may = {
        name: [right for right in rights if deleting & set(right.actions) and not _is_of_copies(right)]
        for name, rights in policies.RIGHTS.items()
    }
    assert [name for name, rights in may.items() if rights] == ["dispose_records"]
    every = {action for rights in policies.RIGHTS.values() for right in rights for action in right.actions}
    assert "s3:BypassGovernanceRetention" not in every


def _is_of_copies(right: policies.Right) -> bool:
    """Exports are copies that nobody misses."""
    return all("ExportsBucket" in str(resource) for resource in right.resources)
