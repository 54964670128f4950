"""What a network holds of a post before it is published (P22, P23)."""

from pydantic import AwareDatetime, BaseModel, ConfigDict


class Staged(BaseModel):
    """
    What a network already holds for a post that is not published: uploaded media, a container. Costs nothing twice.

    `segments` counts the parts the network confirmed of a film that goes up in parts, `is_sealed` says that it has them
    all and works on it; before `ask_again_at` it wants no question about that. `media_sha256` are the hashes of what a
    network fetched by itself, in order: what it holds is held against the authorisation without being read again (P1).
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    media_ids: tuple[str, ...] = ()
    container_id: str | None = None
    segments: int = 0
    is_sealed: bool = False
    ask_again_at: AwareDatetime | None = None
    is_ready: bool = False
    media_sha256: tuple[str, ...] = ()

    def goes_on_from(self, before: "Staged") -> bool:
        """Say whether nothing of what there was before had to be made anew."""
        kept = self.media_ids[: len(before.media_ids)] == before.media_ids
        return kept and before.container_id in {None, self.container_id}
