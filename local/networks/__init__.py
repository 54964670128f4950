"""
Simulated X, Facebook and Instagram: one HTTP server that speaks their real paths and shapes, remembers what was posted,
has citizens who comment, and fails when told to.

`python -m local.networks --port 8600` runs it; `SimulatedNetworks` runs it inside a process.
"""

from local.networks.citizen_client import CitizenClient, CitizenRefusedError
from local.networks.control_client import Control, ControlRefusedError
from local.networks.running import SimulatedNetworks

__all__ = ["CitizenClient", "CitizenRefusedError", "Control", "ControlRefusedError", "SimulatedNetworks"]
