"""Whatever a reader does, the file gets a result or a reason, in time, and nothing of it is left running."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from chalicelib import texts_es
from chalicelib.adapters.sandbox import Sandbox, SandboxedImageEditor, SandboxedMaterialReader
from chalicelib.adapters.sandbox.limits import CARRIER, DOCUMENT, limits_for
from chalicelib.adapters.sandbox.wire import Limits, ReadTask
from chalicelib.domain.errors import InvalidInputError, TransientServiceError
from chalicelib.ports import ReadMaterial, RenditionSpec
from tests.shared import ROOT

MISBEHAVING = "tests.unit.adapters.sandbox.misbehaving"
SHORT = Limits(seconds=1.0, memory_megabytes=256, file_megabytes=64)

Act = Callable[[str], ReadMaterial]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    sandbox = Sandbox(MISBEHAVING)
    yield sandbox
    sandbox.close()


@pytest.fixture
def act(sandbox: Sandbox, tmp_path: Path) -> Act:
    """Give what comes of a file that makes its reader do something."""
    (tmp_path / "inside").mkdir()
    (tmp_path / "received").write_bytes(b"a file")
    reader = SandboxedMaterialReader(sandbox)
    return lambda name: reader.read(name, tmp_path / "received", tmp_path / "inside")


def a_task(name: str, folder: Path, limits: Limits = SHORT) -> ReadTask:
    return ReadTask(folder=folder, file=folder / "received", limits=limits, name=name, into=folder)


def said(material: ReadMaterial) -> object:
    return json.loads(material.text or "")


def running(mark: str) -> list[str]:
    """List the processes whose command line has a mark."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes()
        except OSError:
            continue
        if mark.encode() in command:
            found.append(process.name)
    return found


def comes_true(claim: Callable[[], bool]) -> bool:
    """Wait for something to become so, ten seconds at most on a busy machine."""
    until = time.monotonic() + 10
    while not claim() and time.monotonic() < until:
        time.sleep(0.02)
    return claim()


def test_a_reader_sees_no_credentials(act: Act, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "X_SECRET_ARN"):
        monkeypatch.setenv(name, "secreto")
    own = Sandbox(MISBEHAVING)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "secreto")
    seen = said(SandboxedMaterialReader(own).read("environment", Path(__file__), Path(__file__).parent))
    own.close()
    assert isinstance(seen, dict)
    assert "secreto" not in seen.values()
    assert not [name for name in seen if name.startswith("AWS")]
    assert said(act("environment")) == seen


def test_a_reader_inherits_no_open_file(act: Act) -> None:
    inheritable = True
    with Path(__file__).open("rb") as ours:
        os.set_inheritable(ours.fileno(), inheritable)
        seen = said(act("open_files"))
    assert isinstance(seen, list)
    assert set(seen) == {os.devnull}


def test_a_reader_has_no_network(act: Act) -> None:
    assert said(act("calls_out")) == "PermissionError"


def test_a_rejection_keeps_its_reason(act: Act) -> None:
    with pytest.raises(InvalidInputError, match=r"^La razón, en español\.$"):
        act("rejects")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("answers_with_a_link", texts_es.FILE_UNREADABLE),
        ("crashes", texts_es.FILE_UNREADABLE),
        ("eats_memory", texts_es.FILE_NEEDS_TOO_MUCH_MEMORY),
        ("ends_the_sandbox", texts_es.FILE_UNREADABLE),
        ("fails", texts_es.FILE_UNREADABLE),
        ("fills_the_disk", texts_es.FILE_UNREADABLE),
        ("gives_a_hard_link", texts_es.FILE_UNREADABLE),
        ("gives_a_link", texts_es.FILE_UNREADABLE),
        ("gives_a_pipe", texts_es.FILE_UNREADABLE),
        ("gives_a_way_out", texts_es.FILE_UNREADABLE),
        ("gives_another_file", texts_es.FILE_UNREADABLE),
        ("gives_nothing_there", texts_es.FILE_UNREADABLE),
        ("recurses", texts_es.FILE_UNREADABLE),
        ("says_nothing", texts_es.FILE_UNREADABLE),
        ("says_too_much", texts_es.FILE_UNREADABLE),
        ("writes_garbage", texts_es.FILE_UNREADABLE),
    ],
)
def test_I09_I10_I15_a_file_that_breaks_its_reader_is_rejected_with_a_reason_and_the_next_is_read(
    act: Act, name: str, reason: str
) -> None:
    with pytest.raises(InvalidInputError) as rejected:
        act(name)
    assert str(rejected.value) == reason
    assert act("gives_a_file").pieces[0].path is not None


@pytest.mark.parametrize("name", ["never_ends", "sleeps"])
def test_I10_a_reader_that_never_ends_is_ended_in_time(sandbox: Sandbox, tmp_path: Path, name: str) -> None:
    began = time.monotonic()
    with pytest.raises(InvalidInputError) as rejected:
        sandbox.run(a_task(name, tmp_path))
    assert str(rejected.value) == texts_es.FILE_TOO_SLOW
    assert time.monotonic() - began < SHORT.seconds + 1


def test_nothing_a_reader_started_outlives_it(sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.run(a_task("leaves_others_behind", tmp_path, DOCUMENT))
    assert running(str(tmp_path)) == []


def test_what_a_reader_prints_goes_nowhere(act: Act) -> None:
    assert said(act("prints_without_end")) == "printed"


def test_a_picture_gets_no_answer_meant_for_another_question(sandbox: Sandbox) -> None:
    editor = SandboxedImageEditor(sandbox)
    with pytest.raises(InvalidInputError):
        editor.check(b"jpeg")
    with pytest.raises(InvalidInputError):
        editor.render(b"jpeg", {"feed": RenditionSpec(10, 10, 10)})


def test_several_threads_may_ask_at_the_same_time(sandbox: Sandbox, tmp_path: Path) -> None:
    def one(number: int) -> str:
        folder = tmp_path / str(number)
        folder.mkdir()
        try:
            return str(sandbox.run(a_task(("environment", "rejects", "crashes", "fails")[number % 4], folder)).material)
        except InvalidInputError as error:
            return str(error)

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(one, range(24)))
    assert all("LANG" in answer for answer in answers[0::4])
    assert set(answers[1::4]) == {"La razón, en español."}
    assert set(answers[2::4] + answers[3::4]) == {texts_es.FILE_UNREADABLE}


def test_when_we_are_killed_everything_of_the_sandbox_goes(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from chalicelib.adapters.sandbox import Sandbox\n"
        "from tests.unit.adapters.sandbox.test_sandbox import a_task, DOCUMENT, MISBEHAVING\n"
        "Sandbox(MISBEHAVING).run(a_task('leaves_others_behind', Path(sys.argv[1]), DOCUMENT))\n"
        "print('ready', flush=True)\n"
        "sandbox = Sandbox(MISBEHAVING)\n"
        "sandbox.run(a_task('never_ends', Path(sys.argv[1]), DOCUMENT))\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path]), "TMPDIR": str(tmp_path)}
    with subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)], env=environment, stdout=subprocess.PIPE, cwd=ROOT
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"ready\n"
        assert comes_true((tmp_path / "begun").exists)
        children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text().split()
        parent.send_signal(signal.SIGKILL)
    assert children
    assert comes_true(lambda: not [child for child in children if Path("/proc", child).exists()])
    assert running(str(tmp_path)) == []


def test_a_sandbox_that_does_not_start_is_worth_trying_again(tmp_path: Path) -> None:
    with pytest.raises(TransientServiceError):
        Sandbox("tests.no_such_module").run(a_task("rejects", tmp_path))


def test_an_interpreter_that_is_missing_is_worth_trying_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    with pytest.raises(TransientServiceError):
        Sandbox(MISBEHAVING).run(a_task("rejects", tmp_path))


def test_a_sandbox_that_went_away_between_two_files_is_replaced(tmp_path: Path) -> None:
    sandbox = Sandbox(MISBEHAVING)
    sandbox.run(a_task("environment", tmp_path))
    sandbox.close()
    assert sandbox.run(a_task("environment", tmp_path)).material is not None
    sandbox.close()


def test_only_what_may_be_a_video_is_given_a_videos_time(tmp_path: Path) -> None:
    def limits(name: str, head: bytes) -> Limits:
        file = tmp_path / "file"
        file.write_bytes(head)
        return limits_for(name, file)

    assert limits("a.mp4", b"\x00\x00\x00\x18ftypmp42") == CARRIER
    assert limits("a.zip", b"PK\x03\x04") == CARRIER
    assert limits("a.eml", b"From: a") == CARRIER
    assert limits("a.heic", b"\x00\x00\x00\x18ftypheic") == DOCUMENT
    assert limits("a.docx", b"PK\x03\x04") == DOCUMENT
    assert limits("a.jpg", b"") == DOCUMENT
