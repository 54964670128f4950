"""
The model that proposes another wording (2.4): where it is asked for, and everything that must be allowed for that.

Only where the catalogue's strategy names a `rewriting_model`; otherwise neither the right nor the name in the environment
exists. Bedrock wants leave for a model, or for an inference profile and its model in every region that may answer
(https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html).
"""

from chalicelib.adapters.catalogue_files import RewritingModelEntry
from infra.cloudformation import Json, sub


def environment(model: RewritingModelEntry | None) -> Json:
    """Say where the names of a rewriting function's environment come from."""
    return {"BEDROCK_MODEL_ID": model.id, "BEDROCK_REGION": model.region} if model else {}


def models(model: RewritingModelEntry) -> tuple[Json, ...]:
    """Name the model wherever it may answer."""
    return tuple(_foundation_model(model, region) for region in model.regions or (model.region,))


def profile(model: RewritingModelEntry) -> Json:
    """Name the inference profile, which is ours where it is asked."""
    return sub(f"arn:${{AWS::Partition}}:bedrock:{model.region}:${{AWS::AccountId}}:inference-profile/{model.id}")


def _foundation_model(model: RewritingModelEntry, region: str) -> Json:
    """Name a model in a region; it belongs to no account."""
    return sub(f"arn:${{AWS::Partition}}:bedrock:{region}::foundation-model/{model.foundation_model}")
