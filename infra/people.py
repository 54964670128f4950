"""
Who may sign in: a Cognito user pool with the manual's responsible persons as groups.

Nobody signs up alone; IT support creates people. A person cannot change the department they speak for: the client may not
write that attribute.
"""

from infra.buckets import KEPT
from infra.cloudformation import Json, Resources, logical_id, ref, resource, when

POOL, CLIENT = "People", "PeopleClient"
ROLES = ("image-office", "coordinator", "agency", "liaison", "department", "director", "it-support")
SIGNED_IN_HOURS = 8


def resources() -> Resources:
    """Describe the pool, its client and its groups."""
    return {POOL: pool(), CLIENT: client(), **{logical_id("role", role): group(role) for role in ROLES}}


def pool() -> Json:
    """Describe the pool: long passwords, a second factor for who wants it."""
    properties: Json = {
        "UserPoolTier": "ESSENTIALS",
        "AdminCreateUserConfig": {"AllowAdminCreateUserOnly": True},
        "AutoVerifiedAttributes": ["email"],
        "AccountRecoverySetting": {"RecoveryMechanisms": [{"Name": "verified_email", "Priority": 1}]},
        "DeletionProtection": when("IsProtected", "ACTIVE", "INACTIVE"),
        "EnabledMfas": ["SOFTWARE_TOKEN_MFA"],
        "MfaConfiguration": "OPTIONAL",
        "Policies": {
            "PasswordPolicy": {
                "MinimumLength": 12,
                "RequireLowercase": True,
                "RequireNumbers": True,
                "RequireSymbols": True,
                "RequireUppercase": True,
                "TemporaryPasswordValidityDays": 3,
            }
        },
        "Schema": [
            {"Name": "email", "AttributeDataType": "String", "Required": True, "Mutable": True},
            {"Name": "department", "AttributeDataType": "String", "Mutable": True},
        ],
        "UsernameConfiguration": {"CaseSensitive": False},
    }
    return resource("AWS::Cognito::UserPool", properties, **KEPT)


def client() -> Json:
    """Describe the client of the command line and of the screens: no secret, since both run at the person's own place."""
    hours = dict.fromkeys(("AccessToken", "IdToken", "RefreshToken"), "hours")
    return resource(
        "AWS::Cognito::UserPoolClient",
        {
            "UserPoolId": ref(POOL),
            "GenerateSecret": False,
            "ExplicitAuthFlows": ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
            "AccessTokenValidity": SIGNED_IN_HOURS,
            "IdTokenValidity": SIGNED_IN_HOURS,
            "RefreshTokenValidity": SIGNED_IN_HOURS,
            "TokenValidityUnits": hours,
            "EnableTokenRevocation": True,
            "PreventUserExistenceErrors": "ENABLED",
            "ReadAttributes": ["email", "custom:department"],
            "WriteAttributes": ["email"],
        },
    )


def group(role: str) -> Json:
    """Describe the group of one responsibility."""
    return resource("AWS::Cognito::UserPoolGroup", {"GroupName": role, "UserPoolId": ref(POOL)})
