"""Everything a client needs of a running stack: `.local/endpoints.json`."""

import json
from pathlib import Path
from typing import Any

from infra import webhooks
from infra.functions import FUNCTIONS
from infra.queues import DEAD_LETTERS, WORK_QUEUES, department_queue_id
from infra.settings import department_ids
from local.networks.people import ACCOUNTS, CITIZENS, secret_of

Endpoints = dict[str, Any]
FILE = "endpoints.json"
GRAPH_VERSION = "v25.0"
VERIFY_TOKEN = secret_of("verify token")
CITIZEN_FIELDS = ("key", "name", "x_token", "graph_token")


def of_stack(outputs: dict[str, str], aws: dict[str, str], networks_url: str) -> Endpoints:
    """Put together what the stack's outputs, the emulator and the simulated networks say."""
    return {
        "aws": aws,
        "api_url": f"{aws['endpoint_url']}/restapis/{outputs['RestAPIId']}/api/_user_request_",
        "buckets": {
            name: outputs[f"{name.capitalize()}Bucket"]
            for name in ("intake", "media", "archive", "envelopes", "notices")
        },
        "table": outputs["RecordsTable"],
        "queues": {work.name.replace("-", "_"): outputs[work.logical_id] for work in WORK_QUEUES},
        "dead_letter_queues": {name: outputs[name] for name in DEAD_LETTERS},
        "department_queues": {name: outputs[department_queue_id(name)] for name in department_ids()},
        "functions": {function.name: outputs[function.logical_id] for function in FUNCTIONS},
        "secrets": {"x": outputs["XAccount"], "meta": outputs["MetaAccount"], "meta_webhook": outputs["MetaWebhook"]},
        "webhook_url": f"{aws['endpoint_url']}/restapis/{outputs['RestAPIId']}/api/_user_request_{webhooks.PATH}",
        "user_pool": {"id": outputs["People"], "client_id": outputs["PeopleClient"]},
        "networks": networks(networks_url),
        "citizens": [{name: getattr(citizen, name) for name in CITIZEN_FIELDS} for citizen in CITIZENS],
    }


def networks(url: str) -> Endpoints:
    """Say where the simulated networks are, and which accounts there are ours."""
    return {
        "page_url": url,
        "x": {"base_url": url, "user_id": ACCOUNTS.x.user_id, "username": ACCOUNTS.x.username},
        "graph": {
            "base_url": f"{url}/{GRAPH_VERSION}",
            "page_id": ACCOUNTS.facebook.page_id,
            "instagram_user_id": ACCOUNTS.instagram.user_id,
        },
        "control_url": f"{url}/_control",
    }


def account_secrets() -> dict[str, str]:
    """Give the secrets of our simulated accounts, in the words in which IT support enters the real ones."""
    x, facebook, instagram = ACCOUNTS.x, ACCOUNTS.facebook, ACCOUNTS.instagram
    on_x = {
        "api_key": x.consumer_key,
        "api_key_secret": x.consumer_secret,
        "access_token": x.access_token,
        "access_token_secret": x.access_token_secret,
        "user_id": x.user_id,
    }
    on_meta = {
        "app_secret": facebook.app_secret,
        "page_access_token": facebook.page_token,
        "page_id": facebook.page_id,
        "instagram_user_id": instagram.user_id,
        "instagram_username": instagram.username,
    }
    of_webhook = {"app_secret": facebook.app_secret, "verify_token": VERIFY_TOKEN}
    return {"x": json.dumps(on_x), "meta": json.dumps(on_meta), "meta_webhook": json.dumps(of_webhook)}


def write(state: Path, endpoints: Endpoints) -> None:
    """Write them for clients."""
    (state / FILE).write_text(json.dumps(endpoints, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def read(state: Path) -> Endpoints:
    """Read them. Raises FileNotFoundError when no stack was started there."""
    endpoints: Endpoints = json.loads((state / FILE).read_text(encoding="utf-8"))
    return endpoints
