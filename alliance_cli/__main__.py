"""The `alliance` program."""

import gc
import sys


def main() -> None:
    """Run the command line; `--version` alone answers without loading it, where there is room for the answer."""
    if sys.argv[1:] == ["--version"] and _tells_version():
        return
    gc.set_threshold(50_000)  # imports make many objects and little garbage: searching it less often saves time
    try:
        from alliance_cli.cli.app import run

        code = run(sys.argv[1:])
    except (MemoryError, OSError, ImportError) as error:
        code = _told(error)
    gc.freeze()  # what is left goes with the process: Python need not search it for cycles first, which takes 8 ms
    sys.exit(code)


def _told(error: MemoryError | OSError | ImportError) -> int:
    """The exit code for a limit of the machine, of which a line tells; raises any other error again."""
    from alliance_cli import limits

    known = limits.met(error)
    if known is None:
        raise error
    sys.stderr.write(f"alliance: {known.message}\n")
    return known.code


def _tells_version() -> bool:
    from alliance_cli import __version__

    try:
        print(f"alliance {__version__}", flush=True)
    except (OSError, AttributeError):
        return False
    return True


if __name__ == "__main__":
    main()
