"""Finds personal data in a text that is about to be published (I18)."""

from chalicelib.adapters.personal_data.finder import TextPersonalDataFinder

__all__ = ["TextPersonalDataFinder"]
