"""
As whom a department's own system comes: one role per department, for its inbox and for its news, and for nothing else (P8).

Who carries the tag `portavoz-department` with the department's id, in this account, may take the role for an hour. Giving
that tag is the IT office's alone, as with the offices' `portavoz-source`. The rights lie in the role and not in the queues'
policies, which allow nobody anything.
"""

from infra.cloudformation import Json, Resources, get_att, logical_id, policy_document, resource, sub
from infra.queues import WORK_QUEUES, department_queue_id
from infra.settings import department_ids

TAG = "portavoz-department"
SESSION_SECONDS = 3600
PULLS = (
    "sqs:ReceiveMessage",
    "sqs:DeleteMessage",
    "sqs:ChangeMessageVisibility",
    "sqs:GetQueueAttributes",
    "sqs:GetQueueUrl",
)
TELLS = ("sqs:SendMessage", "sqs:GetQueueUrl")
_HEARS_NEWS = "receive_department_news"


def resources() -> Resources:
    """Describe every department's role."""
    return {role_id(department): role(department) for department in department_ids()}


def role_id(department: str) -> str:
    """Give the logical id of a department's role."""
    return logical_id("department", department, "role")


def role(department: str) -> Json:
    """Describe one department's role."""
    inbox, news = get_att(department_queue_id(department)), get_att(news_queue_id(department))
    return resource(
        "AWS::IAM::Role",
        {
            "Description": f"Sistema de la dependencia {department}",
            "MaxSessionDuration": SESSION_SECONDS,
            "AssumeRolePolicyDocument": policy_document(_who_may_take_it(department)),
            "Policies": [
                {
                    "PolicyName": "AttendCases",
                    "PolicyDocument": policy_document(
                        _allow("PullInbox", PULLS, inbox), _allow("TellNews", TELLS, news)
                    ),
                }
            ],
        },
    )


def news_queue_id(department: str) -> str:
    """Give the logical id of the queue by which a department tells its news: its own where it has one, or everybody's."""
    by_name = {work.name: work for work in WORK_QUEUES if work.function == _HEARS_NEWS}
    own = by_name.get(f"news-{department}")
    return (own or by_name["department-news"]).logical_id


def _who_may_take_it(department: str) -> Json:
    return {
        "Sid": "TheDepartmentsSystem",
        "Effect": "Allow",
        "Principal": {"AWS": sub("arn:${AWS::Partition}:iam::${AWS::AccountId}:root")},
        "Action": "sts:AssumeRole",
        "Condition": {"StringEquals": {f"aws:PrincipalTag/{TAG}": department}},
    }


def _allow(name: str, actions: tuple[str, ...], queue: Json) -> Json:
    return {"Sid": name, "Effect": "Allow", "Action": list(actions), "Resource": queue}
