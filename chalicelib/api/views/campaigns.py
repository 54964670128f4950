"""Campaigns with goals, and how far they came (manual 5.1)."""

from chalicelib import bootstrap
from chalicelib.api.plan_models import CampaignList, CampaignView, ProgressLine
from chalicelib.api.requests import Request
from chalicelib.domain.calendar import local_day
from chalicelib.domain.campaign import Campaign, Progress
from chalicelib.procedure import campaigning


def plan_campaign_goals(request: Request) -> CampaignView:
    """Record a campaign with its goals, or change the one of this name and first day."""
    campaign = campaigning.plan_campaign_goals(
        request.body.name,
        first=request.body.first,
        last=request.body.last,
        goals=request.body.wanted(),
        by=request.person,
        records=bootstrap.records(),
        clock=bootstrap.clock(),
    )
    return _view(campaign)


def list_campaigns(request: Request) -> CampaignList:
    """List the campaigns that end on a day or after it."""
    since = request.query.first or local_day(bootstrap.clock().now())
    found = campaigning.campaigns_since(since, records=bootstrap.records())
    return CampaignList(campaigns=[_view(campaign) for campaign in found])


def show_campaign(request: Request) -> CampaignView:
    """Show a campaign and how far it came, counted from the records."""
    campaign, progress = campaigning.progress_of(
        request.path["campaign_id"], records=bootstrap.records(), clock=bootstrap.clock()
    )
    return _view(campaign).model_copy(update={"progress": _progress(progress)})


def close_campaign(request: Request) -> CampaignView:
    """Close a campaign with what came of it."""
    return _view(
        campaigning.close_campaign(
            request.path["campaign_id"], request.body.result, by=request.person, records=bootstrap.records()
        )
    )


def _progress(progress: Progress) -> ProgressLine:
    return ProgressLine(
        counted_up_to=progress.counted_up_to,
        posts=progress.posts,
        comments=progress.comments,
        positive=progress.positive,
        negative=progress.negative,
        positive_share=progress.share,
        reactions=progress.reactions,
        posts_with_reactions=progress.posts_with_reactions,
    )


def _view(campaign: Campaign) -> CampaignView:
    return CampaignView(
        id=campaign.id,
        name=campaign.name,
        slug=campaign.slug,
        first=campaign.first,
        last=campaign.last,
        goals=campaign.goals,
        by=campaign.by,
        closed_by=campaign.closed_by,
        result=campaign.result,
    )
