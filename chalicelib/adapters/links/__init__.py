"""Looks whether the links of a text lead anywhere, without ever opening one into our own network."""

from chalicelib.adapters.links.checker import HttpLinkChecker, NoLinkChecker

__all__ = ["HttpLinkChecker", "NoLinkChecker"]
