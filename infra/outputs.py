"""What a client or an operator needs to know of a stack that stands."""

from infra.cloudformation import Json, get_att, ref
from infra.department_roles import role_id
from infra.functions import FUNCTIONS
from infra.queues import DEAD_LETTERS, WORK_QUEUES, department_queue_id
from infra.settings import department_ids

PLAIN = (
    "RecordsTable",
    "IntakeBucket",
    "MediaBucket",
    "ArchiveBucket",
    "EnvelopesBucket",
    "NoticesBucket",
    "People",
    "PeopleClient",
    "XAccount",
    "MetaAccount",
    "MetaWebhook",
    "ItOffice",
    "ManifestKey",
    "ExportsBucket",
)


def outputs() -> Json:
    """Give every output: names under their logical ids, queues as addresses, functions under their logical ids, roles as ARNs."""
    queues = [*(work.logical_id for work in WORK_QUEUES), *DEAD_LETTERS, *map(department_queue_id, department_ids())]
    functions = [function.logical_id for function in FUNCTIONS]
    values = {name: ref(name) for name in (*PLAIN, *queues, *functions)}
    values["PeopleArn"] = get_att("People")
    values |= {role_id(department): get_att(role_id(department)) for department in department_ids()}
    return {name: {"Value": value} for name, value in values.items()}
