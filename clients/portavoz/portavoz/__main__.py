"""Lets `python -m portavoz` work as the installed command does."""

from .cli import run

if __name__ == "__main__":
    run()
