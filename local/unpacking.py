"""
What a function's zip says may be run, may be run: as on AWS.

MiniStack 1.5 unpacks the zip of a function without the files' permissions, so that a program in it cannot be started; every
video was called damaged for want of ffmpeg.

Source: AWS Lambda Developer Guide, "Working with .zip file archives": a function keeps the permissions that its zip gives.
"""

import zipfile
from collections.abc import Iterable
from os import PathLike
from pathlib import Path
from types import SimpleNamespace

from ministack.core import lambda_runtime

PERMISSIONS = 0o777


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


def install() -> None:
    """Make MiniStack, in this process, unpack functions so. Nothing else that reads zips here is touched."""
    lambda_runtime.zipfile = SimpleNamespace(**{**vars(zipfile), "ZipFile": PermittingZipFile})
