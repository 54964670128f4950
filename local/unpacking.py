"""
What a function's zip says may be run, may be run: as on AWS. And what all functions have alike lies on the disk once.

MiniStack 1.5 unpacks the zip of a function without the files' permissions, so that a program in it cannot be started; every
video was called damaged for want of ffmpeg. And it unpacks it anew for every process: 150 MB each, gigabytes in all, which a
busy disk took minutes to write and to remove.

Source: AWS Lambda Developer Guide, "Working with .zip file archives": a function keeps the permissions that its zip gives.
"""

import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterable
from hashlib import sha256
from os import PathLike
from pathlib import Path
from threading import Lock
from types import SimpleNamespace

from ministack.core import lambda_runtime

PERMISSIONS = 0o777
_ONE_AT_A_TIME = Lock()


class PermittingZipFile(zipfile.ZipFile):
    """A zip that is unpacked with the permissions of its files."""

    def extractall(
        self,
        path: str | PathLike[str] | None = None,
        members: Iterable[str | zipfile.ZipInfo] | None = None,
        pwd: bytes | None = None,
    ) -> None:
        """Unpack, and give every file the permissions that the zip has for it; without any it keeps the usual ones."""
        wanted = [self.getinfo(one) if isinstance(one, str) else one for one in members or self.infolist()]
        super().extractall(path, [entry.filename for entry in wanted], pwd)
        for entry in wanted:
            permissions = entry.external_attr >> 16 & PERMISSIONS
            if permissions:
                Path(path or ".", entry.filename).chmod(permissions)


class SharingZipFile(PermittingZipFile):
    """
    A zip that is unpacked once, among the temporary files, however often it is asked for; whoever asks gets links to its files.

    Nothing writes to a function's own files, as nothing can on AWS; a file that is replaced in one place stays in the others.
    """

    def extractall(
        self,
        path: str | PathLike[str] | None = None,
        members: Iterable[str | zipfile.ZipInfo] | None = None,
        pwd: bytes | None = None,
    ) -> None:
        """Unpack all of it as links, and drop the zip, which MiniStack wrote for this alone; a part of it as usual."""
        if members is not None or pwd is not None:
            super().extractall(path, members, pwd)
            return
        common = Path(tempfile.gettempdir(), "unpacked", self._digest())
        with _ONE_AT_A_TIME:
            if not common.exists():
                unfinished = common.with_suffix(".part")
                shutil.rmtree(unfinished, ignore_errors=True)
                super().extractall(unfinished)
                unfinished.rename(common)
        shutil.copytree(common, path or ".", copy_function=os.link, dirs_exist_ok=True)
        if self.filename:
            Path(self.filename).unlink()

    def _digest(self) -> str:
        """Name the content: what the zip's own directory says of every file."""
        entries = [(one.filename, one.CRC, one.file_size, one.external_attr) for one in self.infolist()]
        return sha256(repr(entries).encode()).hexdigest()


def install() -> None:
    """Make MiniStack, in this process, unpack functions so. Nothing else that reads zips here is touched."""
    lambda_runtime.zipfile = SimpleNamespace(**{**vars(zipfile), "ZipFile": SharingZipFile})
