"""
What offices write: documents and `publicacion.yaml`, read with hostile input in mind (manual 1.1; I06–I09, I13, I14).

`reader` says which kind of document it is, `word` and `markdown` take the text out, `decoding` and `cleaning` bring it to a
form that can be published; `orders` reads what the office asks for.
"""

from chalicelib.adapters.documents.orders import YamlOrderReader
from chalicelib.adapters.documents.reader import OfficeDocumentReader

__all__ = ["OfficeDocumentReader", "YamlOrderReader"]
