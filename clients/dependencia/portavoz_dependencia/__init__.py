"""
A department's cases from a terminal, for offices without a system of their own (manual 4.2).

    cli → commands → api → (sign_in, config)      tables and texts say it to a person

Every act goes to the API of Portavoz. What is read may be asked for again; what is told is sent once, under an id that follows
from what is said, so that a command typed twice changes nothing twice.
"""
