"""
Show what becomes of press releases, before and after: the text of each network with its length as that network counts it.

    python -m local.wording_examples > docs/ejemplos-de-redaccion.md
    python -m local.wording_examples boletin.txt          # one of your own

The releases of `local/releases` have the shape of the municipality's; people, figures and telephones in them are made up.
"""

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from chalicelib import bootstrap
from chalicelib.domain.networks import Network
from chalicelib.ports import Brief, Draft
from chalicelib.procedure.wording import ExtractiveWriter, title_of

RELEASES = Path(__file__).resolve().parent / "releases"
NAMES = {Network.X: "X", Network.FACEBOOK: "Facebook", Network.INSTAGRAM: "Instagram"}
HEADER = """\
# Ejemplos de redacción: antes y después

Lo que el sistema propone para cada red a partir de boletines como los del Municipio (manual 2.1 y 2.4). Los boletines son
inventados: también sus personas, cifras y teléfonos. Este archivo se escribe con `python -m local.wording_examples`; una prueba
revisa que diga lo que el programa hace hoy. Nada de esto sale sin que Difusión e Imagen Institucional lo autorice.
"""


def release_files() -> list[Path]:
    """Give the releases, in order."""
    return sorted(RELEASES.glob("*.txt"))


def written(text: str) -> dict[Network, tuple[Draft, int, int]]:
    """Write a release for every network: the draft, its length, the limit."""
    catalogue, counter = bootstrap.catalogue(), bootstrap.text_counter()
    writer = ExtractiveWriter(catalogue.proper_nouns)
    drafts = {}
    for network in catalogue.networks:
        strategy = catalogue.strategy(network)
        length = partial(counter.length, network)
        brief = Brief(
            network=network,
            text=text,
            limit=strategy.text_limit,
            length=length,
            hashtags=strategy.hashtags,
            max_hashtags=strategy.max_hashtags,
            advised_hashtags=strategy.advised_hashtags,
        )
        draft = writer.write(brief)
        drafts[network] = (draft, length(draft.text), strategy.text_limit)
    return drafts


def page(files: list[Path]) -> str:
    """Write the whole page."""
    return "\n".join(
        (HEADER, *(line for file in files for line in example(file.read_text(encoding="utf-8"), file.stem)))
    )


def example(text: str, name: str) -> Iterator[str]:
    """Write one release and what becomes of it. Networks that get the same text are shown together."""
    yield f"## {name.replace('-', ' · ', 1).replace('-', ' ')}\n"
    yield f"Título en el sistema: **{title_of(text, bootstrap.catalogue().proper_nouns)}**\n"
    yield f"<details><summary>El boletín como llegó</summary>\n\n```text\n{text.strip()}\n```\n\n</details>\n"
    shown: dict[str, list[str]] = {}
    warnings: dict[str, tuple[str, ...]] = {}
    for network, (draft, length, limit) in written(text).items():
        shown.setdefault(draft.text, []).append(f"{NAMES[network]} ({length:,} de {limit:,})")
        warnings[draft.text] = draft.warnings
    for post, networks in shown.items():
        yield f"**{' · '.join(networks)}**\n\n```text\n{post}\n```\n"
        yield from (f"> {warning}\n" for warning in warnings[post])


def main() -> None:
    """Show the releases that are named, or those of the project."""
    files = [Path(name) for name in sys.argv[1:]] or release_files()
    sys.stdout.write(page(files))


if __name__ == "__main__":
    main()
