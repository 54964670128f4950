"""Placeholders for what only the deployed template knows; `infra/` puts the real ARNs in their place."""

PLACEHOLDER_QUEUE = "arn:aws:sqs:mx-central-1:000000000000:placeholder"
PLACEHOLDER_STREAM = "arn:aws:dynamodb:mx-central-1:000000000000:table/placeholder/stream/1"
PLACEHOLDER_USER_POOL = "arn:aws:cognito-idp:mx-central-1:000000000000:userpool/placeholder"
