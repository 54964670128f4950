"""
The API of Portavoz, `/v1`: what people and departments' systems ask of it.

`routes` is the table of contents: path, who may, what goes in and out, and the view that answers. The table registers the
paths with API Gateway, dispatches the requests, and writes the OpenAPI document.
"""
