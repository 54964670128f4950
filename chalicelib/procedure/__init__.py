"""
The manual PR-DGCS/DAI-07 as code, one module per stage, in its order.

1.1 `intake`, `sweeping` · 2.1–2.4 `editing`, `wording`, `illustrating`, of video `filming` and `converting`; by a person
`revising`, `adjusting`, `redrawing`; `preflight` and `content_risks` check it there, at the authorisation and before sending ·
graphics authorised beforehand `authorisation`, `graphics` · 2.5 `planning`, `plan_checks`, `release`, `delivering`, `sending` ·
corrections `corrections` · 3.1–3.2 `monitoring` · 4.1 `decisions` · 4.2 `referral` and `department_news` · 4.3 `replies` ·
4.4 `report`, `closing` · 7 `archiving`, `library`; `dispatching` finds what is due.

The way of a comment: `dispatching` asks for a reading; `monitoring` stores what it brings, classified (4.1 is decided in
`domain.comment_state`); `referral` opens its case and delivers it; `replies` prepares what the citizen is told; `sending` writes
the text and `delivering` sends it, on the same path as a post.

Knows the domain and the ports, and nothing else: no service, no clock of its own, no environment.
"""
