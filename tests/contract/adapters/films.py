"""Films for the tests: bytes that the simulated X takes for a video, and a picture that moves."""

from io import BytesIO
from pathlib import Path

from PIL import Image

from chalicelib.ports import OutgoingMedia, OutgoingPost

HEAD = b"\x00\x00\x00\x18ftypmp42"
ADDRESS = "https://media.example/film"


def a_video(folder: Path, size_bytes: int = 9_000_000, alt_text: str = "El parque") -> OutgoingMedia:
    """Write a video's file: its parts differ, so that one in the wrong place shows."""
    path = folder / f"{size_bytes}.mp4"
    with path.open("wb") as file:
        file.write(HEAD)
        for number in range(0, size_bytes - len(HEAD), 1_000_000):
            left = min(1_000_000, size_bytes - len(HEAD) - number)
            file.write(bytes([number // 1_000_000 % 251]) * left)
    return OutgoingMedia(b"", ADDRESS, "video/mp4", alt_text, file=path, seconds=12.0)


def a_gif(alt_text: str = "Un letrero que se mueve") -> OutgoingMedia:
    """Make a picture of two frames."""
    content = BytesIO()
    frames = [Image.new("P", (64, 64), color) for color in (1, 2)]
    frames[0].save(content, "GIF", save_all=True, append_images=frames[1:], duration=200)
    return OutgoingMedia(content.getvalue(), ADDRESS, "image/gif", alt_text)


def post_of(*media: OutgoingMedia, text: str = "Reabre el parque") -> OutgoingPost:
    """Make a post."""
    return OutgoingPost(text, media)
