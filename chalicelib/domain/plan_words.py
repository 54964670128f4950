"""How a line of the plan is told to a person, in a calendar or on a page."""

from chalicelib.domain.plan_entry import Entry
from chalicelib.texts_es import network_name
from chalicelib.texts_es import plan as texts

_MAX_DRAFT = 2_000


def networks_said(entry: Entry) -> str:
    """Name the networks as people do."""
    return ", ".join(network_name(network) for network in entry.networks)


def about_entry(entry: Entry, *, shows_draft: bool) -> str:
    """Tell the rest of an entry, a line each; what is written so far only to whom it may be shown."""
    said = [f"{texts.STATE}: {texts.STATES[entry.state]}", f"{texts.NETWORKS}: {networks_said(entry)}"]
    if entry.campaign:
        said.append(f"{texts.CALENDAR_CAMPAIGN}: {entry.campaign}")
    if entry.lacks:
        said.append(f"{texts.LACKS}: {'; '.join(entry.lacks)}")
    if shows_draft and entry.text:
        said += ["", entry.text[:_MAX_DRAFT]]
    return "\n".join(said)
