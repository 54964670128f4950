"""
The only place that chooses adapters. Each factory makes its adapter once per process and imports it when first asked.

A function pays only for what it uses: `publish_posts` on Facebook never imports X's library, `refer_cases` no network's.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from chalicelib import ports
from chalicelib.domain.networks import Network
from chalicelib.settings import required, settings

if TYPE_CHECKING:
    from chalicelib.adapters.networks.credentials import MetaCredentials, XCredentials
    from chalicelib.adapters.records.images import StoredImage
    from chalicelib.adapters.sandbox import Sandbox
    from chalicelib.adapters.secrets import SecretsManagerSecrets
    from chalicelib.domain.retention import RetentionRule
    from chalicelib.ports.exporting import ArchiveFiles, ExportFiles
    from chalicelib.ports.sealing import Signer, TimeStamper
    from chalicelib.procedure.collecting_ports import CollectingPorts
    from chalicelib.procedure.destroying_texts import DestroyingPorts
    from chalicelib.procedure.discretion import Discretion
    from chalicelib.procedure.disposing import DisposalPorts
    from chalicelib.procedure.exporting import ExportPorts
    from chalicelib.procedure.landing import NoticePorts
    from chalicelib.procedure.plan_checks import PlanningPorts
    from chalicelib.procedure.rebuilding import RebuildingPorts
    from chalicelib.procedure.sealing import SealingPorts
    from chalicelib.procedure.sending import Accounts, PublishingPorts

__all__ = ["settings"]

FactoryT = TypeVar("FactoryT", bound=Callable[..., Any])

_replacements: dict[str, Any] = {}


def _factory(make: FactoryT) -> FactoryT:
    """Make an adapter once; tests may put a fake in its place."""
    made = cache(make)

    def get(*args: Any) -> Any:
        if make.__name__ in _replacements:
            fake = _replacements[make.__name__]
            return fake(*args) if args else fake
        return made(*args)

    return get  # type: ignore[return-value]  # the same signature, which a closure cannot state


@contextmanager
def replaced(**fakes: Any) -> Iterator[None]:
    """Put fakes in place of adapters, by the factory's name; one that takes a network is given a callable."""
    before = dict(_replacements)
    _replacements.update(fakes)
    try:
        yield
    finally:
        _replacements.clear()
        _replacements.update(before)


# Time and records -------------------------------------------------------------------------------------------------


@_factory
def clock() -> ports.Clock:
    """Give the system's clock."""
    from chalicelib.adapters.clock import SystemClock

    return SystemClock()


@_factory
def records() -> ports.Records:
    """Give the table of records."""
    from chalicelib.adapters.aws import client
    from chalicelib.adapters.records.dynamodb import DynamoRecords

    return DynamoRecords(client("dynamodb"), required(settings().records_table, "RECORDS_TABLE"))


@_factory
def records_to_fill() -> ports.RecordsToFill:
    """Give the table of records to whoever rebuilds it."""
    from chalicelib.adapters.aws import client
    from chalicelib.adapters.records.filling import DynamoRecordsToFill

    return DynamoRecordsToFill(client("dynamodb"), required(settings().records_table, "RECORDS_TABLE"))


def rebuilding_ports() -> "RebuildingPorts":
    """Put together what rebuilding the table from the archive needs. No function has these rights: the IT office does it."""
    from chalicelib.adapters.records.codec import parse
    from chalicelib.procedure.rebuilding import RebuildingPorts

    return RebuildingPorts(archive_reader(), envelopes(), records_to_fill(), parse, clock())


def stored_version(stream_record: dict[str, Any]) -> "StoredImage | None":
    """Read what the table's stream tells of a write; None for a deletion and for what is no record."""
    from chalicelib.adapters.records.images import record_from_image

    told = stream_record.get("dynamodb", {})
    image = told.get("NewImage")
    return record_from_image(image, told["ApproximateCreationDateTime"]) if image else None


# Files ------------------------------------------------------------------------------------------------------------


@_factory
def intake_files() -> ports.IntakeFiles:
    """Give what the offices uploaded."""
    from chalicelib.adapters.aws import client
    from chalicelib.adapters.files.intake import S3IntakeFiles

    return S3IntakeFiles(client("s3"), required(settings().intake_bucket, "INTAKE_BUCKET"))


@_factory
def media_files() -> ports.MediaFiles:
    """Give the renditions that go out."""
    from chalicelib.adapters.aws import client
    from chalicelib.adapters.files.media import S3MediaFiles

    return S3MediaFiles(client("s3"), required(settings().media_bucket, "MEDIA_BUCKET"))


@_factory
def archive() -> ports.Archive:
    """Give the three-year archive."""
    from chalicelib.adapters.aws import client
    from chalicelib.adapters.files.archive import S3Archive

    return S3Archive(client("s3"), required(settings().archive_bucket, "ARCHIVE_BUCKET"))


@_factory
def media_archive() -> ports.MediaArchive:
    """Give the place in the archive of what went out."""
    from chalicelib.adapters.aws import client
    from chalicelib.adapters.files.media_archive import S3MediaArchive

    return S3MediaArchive(
        client("s3"),
        required(settings().media_bucket, "MEDIA_BUCKET"),
        required(settings().archive_bucket, "ARCHIVE_BUCKET"),
    )


@_factory
def archive_reader() -> ports.ArchiveReader:
    """Give the archive for reading."""
    from chalicelib.adapters.aws import client
    from chalicelib.adapters.files.archive_reader import S3ArchiveReader

    return S3ArchiveReader(client("s3"), required(settings().archive_bucket, "ARCHIVE_BUCKET"))


@_factory
def archive_files() -> "ArchiveFiles":
    """Give the archive's files, to be copied."""
    from chalicelib.adapters.aws import client
    from chalicelib.adapters.files.archive_files import S3ArchiveFiles

    return S3ArchiveFiles(client("s3"), required(settings().archive_bucket, "ARCHIVE_BUCKET"))


@_factory
def export_files() -> "ExportFiles":
    """Give the place of the copies that persons order."""
    from chalicelib.adapters.aws import client
    from chalicelib.adapters.files.exports import S3ExportFiles

    return S3ExportFiles(client("s3"), required(settings().exports_bucket, "EXPORTS_BUCKET"))


def planning_ports() -> "PlanningPorts":
    """Put together what planning needs."""
    from chalicelib.procedure.plan_checks import PlanningPorts

    return PlanningPorts(
        records=records(), counter=text_counter(), catalogue=catalogue(), queues=work_queues(), clock=clock()
    )


def export_ports() -> "ExportPorts":
    """Put together what making exports needs."""
    from chalicelib.adapters.personal_data import TextPersonalDataFinder
    from chalicelib.procedure.exporting import ExportPorts

    finder = TextPersonalDataFinder(catalogue().institutional_contacts)
    return ExportPorts(
        records=records(),
        archive=archive_files(),
        media=media_files(),
        files=export_files(),
        clock=clock(),
        find=finder.counted,
        hide=finder.without_data,
        institutional=catalogue().institutional_contacts,
    )


def sealing_ports() -> "SealingPorts":
    """Give what making the archive's manifests needs."""
    from chalicelib.procedure.sealing import SealingPorts

    return SealingPorts(
        records=records(),
        archive=archive(),
        reader=archive_reader(),
        signer=signer(),
        stamper=time_stamper(),
        clock=clock(),
    )


@_factory
def signer() -> "Signer":
    """Give the key that signs manifests."""
    from chalicelib.adapters.aws import client
    from chalicelib.adapters.signing.kms import KmsSigner

    return KmsSigner(client("kms"), required(settings().manifest_key_arn, "MANIFEST_KEY_ARN"))


@_factory
def time_stamper() -> "TimeStamper | None":
    """Give the authority of time stamps, or None where the stage names none."""
    address = settings().time_stamp_url
    if not address:
        return None
    import requests

    from chalicelib.adapters.signing.time_stamps import HttpTimeStamper

    return HttpTimeStamper(requests.Session(), address)


@_factory
def envelopes() -> ports.Envelopes:
    """Give the keys of what is sealed in the archive."""
    from chalicelib.adapters.aws import client
    from chalicelib.adapters.files.envelopes import S3Envelopes

    return S3Envelopes(client("s3"), required(settings().envelopes_bucket, "ENVELOPES_BUCKET"))


def destroying_ports() -> "DestroyingPorts":
    """Put together what carrying out cancellations needs."""
    from chalicelib.procedure.destroying_texts import DestroyingPorts

    return DestroyingPorts(records(), envelopes(), archive_reader(), notice_files(), clock())


@_factory
def archive_disposal() -> ports.ArchiveDisposal:
    """Give what deletes from the archive, and puts a legal hold on what is in it."""
    from chalicelib.adapters.aws import client
    from chalicelib.adapters.files.disposing import S3ArchiveDisposal

    return S3ArchiveDisposal(client("s3"), required(settings().archive_bucket, "ARCHIVE_BUCKET"))


@_factory
def records_disposal() -> ports.RecordsDisposal:
    """Give what deletes from the table of records."""
    from chalicelib.adapters.aws import client
    from chalicelib.adapters.records.disposing import DynamoRecordsDisposal

    return DynamoRecordsDisposal(client("dynamodb"), required(settings().records_table, "RECORDS_TABLE"))


@_factory
def retention() -> "RetentionRule":
    """Give how long each series is kept."""
    from chalicelib.adapters.catalogue import shipped_catalogue

    return shipped_catalogue().retention


def disposal_ports() -> "DisposalPorts":
    """Put together what disposal needs."""
    from chalicelib.procedure.disposing import DisposalPorts

    return DisposalPorts(records(), records_disposal(), archive_disposal(), retention(), clock())


@_factory
def notice_files() -> ports.NoticeFiles:
    """Give where the notices of the networks land, on their way to the archive."""
    from chalicelib.adapters.aws import client
    from chalicelib.adapters.files.notices import S3NoticeFiles

    return S3NoticeFiles(client("s3"), required(settings().notices_bucket, "NOTICES_BUCKET"))


def notice_ports() -> "NoticePorts":
    """Put together what working on notices needs."""
    from chalicelib.procedure.landing import NoticePorts

    return NoticePorts(notice_files(), archive(), envelopes(), records(), work_queues(), clock())


@_factory
def notice_gate() -> ports.NoticeGate:
    """Give what knows who really speaks for Meta. Its secret is read when it is first needed."""
    from chalicelib.adapters.networks.credentials import MetaWebhookKeys
    from chalicelib.adapters.networks.graph.gate import MetaNoticeGate

    return MetaNoticeGate(
        lambda: _secrets().read(
            required(settings().meta_webhook_secret_arn, "META_WEBHOOK_SECRET_ARN"), MetaWebhookKeys
        )
    )


# Work -------------------------------------------------------------------------------------------------------------


@_factory
def work_queues() -> ports.WorkQueues:
    """Give the work queues this function may write to."""
    from chalicelib.adapters.aws import client
    from chalicelib.adapters.queues.work import SqsWorkQueues

    return SqsWorkQueues(
        client("sqs"),
        material=settings().material_queue_url,
        preparations=settings().preparations_queue_url,
        publications=settings().publications_queue_url,
        live_publications=settings().live_publications_queue_url,
        replies=settings().replies_queue_url,
        readings=settings().readings_queue_url,
        referrals=settings().referrals_queue_url,
        notices=settings().notices_queue_url,
    )


@_factory
def department_inboxes() -> ports.DepartmentInboxes:
    """Give the departments' queues."""
    from chalicelib.adapters.aws import client
    from chalicelib.adapters.queues.inboxes import SqsDepartmentInboxes
    from chalicelib.procedure.discretion import DiscreetInboxes

    prefix = required(settings().department_queue_prefix, "DEPARTMENT_QUEUE_PREFIX")
    return DiscreetInboxes(SqsDepartmentInboxes(client("sqs"), prefix), department_discretion())


@_factory
def report_writer(report_format: str) -> ports.ReportWriter | None:
    """Give what writes the report in a format, or None where nothing does."""
    if report_format == "csv":
        from chalicelib.adapters.reports.comma_separated import CommaSeparatedReports

        return CommaSeparatedReports()
    from chalicelib.adapters.reports.writer import FORMATS, FileDocumentWriter
    from chalicelib.procedure.composing.composer import ComposedReports

    return ComposedReports(FileDocumentWriter(), catalogue()) if report_format in FORMATS else None


def department_discretion() -> "Discretion":
    """Give what hides from a department the personal data that it does not need."""
    from chalicelib.adapters.personal_data import TextPersonalDataFinder
    from chalicelib.procedure.discretion import Discretion

    return Discretion(catalogue(), TextPersonalDataFinder(catalogue().institutional_contacts).without_data)


@_factory
def mailer() -> ports.Mailer:
    """Give what sends e-mail, where the strategy says from which address."""
    from chalicelib.adapters.aws import mail_client
    from chalicelib.adapters.mailer import SesMailer

    settings = catalogue().daily_notices
    if settings is None:
        raise LookupError("the strategy sends no e-mail")
    return SesMailer(mail_client(settings.region), settings.sender)


@_factory
def it_office() -> ports.ItOffice:
    """Give what tells the IT office."""
    from chalicelib.adapters.aws import client
    from chalicelib.adapters.it_office import SnsItOffice

    return SnsItOffice(client("sns"), required(settings().it_topic_arn, "IT_TOPIC_ARN"))


# Networks ---------------------------------------------------------------------------------------------------------


def network_account(network: Network) -> ports.NetworkAccount:
    """Give the municipality's account on a network, with its credentials as they are now (a renewed token counts)."""
    if "network_account" in _replacements:
        return cast("ports.NetworkAccount", _replacements["network_account"](network))
    return cast("ports.NetworkAccount", _renewing(_network_account(network), network))


def _network_account(network: Network) -> ports.NetworkAccount:
    match network:
        case Network.X:
            from chalicelib.adapters.networks.x import XAccount

            return XAccount(
                _x_credentials(), base_url=str(settings().x_base_url), settle_seconds=settings().x_settle_seconds
            )
        case Network.FACEBOOK:
            from chalicelib.adapters.networks.facebook import FacebookPage

            return FacebookPage(
                _meta_credentials(),
                base_url=str(settings().graph_base_url),
                settle_seconds=settings().meta_settle_seconds,
            )
        case Network.INSTAGRAM:
            from chalicelib.adapters.networks.instagram import InstagramAccount

            return InstagramAccount(
                _meta_credentials(),
                base_url=str(settings().graph_base_url),
                settle_seconds=settings().meta_settle_seconds,
            )
        case Network.MANUAL | Network.OPEN311:
            raise LookupError("no API publishes on other media")


def account_probe(network: Network) -> ports.AccountProbe:
    """Give what looks whether an account can still be used, with its credentials read anew."""
    if "account_probe" in _replacements:
        return cast("ports.AccountProbe", _replacements["account_probe"](network))
    _forget_credentials(network)
    match network:
        case Network.X:
            from chalicelib.adapters.networks.x import XProbe

            return XProbe(_x_credentials(), base_url=str(settings().x_base_url))
        case Network.FACEBOOK:
            from chalicelib.adapters.networks.facebook import FacebookProbe

            return FacebookProbe(_meta_credentials(), base_url=str(settings().graph_base_url))
        case Network.INSTAGRAM:
            from chalicelib.adapters.networks.instagram import InstagramProbe

            return InstagramProbe(_meta_credentials(), base_url=str(settings().graph_base_url))
        case Network.MANUAL | Network.OPEN311:
            raise LookupError("other media have no account")


def publishing_ports() -> "PublishingPorts":
    """Give what carrying out a delivery needs."""
    return _publishing_ports(network_account)


def checking_ports() -> "PublishingPorts":
    """Give what checking a delivery needs where no network may be reached: there is no account behind it (P8)."""
    return _publishing_ports(_no_account)


def _publishing_ports(accounts: "Accounts") -> "PublishingPorts":
    from chalicelib.procedure.sending import PublishingPorts

    return PublishingPorts(
        records=records(),
        accounts=accounts,
        media=media_files(),
        catalogue=catalogue(),
        counter=text_counter(),
        personal_data=personal_data_finder(),
        queues=work_queues(),
        clock=clock(),
    )


def _no_account(network: Network) -> ports.NetworkAccount:
    raise LookupError(f"nothing is written to {network} from here")


def comment_source(network: Network) -> ports.CommentSource:
    """Give where a network's comments are read."""
    if "comment_source" in _replacements:
        return cast("ports.CommentSource", _replacements["comment_source"](network))
    return cast("ports.CommentSource", _renewing(_comment_source(network), network))


def _comment_source(network: Network) -> ports.CommentSource:
    match network:
        case Network.X:
            from chalicelib.adapters.networks.x import XComments

            return XComments(_x_credentials(), base_url=str(settings().x_base_url))
        case Network.FACEBOOK:
            from chalicelib.adapters.networks.facebook import FacebookComments

            return FacebookComments(_meta_credentials(), base_url=str(settings().graph_base_url))
        case Network.INSTAGRAM:
            from chalicelib.adapters.networks.instagram import InstagramComments

            return InstagramComments(_meta_credentials(), base_url=str(settings().graph_base_url))
        case Network.MANUAL | Network.OPEN311:
            raise LookupError("no API reads comments on other media")


def answer_counts() -> ports.AnswerCounts:
    """Give what X counts below our posts."""
    if "answer_counts" in _replacements:
        return cast("ports.AnswerCounts", _replacements["answer_counts"])
    from chalicelib.adapters.networks.x.counts import XAnswerCounts

    counts = XAnswerCounts(_x_credentials(), base_url=str(settings().x_base_url))
    return cast("ports.AnswerCounts", _renewing(counts, Network.X))


def reaction_counts() -> ports.ReactionCounts:
    """Give what Facebook counts of a post's reactions."""
    if "reaction_counts" in _replacements:
        return cast("ports.ReactionCounts", _replacements["reaction_counts"])
    from chalicelib.adapters.networks.facebook import FacebookReactions

    counts = FacebookReactions(_meta_credentials(), base_url=str(settings().graph_base_url))
    return cast("ports.ReactionCounts", _renewing(counts, Network.FACEBOOK))


def conversation_source() -> ports.CommentSource:
    """Give where the conversations below our posts on X are searched."""
    if "conversation_source" in _replacements:
        return cast("ports.CommentSource", _replacements["conversation_source"])
    from chalicelib.adapters.networks.x import XConversations

    source = XConversations(_x_credentials(), base_url=str(settings().x_base_url))
    return cast("ports.CommentSource", _renewing(source, Network.X))


def comment_lookup() -> ports.CommentLookup:
    """Give where comments on X are looked at by their ids."""
    if "comment_lookup" in _replacements:
        return cast("ports.CommentLookup", _replacements["comment_lookup"])
    from chalicelib.adapters.networks.x import XLookup

    lookup = XLookup(_x_credentials(), base_url=str(settings().x_base_url))
    return cast("ports.CommentLookup", _renewing(lookup, Network.X))


def collecting_ports() -> "CollectingPorts":
    """Put together what collecting needs."""
    from chalicelib.procedure.collecting_ports import CollectingPorts
    from chalicelib.procedure.raw_answers import AnswerKeeper

    return CollectingPorts(
        records=records(),
        sources=comment_source,
        conversations=conversation_source,
        lookup=comment_lookup,
        counts=answer_counts,
        reactions=reaction_counts,
        classifier=classifier(),
        catalogue=catalogue(),
        queues=work_queues(),
        clock=clock(),
        answers=AnswerKeeper(archive(), envelopes(), clock()),
    )


@cache
def _secrets() -> "SecretsManagerSecrets":
    from chalicelib.adapters.aws import client
    from chalicelib.adapters.secrets import SecretsManagerSecrets

    return SecretsManagerSecrets(client("secretsmanager"))


def _renewing(behind: object, network: Network) -> object:
    """Let credentials that are rejected be read anew at the next try."""
    from chalicelib.adapters.networks.renewing import Renewing

    return Renewing(behind, lambda: _forget_credentials(network))


def _forget_credentials(network: Network) -> None:
    names = settings().x_secret_arn if network is Network.X else settings().meta_secret_arn
    _secrets().forget(names or "")


def _x_credentials() -> "XCredentials":
    from chalicelib.adapters.networks.credentials import XCredentials

    return _secrets().read(required(settings().x_secret_arn, "X_SECRET_ARN"), XCredentials)


def _meta_credentials() -> "MetaCredentials":
    from chalicelib.adapters.networks.credentials import MetaCredentials

    return _secrets().read(required(settings().meta_secret_arn, "META_SECRET_ARN"), MetaCredentials)


# Understanding, and the municipality's own data -------------------------------------------------------------------


@_factory
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


@_factory
def catalogue() -> ports.Catalogue:
    """Give the departments, the strategy and the reply texts."""
    from chalicelib.adapters.catalogue import shipped_catalogue

    return shipped_catalogue()


@_factory
def material_reader() -> ports.MaterialReader:
    """Give what understands the offices' files: in a process apart, with limits."""
    from chalicelib.adapters.sandbox import SandboxedMaterialReader

    return SandboxedMaterialReader(_sandbox())


@_factory
def plan_reader() -> ports.PlanReader:
    """Give what reads a campaign's calendar: in a process apart, with limits."""
    from chalicelib.adapters.sandbox import SandboxedPlanReader

    return SandboxedPlanReader(_sandbox())


@_factory
def image_editor() -> ports.ImageEditor:
    """Give what brings images to each network's form: in a process apart, with limits."""
    from chalicelib.adapters.sandbox import SandboxedImageEditor

    return SandboxedImageEditor(_sandbox())


@cache
def _sandbox() -> "Sandbox":
    from chalicelib.adapters.sandbox import Sandbox

    return Sandbox()


@_factory
def video_editor() -> ports.VideoEditor:
    """Give what looks into videos."""
    from chalicelib.adapters.videos import FfmpegVideoEditor

    return FfmpegVideoEditor()


@_factory
def video_converter() -> ports.VideoConverter | None:
    """Give what converts videos, or None where the stage has no role for it."""
    role_arn = settings().conversion_role_arn
    if not role_arn or not catalogue().converts_videos:
        return None
    from chalicelib.adapters.aws import client, video_conversion_client
    from chalicelib.adapters.videos.mediaconvert import MediaConvertVideoConverter

    return MediaConvertVideoConverter(
        video_conversion_client(settings().conversion_region),
        client("s3"),
        bucket=required(settings().media_bucket, "MEDIA_BUCKET"),
        role_arn=role_arn,
    )


@_factory
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


@_factory
def text_counter() -> ports.TextCounter:
    """Give what counts texts as each network does."""
    from chalicelib.adapters.texts import NetworkTextCounter

    return NetworkTextCounter()


# Checking before publishing ---------------------------------------------------------------------------------------


@_factory
def personal_data_finder() -> ports.PersonalDataFinder:
    """Give what finds personal data in a text that is about to be published."""
    from chalicelib.adapters.personal_data import TextPersonalDataFinder

    return TextPersonalDataFinder(catalogue().institutional_contacts)


@_factory
def redactor() -> Callable[[str], str]:
    """Give what leaves personal data and whom it mentions out of a citizen's text, before strangers read it."""
    from chalicelib import texts_es
    from chalicelib.adapters.personal_data import TextPersonalDataFinder
    from chalicelib.domain.decision import without_handles
    from chalicelib.domain.redaction import house_numbers, without_numbers

    finder = TextPersonalDataFinder(catalogue().institutional_contacts)

    def redacted(text: str) -> str:
        masked = finder.without_data(without_handles(text), texts_es.OPEN311_OMITTED)
        return without_numbers(masked, house_numbers(text))

    return redacted


@_factory
def link_checker() -> ports.LinkChecker:
    """Give what looks whether links lead anywhere; where the settings say so, nobody asks."""
    from chalicelib.adapters.links import HttpLinkChecker, NoLinkChecker

    return HttpLinkChecker() if settings().check_links else NoLinkChecker()
