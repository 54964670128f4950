"""
2.1, 2.4 Redacción; resalta lo más importante: the text of each network, out of the office's own words.

`sources` finds the text among the material, `openings` and `ranking` say which sentences can stand alone and which matter,
`short` writes for X, `long` for the others, `own_text` passes on what an office wrote for a network itself, `cutting` shortens
where nothing else helps, `tags` ends a post. `extractive` chooses among them.
"""

from chalicelib.procedure.wording.cutting import fit
from chalicelib.procedure.wording.extractive import ExtractiveWriter
from chalicelib.procedure.wording.own_text import compose
from chalicelib.procedure.wording.sources import MAX_TITLE, source_text, title_of

__all__ = ["MAX_TITLE", "ExtractiveWriter", "compose", "fit", "source_text", "title_of"]
