"""
An API answers with bytes where its description says so, as on AWS.

MiniStack 1.5 overlooks `x-amazon-apigateway-binary-media-types` when CloudFormation imports an API's description: whatever is
no text, a workbook or a PDF, arrived as the base64 in which the function hands it over.

Source: Amazon API Gateway Developer Guide, "x-amazon-apigateway-binary-media-types property".
"""

from collections.abc import Callable
from typing import Any

from ministack.services import apigateway_v1

NAMED = "x-amazon-apigateway-binary-media-types"
Json = dict[str, Any]
Import = Callable[[Json, Json], str]


def install() -> None:
    """Make MiniStack, in this process, heed it."""
    apigateway_v1._import_rest_api = heeding(apigateway_v1._import_rest_api)


def heeding(import_api: Import) -> Import:
    """Give an import that knows which media types are bytes; what else it is told of the API stays."""

    def knowing(description: Json, known: Json | None = None) -> str:
        types = description.get(NAMED, [])
        return import_api(description, {**(known or {}), **({"binaryMediaTypes": types} if types else {})})

    return knowing
