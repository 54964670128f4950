"""
The records of Portavoz from a terminal (manual 7).

    cli → one module for each command (`verify`, …) → what it needs

`verify` works without a network, without AWS and without any other code of Portavoz: a third party who got an export checks it
with this package alone, or with public tools (`docs/verificacion.md`).
"""
