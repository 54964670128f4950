"""What a reader could do that was taken over, or broke, by the file it read. The sandbox runs it in place of the true tasks."""

import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from chalicelib.adapters.sandbox.wire import ANSWER, Answer, AnyTask, ReadTask
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.material import FileRole
from chalicelib.ports import ReadMaterial, ReadPiece

MEGABYTE = 1 << 20


def says(text: object) -> Answer:
    return Answer(material=ReadMaterial(FileRole.TEXT, text=json.dumps(text)))


def gives(path: Path) -> Answer:
    return Answer(material=ReadMaterial(FileRole.BUNDLE, pieces=(ReadPiece("a.jpg", FileRole.IMAGE, path=path),)))


def environment(_: ReadTask) -> Answer:
    return says(dict(os.environ))


def open_files(_: ReadTask) -> Answer:
    links = (Path(f"/proc/self/fd/{number}") for number in range(256))
    return says(sorted(str(link.readlink()) for link in links if link.is_symlink()))


def rejects(_: ReadTask) -> Answer:
    raise InvalidInputError("La razón, en español.")


def fails(task: ReadTask) -> Answer:
    known: dict[str, str] = {}
    return says(known[task.name])


def eats_memory(_: ReadTask) -> Answer:
    return says(sum(map(len, [bytearray(MEGABYTE) for _ in range(4_000)])))


def never_ends(task: ReadTask) -> Answer:
    (task.folder / "begun").touch()
    while True:
        pass


def sleeps(_: ReadTask) -> Answer:
    time.sleep(60)
    return says("late")


def leaves_others_behind(task: ReadTask) -> Answer:
    for _time in range(3):
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)", str(task.into)], start_new_session=True)
    return says("done")


def crashes(_: ReadTask) -> Answer:
    return says(ctypes.string_at(0).decode())


def recurses(task: ReadTask) -> Answer:
    return recurses(task)


def ends_the_sandbox(_: ReadTask) -> Answer:
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(60)
    return says("never")


def writes_garbage(task: ReadTask) -> Answer:
    (task.folder / ANSWER).write_bytes(b'{"material": "\xff"}')
    os._exit(0)


def says_nothing(_: ReadTask) -> Answer:
    os._exit(0)


def answers_with_a_link(task: ReadTask) -> Answer:
    (task.folder / ANSWER).symlink_to("/dev/zero")
    os._exit(0)


def says_too_much(_: ReadTask) -> Answer:
    return says("x" * 9_000_000)


def prints_without_end(_: ReadTask) -> Answer:
    for _time in range(200):
        os.write(1, b"\n{}" * MEGABYTE)
    return says("printed")


def fills_the_disk(task: ReadTask) -> Answer:
    with (task.into / "large").open("wb") as file:
        for _time in range(400):
            file.write(bytes(MEGABYTE))
    return says("written")


def calls_out(_: ReadTask) -> Answer:
    try:
        socket.create_connection(("127.0.0.1", 9))
    except OSError as error:
        return says(type(error).__name__)
    return says("called")


def gives_another_file(task: ReadTask) -> Answer:
    return gives(task.into.parent / "received")


def gives_a_way_out(task: ReadTask) -> Answer:
    return gives(task.into / ".." / "received")


def gives_a_link(task: ReadTask) -> Answer:
    (task.into / "a.jpg").symlink_to(task.file)
    return gives(task.into / "a.jpg")


def gives_a_hard_link(task: ReadTask) -> Answer:
    (task.into / "a.jpg").hardlink_to(task.file)
    return gives(task.into / "a.jpg")


def gives_a_pipe(task: ReadTask) -> Answer:
    os.mkfifo(task.into / "a.jpg")
    return gives(task.into / "a.jpg")


def gives_nothing_there(task: ReadTask) -> Answer:
    return gives(task.into / "a.jpg")


def gives_a_file(task: ReadTask) -> Answer:
    (task.into / "b.jpg").write_bytes(b"jpeg")
    return gives(task.into / "b.jpg")


ACTS: dict[str, Callable[[ReadTask], Answer]] = {
    act.__name__: act
    for act in (
        answers_with_a_link,
        calls_out,
        crashes,
        eats_memory,
        ends_the_sandbox,
        environment,
        fails,
        fills_the_disk,
        gives_a_file,
        gives_a_hard_link,
        gives_a_link,
        gives_a_pipe,
        gives_a_way_out,
        gives_another_file,
        gives_nothing_there,
        leaves_others_behind,
        never_ends,
        open_files,
        prints_without_end,
        recurses,
        rejects,
        says_nothing,
        says_too_much,
        sleeps,
        writes_garbage,
    )
}


def perform(task: AnyTask) -> Answer:
    """Do what the file's name says; of a picture, answer the wrong thing."""
    return ACTS[task.name](task) if isinstance(task, ReadTask) else says("no picture")
