"""What understands comments, writes the networks' texts, and looks where links lead."""

from chalicelib import ports
from chalicelib.bootstrap.factories import factory
from chalicelib.bootstrap.municipality import catalogue
from chalicelib.settings import required, settings


@factory
def classifier() -> ports.Classifier:
    """Give what understands comments: the embedded classifier, which asks nobody; where a service is set, its opinion too."""
    from chalicelib.adapters.classifiers.embedded import EmbeddedClassifier
    from chalicelib.adapters.classifiers.guarded import GuardedClassifier

    floor = GuardedClassifier(EmbeddedClassifier())
    if settings().classifier == "embedded":
        return floor
    from chalicelib.adapters.aws import classifying_client
    from chalicelib.adapters.personal_data import TextPersonalDataFinder

    mask = TextPersonalDataFinder(catalogue().institutional_contacts).without_data
    if settings().classifier == "comprehend":
        from chalicelib.adapters.classifiers.comprehend import ComprehendClassifier

        return ComprehendClassifier(classifying_client("comprehend", settings().classifier_region), floor, mask)
    from chalicelib.adapters.classifiers.bedrock import BedrockClassifier

    return BedrockClassifier(
        classifying_client("bedrock-runtime", settings().classifier_region),
        required(settings().classifier_model_id, "CLASSIFIER_MODEL_ID"),
        floor,
        mask,
        {department.id: department.name for department in catalogue().departments.values()},
    )


@factory
def writer() -> ports.Writer:
    """Give what writes the networks' texts: with the office's own words; where a model is set, with its proposal beside."""
    from chalicelib.procedure.wording import ExtractiveWriter

    floor = ExtractiveWriter(catalogue().proper_nouns)
    if not settings().bedrock_model_id:
        return floor
    from chalicelib.adapters.aws import bedrock_client
    from chalicelib.adapters.writers import BedrockWriter

    return BedrockWriter(
        bedrock_client(settings().bedrock_region), required(settings().bedrock_model_id, "BEDROCK_MODEL_ID"), floor
    )


@factory
def link_checker() -> ports.LinkChecker:
    """Give what looks whether links lead anywhere; where the settings say so, nobody asks."""
    from chalicelib.adapters.links import HttpLinkChecker, NoLinkChecker

    return HttpLinkChecker() if settings().check_links else NoLinkChecker()
