"""
The manual PR-DGCS/DAI-07 as code, one module per stage, in its order.

1.1 `intake` · 2.1–2.4 `editing` · graphics authorised beforehand `authorisation` · 2.5 `release` and `delivering` ·
corrections `corrections` · 3.1–3.2 `monitoring` · 4.1 `decisions` · 4.2 `referral` and `department_news` · 4.3 `replies` ·
4.4 `report` · 7 `archiving`; `dispatching` finds what is due.

Knows the domain and the ports, and nothing else: no service, no clock of its own, no environment.
"""
