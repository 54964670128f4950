"""
Video: what really plays, checked against each network, freed of everything that is not picture or sound (2.2, 2.3).

The container is read here, box by box, before ffmpeg sees it (`boxes`, `container`); ffmpeg runs as a child with limits
(`child`), and what it prints is read by `printed`.
"""

from chalicelib.adapters.videos.container import is_video
from chalicelib.adapters.videos.editor import FfmpegVideoEditor

__all__ = ["FfmpegVideoEditor", "is_video"]
