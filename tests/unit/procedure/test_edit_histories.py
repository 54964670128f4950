"""P1: whatever persons, offices and dying workers do to a publication in whatever order, their work and its rules hold."""

import random
from typing import Any

from chalicelib.domain.edits import Edit
from chalicelib.domain.errors import PortavozError
from chalicelib.domain.material_key import Upload
from chalicelib.domain.post import Post
from chalicelib.domain.publication import Publication
from chalicelib.domain.records import Duty
from tests.builders import BULLETIN, PUBLICATION, the_image_office
from tests.mortality import Death
from tests.world import JPEG, World

FOLDER = "prensa/2026-11-23/parques/"
NAMES = [f"foto{number}.jpg" for number in range(3)]
PEOPLE = [the_image_office(name) for name in ("ana", "beto", "cora")]
STEPS = 40


class History:
    """A world in which things happen at random."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.world = World()
        self.world.catalogue.forms = ("feed", "story")
        self.world.catalogue.max_images = self.chance.choice([1, 2, 4])
        self.events = 0
        self.edits = 0
        self._upload("boletin.txt", b"Texto.")
        self._upload("foto0.jpg", JPEG)
        self.world.prepare(BULLETIN)

    def _upload(self, name: str, content: bytes) -> None:
        self.events += 1
        self.world.upload(FOLDER + name, content, f"{self.events:08x}")

    def office(self) -> None:
        match self.chance.choice("ttiiir"):
            case "t":
                self._upload("boletin.txt", f"Texto {self.chance.randrange(5)}.".encode())
            case "i":
                self._upload(self.chance.choice(NAMES), JPEG + bytes([self.chance.randrange(4)]))
            case _:
                self.events += 1
                key, sequencer = FOLDER + self.chance.choice(["boletin.txt", *NAMES]), f"{self.events:08x}"
                self.world.receive(Upload(key=key, sequencer=sequencer, is_removal=True))

    def editor(self) -> None:
        chance = self.chance
        wishes: list[dict[str, Any]] = [
            {"texts": {chance.choice(["x", "facebook"]): f"Editado {chance.randrange(9)}"}},
            {"pictures": [{"picture": chance.choice(NAMES), "alt_text": f"Alt {chance.randrange(5)}"}]},
            {"pictures": [{"picture": chance.choice(NAMES), "focus": {"x": chance.random(), "y": 0.5}}]},
            {"pictures": [{"picture": chance.choice(NAMES), "leave_out": chance.random() < 0.5}]},
            {"order": chance.sample(NAMES, 2)},
            {"purposes": {"x": chance.choice(["feed", "story"])}},
            {"logo": chance.random() < 0.5},
            {"take_proposals": ["x"]},
        ]
        both = chance.choice(wishes) | chance.choice(wishes)
        self.world.edit(Edit.model_validate(both), chance.choice(PEOPLE))
        self.edits += 1

    def preparations(self) -> None:
        for record in self.world.records.due(Duty.PREPARE, self.world.clock.now()):
            self.world.prepare(record.id)

    def image_office(self) -> None:
        self.world.authorise(by=self.chance.choice(PEOPLE))

    def publisher(self) -> None:
        self.world.publish()

    def step(self) -> None:
        act = self.chance.choice(
            [self.office, *[self.editor] * 6, self.preparations, self.image_office, self.publisher]
        )
        self.world.steps.arm(self.chance.choice([None, None, None, 1, 2]), is_after=self.chance.random() < 0.5)
        try:
            act()
        except (Death, PortavozError):
            pass
        finally:
            self.world.steps.arm(None)
        self.world.clock.advance(seconds=40)


def check(publication: Publication, most_images: int) -> None:
    given = publication.authorisation
    if given:
        assert given.by not in publication.preparers
        assert given.fingerprints == publication.current.fingerprints
    wanted = publication.adjustments
    for network, content in publication.current.networks.items():
        pictures = [form.picture for form in content.renditions]
        assert len(set(pictures)) == len(pictures) <= most_images
        assert network not in wanted.texts or content.text == wanted.texts[network].text
        for form in content.forms:
            assert wanted.of(form.picture).alt_text in {None, form.alt_text}


def test_P1_what_persons_wrote_stands_and_none_of_them_authorised_it() -> None:
    edits = 0
    for seed in range(16):
        history = History(seed)
        for _ in range(STEPS):
            history.step()
            check(history.world.the(PUBLICATION), history.world.catalogue.max_images)
        history.world.run()
        edits += history.edits
        versions = history.world.publication().versions
        for post in history.world.of_kind(Post):
            assert post.text in {version.networks[post.network].text for version in versions}
    assert edits > 50
