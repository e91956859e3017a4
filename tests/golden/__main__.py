"""The command of the golden corpus: see the package."""

import argparse
import sys
from collections import Counter
from pathlib import Path

from alliance_cli.models import Report
from alliance_cli.sources import read_inputs
from tests import golden
from tests.golden import demo


def main() -> int:
    """Do what is asked; 1 if something is read otherwise than kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.golden", description=golden.__doc__)
    parser.add_argument("--write", action="store_true", help="keep what is read now")
    parser.add_argument("--rules", action="store_true", help="how often each rule fires")
    parser.add_argument("--labelled", metavar="FILE", help="JSON Lines of reports that are not in the repository")
    options = parser.parse_args()
    if options.rules:
        return _rules()
    return _labelled(options.labelled, write=options.write) if options.labelled else _compare(write=options.write)


def _rules() -> int:
    total: Counter[str] = Counter()
    for _, explained in golden.lines(golden.texts()):
        total.update(golden.fired(explained))
    for rule, times in sorted(total.items(), key=lambda pair: (pair[1], pair[0])):
        print(f"{times:5} {rule}")
    return 0


def _compare(*, write: bool) -> int:
    now = dict(golden.lines(golden.texts()))
    if write:
        golden.KEPT.write_text("".join(f"{name}\t{made}\n" for name, made in now.items()), encoding="utf-8")
        golden.write_probes()
        golden.ORDER.write_text(golden.order(), encoding="utf-8")
        demo.write()
        return 0
    held = golden.kept()
    names = sorted(held.keys() | now.keys())
    changed = [name for name in names if held.get(name) != now.get(name)]
    for name in changed:
        both = name in held and name in now
        parts = ", ".join(golden.differing(held[name], now[name])) if both else "new" if name in now else "gone"
        print(f"{name}: {parts}")
    other = [f"demo/{name}" for name, text in demo.made().items() if demo.kept().get(name) != text]
    other += [f"probe: {probe['text']}" for probe in golden.probes() if golden.probed(probe) != probe]
    other += ["rules.txt"] if golden.ORDER.read_text(encoding="utf-8") != golden.order() else []
    print("".join(f"{name}\n" for name in other), end="")
    print(f"{len(names)} texts, {len(changed) + len(other)} read otherwise", file=sys.stderr)
    return int(bool(changed or other))


def _labelled(file: str, *, write: bool) -> int:
    reports = [item for item in read_inputs([file]) if isinstance(item, Report)]
    now = {report.record_id: golden.digest(golden.explanation(report)) for report in reports}
    held = dict(line.split("\t") for line in golden.DIGESTS.read_text(encoding="utf-8").splitlines())
    if write:
        rows = sorted((held | now).items())
        Path(golden.DIGESTS).write_text("".join(f"{name}\t{value}\n" for name, value in rows), encoding="utf-8")
        return 0
    changed = [name for name, value in now.items() if held.get(name) != value]
    print("\n".join(changed), end="\n" if changed else "")
    print(f"{len(now)} texts, {len(changed)} read otherwise", file=sys.stderr)
    return int(bool(changed))


if __name__ == "__main__":
    raise SystemExit(main())
