"""The key that signs the archive's manifests outlives its stack, and nobody but the close of the day may use it (P5, P8)."""

import json
from pathlib import Path
from typing import Any

from infra.functions import FUNCTIONS
from infra.policies import RIGHTS

ROOT = Path(__file__).parents[2]


def test_the_key_signs_with_what_every_tool_verifies_and_outlives_its_stack(template: Any) -> None:
    key = template.resources["ManifestKey"]
    properties = key["Properties"]
    assert (properties["KeySpec"], properties["KeyUsage"]) == ("ECC_NIST_P256", "SIGN_VERIFY")
    assert (key["DeletionPolicy"], key["UpdateReplacePolicy"]) == ("RetainExceptOnCreate", "Retain")
    assert properties["PendingWindowInDays"] == 30


def test_the_keys_policy_gives_the_account_no_more_than_it_names(template: Any) -> None:
    statements = template.resources["ManifestKey"]["Properties"]["KeyPolicy"]["Statement"]
    actions = {action for statement in statements for action in statement["Action"]}
    assert not {action for action in actions if "*" in action}
    assert {"kms:Sign", "kms:PutKeyPolicy"} <= actions


def test_P8_only_the_close_of_the_day_may_sign() -> None:
    may_sign = {name for name, rights in RIGHTS.items() for right in rights if "kms:Sign" in right.actions}
    assert may_sign == {"close_day"}


def test_R13_the_close_of_the_day_destroys_keys_and_opens_none_and_nobody_else_does() -> None:
    may_write = {
        name
        for name, rights in RIGHTS.items()
        for right in rights
        if "s3:PutObject" in right.actions and "EnvelopesBucket" in json.dumps(right.resources)
    }
    assert may_write == {"archive_records", "close_day", "collect_comments", "heed_notices"}
    policy = json.loads((ROOT / ".chalice" / "policy-close_day.json").read_text())
    on_envelopes = [each for each in policy["Statement"] if "EnvelopesBucket" in json.dumps(each["Resource"])]
    assert [statement["Action"] for statement in on_envelopes] == [["s3:PutObject"]]


def test_P8_only_the_disposal_takes_keys_away_and_it_opens_and_makes_none() -> None:
    on_envelopes = {
        (name, right.actions)
        for name, rights in RIGHTS.items()
        for right in rights
        if "EnvelopesBucket" in json.dumps(right.resources)
    }
    assert {name for name, actions in on_envelopes if "s3:DeleteObject" in actions} == {"dispose_records"}
    assert [actions for name, actions in on_envelopes if name == "dispose_records"] == [("s3:DeleteObject",)]


def test_P8_the_close_of_the_day_reads_the_archive_and_writes_the_proof_and_the_end_of_keys_alone() -> None:
    policy = json.loads((ROOT / ".chalice" / "policy-close_day.json").read_text())
    writes = [each for each in policy["Statement"] if "s3:PutObject" in each["Action"]]
    assert [statement["Resource"] for statement in writes] == [
        [{"Fn::Sub": "${ArchiveBucket.Arn}/manifests/*"}, {"Fn::Sub": "${ArchiveBucket.Arn}/keys/*"}],
        {"Fn::Sub": "${EnvelopesBucket.Arn}/*"},
    ]
    assert not [each for each in policy["Statement"] if any("Delete" in action for action in each["Action"])]


def test_the_close_of_the_day_is_told_of_key_and_archive() -> None:
    [function] = [function for function in FUNCTIONS if function.name == "close_day"]
    assert {"ARCHIVE_BUCKET", "ENVELOPES_BUCKET", "MANIFEST_KEY_ARN", "TIME_STAMP_URL"} <= set(function.environment)
