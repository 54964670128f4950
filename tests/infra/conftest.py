"""The packaged template, as CloudFormation gets it, and an emulated AWS to deploy it to."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from infra.package import ensure_package
from local.processes import Service, free_port

Json = dict[str, Any]


@dataclass(frozen=True)
class Template:
    """A template that can be asked about its resources."""

    body: Json

    @property
    def resources(self) -> Json:
        resources: Json = self.body["Resources"]
        return resources

    def of_type(self, kind: str) -> dict[str, Json]:
        """Give the properties of every resource of a type, by logical id."""
        return {name: r["Properties"] for name, r in self.resources.items() if r["Type"] == kind}

    @property
    def functions(self) -> dict[str, Json]:
        return self.of_type("AWS::Serverless::Function")

    @property
    def queues(self) -> dict[str, Json]:
        return self.of_type("AWS::SQS::Queue")

    @property
    def alarms(self) -> dict[str, Json]:
        return self.of_type("AWS::CloudWatch::Alarm")

    def events(self, kind: str) -> Iterator[tuple[str, Json]]:
        """Give each trigger of a type: the function's logical id and the trigger's properties."""
        for name, properties in self.functions.items():
            for event in properties.get("Events", {}).values():
                if event["Type"] == kind:
                    yield name, event["Properties"]

    def policies_of(self, function: str) -> list[Json]:
        """Give the statements of a function's role."""
        role = self.functions[function]["Role"]["Fn::GetAtt"][0]
        documents = [policy["PolicyDocument"] for policy in self.resources[role]["Properties"]["Policies"]]
        return [statement for document in documents for statement in document["Statement"]]


@pytest.fixture(scope="session")
def template() -> Template:
    """Package the code as it is now and read its template."""
    return Template(json.loads(ensure_package().template_path.read_text()))


@pytest.fixture
def emulator(tmp_path: Path) -> Iterator[tuple[Service, int]]:
    """Run an emulator with permissions enforced and nothing in it."""
    service, port = Service("local.emulator", tmp_path), free_port()
    environment = {
        "PATH": os.environ["PATH"],
        "TMPDIR": str(tmp_path),
        "AUTH": "true",
        "GATEWAY_PORT": str(port),
        "MINISTACK_REGION": "mx-central-1",
        "IOT_MTLS_ENABLED": "0",
    }
    service.start(["--port", str(port), "--denials", str(tmp_path / "denials.jsonl")], environment)
    try:
        service.wait_for_port(port)
        yield service, port
    finally:
        service.stop()
