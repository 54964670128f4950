"""
The municipality's accounts on X, Facebook and Instagram (`ports.NetworkAccount`, `ports.CommentSource`).

    transport     one attempt per call, with time-outs: no HTTP layer repeats anything
    answers       what a network answered, parsed: hostile until then
    verdicts      what an error of a network means: tried again, waited for, refused, unknown
    border        the one place where failures of HTTP become errors of the domain
    x             tweepy, OAuth 1.0a
    graph         the thin client that facebook and instagram share

`x` and `graph` do not know each other, so that a function pays at its cold start only for the network it speaks to.
"""
