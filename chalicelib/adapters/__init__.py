"""
How the ports are met: one folder per kind of outside service.

An adapter translates, and decides nothing of the procedure. Errors of a service become the errors of the domain here, once.
"""
