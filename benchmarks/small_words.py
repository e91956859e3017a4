"""Find the words that news writes small, from an archive of it: names of such words alone are rarely a company's.

    python -m benchmarks.small_words ARCHIVE.jsonl [--write]

Counts how each word is written inside of sentences, where only names have a capital. Prints how many words there are
and a few of them, and with `--write` writes `alliance_cli/data/en/words/small.txt`: single words in the order of the
alphabet, nothing of the texts they stood in.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from alliance_cli.models import Report
from alliance_cli.sources import read_inputs

FILE = Path(__file__).parent.parent / "alliance_cli" / "data" / "en" / "words" / "small.txt"
HEAD = """\
# Words that news writes small six times out of ten or more, and often: made by `python -m benchmarks.small_words`.
"""
LEAST = 60
"""So often a word must stand inside of sentences to be weighed."""
SHARE = 0.6
"""So much of the time it must be written small."""
_LINE = 20
_INSIDE = re.compile(r"(?<=[a-z,;] )[A-Za-z]{2,}(?![\w'&.-]*\w)")
"""A word after a small one or a comma: no sentence begins there."""


def main() -> int:
    """Count, print, write if asked to."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.small_words")
    parser.add_argument("archive", help="JSON Lines of reports in English, as many as there are")
    parser.add_argument("--write", action="store_true", help=f"write {FILE.name}")
    options = parser.parse_args()
    found = small_words(_texts(options.archive))
    print(f"{len(found)} words are mostly written small: {', '.join(found[:: max(1, len(found) // 8)])}")
    if options.write:
        FILE.write_text(HEAD + "".join(_lines(found)), encoding="utf-8")
    return 0


def _texts(archive: str) -> Iterator[str]:
    return (item.text for item in read_inputs([archive]) if isinstance(item, Report))


def _lines(words: Sequence[str]) -> Iterator[str]:
    for first in range(0, len(words), _LINE):
        yield " ".join(words[first : first + _LINE]) + "\n"


def small_words(texts: Iterable[str]) -> list[str]:
    """The words that the texts mostly write small, in the order of the alphabet."""
    written = Counter(word for text in texts for word in _INSIDE.findall(text))
    small, all_of = Counter[str](), Counter[str]()
    for word, times in written.items():
        all_of[word.lower()] += times
        if word.islower():
            small[word] += times
    return sorted(word for word in small if all_of[word] >= LEAST and small[word] >= SHARE * all_of[word])


if __name__ == "__main__":
    sys.exit(main())
