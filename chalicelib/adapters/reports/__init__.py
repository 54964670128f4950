"""Writes the report as files that people open: a workbook, a PDF, a page of its own."""
