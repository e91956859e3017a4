#!/usr/bin/env bash
# typer 0.28.0 (click 8.5.1): a command called with standalone_mode=False hands its exceptions to the caller, as the documentation says of that mode,
# but not BrokenPipeError. Where whoever reads the output has left (`program | head -1`), the parser catches it, puts a wrapper in the place of
# sys.stdout and raises SystemExit with code 1, so a caller that has its own answer to a closed pipe never sees one, and the program fails with 1.
# Any other OSError comes through as it is. An output that fits the buffer hides it: its pipe breaks at the caller's own flush.
# Way out: catch SystemExit and look at its `__context__`.
#
# Seen:
#   other OSError: OSError 28
#   closed pipe: SystemExit 1 after BrokenPipeError
#   sys.stdout is PacifyFlushWrapper
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check typer==0.28.0 click==8.5.1

cat > "$folder/run.py" <<'PY'
import errno
import os
import sys

import typer

app = typer.Typer(add_completion=False)


@app.command()
def write(kind: str) -> None:
    if kind == "full":
        raise OSError(errno.ENOSPC, "full")
    sys.stdout.write("a line\n" * 100_000)


def call(kind: str) -> None:
    try:
        typer.main.get_command(app).main([kind], standalone_mode=False)
    except OSError as error:
        print("other OSError:", type(error).__name__, error.errno, file=sys.stderr)
    except SystemExit as ended:
        print("closed pipe: SystemExit", ended.code, "after", type(ended.__context__).__name__, file=sys.stderr)


call("full")
reader, writer = os.pipe()
os.close(reader)
os.dup2(writer, 1)
call("closed")
print("sys.stdout is", type(sys.stdout).__name__, file=sys.stderr)
os._exit(0)
PY
"$folder/venv/bin/python" "$folder/run.py" 2> "$folder/seen.txt"
cat "$folder/seen.txt"
grep '^#   ' "$0" | cut -c5- | diff - "$folder/seen.txt"
echo "as stated"
