"""The `alliance` program."""

import gc
import sys


def main() -> None:
    """Run the command line; `--version` alone answers without loading it."""
    if sys.argv[1:] == ["--version"]:
        from alliance_cli import __version__

        print(f"alliance {__version__}")
        return
    gc.set_threshold(50_000)  # imports make many objects and little garbage; collecting less often saves some 6 %
    from alliance_cli.cli.app import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
