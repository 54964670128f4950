"""
The text of a PDF, and its pictures, by pypdfium2 (I15).

A PDF holds lines where they are to be printed, not paragraphs. `streams` looks whether it expands too far; `lines` gives the
lines of a page with their places; `columns` puts them in the order in which a person reads and leaves out what is repeated on
every page; `paragraphs` joins them, `hyphens` at the words that were divided; `pictures` gives the pictures.
"""

from chalicelib.adapters.documents.pdf.document import read_pdf

__all__ = ["read_pdf"]
