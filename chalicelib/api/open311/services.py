"""The services of GeoReport v2: one for each department that attends the public, under the department's own id."""

from chalicelib import bootstrap, texts_es
from chalicelib.api.open311.calls import Call
from chalicelib.api.open311.formats import Content, Document
from chalicelib.domain.errors import NotFoundError
from chalicelib.ports import Department, PublicService

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
CHANGESET = "2026-11-25T00:00:00-06:00"
"""When what is offered here last changed."""

_PLAIN = PublicService(texts_es.OPEN311_GROUP)


def show_discovery(call: Call) -> Document:
    """Say where the API is and what it speaks."""
    endpoint: Content = {
        "specification": SPECIFICATION,
        "url": call.address,
        "changeset": CHANGESET,
        "type": "production",
        "formats": ["text/xml", "application/json"],
    }
    return Document(
        "discovery",
        {
            "changeset": CHANGESET,
            "contact": texts_es.OPEN311_CONTACT,
            "key_service": texts_es.OPEN311_KEYS,
            "endpoints": [endpoint],
        },
    )


def list_services(call: Call) -> Document:
    """List what can be asked for."""
    del call
    catalogue = bootstrap.catalogue()
    offered = (department for department in catalogue.departments.values() if is_offered(department))
    return Document("services", [_service(one, catalogue.public_services.get(one.id, _PLAIN)) for one in offered])


def show_service(call: Call) -> Document:
    """Describe one service: no further questions are asked for any."""
    return Document("service_definition", {"service_code": service(call.item).id, "attributes": []})


def service(code: str) -> Department:
    """
    Give the department behind a service.

    Raises:
        NotFoundError: none is offered under that code.
    """
    department = bootstrap.catalogue().departments.get(code)
    if department is None or not is_offered(department):
        raise NotFoundError(texts_es.OPEN311_NO_SERVICE)
    return department


def is_offered(department: Department) -> bool:
    """Leave out whoever attends what cannot wait: the standard is for what is no emergency, and all of it is public."""
    return not department.is_urgent


def _service(department: Department, offer: PublicService) -> Content:
    return {
        "service_code": department.id,
        "service_name": department.name,
        "description": texts_es.open311_service(department.name, department.closes_within_working_days),
        "metadata": False,
        "type": "realtime",
        "keywords": ", ".join(offer.keywords),
        "group": offer.group,
    }
