"""Small videos, made once by ffmpeg: a moving picture with a tone, as telephones send them."""

import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import imageio_ffmpeg


@cache
def clip(
    kind: str, *, size: str = "640x360", seconds: int = 2, rate: int = 25, picture: bool = True, sound: bool = True
) -> bytes:
    """Give the bytes of a video in H.264 and AAC."""
    moving = ("-f", "lavfi", "-i", f"testsrc=size={size}:rate={rate}:duration={seconds}") if picture else ()
    tone = ("-f", "lavfi", "-i", f"sine=frequency=440:duration={seconds}") if sound else ()
    coded = (
        *(("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p") if picture else ()),
        *(("-c:a", "aac") if sound else ()),
    )
    with TemporaryDirectory() as folder:
        file = Path(folder, f"video.{kind}")
        command = [
            imageio_ffmpeg.get_ffmpeg_exe(),
            "-v",
            "error",
            "-y",
            *moving,
            *tone,
            *coded,
            "-threads",
            "1",
            "-fflags",
            "+bitexact",
        ]
        subprocess.run([*command, str(file)], check=True, stdin=subprocess.DEVNULL)
        return file.read_bytes()
