"""What a stage may set: its name, the networks' addresses, how long to wait, whom to tell."""

from infra.cloudformation import Json

PROTECTED, UNPROTECTED = "on", "off"


def parameters() -> Json:
    """Describe the template's parameters."""
    return {
        "Stage": text("Name of the stage, as it appears in the logs", "dev", AllowedPattern="[a-z][a-z0-9-]{0,15}"),
        "XBaseUrl": text("Address of the API of X", "https://api.x.com"),
        "GraphBaseUrl": text("Address and version of Meta's Graph API", "https://graph.facebook.com/v25.0"),
        "LogLevel": text("Level of the logs", "INFO", AllowedValues=["DEBUG", "INFO", "WARNING", "ERROR"]),
        "IntakeSettleSeconds": seconds("How long to wait for the rest of a bulletin's files", 30, 900),
        "XSettleSeconds": seconds("How long X may take to show a post to a reader", 60, 3600),
        "MetaSettleSeconds": seconds("How long Meta may take to show a post to a reader", 120, 3600),
        "CheckLinks": text("Whether the links of a text are followed", "true", AllowedValues=["true", "false"]),
        "TimeStampUrl": text("Authority of time stamps (RFC 3161) for the archive's manifests; empty for none", ""),
        "AlarmEmail": text("Where alarms are sent; empty for nowhere", ""),
        "Protection": text(
            "Whether the table and the people refuse to be deleted", PROTECTED, AllowedValues=[PROTECTED, UNPROTECTED]
        ),
    }


def text(description: str, default: str, **own: object) -> Json:
    """Describe a parameter that is text."""
    return {"Type": "String", "Description": description, "Default": default, **own}


def seconds(description: str, default: int, most: int) -> Json:
    """Describe a parameter that is a number of seconds."""
    return {"Type": "Number", "Description": description, "Default": default, "MinValue": 0, "MaxValue": most}


def conditions() -> Json:
    """Describe what depends on the parameters."""
    return {
        "IsProtected": {"Fn::Equals": [{"Ref": "Protection"}, PROTECTED]},
        "HasAlarmEmail": {"Fn::Not": [{"Fn::Equals": [{"Ref": "AlarmEmail"}, ""]}]},
    }
