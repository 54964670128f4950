"""Writes the report as a PDF: letter size, tagged for who listens to it, with its own fonts inside."""
