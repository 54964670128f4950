"""
The only place that chooses adapters. Each factory makes its adapter once per process and imports it when first asked.

A function pays only for what it uses: `publish_posts` on Facebook never imports X's library, `refer_cases` no network's.
"""

from chalicelib.bootstrap.accounts import account_probe, network_account
from chalicelib.bootstrap.archiving import (
    archive_disposal,
    destroying_ports,
    disposal_ports,
    export_ports,
    rebuilding_ports,
    records_disposal,
    restoring_ports,
    sealing_ports,
    signer,
    time_stamper,
)
from chalicelib.bootstrap.comment_sources import (
    answer_counts,
    collecting_ports,
    comment_lookup,
    comment_source,
    conversation_source,
    reaction_counts,
)
from chalicelib.bootstrap.editors import image_editor, material_reader, plan_reader, video_converter, video_editor
from chalicelib.bootstrap.factories import replaced
from chalicelib.bootstrap.files import (
    archive,
    archive_files,
    archive_reader,
    envelopes,
    export_files,
    intake_files,
    media_archive,
    media_files,
)
from chalicelib.bootstrap.municipality import (
    catalogue,
    department_discretion,
    personal_data_finder,
    redactor,
    retention,
    text_counter,
)
from chalicelib.bootstrap.notices import notice_files, notice_gate, notice_ports
from chalicelib.bootstrap.publishing import checking_ports, planning_ports, publishing_ports
from chalicelib.bootstrap.telling import it_office, mailer, report_writer
from chalicelib.bootstrap.time_and_records import clock, records, records_to_fill, stored_version
from chalicelib.bootstrap.understanding import classifier, link_checker, writer
from chalicelib.bootstrap.work import department_inboxes, work_queues
from chalicelib.settings import settings

__all__ = [
    "account_probe",
    "answer_counts",
    "archive",
    "archive_disposal",
    "archive_files",
    "archive_reader",
    "catalogue",
    "checking_ports",
    "classifier",
    "clock",
    "collecting_ports",
    "comment_lookup",
    "comment_source",
    "conversation_source",
    "department_discretion",
    "department_inboxes",
    "destroying_ports",
    "disposal_ports",
    "envelopes",
    "export_files",
    "export_ports",
    "image_editor",
    "intake_files",
    "it_office",
    "link_checker",
    "mailer",
    "material_reader",
    "media_archive",
    "media_files",
    "network_account",
    "notice_files",
    "notice_gate",
    "notice_ports",
    "personal_data_finder",
    "plan_reader",
    "planning_ports",
    "publishing_ports",
    "reaction_counts",
    "rebuilding_ports",
    "records",
    "records_disposal",
    "records_to_fill",
    "redactor",
    "replaced",
    "report_writer",
    "restoring_ports",
    "retention",
    "sealing_ports",
    "settings",
    "signer",
    "stored_version",
    "text_counter",
    "time_stamper",
    "video_converter",
    "video_editor",
    "work_queues",
    "writer",
]
