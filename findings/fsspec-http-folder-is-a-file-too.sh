#!/usr/bin/env bash
# fsspec 2026.9.0 (aiohttp 3.14.5): on the web every address that answers is a file to `isfile`, and to `info`,
# also one that is a folder, of which `isdir` is True at once.
# Code that tells the two by `isfile` first, as for every other store, takes the page that lists a folder for a file. To say so `isfile` begins to fetch the whole file (GET, not HEAD): for an archive of a gigabyte a request
# that is broken off.
# Way out: take `info` (one HEAD) for the size, and what ends in a slash, or was named as a folder, for a folder.
#
# Seen:
#   /sub/ isfile True isdir True info file
#   /sub/a.txt isfile True isdir False info file
#   asked by isfile: GET /sub/a.txt
#   asked by info: HEAD /sub/a.txt
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check fsspec==2026.9.0 aiohttp==3.14.5

cat > "$folder/run.py" <<'PY'
import functools
import http.server
import pathlib
import sys
import threading

import fsspec

folder = pathlib.Path(sys.argv[1], "www")
(folder / "sub").mkdir(parents=True)
(folder / "sub" / "a.txt").write_bytes(b"0123456789" * 10)
asked = []


class Noting(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def parse_request(self):
        known = super().parse_request()
        asked.append(f"{self.command} {self.path}")
        return known


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Noting, directory=folder))
threading.Thread(target=server.serve_forever, daemon=True).start()
system, base = fsspec.filesystem("http"), f"http://127.0.0.1:{server.server_port}"
for path in ("/sub/", "/sub/a.txt"):
    told = system.isfile(base + path), system.isdir(base + path), system.info(base + path)["type"]
    print(path, "isfile", told[0], "isdir", told[1], "info", told[2])
for name in ("isfile", "info"):
    asked.clear()
    getattr(system, name)(f"{base}/sub/a.txt")
    print(f"asked by {name}:", ", ".join(asked))
PY
"$folder/venv/bin/python" "$folder/run.py" "$folder" | tee "$folder/seen.txt"
grep '^#   ' "$0" | cut -c5- | diff - "$folder/seen.txt"
echo "as stated"
