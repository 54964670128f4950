"""Keys with which other programs file requests by Open311, or tell of them."""

from chalicelib import bootstrap
from chalicelib.api.client_key_models import ClientKeyView
from chalicelib.api.requests import Request
from chalicelib.domain.client_key import ClientKey
from chalicelib.procedure import client_keys


def issue_client_key(request: Request) -> ClientKeyView:
    """Make a key; the answer is the only place where it is ever shown."""
    body = request.body
    key, record = client_keys.issue_key(
        body.client,
        department_id=body.department_id,
        may_file=body.may_file,
        may_update=body.may_update,
        by=request.person,
        records=bootstrap.records(),
        catalogue=bootstrap.catalogue(),
        clock=bootstrap.clock(),
    )
    return _view(record).model_copy(update={"api_key": key})


def revoke_client_key(request: Request) -> ClientKeyView:
    """Take a key back for good."""
    return _view(
        client_keys.revoke_key(
            request.path["key_id"], by=request.person, records=bootstrap.records(), clock=bootstrap.clock()
        )
    )


def _view(record: ClientKey) -> ClientKeyView:
    return ClientKeyView(
        key_id=record.id,
        client=record.client,
        department_id=record.department_id,
        may_file=record.may_file,
        may_update=record.may_update,
        issued_by=record.issued_by,
        issued_at=record.created_at,
        revoked_by=record.revoked_by,
        revoked_at=record.revoked_at,
    )
