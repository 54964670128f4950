"""Blackout windows, restricted words and institutional contacts: as they are shipped, and what a slip of an editor does."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from chalicelib.adapters.catalogue import FOLDER, YamlCatalogue, load_catalogue
from chalicelib.domain.errors import RecordIntegrityError

A_WINDOW = """
windows:
  - name: Veda electoral 2027
    opens_at: 2027-04-04 00:00
    closes_at: 2027-06-07 00:00
    territory: estado
    exempt_categories: [salud, Protección civil]
"""


def with_file(folder: Path, name: str, text: str) -> YamlCatalogue:
    shutil.copytree(FOLDER, folder, dirs_exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return load_catalogue(folder)


def test_it_is_shipped_without_windows_or_officials_and_with_the_parties() -> None:
    shipped = load_catalogue()
    assert shipped.blackout_windows == ()
    assert shipped.restricted_words.officials == ()
    assert {"MORENA", "PAN", "PRI", "PVEM", "PT", "Movimiento Ciudadano"} <= set(shipped.restricted_words.party_words)
    assert {"072", "073", "911", "4777880000", "leon.gob.mx", "sapal.gob.mx"} <= shipped.institutional_contacts


def test_the_example_in_the_file_is_a_window(tmp_path: Path) -> None:
    lines = (FOLDER / "blackout_windows.yaml").read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if line.strip() == "#   windows:")
    example = [line.removeprefix("#   ") for line in lines[start:] if line.startswith("#   ")]
    assert len(with_file(tmp_path, "blackout_windows.yaml", "\n".join(example)).blackout_windows) == 1


def test_a_windows_times_are_leons(tmp_path: Path) -> None:
    window = with_file(tmp_path, "blackout_windows.yaml", A_WINDOW).blackout_windows[0]
    assert window.opens_at == datetime(2027, 4, 4, 6, tzinfo=UTC)
    assert window.is_open(datetime(2027, 6, 7, 5, 59, 59, tzinfo=UTC))
    assert not window.is_open(datetime(2027, 6, 7, 6, tzinfo=UTC))
    assert window.exempts("protección civil")
    assert not window.exempts(None)
    assert window.territory == "estado"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("blackout_windows.yaml", A_WINDOW.replace("2027-06-07", "2027-04-03")),
        ("blackout_windows.yaml", A_WINDOW.replace("2027-06-07 00:00", "mañana")),
        ("blackout_windows.yaml", A_WINDOW.replace("exempt_categories", "exempt")),
        ("blackout_windows.yaml", A_WINDOW.replace("    closes_at: 2027-06-07 00:00\n", "")),
        ("restricted_words.yaml", "party_words: ['*']"),
        ("restricted_words.yaml", "party_words: ['(a+)+']"),
        ("restricted_words.yaml", "partidos: [PAN]"),
        ("institutional_contacts.yaml", "telephones: ['477 788 0000']"),
        ("institutional_contacts.yaml", "domains: [mx]"),
        ("institutional_contacts.yaml", "emails: [leon.gob.mx]"),
    ],
)
def test_a_slip_stops_the_start_and_names_the_file(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(RecordIntegrityError, match=name):
        with_file(tmp_path, name, text)


def test_a_catalogue_without_the_file_does_not_start(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    (tmp_path / "blackout_windows.yaml").unlink()
    with pytest.raises(RecordIntegrityError, match="blackout_windows"):
        load_catalogue(tmp_path)
