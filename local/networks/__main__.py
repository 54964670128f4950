"""Run the simulated networks: `python -m local.networks --port N [--state FILE]`. Ends on SIGTERM or Ctrl-C."""

import argparse
import json
from pathlib import Path

from local.networks.running import GRAPH_VERSION, HOST, ReadyServer, server_config, world_of
from local.networks.saving import save
from local.networks.world import real_now


def main() -> None:
    """Serve until told to stop; say the addresses in one JSON line when ready; keep the state in the file, if any."""
    options = _options()
    world = world_of(real_now, options.state)

    def stopped() -> None:
        if options.state:
            save(world.state, options.state)

    ReadyServer(server_config(world, options.port), _say_addresses, stopped).run()


def _say_addresses(port: int) -> None:
    base_url = f"http://{HOST}:{port}"
    addresses = {"base_url": base_url, "x_base_url": base_url, "graph_base_url": f"{base_url}/{GRAPH_VERSION}"}
    print(json.dumps({"port": port, **addresses}), flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m local.networks", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free port")
    parser.add_argument("--state", type=Path, default=None, help="the file the state is kept in")
    return parser.parse_args()


if __name__ == "__main__":
    main()
