"""
The commands, each with its name, what it is for, what may be typed after it, and what carries it out.

A further command is one more line here.
"""

import argparse
from collections.abc import Callable
from dataclasses import dataclass

from rich.console import Console

from . import export, report, verify


@dataclass(frozen=True)
class Command:
    """`run` shows its answer on the first console and its notes on the second, and gives the exit code."""

    name: str
    purpose: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace, Console, Console], int]


COMMANDS = (
    Command("verify", verify.PURPOSE, verify.add_arguments, verify.run),
    Command("report", report.PURPOSE, report.add_arguments, report.run),
    Command("export", export.PURPOSE, export.add_arguments, export.run),
)
