"""The few words of CloudFormation that every module of the template uses."""

import re
from typing import Any

Json = dict[str, Any]
Resources = dict[str, Json]


def ref(logical_id: str) -> Json:
    """Refer to a resource or a parameter by its logical id."""
    return {"Ref": logical_id}


def get_att(logical_id: str, attribute: str = "Arn") -> Json:
    """Take an attribute of a resource, its ARN unless told otherwise."""
    return {"Fn::GetAtt": [logical_id, attribute]}


def sub(text: str) -> Json:
    """Fill `${…}` with what the stack knows."""
    return {"Fn::Sub": text}


def when(condition: str, then: object, otherwise: object) -> Json:
    """Choose by a condition of the template."""
    return {"Fn::If": [condition, then, otherwise]}


def logical_id(*words: str) -> str:
    """Make a logical id of words: `department`, `obra-publica` give `DepartmentObraPublica`."""
    return "".join(part.capitalize() for word in words for part in re.split(r"[^A-Za-z0-9]+", word))


def resource(kind: str, properties: Json, **attributes: object) -> Json:
    """Describe one resource; `attributes` are `DependsOn`, `DeletionPolicy` and the like."""
    return {"Type": kind, "Properties": properties, **attributes}


def deny_without_tls(action: str, resources: object) -> Json:
    """Refuse whoever comes without TLS, for the policy of a bucket, a queue or a topic."""
    return {
        "Sid": "OnlyOverTls",
        "Effect": "Deny",
        "Principal": "*",
        "Action": action,
        "Resource": resources,
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }


def policy_document(*statements: Json) -> Json:
    """Put statements into a policy."""
    return {"Version": "2012-10-17", "Statement": list(statements)}
