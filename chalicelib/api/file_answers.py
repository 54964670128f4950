"""An answer that is a file, not JSON: how API Gateway takes it."""

import base64
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import quote


@dataclass(frozen=True)
class FileAnswer:
    """A file: its bytes, what they are, and under which name a person keeps it."""

    content: bytes
    mime_type: str
    file_name: str


def file_response(answer: FileAnswer) -> dict[str, Any]:
    """
    Give the proxy response. Bytes travel in base64; API Gateway gives them back as they are to who accepts
    `application/octet-stream` first. Nothing in the file is shown as a page of ours.
    """
    return {
        "statusCode": int(HTTPStatus.OK),
        "headers": {
            "Content-Type": answer.mime_type,
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(answer.file_name)}",
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        },
        "isBase64Encoded": True,
        "body": base64.b64encode(answer.content).decode(),
    }
