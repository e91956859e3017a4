"""Mails and mailboxes: newsletters, alerts, parts, encodings."""

import base64
import io
import json
from email.message import EmailMessage
from pathlib import Path

import pytest

from alliance_cli.errors import ExitCode
from alliance_cli.models import Report
from alliance_cli.sources import Fault, Item, Options, read_inputs
from alliance_cli.sources.mail import mail_links, read_mail

DATE = "Tue, 19 Jun 2018 22:30:00 -0400"


def letter(subject: str = "Autos this morning", sender: str = "Autos Daily <autos@e.com>") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = sender, subject, DATE
    message["Message-ID"] = "<1@e.com>"
    return message


def read(raw: bytes) -> list[Item]:
    return list(read_mail(raw, "a.eml", Options()))


def one(raw: bytes) -> Report:
    (item,) = read(raw)
    assert isinstance(item, Report), item
    return item


def test_a_plain_mail() -> None:
    message = letter(subject="Škoda – VW")
    message.set_content("Ford is in talks with Škoda.\n")
    found = one(message.as_bytes())
    assert (found.title, found.text) == ("Škoda – VW", "Ford is in talks with Škoda.")
    assert (found.publisher, found.record_id) == ("Autos Daily", "<1@e.com>")
    assert found.published is not None
    assert (found.published.at.isoformat(), found.published.source) == ("2018-06-19T22:30:00-04:00", "mail")


def test_the_fuller_of_two_alternatives() -> None:
    message = letter()
    message.set_content("Read this mail in a browser.")
    message.add_alternative(
        "<p>Ford is in <b>talks</b> with VW.</p><p>A person said so on Monday.</p>" * 3, subtype="html"
    )
    assert one(message.as_bytes()).text.startswith("Ford is in talks with VW.\n\nA person said so")


def test_attachments_are_left_out_and_attached_mails_are_read() -> None:
    inner = letter(subject="The newsletter")
    inner.set_content("Ford is in talks with VW.")
    outer = letter(subject="Fwd")
    outer.set_content("See below.")
    outer.add_attachment(b"secret", maintype="text", subtype="plain", filename="a.txt")
    outer.add_attachment(inner)
    found = read(outer.as_bytes())
    assert [item.title for item in found if isinstance(item, Report)] == ["Fwd", "The newsletter"]
    assert [item.locator for item in found] == ["a.eml", "a.eml/1"]
    assert "secret" not in str(found)


@pytest.mark.parametrize("charset", ["iso-8859-1", "utf-8", "shift_jis", "no-such-charset"])
def test_charsets(charset: str) -> None:
    text = "日産とホンダが協議。" if charset == "shift_jis" else "Citroën et Škoda" if charset == "utf-8" else "Citroën"
    body = text.encode("cp1252" if charset == "no-such-charset" else charset)
    raw = (
        f"From: a@e.com\nSubject: =?{charset}?B?{base64.b64encode(body).decode()}?=\nDate: {DATE}\n"
        f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: base64\n\n"
    ).encode() + base64.encodebytes(body)
    found = one(raw)
    assert (found.title, found.text) == (text, text)


def test_raw_eight_bit_headers() -> None:
    raw = f"From: Citroën <a@e.com>\nSubject: Škoda\nDate: {DATE}\n\nText.\n"
    assert one(raw.encode()).title == "Škoda"


def alert(page: str) -> bytes:
    message = letter(sender="Google Alerts <googlealerts-noreply@google.com>", subject="Google Alert - Nissan Honda")
    message.set_content("=== News - 2 new results ===")
    message.add_alternative(page, subtype="html")
    return message.as_bytes()


def test_a_google_alert_is_one_report_a_story() -> None:
    links = [
        {
            "type": "LINK",
            "title": f"Nissan, Honda <b>talk</b> {number}",
            "description": "The two said &quot;no&quot;.",
            "url": f"https://www.google.com/url?rct=j&url=https://e{number}.com/story%3Fid%3D7&ct=ga",
        }
        for number in (1, 2)
    ]
    markup = json.dumps({"cards": [{"sections": [{"widgets": [*links, {"type": "OTHER"}]}]}]})
    script = f'<script data-scope="inboxmarkup" type="application/json">{markup}</script>'
    found = [item for item in read(alert(f"<html><body>{script}<p>x</p></body></html>")) if isinstance(item, Report)]
    assert [item.url for item in found] == ["https://e1.com/story?id=7", "https://e2.com/story?id=7"]
    assert (found[0].title, found[0].text) == ("Nissan, Honda talk 1", 'The two said "no".')
    assert (found[0].publisher, found[0].record_id) == ("e1.com", "<1@e.com>#1")


def test_an_alert_without_that_data_goes_by_its_links() -> None:
    page = "<a href='https://www.google.com/url?url=https://e1.com/a&amp;ct=ga'>Nissan and Honda are in talks</a>"
    page += (
        "<a href='https://www.google.com/url?url=https://e1.com/a&amp;ct=ga'>Flag</a><a href='https://g.co/x'>Help</a>"
    )
    assert one(alert(page)).url == "https://e1.com/a"


def test_links_of_a_newsletter() -> None:
    message = letter()
    message.set_content("Story: https://e.com/a?utm_source=x. https://e.com/unsubscribe?u=1")
    page = (
        "<a href='https://e.com/a?utm_medium=mail'>Ford, VW</a> <a class=b href=https://e.com/b#top><b>GM</b></a>"
        "<a href='mailto:x@e.com'>Mail</a><a href='https://e.com/prefs'>Manage preferences</a><a href='/rel'>r</a>"
    )
    message.add_alternative(page, subtype="html")
    found = mail_links(message.as_bytes())
    assert [(link.url, link.label) for link in found] == [("https://e.com/a", "Ford, VW"), ("https://e.com/b", "GM")]


def test_mbox_is_named_by_bytes(tmp_path: Path) -> None:
    message = letter()
    message.set_content("Ford is in talks with VW.\nFrom here on it is open.\n\n>From Monday the two will meet.")
    one_mail = b"From a@e.com Tue Jun 19 22:30:00 2018\n" + message.as_bytes() + b"\n"
    path = tmp_path / "a.mbox"
    path.write_bytes(one_mail * 3)
    found = [item for item in read_inputs([str(path)]) if isinstance(item, Report)]
    assert [item.locator.rpartition("@")[2] for item in found] == [str(n * len(one_mail)) for n in range(3)]
    assert "\n\nFrom Monday the two" in found[0].text


def test_mail_on_standard_input() -> None:
    message = letter()
    message.set_content("Ford is in talks with VW.")
    raw = b"Received: by e.com; " + DATE.encode() + b"\n" + message.as_bytes()
    (item,) = read_inputs(["-"], stdin=io.BytesIO(raw))
    assert isinstance(item, Report)
    assert item.title == "Autos this morning"


@pytest.mark.parametrize("raw", [b"", b"hello", b"\0\1\2", b"{}"])
def test_no_mail(raw: bytes) -> None:
    (item,) = read(raw)
    assert isinstance(item, Fault)
    assert (item.code, item.kind) == (ExitCode.BAD_DATA, "mail")


def test_bad_dates_and_empty_mails() -> None:
    (item,) = read(b"From: a@e.com\nSubject: a\nDate: sometime\n\nText.\n")
    assert isinstance(item, Fault)
    assert item.kind == "date"
    (item,) = read(letter().as_bytes())
    assert isinstance(item, Fault)
    assert item.kind == "mail"


@pytest.mark.parametrize(
    "raw",
    [
        b"From: =?x?Q?=FF?= <\nSubject: =?utf-8?B?!!!?=\nDate: " + DATE.encode() + b"\n\nText.",
        b"Subject: a\nContent-Type: multipart/mixed\n\nno boundary",
        b'Subject: a\nContent-Type: text/plain; charset="\x00"\n\nText.',
        b"Subject: a\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 20_000,
        b"Subject: a\n"
        + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)),
        b"Subject: " + b"=?utf-8?q?a?= " * 20_000 + b"\n\nText.",
    ],
)
def test_damaged_mails_do_no_harm(raw: bytes) -> None:
    assert all(isinstance(item, Report | Fault) for item in read(raw))
