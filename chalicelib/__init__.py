"""Portavoz: the official social networks of a municipality, from the bulletin to the three-year record."""
