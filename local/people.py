"""The people of the local stack: one per responsibility, created as IT support would, with passwords that do not expire."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from infra.people import ROLES

if TYPE_CHECKING:
    from types_boto3_cognito_idp import CognitoIdentityProviderClient

DEPARTMENT_OF = {"liaison": "obra-publica", "department": "sapal"}
"""Whom those speak for who speak for a department."""


@dataclass(frozen=True)
class Person:
    """Somebody who can sign in."""

    role: str
    username: str
    password: str
    department: str | None = None


def people() -> Iterator[Person]:
    """Think up one person per role, each with a password of its own."""
    for role in ROLES:
        yield Person(role, f"{role}.local", password(), DEPARTMENT_OF.get(role))


def password() -> str:
    """Make a password that the pool accepts: long, with every kind of character."""
    return f"Aa1-{secrets.token_urlsafe(15)}"


def create(cognito: "CognitoIdentityProviderClient", pool_id: str, client_id: str) -> dict[str, dict[str, Any]]:
    """Create the people, and give what each signs in with, by role."""
    return {person.role: create_one(cognito, pool_id, client_id, person) for person in people()}


def create_one(
    cognito: "CognitoIdentityProviderClient", pool_id: str, client_id: str, person: Person
) -> dict[str, Any]:
    """Create one person in their group."""
    cognito.admin_create_user(
        UserPoolId=pool_id,
        Username=person.username,
        MessageAction="SUPPRESS",
        UserAttributes=[{"Name": name, "Value": value} for name, value in attributes(person).items()],
    )
    cognito.admin_set_user_password(
        UserPoolId=pool_id, Username=person.username, Password=person.password, Permanent=True
    )
    cognito.admin_add_user_to_group(UserPoolId=pool_id, Username=person.username, GroupName=person.role)
    return {
        "username": person.username,
        "password": person.password,
        "client_id": client_id,
        "department": person.department,
    }


def attributes(person: Person) -> dict[str, str]:
    """Give a person's attributes."""
    email = {"email": f"{person.username}@portavoz.test", "email_verified": "true"}
    return email | ({"custom:department": person.department} if person.department else {})
