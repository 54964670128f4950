"""
What the IT office is told of: messages set aside, functions that fail, work that waits, a clock that stopped.

The descriptions reach the office by e-mail, so they are Spanish.
"""

from infra.cloudformation import (
    Json,
    Resources,
    deny_without_tls,
    get_att,
    logical_id,
    policy_document,
    ref,
    resource,
)
from infra.functions import (
    FUNCTIONS,
    IT_OFFICE,
    SCHEDULED_EVERY_HOUR,
    SCHEDULED_EVERY_MINUTE,
    SCHEDULED_EVERY_QUARTER,
    Function,
)
from infra.queues import DEAD_LETTERS, WORK_QUEUES, WorkQueue

TOPIC = IT_OFFICE
WAITING_SECONDS = 900
ARCHIVE_LAG_MILLISECONDS = 3_600_000


def resources() -> Resources:
    """Describe the topic and every alarm."""
    return {
        **topic(),
        **{f"{name}Alarm": set_aside(name) for name in DEAD_LETTERS},
        **{f"{work.logical_id}Alarm": waiting(work) for work in WORK_QUEUES},
        **{logical_id(function.name, "errors", "alarm"): errors(function) for function in FUNCTIONS},
        **{
            logical_id(function.name, "watchdog"): watchdog(
                function, "cinco minutos; lo programado se está atrasando", 300
            )
            for function in FUNCTIONS
            if function.name in SCHEDULED_EVERY_MINUTE
        },
        **{
            logical_id(function.name, "watchdog"): watchdog(function, "una hora; nadie busca el material perdido", 3600)
            for function in FUNCTIONS
            if function.name in SCHEDULED_EVERY_QUARTER
        },
        "OverdueAlarm": overdue(),
        **{
            logical_id(function.name, "watchdog"): watchdog(function, "seis horas; nadie revisa las cuentas", 21_600)
            for function in FUNCTIONS
            if function.name in SCHEDULED_EVERY_HOUR
        },
        "AccountProblemAlarm": account_problem(),
        "ArchiveLagAlarm": archive_lag(),
        "VersionsKeptApartAlarm": kept_apart(),
        "ApiFailuresAlarm": api_failures(),
    }


def topic() -> Resources:
    """Describe the topic of the IT office, and the address that is told when one is given."""
    may_publish: Json = {
        "Sid": "AlarmsTell",
        "Effect": "Allow",
        "Principal": {"Service": "cloudwatch.amazonaws.com"},
        "Action": "sns:Publish",
        "Resource": ref(TOPIC),
        "Condition": {"StringEquals": {"aws:SourceAccount": ref("AWS::AccountId")}},
    }
    policy = policy_document(may_publish, deny_without_tls("sns:Publish", ref(TOPIC)))
    return {
        TOPIC: resource("AWS::SNS::Topic", {"DisplayName": "Portavoz"}),
        f"{TOPIC}Policy": resource("AWS::SNS::TopicPolicy", {"Topics": [ref(TOPIC)], "PolicyDocument": policy}),
        f"{TOPIC}Email": resource(
            "AWS::SNS::Subscription",
            {"TopicArn": ref(TOPIC), "Protocol": "email", "Endpoint": ref("AlarmEmail")},
            Condition="HasAlarmEmail",
        ),
    }


def alarm(description: str, metric: str, dimensions: Json, *, at_least: int, seconds: int = 300, **own: object) -> Json:
    """Describe an alarm: `metric` is `namespace/name`; no data is good news unless told otherwise."""
    namespace, _, name = metric.rpartition("/")
    return resource(
        "AWS::CloudWatch::Alarm",
        {
            "AlarmDescription": description,
            "Namespace": namespace,
            "MetricName": name,
            "Dimensions": [{"Name": key, "Value": value} for key, value in dimensions.items()],
            "Statistic": "Maximum",
            "Period": seconds,
            "EvaluationPeriods": 1,
            "Threshold": at_least,
            "ComparisonOperator": "GreaterThanOrEqualToThreshold",
            "TreatMissingData": "notBreaching",
            "AlarmActions": [ref(TOPIC)],
            "OKActions": [ref(TOPIC)],
            **own,
        },
    )


def set_aside(dead_letters: str) -> Json:
    """Tell of a dead-letter queue that is not empty."""
    return alarm(
        f"Portavoz: hay mensajes apartados en {dead_letters}; no se pudieron atender tras varios intentos.",
        "AWS/SQS/ApproximateNumberOfMessagesVisible",
        {"QueueName": get_att(dead_letters, "QueueName")},
        at_least=1,
    )


def waiting(work: WorkQueue) -> Json:
    """Tell of work that nobody takes."""
    return alarm(
        f"Portavoz: la cola {work.name} tiene trabajo que espera desde hace más de {WAITING_SECONDS // 60} minutos.",
        "AWS/SQS/ApproximateAgeOfOldestMessage",
        {"QueueName": get_att(work.logical_id, "QueueName")},
        at_least=WAITING_SECONDS,
    )


def errors(function: Function) -> Json:
    """Tell of a function that ended with an error."""
    return alarm(
        f"Portavoz: la función {function.name} terminó con error.",
        "AWS/Lambda/Errors",
        {"FunctionName": ref(function.logical_id)},
        at_least=1,
        Statistic="Sum",
    )


def watchdog(function: Function, delay: str, seconds: int) -> Json:
    """Tell of a clock that stopped: a function that did not run in several times its interval (P6)."""
    return alarm(
        f"Portavoz: {function.name} no se ha ejecutado en {delay}.",
        "AWS/Lambda/Invocations",
        {"FunctionName": ref(function.logical_id)},
        at_least=1,
        seconds=seconds,
        Statistic="Sum",
        ComparisonOperator="LessThanThreshold",
        TreatMissingData="breaching",
    )


def overdue() -> Json:
    """Tell of what should have gone out and did not; a watchdog that says nothing at all is told too (P6)."""
    return alarm(
        "Portavoz: hay publicaciones o respuestas que debieron salir hace más de cinco minutos, o nadie lo está revisando.",
        "Portavoz/DeliveriesOverdue",
        {"service": "watch_deliveries"},
        at_least=1,
        TreatMissingData="breaching",
    )


def account_problem() -> Json:
    """Tell of an account whose token is dead, lacks a permission, or soon expires: each thing once, when it is found."""
    return alarm(
        "Portavoz: una cuenta oficial necesita atención (credenciales, permisos o vencimiento); vea lo que espera a una "
        "persona.",
        "Portavoz/AccountProblem",
        {"service": "probe_accounts"},
        at_least=1,
        Statistic="Sum",
        # What is told once is not taken back five minutes later.
        OKActions=[],
    )


def archive_lag() -> Json:
    """Tell of an archive that falls behind; the stream forgets after a day."""
    return alarm(
        "Portavoz: el archivo de registros lleva más de una hora de atraso.",
        "AWS/Lambda/IteratorAge",
        {"FunctionName": ref("ArchiveRecords")},
        at_least=ARCHIVE_LAG_MILLISECONDS,
    )


def kept_apart() -> Json:
    """Tell of revisions that have two contents in the archive: a table that a restore took back, or a strange hand (R05, R07)."""
    return alarm(
        "Portavoz: el archivo recibió otro contenido para una versión que ya guardaba y conservó los dos. Si se restauró la "
        "tabla, siga «Después de restaurar la tabla»; si no, alguien escribió en los registros por fuera del sistema.",
        "Portavoz/VersionsKeptApart",
        {"service": "archive_records"},
        at_least=1,
        Statistic="Sum",
        # What is told once is not taken back five minutes later.
        OKActions=[],
    )


def api_failures() -> Json:
    """Tell of answers 5xx of the API."""
    return alarm(
        "Portavoz: la interfaz de las oficinas respondió con fallas internas.",
        "AWS/ApiGateway/5XXError",
        {"ApiName": ref("AWS::StackName"), "Stage": "api"},
        at_least=1,
        Statistic="Sum",
    )
