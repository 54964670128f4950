"""What the procedure may rely on when a file is read: the same in our own process and apart."""

from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from chalicelib import texts_es
from chalicelib.adapters.material import FileMaterialReader
from chalicelib.adapters.sandbox import Sandbox, SandboxedMaterialReader
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.material import FileRole
from chalicelib.domain.networks import Network
from chalicelib.ports import MaterialReader, ReadMaterial
from tests.corpus.clips import clip
from tests.corpus.good_documents import word
from tests.corpus.pictures import saved
from tests.corpus.releases import RELEASES


@pytest.fixture(scope="module")
def sandboxed() -> Iterator[MaterialReader]:
    sandbox = Sandbox()
    yield SandboxedMaterialReader(sandbox)
    sandbox.close()


class MaterialReaderContract:
    """The claims of `ports.MaterialReader`. A subclass gives the fixture `reader`."""

    def read(self, reader: MaterialReader, folder: Path, name: str, content: bytes) -> ReadMaterial:
        (folder / "inside").mkdir()
        (folder / "received").write_bytes(content)
        return reader.read(name, folder / "received", folder / "inside")

    def test_a_text_is_given_with_all_its_letters(self, reader: MaterialReader, tmp_path: Path) -> None:
        material = self.read(reader, tmp_path, "boletín 🌳.txt", "¡Árboles! 👩‍👩‍👧 «ñ»".encode())
        assert (material.role, material.text) == (FileRole.TEXT, "¡Árboles! 👩‍👩‍👧 «ñ»")

    def test_a_word_document_gives_its_text(self, reader: MaterialReader, tmp_path: Path) -> None:
        material = self.read(reader, tmp_path, "boletin.docx", word(RELEASES[0]))
        assert material.role is FileRole.TEXT
        assert RELEASES[0].body[1] in (material.text or "")

    def test_a_picture_is_a_picture(self, reader: MaterialReader, tmp_path: Path) -> None:
        assert self.read(reader, tmp_path, "foto.jpg", saved("JPEG")).role is FileRole.IMAGE

    def test_a_video_attached_to_a_letter_is_a_piece_of_it(self, reader: MaterialReader, tmp_path: Path) -> None:
        letter = EmailMessage()
        letter["From"], letter["Subject"] = "enlace@leon.gob.mx", "Boletín"
        letter.set_content(RELEASES[0].body[1])
        letter.add_attachment(clip("mp4", seconds=1), maintype="video", subtype="mp4", filename="video.mp4")
        material = self.read(reader, tmp_path, "carta", letter.as_bytes())
        assert (material.role, [piece.role for piece in material.pieces]) == (FileRole.TEXT, [FileRole.VIDEO])

    def test_an_order_is_given_whole(self, reader: MaterialReader, tmp_path: Path) -> None:
        written = b"networks: [x]\npublish_at: 2026-11-30 18:00\ntext:\n  x: Hola\nfocus:\n  a.jpg: {x: 0.5, y: 0.25}\n"
        order = self.read(reader, tmp_path, "publicacion.yaml", written).order
        assert order is not None
        assert order.text == {Network.X: "Hola"}
        assert order.publish_at is not None
        assert order.publish_at.isoformat() in {"2026-12-01T00:00:00+00:00", "2026-11-30T18:00:00-06:00"}
        assert order.focus["a.jpg"].y == 0.25

    @pytest.mark.parametrize(
        ("name", "content", "reason"),
        [
            ("vacio.txt", b"", texts_es.FILE_EMPTY),
            ("roto.docx", b"PK\x03\x04", texts_es.DOCX_BROKEN),
            ("rota.jpg", b"\xff\xd8\xff\xe0", texts_es.IMAGE_BROKEN),
            ("publicacion.yaml", b"- a", texts_es.ORDER_BROKEN),
        ],
    )
    def test_I10_I13_a_file_that_cannot_be_used_is_rejected_with_its_reason(
        self, reader: MaterialReader, tmp_path: Path, name: str, content: bytes, reason: str
    ) -> None:
        with pytest.raises(InvalidInputError) as rejected:
            self.read(reader, tmp_path, name, content)
        assert str(rejected.value) == reason

    def test_I14_a_name_that_is_no_unicode_stops_nothing(self, reader: MaterialReader, tmp_path: Path) -> None:
        assert self.read(reader, tmp_path, "foto\udcff.jpg", saved("JPEG")).role is FileRole.IMAGE


class TestFileMaterialReader(MaterialReaderContract):
    @pytest.fixture
    def reader(self) -> MaterialReader:
        return FileMaterialReader()


class TestSandboxedMaterialReader(MaterialReaderContract):
    @pytest.fixture
    def reader(self, sandboxed: MaterialReader) -> MaterialReader:
        return sandboxed
