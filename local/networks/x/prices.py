"""What X costs (USD, https://docs.x.com/x-api/getting-started/pricing), and the ledger of it. Only we pay."""

from local.networks.calls import Call
from local.networks.state import Charge
from local.networks.world import World
from local.networks.x.problems import credits_depleted, refuse

POST = 0.015
POST_WITH_LINK = 0.20
SUMMONED_REPLY = 0.010
DELETE = 0.010
READ = 0.005
OWNED_READ = 0.001
USER_READ = 0.010
MEDIA_METADATA = 0.005


def charge(world: World, call: Call, usd: float) -> None:
    """Write down what a request of ours costs, or refuse it when the credit does not reach."""
    if not call.person.is_us:
        return
    credit = world.settings.x_credit_usd
    if credit is not None and spent(world) + usd > credit + 1e-9:
        refuse(credits_depleted())
    world.state.charges.append(Charge(call.operations[-1], usd, world.now()))


def spent(world: World) -> float:
    """Give the money spent so far."""
    return sum(one.usd for one in world.state.charges)
