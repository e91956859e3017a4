"""A real browser for tests: Chromium through its WebDriver, spoken to over HTTP; nothing but the standard library."""

import base64
import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request
from pathlib import Path
from typing import Any

AXE = Path(os.environ.get("AXE_CORE", "node_modules/axe-core/axe.min.js"))
"""Where axe-core is, if it is anywhere: the checker of accessibility, from the npm registry."""


def is_there() -> bool:
    """True if Chromium and its driver are installed."""
    return bool(shutil.which("chromedriver") and shutil.which("chromium"))


class Browser:
    """One headless window. Use as a context manager."""

    def __init__(self, width: int, height: int, *, dark: bool = False, script: bool = True) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.driver = subprocess.Popen(
            ["chromedriver", f"--port={self.port}", "--silent"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._wait()
        arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                     f"--window-size={width},{height}"]  # fmt: skip
        arguments += [] if script else ["--blink-settings=scriptEnabled=false"]
        wanted = {
            "browserName": "chrome",
            "goog:chromeOptions": {"args": arguments, "perfLoggingPrefs": {"enableNetwork": True}},
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
        }
        session = self._call("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self.base = f"/session/{session['sessionId']}"
        self.cdp("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        if dark:
            self.cdp("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark"}])

    def _wait(self) -> None:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                self._call("GET", "/status")
                return
            except OSError:
                time.sleep(0.05)
        raise TimeoutError("chromedriver does not answer")

    def _call(self, method: str, path: str, body: object = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data, method=method)
        request.add_header("Content-Type", "application/json")
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def __enter__(self) -> "Browser":
        return self

    def __exit__(self, *error: object) -> None:
        try:
            self._call("DELETE", self.base)
        finally:
            self.driver.terminate()
            self.driver.wait(10)

    def cdp(self, command: str, **params: Any) -> Any:
        return self._call("POST", f"{self.base}/goog/cdp/execute", {"cmd": command, "params": params})

    def open(self, address: str) -> None:
        self._call("POST", f"{self.base}/url", {"url": address})

    def run(self, script: str, *args: Any) -> Any:
        return self._call("POST", f"{self.base}/execute/sync", {"script": script, "args": list(args)})

    def run_later(self, script: str, *args: Any) -> Any:
        return self._call("POST", f"{self.base}/execute/async", {"script": script, "args": list(args)})

    def log(self, kind: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._call("POST", f"{self.base}/se/log", {"type": kind})
        return found

    def requests(self) -> list[str]:
        """The addresses asked for since the last look."""
        messages = [json.loads(entry["message"])["message"] for entry in self.log("performance")]
        return [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]

    def screenshot(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self._call("GET", f"{self.base}/screenshot")))
