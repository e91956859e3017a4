"""The `alliance` program."""

import gc
import sys


def main() -> None:
    """Run the command line; `--version` alone answers without loading it."""
    if sys.argv[1:] == ["--version"]:
        from alliance_cli import __version__

        print(f"alliance {__version__}")
        return
    gc.set_threshold(50_000)  # imports make many objects and little garbage: searching it less often saves time
    from alliance_cli.cli.app import run

    code = run(sys.argv[1:])
    gc.freeze()  # what is left goes with the process: Python need not search it for cycles first, which takes 8 ms
    sys.exit(code)


if __name__ == "__main__":
    main()
