"""
The nouns of the procedure and their rules: standard library and pydantic, nothing that reaches outside.

In the order of the manual: a bulletin comes in, becomes a publication, goes out in deliveries, is a post on a network,
gathers comments, some of which become referrals with a folio; the day gathers the figures of all of them.
"""
