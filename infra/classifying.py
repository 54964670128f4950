"""
The service that is asked about comments beside the embedded classifier (3.2): where, and what must be allowed for that.

Only where the catalogue's strategy names a `classifying_service`; otherwise neither right nor name in the environment exists.
Comprehend's DetectSentiment knows no resource: its right is for the action alone
(https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncomprehend.html).
"""

from chalicelib.adapters.catalogue_files import ClassifyingServiceEntry
from infra.cloudformation import Json

FUNCTION = "collect_comments"
NAMES = ("CLASSIFIER", "CLASSIFIER_MODEL_ID", "CLASSIFIER_REGION")


def environment(service: ClassifyingServiceEntry | None) -> Json:
    """Say where the names of a classifying function's environment come from."""
    if service is None:
        return {}
    if service.model is None:
        return {"CLASSIFIER": service.service, "CLASSIFIER_REGION": service.region}
    return {
        "CLASSIFIER": service.service,
        "CLASSIFIER_MODEL_ID": service.model.id,
        "CLASSIFIER_REGION": service.model.region,
    }
