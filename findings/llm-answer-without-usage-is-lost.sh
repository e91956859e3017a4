#!/usr/bin/env bash
# llm 0.36: the answer of a server that speaks the usual chat API is lost where it says nothing of `usage`, if it is asked for whole (stream=False).
# `usage` is optional with many local servers, and the client library beneath takes its absence for None. llm calls `.model_dump()` on it before it
# gives the text out: AttributeError, though the answer came with status 200. The same answer streamed is given out.
# Way out: ask with stream=True where the model can.
#
# Seen:
#   streamed: hello
#   whole: AttributeError 'NoneType' object has no attribute 'model_dump'
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check llm==0.36

cat > "$folder/run.py" <<'PY'
import json
import os
import pathlib
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer


class Server(BaseHTTPRequestHandler):
    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        head = {"id": "c", "created": 1, "model": "m"}
        if asked.get("stream"):
            delta = {"index": 0, "delta": {"role": "assistant", "content": "hello"}, "finish_reason": None}
            chunk = json.dumps(head | {"object": "chat.completion.chunk", "choices": [delta]})
            body, kind = f"data: {chunk}\n\ndata: [DONE]\n\n".encode(), "text/event-stream"
        else:
            choice = {"index": 0, "message": {"role": "assistant", "content": "hello"}, "finish_reason": "stop"}
            body, kind = json.dumps(head | {"object": "chat.completion", "choices": [choice]}).encode(), "application/json"
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = HTTPServer(("127.0.0.1", 0), Server)
threading.Thread(target=server.serve_forever, daemon=True).start()
home = pathlib.Path(sys.argv[1])
home.mkdir()
(home / "extra-openai-models.yaml").write_text(
    f"- model_id: local\n  model_name: m\n  api_base: http://127.0.0.1:{server.server_port}/v1\n"
)
os.environ.update(LLM_USER_PATH=str(home), OPENAI_API_KEY="none")

import llm

for name, stream in (("streamed", True), ("whole", False)):
    try:
        print(f"{name}:", llm.get_model("local").prompt("x", stream=stream).text())
    except AttributeError as error:
        print(f"{name}:", type(error).__name__, error)
PY

seen=$("$folder/venv/bin/python" "$folder/run.py" "$folder/home")
printf 'llm 0.36\n%s\n' "$seen"
grep -q '^streamed: hello$' <<<"$seen" || { echo "changed: the streamed answer is not given out"; exit 1; }
grep -q "^whole: AttributeError" <<<"$seen" || { echo "changed: the whole answer is given out"; exit 1; }
