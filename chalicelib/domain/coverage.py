"""
What was collected of a post's comments beside the network's own count of them (C05). A gap is shown, never claimed away.

What the networks count, by their references:

- Facebook, `summary.total_count` of the comments with `filter=stream`: all levels, the Page's own answers among them. Meta says
  that it may be more than is listed, because of who may see a comment or because it was deleted; hidden ones are counted and
  listed to the Page.
- Instagram, `comments_count` of the media: comments and the replies to them, ours among them. Whether it counts what its filter
  hides is not said; the caption and the children of an album are not in it.
- X, `public_metrics.reply_count` of a post: the direct answers of everybody, the next part of our thread among them; neither the
  answers to answers nor quotes. It is asked for apart from the reading (`procedure/counting_answers.py`).

A count is of one moment, and so is every page: that everything is there is said only by a reading that changed nothing.
"""

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field


class Coverage(BaseModel):
    """
    One reading of a post to its end, counted.

    `network_count` is what the network says there is, `listed` how many comments of citizens it listed, each of which is on
    record, `own` how many of ours among them. `is_settled` when the listing was whole, and every comment in it, and no other,
    was known from the reading before: then nothing can have taken another's place while pages were read (C04).

    `usual_gap` is the gap when all that was known was last listed. Deletions leave it as it is; what is only out of reach, but
    still counted, makes it grow.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    counted_at: AwareDatetime
    network_count: int = Field(ge=0)
    listed: int = Field(default=0, ge=0)
    own: int = Field(default=0, ge=0)
    is_settled: bool = False
    usual_gap: int = Field(default=0, ge=0)

    @property
    def gap(self) -> int:
        """How many the network counts and did not list."""
        return max(0, self.network_count - self.listed - self.own)

    @property
    def is_complete(self) -> bool:
        """Say whether all that the network counts is on record. A count that lags behind the listing proves nothing."""
        return self.is_settled and self.network_count == self.listed + self.own

    @property
    def lost_sight(self) -> bool:
        """Say whether the network still counts what it no longer lists: that was not deleted."""
        return self.gap > self.usual_gap
