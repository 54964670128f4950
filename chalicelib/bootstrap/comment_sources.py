"""Where the networks' comments are read and counted."""

from typing import TYPE_CHECKING, cast

from chalicelib import ports
from chalicelib.bootstrap.credentials import meta_credentials, renewing, x_credentials
from chalicelib.bootstrap.factories import replacements
from chalicelib.bootstrap.files import archive, envelopes
from chalicelib.bootstrap.municipality import catalogue
from chalicelib.bootstrap.time_and_records import clock, records
from chalicelib.bootstrap.understanding import classifier
from chalicelib.bootstrap.work import work_queues
from chalicelib.domain.networks import Network
from chalicelib.settings import settings

if TYPE_CHECKING:
    from chalicelib.procedure.collecting_ports import CollectingPorts


def comment_source(network: Network) -> ports.CommentSource:
    """Give where a network's comments are read."""
    if "comment_source" in replacements:
        return cast("ports.CommentSource", replacements["comment_source"](network))
    return cast("ports.CommentSource", renewing(_comment_source(network), network))


def _comment_source(network: Network) -> ports.CommentSource:
    match network:
        case Network.X:
            from chalicelib.adapters.networks.x import XComments

            return XComments(x_credentials(), base_url=str(settings().x_base_url))
        case Network.FACEBOOK:
            from chalicelib.adapters.networks.facebook import FacebookComments

            return FacebookComments(meta_credentials(), base_url=str(settings().graph_base_url))
        case Network.INSTAGRAM:
            from chalicelib.adapters.networks.instagram import InstagramComments

            return InstagramComments(meta_credentials(), base_url=str(settings().graph_base_url))
        case Network.MANUAL | Network.OPEN311:
            raise LookupError("no API reads comments on other media")


def answer_counts() -> ports.AnswerCounts:
    """Give what X counts below our posts."""
    if "answer_counts" in replacements:
        return cast("ports.AnswerCounts", replacements["answer_counts"])
    from chalicelib.adapters.networks.x.counts import XAnswerCounts

    counts = XAnswerCounts(x_credentials(), base_url=str(settings().x_base_url))
    return cast("ports.AnswerCounts", renewing(counts, Network.X))


def reaction_counts() -> ports.ReactionCounts:
    """Give what Facebook counts of a post's reactions."""
    if "reaction_counts" in replacements:
        return cast("ports.ReactionCounts", replacements["reaction_counts"])
    from chalicelib.adapters.networks.facebook import FacebookReactions

    counts = FacebookReactions(meta_credentials(), base_url=str(settings().graph_base_url))
    return cast("ports.ReactionCounts", renewing(counts, Network.FACEBOOK))


def conversation_source() -> ports.CommentSource:
    """Give where the conversations below our posts on X are searched."""
    if "conversation_source" in replacements:
        return cast("ports.CommentSource", replacements["conversation_source"])
    from chalicelib.adapters.networks.x import XConversations

    source = XConversations(x_credentials(), base_url=str(settings().x_base_url))
    return cast("ports.CommentSource", renewing(source, Network.X))


def comment_lookup() -> ports.CommentLookup:
    """Give where comments on X are looked at by their ids."""
    if "comment_lookup" in replacements:
        return cast("ports.CommentLookup", replacements["comment_lookup"])
    from chalicelib.adapters.networks.x import XLookup

    lookup = XLookup(x_credentials(), base_url=str(settings().x_base_url))
    return cast("ports.CommentLookup", renewing(lookup, Network.X))


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
