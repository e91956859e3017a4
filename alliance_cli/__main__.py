"""The `alliance` program."""

import sys


def main() -> None:
    """Run the command line; `--version` alone answers without loading it."""
    if sys.argv[1:] == ["--version"]:
        from alliance_cli import __version__

        print(f"alliance {__version__}")
        return
    from alliance_cli.cli.app import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
