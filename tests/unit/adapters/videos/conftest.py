"""The clips, made once for all the tests."""

from pathlib import Path

import pytest

from chalicelib.adapters.videos import FfmpegVideoEditor
from tests.unit.adapters.videos import clips


@pytest.fixture(scope="session")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a plain clip of two seconds, its index at the end, as cameras write it."""
    return clips.make(tmp_path_factory.mktemp("clips") / "plain.mp4")


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the same clip with its index at the beginning, as it is exported for the web."""
    return clips.make(tmp_path_factory.mktemp("clips") / "indexed.mp4", "-movflags", "+faststart")


@pytest.fixture(scope="session")
def editor() -> FfmpegVideoEditor:
    return FfmpegVideoEditor()
