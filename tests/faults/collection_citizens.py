"""What citizens do while pages are read: they write, answer each other, edit, edit back, delete, hide and leave."""

from collections.abc import Callable
from datetime import timedelta
from random import Random

from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from tests.faults.collection_network import Said, snowflake
from tests.faults.collection_town import POSTS, Town

WORDS = ("queja: no hay agua", "reporte: un bache", "sugerencia", "pregunta", "gracias", "queja quizá", "ok")
X_EDITS_WITHIN = timedelta(hours=1)
X_MOST_EDITS = 5
MENTIONS_US = 0.8


class Citizens:
    """The citizens of a town. What they do is drawn from the schedule's own randomness."""

    def __init__(self, town: Town, rng: Random) -> None:
        self._town, self._rng = town, rng
        self._count = 0
        self.first_number = 1
        self.late_minutes: tuple[float, ...] = (0,)
        self.texts: tuple[str, ...] = WORDS
        self.rounds_to: timedelta | None = None

    def act(self) -> None:
        """Do something, mostly write."""
        doings: tuple[Callable[[], object], ...] = (
            self.write,
            self.write,
            self.write,
            self.answer,
            self.edit,
            self.delete,
        )
        self._rng.choice((*doings, self.edit_back, self.hide, self.leave))()

    def write(self, network: Network | None = None, parent: Said | None = None) -> Said:
        """Write a comment, or an answer to one."""
        on = network or self._rng.choice(SOCIAL_NETWORKS)
        self._count += 1
        now = self._town.clock.now()
        if self.rounds_to:
            now -= timedelta(seconds=now.timestamp() % self.rounds_to.total_seconds())
        number = self.first_number + self._count
        # Ids grow with time on X alone: elsewhere they say nothing of the order (C14).
        network_id = str(
            snowflake(now, self._count) if on is Network.X else number * 7919 % 100_003 + self.first_number
        )
        text = f"{self._rng.choice(self.texts)} {self._count}"
        shown_from = self._town.clock.now() + timedelta(minutes=self._rng.choice(self.late_minutes))
        post_id = parent.post_id if parent else self._rng.choice(POSTS[on])
        top = None if parent is None else parent.network_id
        if parent and on is Network.INSTAGRAM:
            top = parent.parent_id or top
        said = Said(network_id, post_id, top, now, shown_from, [(now, text, network_id)])
        said.mentions_us = on is not Network.X or self._rng.random() < MENTIONS_US
        self._town.nets[on].add(said)
        self._town.tell(f"a citizen on {on}: {network_id} «{text}» shown from {shown_from:%H:%M}")
        return said

    def answer(self) -> None:
        """Answer another citizen."""
        chosen = self._one()
        if chosen:
            self.write(chosen[0], chosen[1])

    def edit(self) -> None:
        """Change the words of a comment."""
        self._reword(f"{self._rng.choice(self.texts)} editado {self._count}")

    def edit_back(self) -> None:
        """Put back what a comment said first."""
        self._reword(None)

    def delete(self) -> None:
        """Take a comment away, on Facebook and Instagram with the answers to it."""
        chosen = self._one()
        if chosen:
            self.remove(*chosen)

    def hide(self) -> None:
        """Hide a comment, or show it again; on X by locking the account, which hides it from us."""
        chosen = self._one()
        if chosen:
            chosen[1].is_hidden = not chosen[1].is_hidden
            chosen[1].was_locked = chosen[0] is Network.X

    def leave(self) -> None:
        """Close an account: its comments stay, without an author."""
        chosen = self._one()
        if chosen:
            chosen[1].author = None

    def remove(self, network: Network, said: Said) -> None:
        """Take one comment away."""
        said.deleted_at = said.deleted_at or self._town.clock.now()
        self._town.tell(f"a citizen on {network}: deletes {said.network_id}")
        if network is not Network.X:
            for answer in self._town.nets[network].said.values():
                if answer.parent_id == said.network_id and answer.deleted_at is None:
                    self.remove(network, answer)

    def _reword(self, text: str | None) -> None:
        chosen = self._one()
        if not chosen:
            return
        network, said = chosen
        now = self._town.clock.now()
        if network is Network.X and (now - said.written_at > X_EDITS_WITHIN or len(said.texts) > X_MOST_EDITS):
            return
        self._count += 1
        newest_id = str(snowflake(now, self._count)) if network is Network.X else said.network_id
        said.texts.append((now, text or said.texts[0][1], newest_id))
        said.reached = None
        self._town.tell(f"a citizen on {network}: {said.network_id} says «{said.text}» now")

    def _one(self) -> tuple[Network, Said] | None:
        alive = [(network, said) for network, said in self._town.all_said() if said.is_shown(self._town.clock.now())]
        return self._rng.choice(alive) if alive else None
