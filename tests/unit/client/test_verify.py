"""`portavoz verify`: whatever is altered in an export is found and located, offline (P5, R07, R15)."""

import json
import os
import shutil
import socket
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from chalicelib.domain.manifest import manifest_key, read_manifest
from clients.portavoz.portavoz.cli import main
from clients.portavoz.portavoz.findings import Report, What
from clients.portavoz.portavoz.sources import source_of
from clients.portavoz.portavoz.verifying import Asked, verified
from tests.exports import FIRST, Nights, days, filled, folder_of, name_in_export, zip_of
from tests.fakes.signing import InMemorySigner

DAYS, EVENTS = 8, 6
ROOT = Path(__file__).resolve().parents[3]
FINGERPRINT = InMemorySigner().public_key().id
MIDDLE = days(DAYS)[4]
KEY = f"{MIDDLE:%Y/%m/%d}/comment/COM-{MIDDLE:%Y%m%d}-x-0000000002/000001.json"


@pytest.fixture(scope="module")
def nights() -> Nights:
    made = Nights()
    filled(made, DAYS, EVENTS)
    return made


@pytest.fixture(scope="module")
def pristine(nights: Nights, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder_of(nights.archive, tmp_path_factory.mktemp("export"))


@pytest.fixture
def export(pristine: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(pristine, tmp_path / "export"))


def seen(export: Path, **asked: Any) -> Report:
    known: dict[str, Any] = {"fingerprints": (FINGERPRINT,), "last": days(DAYS)[-1]}
    return verified(source_of(export), Asked(**(known | asked)))


def found(export: Path, **asked: Any) -> list[tuple[What, str]]:
    return [(finding.what, finding.where) for finding in seen(export, **asked).findings]


def manifest(day: Any, sequence: int = 0) -> str:
    return manifest_key(day, sequence)


def rewrite(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Alter a manifest as somebody would who knows how it is written."""
    content = json.loads(path.read_bytes())
    change(content)
    path.write_text(json.dumps(content, separators=(",", ":"), sort_keys=True))


def test_R15_what_nobody_touched_is_intact_and_everything_was_read(export: Path, nights: Nights) -> None:
    report = seen(export)
    assert report.is_intact, report.findings
    # What came late into the last days is signed, and named by the night to come.
    assert [manifest(days(DAYS)[-2], 1) in remark for remark in report.remarks] == [True]
    assert report.objects == len(nights.archive.keys("20")) == DAYS * EVENTS + 3
    assert (report.days, report.manifests) == (DAYS, DAYS + 3)
    assert report.key_ids == [FINGERPRINT]


def test_R15_a_zip_is_verified_as_its_folder(export: Path, tmp_path: Path) -> None:
    packed = zip_of(export, tmp_path / "export.zip")
    (whole, zipped) = (seen(export), seen(packed))
    assert zipped.is_intact
    assert (zipped.objects, zipped.size_bytes, zipped.head) == (whole.objects, whole.size_bytes, whole.head)


def test_R07_an_altered_object_is_named(export: Path) -> None:
    path = export / "objects" / KEY
    path.write_bytes(path.read_bytes().replace(b"Gracias", b"Quejas!"))
    assert found(export) == [(What.OBJECT_ALTERED, f"objects/{KEY}")]


@pytest.mark.parametrize("change", [lambda content: content + b" ", lambda content: content[:-1], lambda _: b""])
def test_R07_a_longer_or_shorter_object_is_named(export: Path, change: Callable[[bytes], bytes]) -> None:
    path = export / "objects" / KEY
    path.write_bytes(change(path.read_bytes()))
    assert found(export) == [(What.OBJECT_ALTERED, f"objects/{KEY}")]


def test_R07_a_missing_object_is_named_and_in_a_partial_export_counted(export: Path) -> None:
    (export / "objects" / KEY).unlink()
    assert found(export) == [(What.OBJECT_MISSING, f"objects/{KEY}")]
    report = seen(export, is_partial=True)
    assert (report.is_intact, report.absent) == (True, 1)


@pytest.mark.parametrize(
    "name",
    [
        f"{MIDDLE:%Y/%m/%d}/comment/COM-9/000001.json",
        "2031/01/01/comment/COM-9/000001.json",
        "2020/01/01/comment/COM-9/000001.json",
        "suelto.json",
        "2026/suelto.json",
        "2026/13/01/x.json",
        "2026/11/2/x.json",
    ],
)
def test_R07_an_object_in_no_manifest_is_named(export: Path, name: str) -> None:
    path = export / "objects" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{}")
    assert found(export, last=None) == [(What.OBJECT_UNLISTED, f"objects/{name}")]


@pytest.mark.parametrize("other_day", [MIDDLE, FIRST])
def test_R07_swapped_objects_are_named_with_whose_content_they_hold(export: Path, other_day: Any) -> None:
    other = f"{other_day:%Y/%m/%d}/comment/COM-{other_day:%Y%m%d}-x-0000000003/000001.json"
    mine, its = export / "objects" / KEY, export / "objects" / other
    before = mine.read_bytes(), its.read_bytes()
    its.write_bytes(before[0])
    mine.write_bytes(before[1])
    report = seen(export)
    assert {(finding.what, finding.where) for finding in report.findings} == {
        (What.OBJECT_SWAPPED, f"objects/{KEY}"),
        (What.OBJECT_SWAPPED, f"objects/{other}"),
    }
    assert any(other in finding.detail for finding in report.findings)


def test_R07_a_manifest_and_its_object_altered_together_are_found(export: Path) -> None:
    path, content = export / "objects" / KEY, b'{"text":"otra cosa"}'
    path.write_bytes(content)

    def agree(manifest: dict[str, Any]) -> None:
        for leaf in manifest["leaves"]:
            if leaf[0] == KEY:
                leaf[1:] = [sha256(content).hexdigest(), len(content)]

    rewrite(export / manifest(MIDDLE), agree)
    assert (What.MANIFEST_ALTERED, manifest(MIDDLE)) in found(export)


ALTERATIONS: dict[str, Callable[[dict[str, Any]], object]] = {
    "a line less": lambda found: found["leaves"].pop(),
    "no lines": lambda found: found["leaves"].clear(),
    "a line twice": lambda found: found["leaves"].append(found["leaves"][-1]),
    "another count": lambda found: found["statement"].update(count=99),
    "another root": lambda found: found["statement"].update(root="0" * 64),
    "another time": lambda found: found["statement"].update(made_at="2020-01-01T00:00:00Z"),
    "another signature": lambda found: found.update(signature="AAAA"),
    "no previous": lambda found: found["statement"].update(previous=None),
    "another previous": lambda found: found["statement"]["previous"].update(sha256="0" * 64),
    "a path that leads out": lambda found: found["leaves"][0].__setitem__(0, "../../../etc/passwd"),
    "a version to come": lambda found: found["statement"].update(version=2),
    "more than there is": lambda found: found.update(note="x"),
}


@pytest.mark.parametrize("name", ALTERATIONS)
def test_R07_an_altered_manifest_is_named(export: Path, name: str) -> None:
    rewrite(export / manifest(MIDDLE), ALTERATIONS[name])
    kinds = {(what, where) for what, where in found(export) if where.startswith("manifests/")}
    assert kinds <= {(what, manifest(MIDDLE)) for what in (What.MANIFEST_ALTERED, What.SIGNATURE_WRONG)}
    assert kinds


@pytest.mark.parametrize("at", [0, 1, 40, 200, -2, -1])
def test_R07_no_byte_of_a_manifest_changes_unseen(export: Path, at: int) -> None:
    path = export / manifest(days(DAYS)[-1])
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)
    assert path.relative_to(export).as_posix() in {where for _, where in found(export)}


@pytest.mark.parametrize("add", [b" ", b"\n"])
def test_R07_not_even_a_space_is_added_to_a_manifest(export: Path, add: bytes) -> None:
    path = export / manifest(MIDDLE)
    path.write_bytes(path.read_bytes() + add)
    assert found(export) == [(What.MANIFEST_ALTERED, manifest(MIDDLE))]


@pytest.mark.parametrize("number", range(DAYS))
def test_R10_a_missing_manifest_is_named(export: Path, number: int) -> None:
    day = days(DAYS)[number]
    for path in (export / manifest(day)).parent.iterdir():
        path.unlink()
    named = {
        (what, where) for what, where in found(export, first=FIRST) if where.startswith(f"manifests/{day:%Y/%m/%d}")
    }
    assert (What.MANIFEST_MISSING, manifest(day)) in named
    assert {where for _, where in found(export, first=FIRST)} <= {manifest(day), manifest(day, 1)}


def test_R10_a_missing_manifest_of_what_came_late_is_named(export: Path) -> None:
    (export / manifest(FIRST, 1)).unlink()
    assert (What.MANIFEST_MISSING, manifest(FIRST, 1)) in found(export)


def test_R10_a_range_looks_at_what_later_days_say_of_it(export: Path) -> None:
    (export / manifest(FIRST, 1)).unlink()
    late = f"objects/{FIRST:%Y/%m/%d}/comment/COM-{FIRST:%Y%m%d}-x-{EVENTS:010d}/000001.json"
    (export / late).unlink()
    assert found(export, first=FIRST, last=FIRST) == [(What.MANIFEST_MISSING, manifest(FIRST, 1))]


@pytest.mark.parametrize("into", [(MIDDLE, 1), (MIDDLE, 3), (days(DAYS)[5], 0)])
def test_R10_a_manifest_repeated_elsewhere_is_named(export: Path, into: Any) -> None:
    shutil.copy(export / manifest(MIDDLE), export / manifest(*into))
    assert (What.MANIFEST_MISPLACED, manifest(*into)) in found(export)


def test_R07_a_truncated_chain_shows_against_the_day_it_should_reach(export: Path) -> None:
    for day in days(DAYS)[-2:]:
        for folder in ("manifests", "objects"):
            shutil.rmtree(export / folder / f"{day:%Y/%m/%d}")
    assert found(export) == [(What.MANIFEST_MISSING, manifest(day)) for day in days(DAYS)[-2:]]


def test_R07_a_truncated_chain_shows_against_an_anchor_and_without_one_the_person_is_told(export: Path) -> None:
    head = seen(export).head
    assert head is not None
    last = days(DAYS)[-1]
    for folder in ("manifests", "objects"):
        shutil.rmtree(export / folder / f"{last:%Y/%m/%d}")
    blind = seen(export, last=None)
    assert blind.is_intact
    assert any("--hasta" in remark for remark in blind.remarks)
    for known in (head["sha256"], head["root"]):
        assert found(export, last=None, anchors={last: known}) == [(What.ANCHOR_WRONG, manifest(last))]


def rebuilt(nights: Nights, tmp_path: Path, signer: InMemorySigner, first: Any = FIRST) -> Path:
    """Rebuild the chain from a day on, as if an object had never been, with whatever key one has."""
    liar = Nights(signer)
    kept = dict(nights.archive.kept)
    del kept[KEY]
    gone = [key for key in kept if key.startswith("manifests/") and key >= manifest(first)]
    liar.archive.kept = {key: found for key, found in kept.items() if key not in gone}
    liar.night(days(DAYS)[-1])
    return folder_of(liar.archive, tmp_path / "rebuilt")


@pytest.mark.parametrize("first", [FIRST, MIDDLE])
def test_R07_a_chain_rebuilt_with_another_key_shows_by_its_fingerprint(
    nights: Nights, tmp_path: Path, first: Any
) -> None:
    export = rebuilt(nights, tmp_path, InMemorySigner(2), first)
    assert {where for _, where in found(export)} >= {manifest(day) for day in days(DAYS) if day >= first}
    assert {what for what, _ in found(export)} == {What.KEY_FOREIGN}
    blind = seen(export, fingerprints=())
    assert any("--huella" in remark for remark in blind.remarks)


def test_R07_a_chain_rebuilt_with_the_stolen_key_shows_against_an_anchor(
    nights: Nights, pristine: Path, tmp_path: Path
) -> None:
    head = seen(pristine).head
    export = rebuilt(nights, tmp_path, InMemorySigner(), MIDDLE)
    assert head is not None
    assert found(export) == []
    anchors = {days(DAYS)[-1]: head["sha256"]}
    assert found(export, anchors=anchors) == [(What.ANCHOR_WRONG, manifest(days(DAYS)[-1]))]


def test_R08_a_fork_is_named_where_it_leaves_the_chain(nights: Nights, export: Path, tmp_path: Path) -> None:
    """The same key signed two manifests of one day; the following day names only one of them."""
    other = rebuilt(nights, tmp_path, InMemorySigner(), MIDDLE)
    shutil.copy(other / manifest(MIDDLE), export / manifest(MIDDLE))
    assert (What.MANIFEST_REPLACED, manifest(MIDDLE)) in found(export)
    assert {where for _, where in found(export)} == {manifest(MIDDLE), f"objects/{KEY}"}


@pytest.mark.parametrize("content", [b"", b"no", None])
def test_R07_a_key_that_is_gone_or_another_is_named(export: Path, content: bytes | None) -> None:
    path = export / "keys" / f"{FINGERPRINT}.pem"
    stranger = InMemorySigner(3).public_key().pem
    path.write_bytes(stranger if content is None else content)
    named = found(export)
    assert (What.KEY_WRONG, f"keys/{FINGERPRINT}.pem") in named
    path.unlink()
    assert {what for what, _ in found(export)} == {What.KEY_WRONG}


def test_a_key_got_elsewhere_stands_in_for_one_that_is_gone(export: Path, tmp_path: Path) -> None:
    pem = tmp_path / "portavoz.pem"
    shutil.move(export / "keys" / f"{FINGERPRINT}.pem", pem)
    assert found(export, keys=(pem,), fingerprints=()) == []


def test_a_part_of_the_days_is_verified_alone(export: Path) -> None:
    last = days(DAYS)[-1]
    shutil.rmtree(export / "objects" / f"{last:%Y/%m/%d}")
    assert found(export, first=FIRST, last=last - timedelta(days=1)) == []
    report = seen(export, first=MIDDLE, last=MIDDLE)
    assert (report.objects, report.days) == (EVENTS, 1)


# The command ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str, str]]:
    monkeypatch.setenv("COLUMNS", "180")

    def run(*arguments: object) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return run


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refuse)


@pytest.mark.usefixtures("no_network")
def test_R15_the_command_works_offline_and_ends_with_what_it_found(export: Path, run: Any) -> None:
    code, out, _ = run("verify", export, "--huella", FINGERPRINT, "--hasta", days(DAYS)[-1])
    assert (code, "Íntegro" in out) == (0, True)
    (export / "objects" / KEY).write_text("{}")
    code, out, _ = run("verify", export, "--huella", FINGERPRINT)
    assert (code, "objeto alterado" in out, KEY in out) == (1, True, True)
    code, out, _ = run("verify", export, "--json")
    told = json.loads(out)
    assert (code, told["result"], told["findings"][0]["where"]) == (1, "altered", f"objects/{KEY}")


def test_R15_one_object_is_proven_by_its_way_to_the_root(export: Path, run: Any) -> None:
    code, out, _ = run("verify", export, "--prueba", KEY, "--json", "--huella", FINGERPRINT)
    proof = json.loads(out)
    assert (code, proof["result"], proof["count"], len(proof["way"])) == (0, "proven", EVENTS, 3)
    (export / "objects" / KEY).write_text("{}")
    code, out, _ = run("verify", export, "--prueba", KEY)
    assert (code, "no queda probado" in out) == (1, True)
    code, _, err = run("verify", export, "--prueba", "2026/11/06/nada.json")
    assert (code, "Ningún manifiesto" in err) == (3, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--desde", "ayer"], "no es una fecha"),
        (["--hasta", "2026-11-01", "--desde", "2026-11-02"], "anterior"),
        (["--hasta", "9999-12-31"], "no hay registros del año 9999"),
        (["--desde", "0001-01-01"], "no hay registros del año 1"),
        (["--huella", "12"], "64 cifras"),
        (["--ancla", "2026-11-01"], "ancla"),
        (["--prisa"], "no se reconoce"),
    ],
)
def test_what_is_typed_wrong_is_said_in_spanish(export: Path, run: Any, arguments: list[str], said: str) -> None:
    code, _, err = run("verify", export, *arguments)
    assert (code, said in err) == (2, True)


def test_what_a_file_is_called_never_moves_the_terminal(export: Path, run: Any) -> None:
    (export / "objects" / f"{MIDDLE:%Y/%m/%d}" / "\x1b[2J[red]x.json").write_text("{}")
    code, out, _ = run("verify", export)
    assert (code, "\x1b" in out, "[2J[red]x" in out) == (1, False, True)


# Hostile exports ------------------------------------------------------------------------------------------------------


def hostile(pristine: Path, path: Path, name: str, content: bytes = b"{}", **own: Any) -> Path:
    zip_of(pristine, path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed:
        entry = zipfile.ZipInfo(name)
        entry.compress_type = zipfile.ZIP_DEFLATED
        for key, value in own.items():
            setattr(entry, key, value)
        packed.writestr(entry, content)
    return path


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("name", "own", "said"),
    [
        ("../fuera.json", {}, "lleva fuera"),
        ("/etc/passwd", {}, "lleva fuera"),
        ("objects/../../x", {}, "lleva fuera"),
        ("C:/x", {}, "lleva fuera"),
        ("objects\\x", {}, "lleva fuera"),
        ("objects/liga", {"external_attr": (stat.S_IFLNK | 0o777) << 16}, "lleva fuera"),
        (manifest(MIDDLE), {}, "dos veces"),
    ],
)
def test_I07_a_zip_that_leads_out_or_says_two_things_is_refused(
    pristine: Path, tmp_path: Path, run: Any, name: str, own: dict[str, Any], said: str
) -> None:
    code, _, err = run("verify", hostile(pristine, tmp_path / "h.zip", name, **own))
    assert (code, said in " ".join(err.split())) == (3, True)


def test_I06_a_bomb_is_refused_unread(pristine: Path, tmp_path: Path, run: Any) -> None:
    path = hostile(pristine, tmp_path / "b.zip", "objects/2026/11/06/b.json", bytes(100 * 1024 * 1024))
    code, _, err = run("verify", path)
    assert (code, "se expande demasiado" in " ".join(err.split())) == (3, True)


def test_I06_an_object_far_larger_than_listed_is_not_read_to_its_end(export: Path) -> None:
    with (export / "objects" / KEY).open("wb") as file:
        file.truncate(1024**4)
    report = seen(export)
    assert [(finding.what, finding.where) for finding in report.findings] == [(What.OBJECT_ALTERED, f"objects/{KEY}")]
    assert report.seconds < 5


def test_I07_a_link_in_a_folder_is_refused(export: Path, run: Any) -> None:
    (export / "objects" / KEY).unlink()
    (export / "objects" / KEY).symlink_to("/etc/passwd")
    code, _, err = run("verify", export)
    assert (code, "lleva fuera" in " ".join(err.split())) == (3, True)


@pytest.mark.parametrize("content", [b"", b"PK", b"no es nada"])
def test_what_is_no_export_is_said_so(tmp_path: Path, run: Any, content: bytes) -> None:
    (tmp_path / "x.zip").write_bytes(content)
    assert run("verify", tmp_path / "x.zip")[0] == 3
    assert run("verify", tmp_path / "nada")[0] == 3
    assert "ningún manifiesto" in run("verify", tmp_path)[2]


@pytest.mark.parametrize(("at", "octet"), [(6, 105), (46, 0xFF), (28, 0)])
def test_I09_a_zip_whose_list_is_damaged_is_said_to_be_none(
    pristine: Path, tmp_path: Path, run: Any, at: int, octet: int
) -> None:
    path = zip_of(pristine, tmp_path / "export.zip")
    content = bytearray(path.read_bytes())
    entry = content.find(b"PK\x01\x02")
    content[entry + 9] |= 0x08  # names in UTF-8
    content[entry + at] = octet
    path.write_bytes(content)
    code, _, err = run("verify", path)
    assert (code, "No se puede abrir" in err) == (3, True)


def test_I09_a_file_of_a_zip_that_calls_itself_by_no_name_is_damaged(pristine: Path, tmp_path: Path, run: Any) -> None:
    path = zip_of(pristine, tmp_path / "export.zip")
    content = bytearray(path.read_bytes())
    name = content.find(b"manifests/")
    content[name - 30 + 7] |= 0x08  # names in UTF-8
    content[name] = 0xFF
    path.write_bytes(content)
    code, out, _ = run("verify", path)
    assert (code, "ALTERADO" in out) == (1, True)


@pytest.mark.parametrize("day", ["9999/12/31", "0001/01/01"])
def test_I09_a_manifest_of_a_day_at_the_end_of_time_is_named_and_breaks_nothing(export: Path, day: str) -> None:
    place = export / "manifests" / day / "000000.json"
    place.parent.mkdir(parents=True)
    place.write_bytes((export / manifest(MIDDLE)).read_bytes())
    assert (What.MANIFEST_MISPLACED, f"manifests/{day}/000000.json") in found(export)


def test_R07_a_damaged_zip_names_what_is_damaged(export: Path, tmp_path: Path) -> None:
    packed = zip_of(export, tmp_path / "d.zip")
    with zipfile.ZipFile(packed) as opened:
        entry = opened.getinfo(f"objects/{KEY}")
    content = bytearray(packed.read_bytes())
    content[entry.header_offset + 30 + len(entry.filename) + 8] ^= 0xFF
    packed.write_bytes(content)
    assert found(packed) == [(What.OBJECT_ALTERED, f"objects/{KEY}")]


@pytest.mark.parametrize("content", [b"[" * 100_000, b'{"leaves":1e999}', b"\xff\xfe", b"null", b"{}", b"9" * 5000])
def test_I09_a_manifest_made_to_break_the_reader_is_only_no_manifest(export: Path, content: bytes) -> None:
    (export / manifest(MIDDLE)).write_bytes(content)
    assert found(export) == [(What.MANIFEST_ALTERED, manifest(MIDDLE))]


def test_the_command_needs_no_other_code_of_ours(export: Path, tmp_path: Path) -> None:
    """What a third party installs stands alone: the package by itself, in a process that knows of nothing else of ours."""
    shutil.copytree(ROOT / "clients" / "portavoz" / "portavoz", tmp_path / "alone" / "portavoz")
    code = (
        "import sys; from portavoz.cli import main; code = main(sys.argv[1:]); "
        "assert not [name for name in sys.modules if name.split('.')[0] in ('chalicelib', 'infra', 'botocore', 'boto3')]; "
        "sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "verify", str(export)],
        cwd=tmp_path / "alone",
        env={"PATH": os.environ["PATH"], "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "Íntegro" in done.stdout) == (0, True), done.stderr


def test_every_name_of_the_export_is_the_archives(nights: Nights, pristine: Path) -> None:
    names = {path.relative_to(pristine).as_posix() for path in pristine.rglob("*") if path.is_file()}
    assert names == {name_in_export(key) for key in nights.archive.kept} | {"LEEME.txt"}
    assert read_manifest((pristine / manifest(FIRST)).read_bytes()).statement.count == EVENTS
