"""A long list through the user's pager."""

import os
import shlex
import subprocess

DEFAULT = "less"


def show(text: str) -> bool:
    """Show the text in `PAGER` (else less); False if there is none, or it is turned off (`PAGER=` or `PAGER=cat`)."""
    try:
        words = shlex.split(os.environ.get("PAGER", DEFAULT))
    except ValueError:
        return False
    if not words or words[0] == "cat":
        return False
    env = {"LESS": "FRX", "LESSCHARSET": "utf-8", **os.environ}
    try:
        process = subprocess.Popen(words, stdin=subprocess.PIPE, env=env)
    except OSError:
        return False
    _feed(process, text)
    return True


def _feed(process: "subprocess.Popen[bytes]", text: str) -> None:
    """Hand over the text and wait; the pager may leave before its end, and an interrupt is the pager's to handle."""
    assert process.stdin is not None
    try:
        process.stdin.write(text.encode("utf-8", "replace"))
        process.stdin.close()
    except BrokenPipeError:
        pass
    while True:
        try:
            process.wait()
            return
        except KeyboardInterrupt:
            continue
