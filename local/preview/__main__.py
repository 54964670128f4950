"""`python -m local.preview FOLDER --out DIR`: what would be published of a folder of material."""

import argparse
import json
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

from chalicelib.adapters.links import HttpLinkChecker, NoLinkChecker
from chalicelib.ports import LinkChecker
from local.preview.document import RENDITIONS, document
from local.preview.outside import FolderMedia
from local.preview.page import page
from local.preview.preparing import DOCUMENT, prepare_folder

PAGE = "preview.html"
PREPARED, NOTHING_PREPARED = 0, 1


def preview(folder: Path, out: Path, *, source: str, on: date | None = None, links: LinkChecker | None = None) -> int:
    """Prepare a folder and write what came of it; gives the command's exit code."""
    out.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(out / RENDITIONS, ignore_errors=True)
    with tempfile.TemporaryDirectory() as kept:
        prepared = prepare_folder(folder, FolderMedia(Path(kept)), links=links or NoLinkChecker(), source=source, on=on)
        shown = document(prepared, out)
        (out / DOCUMENT).write_text(json.dumps(shown, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        (out / PAGE).write_text(page(prepared, shown, out), encoding="utf-8")
    return PREPARED if prepared.publication else NOTHING_PREPARED


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m local.preview",
        description="Prepara una carpeta de material como lo haría el sistema y escribe la vista previa. No publica nada.",
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="la carpeta con los archivos de una publicación")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="dónde escribir el resultado")
    parser.add_argument("--source", default="prensa", help="quién entrega: prensa, imagen o enlaces/<dependencia>")
    parser.add_argument(
        "--on", type=date.fromisoformat, metavar="AAAA-MM-DD", help="la fecha de la carpeta; si falta, hoy"
    )
    parser.add_argument("--links", action="store_true", help="sigue las ligas del texto, como el sistema; si falta, no")
    asked = parser.parse_args()
    if not asked.folder.is_dir():
        parser.error(f"no existe la carpeta {asked.folder}")
    if asked.out.exists() and not asked.out.is_dir():
        parser.error(f"{asked.out} no es una carpeta")
    links = HttpLinkChecker() if asked.links else None
    code = preview(asked.folder, asked.out, source=asked.source, on=asked.on, links=links)
    if code == NOTHING_PREPARED:
        print("Todavía no se puede preparar una publicación; vea por qué en:", file=sys.stderr)
    print(f"{asked.out / DOCUMENT}\n{asked.out / PAGE}")
    sys.exit(code)


if __name__ == "__main__":
    main()
