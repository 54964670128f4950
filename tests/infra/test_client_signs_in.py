"""The department's command signs in at a real identity service: a pool and a client as the template describes them."""

from typing import Any

import pytest
import requests

from clients.dependencia.portavoz_dependencia.config import Settings
from clients.dependencia.portavoz_dependencia.errors import NotAllowedError
from clients.dependencia.portavoz_dependencia.sign_in import token_for
from local.people import Person, create_one
from local.processes import LOOPBACK, Service
from tests.infra.test_department_roles import client

PASSWORD = "Aa1-larga-y-secreta"


def signed_in(port: int, client_id: str, password: str) -> str:
    settings = Settings(
        api="https://x",
        username="department.local",
        password=password,
        client_id=client_id,
        identity=f"http://{LOOPBACK}:{port}",
    )
    with requests.Session() as session:
        return token_for(settings, session, lambda: "")


def test_a_person_of_a_department_signs_in_with_name_and_password(template: Any, emulator: tuple[Service, int]) -> None:
    cognito = client("cognito-idp", emulator[1])
    schema = template.resources["People"]["Properties"]["Schema"]
    pool = cognito.create_user_pool(PoolName="people", Schema=schema)["UserPool"]["Id"]
    flows = template.resources["PeopleClient"]["Properties"]["ExplicitAuthFlows"]
    client_id = cognito.create_user_pool_client(UserPoolId=pool, ClientName="c", ExplicitAuthFlows=flows)
    client_id = client_id["UserPoolClient"]["ClientId"]
    cognito.create_group(UserPoolId=pool, GroupName="department")
    create_one(cognito, pool, client_id, Person("department", "department.local", PASSWORD, "sapal"))
    assert signed_in(emulator[1], client_id, PASSWORD).count(".") == 2
    with pytest.raises(NotAllowedError):
        signed_in(emulator[1], client_id, "otra")
    with pytest.raises(NotAllowedError):
        signed_in(emulator[1], "nadie", PASSWORD)
