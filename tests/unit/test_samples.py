"""What comes in on the day of the demonstration does what it is there for."""

import hashlib
from collections import Counter
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from chalicelib.adapters.catalogue import load_catalogue
from chalicelib.adapters.images import PillowImageEditor
from chalicelib.adapters.material import FileMaterialReader
from chalicelib.domain.classification import CommentKind
from chalicelib.domain.material import FileRole
from chalicelib.domain.material_key import parse_key
from chalicelib.domain.networks import SOCIAL_NETWORKS
from local.samples.build import Sample, build_samples
from local.samples.comments import CASES, COMMENTS, TO_DELETE, TO_EDIT

PUBLISH_AT = datetime(2026, 11, 24, 17, 5, tzinfo=UTC)
GPS = 0x8825


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> list[Sample]:
    return build_samples(tmp_path_factory.mktemp("samples"), publish_at=PUBLISH_AT)


def digests(samples: list[Sample]) -> list[str]:
    return [hashlib.sha256(file.read_bytes()).hexdigest() for one in samples for file in sorted(one.folder.iterdir())]


def pictures(samples: list[Sample]) -> list[Path]:
    return [file for one in samples for file in one.folder.iterdir() if file.suffix in {".jpg", ".png"}]


def test_every_file_is_understood_and_every_folder_is_complete(
    samples: list[Sample], tmp_path_factory: pytest.TempPathFactory
) -> None:
    reader = FileMaterialReader()
    for sample in samples:
        read = [reader.read(file.name, file, tmp_path_factory.mktemp("inside")) for file in sample.folder.iterdir()]
        roles = {material.role for material in read} | {piece.role for material in read for piece in material.pieces}
        assert {FileRole.TEXT, FileRole.IMAGE} <= roles
        assert FileRole.REJECTED not in roles


def test_every_key_is_one_the_offices_may_use(samples: list[Sample]) -> None:
    today = PUBLISH_AT.date()
    for sample in samples:
        for file in sample.folder.iterdir():
            parse_key(
                f"{sample.source}/{today}/{sample.slug}/{file.name}", today=today, departments=frozenset({"sapal"})
            )


def test_the_campaign_asks_for_its_minute(samples: list[Sample]) -> None:
    file = samples[2].folder / "publicacion.yaml"
    order = FileMaterialReader().read(file.name, file, file.parent).order
    assert order is not None
    assert order.publish_at == PUBLISH_AT
    assert order.networks == SOCIAL_NETWORKS


def test_the_photographs_tell_where_they_were_taken_and_the_renditions_do_not(samples: list[Sample]) -> None:
    catalogue, told = load_catalogue(), 0
    for file in pictures(samples):
        content = file.read_bytes()
        told += bool(Image.open(BytesIO(content)).getexif().get_ifd(GPS))
        specs = {
            f"{network}/{purpose}": spec
            for network in SOCIAL_NETWORKS
            for purpose, spec in catalogue.strategy(network).renditions.items()
        }
        for rendition in PillowImageEditor().render(content, specs).values():
            assert not Image.open(BytesIO(rendition.content)).getexif()
            assert b"oficina" not in rendition.content
    assert told == 2


def test_the_samples_are_the_same_each_time(samples: list[Sample], tmp_path: Path) -> None:
    assert digests(samples) == digests(build_samples(tmp_path, publish_at=PUBLISH_AT))


def test_there_are_comments_of_every_kind_on_every_network() -> None:
    everything = [*COMMENTS, *CASES, TO_EDIT.before, TO_DELETE]
    assert len({comment.text for comment in everything}) == len(everything) >= 36
    assert {comment.network for comment in everything} == {network.value for network in SOCIAL_NETWORKS}
    assert set(Counter(comment.kind for comment in everything)) == {kind.value for kind in CommentKind}
