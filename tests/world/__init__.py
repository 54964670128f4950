"""
Everything the procedure needs, in memory, and the turning of the wheels: schedules, queues, workers.

`World` is made anew by each test. Its verbs are the functions of the product with their ports filled in.
"""

from tests.world.catalogue import FORM, VIDEO_SPEC, FakeAnswerBook, FakeCatalogue
from tests.world.editors import JPEG, FakeImageEditor, FakeReader, FakeVideoConverter, FakeVideoEditor
from tests.world.telling import FakeItOffice, FakeMailer
from tests.world.understanding import FakeClassifier, FakeCounter, FakeLinks, FakePersonalData
from tests.world.wheels import World

__all__ = [
    "FORM",
    "JPEG",
    "VIDEO_SPEC",
    "FakeAnswerBook",
    "FakeCatalogue",
    "FakeClassifier",
    "FakeCounter",
    "FakeImageEditor",
    "FakeItOffice",
    "FakeLinks",
    "FakeMailer",
    "FakePersonalData",
    "FakeReader",
    "FakeVideoConverter",
    "FakeVideoEditor",
    "World",
]
