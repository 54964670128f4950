"""Who may do what is said by line of the API; these are the groups of roles that several lines name."""

from chalicelib.domain.people import Role

OFFICE = frozenset({Role.IMAGE_OFFICE, Role.COORDINATOR})
EDITORS = OFFICE | {Role.AGENCY}
RESPONSIBLE = OFFICE | {Role.DIRECTOR}
READERS = EDITORS | {Role.DIRECTOR}
IMAGE_OFFICE = frozenset({Role.IMAGE_OFFICE})
