"""
What of the dependencies never runs in our functions, and is left out of the zip.

Each rule names what is kept or dropped and why it is safe; `tests/packaging` imports every function from the zip alone and
makes every client, so a rule that goes too far fails there.
"""

import re

SERVICES = (
    "bedrock-runtime",
    "comprehend",
    "dynamodb",
    "mediaconvert",
    "s3",
    "secretsmanager",
    "sesv2",
    "sns",
    "sqs",
    "sts",
)
"""
The services whose models are kept. `sts` answers who a function is, which the journeys ask; `mediaconvert` (0.2 MB) is read
only where the strategy has videos converted, `bedrock-runtime` where a model proposes wordings
or is asked about comments, `comprehend` (0.05 MB) where it is asked for their sentiment, `sesv2` where liaisons get e-mail.
"""

ZONES = ("America/Mexico_City", "Etc/UTC", "UTC")

NEVER_RUN = (
    r"(^|/)__pycache__/",
    r"\.(pyi|pyx|pxd|c|h|md|rst|typed)$",
    r"^[^/]+\.dist-info/",
    r"^bin/",
    r"(^|/)tests?/",
    r"^botocore/data/.*/examples-1\.json",
    # We read JPEG, PNG, WebP, HEIC, TIFF and GIF: no AVIF, no fonts, no windows.
    r"^PIL/_(avif|imagingtk|imagingft)\.",
    r"^pillow\.libs/lib(avif|freetype|harfbuzz|brotli)",
    # Of telephones only Mexico's and its neighbour's are told from other figures; where they ring is not asked.
    r"^phonenumbers/(geodata|carrierdata|tzdata)/",
    r"^phonenumbers/(data|shortdata)/region_(?!(MX|US|001)\.)",
    # Of all the countries' numbers only Mexico's.
    r"^stdnum/(?!mx/|(__init__|exceptions|luhn|numdb|util)\.)",
    # What pydantic keeps for programs of its first version, and for mypy.
    r"^pydantic/(v1/|mypy\.)",
    # dateutil's own copy of all time zones, and what reckons with repeated dates: ours come from tzdata.
    r"^dateutil/(zoneinfo/.*\.tar\.gz$|rrule\.|easter\.)",
    # Powertools' own web page for an API's description; ours is made from our own routes.
    r"^aws_lambda_powertools/event_handler/openapi/swagger_ui/",
    # What of Powertools we do not use: Kafka, parsing by model, idempotency and feature flags.
    r"^aws_lambda_powertools/utilities/(kafka|parser|idempotency|feature_flags|streaming|data_masking)/",
)
DROPPED = re.compile("|".join(NEVER_RUN))

BOTOCORE_DATA = re.compile(r"^botocore/data/([^/]+)/")
ZONE = re.compile(r"^tzdata/zoneinfo/(.+)$")
PYTHON = re.compile(r"\.py$")


def is_needed(name: str) -> bool:
    """Say whether a file of the zip, named by its path there, can ever run or be read in one of our functions."""
    if DROPPED.search(name):
        return False
    if service := BOTOCORE_DATA.match(name):
        return service[1] in SERVICES
    if zone := ZONE.match(name):
        return zone[1] in ZONES or bool(PYTHON.search(name))
    return True
