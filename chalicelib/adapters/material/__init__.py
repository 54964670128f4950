"""
What an office uploaded, understood by its content (manual 1.1; I06–I08, I13): a text, a picture, a video, `publicacion.yaml`,
or something that carries several of them.

`reader` reads one file; `bundles` goes through a zip and `letters` through a mail, each file of theirs with the same reader;
`unpacking` counts and keeps what comes out, under names of ours; `labels` says what people see it called.
"""

from chalicelib.adapters.material.reader import FileMaterialReader

__all__ = ["FileMaterialReader"]
