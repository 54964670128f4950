"""
Video: what really plays, checked against each network, freed of everything that is not picture or sound (2.2, 2.3).
"""

from chalicelib.adapters.videos.editor import FfmpegVideoEditor

__all__ = ["FfmpegVideoEditor"]
