"""What stands at the top of a text file about it, as each program writes it; and the marks of Markdown below."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_cli.models import Report
from alliance_cli.sources import read_inputs
from alliance_cli.sources.front_matter import front_matter
from alliance_cli.sources.prose import strip_markup

TEXT = "Volvo and Scania are in merger talks, two people said."


def report(path: Path, raw: str) -> Report:
    path.write_text(raw, encoding="utf-8")
    (found,) = read_inputs([str(path)])
    assert isinstance(found, Report), found
    return found


HEADS = {
    "quoted": '---\ntitle: "Volvo: talks"\nurl: \'https://e.com/1\'\ndate: "2025-03-06"\nsource: Wire\n---\n',
    "bare colon": "---\ntitle: Volvo: talks\nurl: https://e.com/1\ndate: 2025-03-06\nsource: Wire\n---\n",
    "folded": "---\ntitle: >-\n  Volvo:\n  talks\nurl: >\n  https://e.com/1\ndate: 2025-03-06\nsource: |\n  Wire\n---\n",
    "folded beside a bare colon": "---\ntitle: >\n  Volvo:\n  talks\nnote: a: b: c\nurl: https://e.com/1\ndate: 2025-03-06\n"
    "source: Wire\n---\n",
    "over lines": '---\ntitle: "Volvo:\n  talks"\nurl: https://e.com/1\ndate: 2025-03-06\nsource: Wire\n---\n',
    "comments": "---\n# kept by hand\ntitle: 'Volvo: talks' # short\nurl: https://e.com/1\ndate: 2025-03-06 # day\nsource: Wire\n---\n",
    "escapes": '---\ntitle: "Volvo\\u003a talks"\nurl: "https:\\/\\/e.com/1"\ndate: 2025-03-06\nsource: Wire\n---\n',
    "lists": "---\ntags:\n  - trucks\n  - deals\nauthors: [Ann Roe, 'Bob, Jr']\ntitle: 'Volvo: talks'\nurl: https://e.com/1\n"
    "date: 2025-03-06\nsource: Wire\n---\n",
    "flow": '---\n{title: "Volvo: talks", url: "https://e.com/1", date: 2025-03-06, source: Wire}\n---\n',
    "dots at the end": "---\ntitle: 'Volvo: talks'\nurl: https://e.com/1\ndate: 2025-03-06\nsource: Wire\n...\n",
    "capitals": "---\nTitle: 'Volvo: talks'\nURL: https://e.com/1\nDate: 2025-03-06\nSource: Wire\n---\n",
    "named": "--- yaml\ntitle: 'Volvo: talks'\nurl: https://e.com/1\ndate: 2025-03-06\nsource: Wire\n---\n",
    "toml": '+++\ntitle = "Volvo: talks"\nurl = "https://e.com/1"\ndate = 2025-03-06\nsource = "Wire"\ntags = ["x"]\n[extra]\na = 1\n+++\n',
    "toml in rules": '---toml\ntitle = "Volvo: talks"\nurl = "https://e.com/1"\ndate = "2025-03-06"\nsource = "Wire"\n---\n',
    "json": '{\n "title": "Volvo: talks",\n "url": "https://e.com/1",\n "date": "2025-03-06",\n "source": "Wire"\n}\n',
    "json in fences": ';;;\n"title": "Volvo: talks", "url": "https://e.com/1",\n"date": "2025-03-06", "source": "Wire"\n;;;\n',
    "multimarkdown": "Title: Volvo: talks\nURL: https://e.com/1\nDate: 2025-03-06\nSource: Wire\n",
    "hexo": "title: 'Volvo: talks'\nurl: https://e.com/1\ndate: 2025-03-06\nsource: Wire\n---\n",
    "org": "#+TITLE: Volvo: talks\n#+URL: https://e.com/1\n#+DATE: 2025-03-06\n#+SOURCE: Wire\n",
    "nikola": ".. title: Volvo: talks\n.. url: https://e.com/1\n.. date: 2025-03-06\n.. source: Wire\n",
    "logseq": "title:: Volvo: talks\nurl:: https://e.com/1\ndate:: 2025-03-06\nsource:: Wire\n",
    "restructured": ":title: Volvo: talks\n:url: https://e.com/1\n:date: 2025-03-06\n:source: Wire\n",
}  # fmt: skip


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS.keys())
@pytest.mark.parametrize("ending", ["md", "txt"])
def test_front_matter_in_every_form(tmp_path: Path, head: str, ending: str) -> None:
    found = report(tmp_path / f"a.{ending}", head + "\n" + TEXT + "\n")
    assert (found.title, found.url, found.publisher, found.text) == ("Volvo: talks", "https://e.com/1", "Wire", TEXT)
    assert found.published is not None
    assert found.published.day.isoformat() == "2025-03-06"


def test_pandoc(tmp_path: Path) -> None:
    found = report(tmp_path / "a.md", f"% Volvo: talks\n% Ann Roe\n% March 6, 2025\n\n{TEXT}\n")
    assert (found.title, found.text) == ("Volvo: talks", TEXT)
    assert found.published is not None
    assert found.published.day.isoformat() == "2025-03-06"


def test_a_heading_that_says_the_title_again_is_no_text(tmp_path: Path) -> None:
    head = "---\ntitle: >\n  Volvo and Scania in merger talks\n---\n\n"
    notes = "# Volvo and Scania in merger talks\n#Clipped #deals\n\n[Read on Keeper](https://k.example/1)\n[Read Original](https://e.com/1)\n\n"
    found = report(tmp_path / "a.md", head + notes + TEXT)
    assert (found.title, found.url, found.text) == ("Volvo and Scania in merger talks", "https://e.com/1", TEXT)
    other = report(tmp_path / "b.md", head + "# Talks\n\n" + TEXT)
    assert other.text == f"Talks\n\n{TEXT}"


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nA rule above and a rule below.\n\n---\nMore.",
        "---\nVolvo said it would: merge.\nScania: too.",
        "---\n- a\n- b\n---\nText.",
        "+++\nnot = [toml\n+++\nText.",
        "Volvo: the talks go on\nScania: they do not\n\nText.",
        "Title: only\n\nText.",
        "{not json}\nText.",
    ],
)
def test_what_is_no_front_matter_stays_text(text: str) -> None:
    values, rest = front_matter(text)
    assert not values
    assert rest == text


@given(st.text(alphabet=st.sampled_from("-+;{}\"':=ab 1\n>|[&*#."), max_size=80))
def test_nothing_at_the_top_of_a_text_raises(text: str) -> None:
    _, rest = front_matter(text)
    assert text.endswith(rest)


def test_yaml_that_stands_for_far_more_costs_little() -> None:
    head = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    start = time.perf_counter()
    values, _ = front_matter(f"---\n{head}---\nText.")
    front_matter(f"---\na: {'[' * 20_000}\n---\nText.")
    assert time.perf_counter() - start < 5
    assert len(str(values)) < 2000


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("[[Volvo Group|Volvo]] met [[Scania]].", "Volvo met Scania."),
        ("[Volvo](https://e.com/v_(x) \"V (maker)\") met [Scania](<https://e.com/s>).", "Volvo met Scania."),
        ("[Volvo][1] met [Scania][].\n\n[1]: https://e.com/v 'V'", "Volvo met Scania.\n\n"),
        ("Volvo[^1] met ==Scania== and ~~Ford~~.", "Volvo met Scania and Ford."),
        ("![Volvo merged with Scania](a.jpg)Volvo met Scania.", "Volvo met Scania."),
        ("[![Volvo](a.jpg)](https://e.com)Volvo met Scania.", "Volvo met Scania."),
        ("![[a.png]]Volvo met Scania.%% a note %%", "Volvo met Scania."),
        ("> [!quote]- Volvo\n> met Scania.", "Volvo\nmet Scania."),
        (r"Volvo met \*Scania\* \[again\] for \$5.", "Volvo met *Scania* [again] for $5."),
    ],
)  # fmt: skip
def test_marks_of_markdown_are_no_text(written: str, read: str) -> None:
    assert strip_markup(written) == read
