"""The start of a process that reads for a `Crew`: the tables of the user's own come first.

Run as `python -m alliance_cli.services.intake.hire LEDGER SECONDS`. What builds tables of them is loaded only then.
"""

import sys
from collections.abc import Sequence
from contextlib import suppress

from alliance_cli import own
from alliance_cli.services.intake.messages import EndedError, receive


def main(arguments: Sequence[str]) -> None:
    """Take over the tables, then read what is asked until the other end is closed."""
    with suppress(EndedError, OSError):
        own.use(receive(sys.stdin.buffer))
        from alliance_cli.services.intake import hand

        hand.main(arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
