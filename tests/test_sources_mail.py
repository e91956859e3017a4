"""Mails and mailboxes: newsletters, alerts, parts, encodings."""

import base64
import io
import json
import tracemalloc
from email.message import EmailMessage
from pathlib import Path

import pytest

from alliance_cli.errors import ExitCode
from alliance_cli.models import Report
from alliance_cli.sources import Fault, Item, Options, read_inputs
from alliance_cli.sources.mail import mail_links, read_mail, read_mbox

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
    outer.set_content("This is what I had from them this morning.")
    outer.add_attachment(b"secret", maintype="text", subtype="plain", filename="a.txt")
    outer.add_attachment(inner)
    found = read(outer.as_bytes())
    assert [item.title for item in found if isinstance(item, Report)] == ["", "The newsletter"]
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
    assert isinstance(item, Report)
    assert (item.published, item.undated) == (None, "sometime")
    first, last = "from a by b; Tue, 19 Jun 2018 08:00:05 +0900", "from b by c; Tue, 19 Jun 2018 09:12:00 +0900"
    (item,) = read(f"Received: {last}\nReceived: {first}\nFrom: a@e.com\nDate: sometime\n\nText.\n".encode())
    assert isinstance(item, Report)
    assert item.published is not None
    assert item.published.at.isoformat() == "2018-06-19T08:00:05+09:00"
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


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Ford in talks with\n =?utf-8?q?Citro=C3=ABn?= on vans", "Ford in talks with Citroën on vans"),
        ("=?utf-8?q?Citro=C3=ABn?=\n\tin talks with Ford", "Citroën in talks with Ford"),
        ("=?utf-8?q?Citro=C3=ABn_?=\n =?utf-8?q?and_Ford?=", "Citroën and Ford"),
        ("=?utf-8?b?Q2l0cm/D?= =?utf-8?b?q24=?= and Ford", "Citroën and Ford"),  # cut within a letter
        ("Ford,\n VW in\n talks", "Ford, VW in talks"),
        ("=?iso-8859-1?q?Citro=EBn?= =?utf-8?q?_=26?= Ford", "Citroën & Ford"),
        ("=?utf-8?b?!?= and Ford", "=?utf-8?b?!?= and Ford"),
        ("Plain =?nonsense", "Plain =?nonsense"),
    ],
)
def test_subjects_are_unfolded_before_they_are_decoded(written: str, title: str) -> None:
    for end in ("\n", "\r\n"):
        raw = f"From: a@e.com\nSubject: {written}\nDate: {DATE}\n\nText.\n".replace("\n", end)
        assert one(raw.encode()).title == title


@pytest.mark.parametrize(
    ("sender", "publisher"),
    [
        ("=?utf-8?q?M=C3=BCller=2C_Anna?= <a@e.com>", "Müller, Anna"),
        ('"Post, The Harbour" <a@e.com>', "Post, The Harbour"),
        ("Post, The Harbour <a@e.com>", "Post, The Harbour"),
        ("=?utf-8?q?Harbour_Post?=\n <a@e.com>", "Harbour Post"),
        ("a@e.com (Harbour Post)", "Harbour Post"),
        ("a@e.com", "e.com"),
        ("<a@e.com>", "e.com"),
    ],
)
def test_the_name_of_a_sender(sender: str, publisher: str) -> None:
    assert one(f"From: {sender}\nSubject: A\nDate: {DATE}\n\nText.\n".encode()).publisher == publisher


def parts(*parts: tuple[str, str], kind: str = "alternative") -> bytes:
    body = "".join(f"--b\nContent-Type: {part}; charset=utf-8\n\n{text}\n" for part, text in parts)
    head = f"From: a@e.com\nSubject: A\nDate: {DATE}\nMIME-Version: 1.0\n"
    return f'{head}Content-Type: multipart/{kind}; boundary="b"\n\n{body}--b--\n'.encode()


PAGE = "<html><body><p>Ford is in talks with Volkswagen about vans, two people said on Monday.</p></body></html>"
STORY = "Ford is in talks with Volkswagen about vans, two people said on Monday."


class TestParts:
    @pytest.mark.parametrize(
        "other", ["text/x-amp-html", "text/watch-html", "text/calendar", "text/vcard", "text/css", "text/csv"]
    )
    def test_other_kinds_of_text_are_no_text(self, other: str) -> None:
        noise = (other, "<!doctype html><html amp4email><body>Toyota buys Suzuki</body></html>" * 9)
        stub = ("text/plain", "This mail is best seen as a page: https://e.com/view?id=1")
        assert one(parts(stub, noise, ("text/html", PAGE))).text == STORY
        assert one(parts(noise, ("text/plain", STORY))).text == STORY

    @pytest.mark.parametrize(
        "stub",
        [
            "Your mail program cannot show this. Read it at https://e.com/view?id=1&key=a-long-key-of-letters-and-digits",
            "Wenn diese Nachricht nicht richtig angezeigt wird, klicken Sie bitte hier: https://e.com/view?id=1",
        ],
    )
    def test_a_plain_text_that_only_names_the_page_gives_way(self, stub: str) -> None:
        assert one(parts(("text/plain", stub), ("text/html", PAGE))).text == STORY

    def test_a_page_that_is_only_a_footer_gives_way(self) -> None:
        footer = "<p>Sent to you by the Harbour Post, Quay 1, Northport. Unsubscribe from mails such as this one.</p>"
        assert one(parts(("text/plain", f"{STORY}\n" * 9), ("text/html", footer))).text.startswith(STORY)

    def test_marks_of_enriched_text_are_taken_out(self) -> None:
        assert one(parts(("text/enriched", f"<bold>Ford</bold>{STORY[4:]}"), kind="mixed")).text == STORY


class TestMailsInMails:
    INNER = f"From: Harbour Post <a@e.com>\nSubject: Inner\nDate: {DATE}\nMessage-ID: <2@e.com>\n\n{STORY}\n"

    def test_a_mail_whose_body_is_a_mail(self) -> None:
        head = f"From: b@e.com\nSubject: Fwd: Inner\nDate: {DATE}\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n"
        found = one((head + self.INNER).encode())
        assert (found.title, found.text, found.publisher) == ("Inner", STORY, "Harbour Post")

    def test_a_mail_in_a_transfer_encoding(self) -> None:
        head = f"From: b@e.com\nSubject: Fwd\nDate: {DATE}\nMIME-Version: 1.0\nContent-Type: message/rfc822\n"
        packed = base64.encodebytes(self.INNER.encode()).decode()
        assert one(f"{head}Content-Transfer-Encoding: base64\n\n{packed}".encode()).title == "Inner"

    def test_a_mail_attached_as_a_file(self) -> None:
        outer = letter(subject="Fwd")
        outer.add_attachment(self.INNER.encode(), maintype="application", subtype="octet-stream", filename="Inner.EML")
        assert one(outer.as_bytes()).title == "Inner"

    def test_a_report_of_delivery_is_no_mail(self) -> None:
        raw = parts(("text/plain", STORY), ("message/delivery-status", "Action: failed"), kind="report")
        assert one(raw).text == STORY


class TestMailboxes:
    MAIL = f"From: Harbour Post <a@e.com>\nSubject: Mail {{}}\nDate: {DATE}\nMessage-ID: <{{}}@e.com>\n\n{{}}\n"

    def titles(self, tmp_path: Path, raw: str) -> list[str]:
        path = tmp_path / "a.mbox"
        path.write_text(raw)
        return [f"{item.title}|{item.text}" for item in read_inputs([str(path)]) if isinstance(item, Report)]

    def test_mails_between_lines_of_control_characters(self, tmp_path: Path) -> None:
        mark = "\x01\x01\x01\x01\n"
        mails = [self.MAIL.format(n, n, f"Text {n}.") for n in (1, 2)]
        assert self.titles(tmp_path, "".join(mark + one + mark for one in mails)) == [
            "Mail 1|Text 1.",
            "Mail 2|Text 2.",
        ]

    @pytest.mark.parametrize(
        "line", ["From ", "From", "From - ", "From -", "From a@e.com", "From - Tue Jun 19 22:30:00 2018",
                 "From ???@??? Tue Jun 19 22:30:00 2018", "From a@e.com Tue Jun 19 22:30:00 2018 -0400",
                 "From MAILER-DAEMON Tue, 19 Jun 2018 22:30:00 GMT"],
    )  # fmt: skip
    @pytest.mark.parametrize("gap", ["\n", ""])
    def test_lines_that_begin_a_mail(self, line: str, gap: str, tmp_path: Path) -> None:
        raw = "".join(f"{line}\n{self.MAIL.format(n, n, STORY)}{gap}" for n in range(3))
        assert self.titles(tmp_path, raw) == [f"Mail {n}|{STORY}" for n in range(3)]

    def test_lines_that_begin_none(self, tmp_path: Path) -> None:
        body = f"{STORY}\n\nFrom here on it is open.\n\nFrom Monday:\nthe two will meet.\n>From then on."
        raw = f"From a@e.com Tue Jun 19 22:30:00 2018\n{self.MAIL.format(1, 1, body)}"
        assert self.titles(tmp_path, raw) == [f"Mail 1|{body.replace('>From', 'From')}"]

    def test_bodies_whose_length_is_said(self, tmp_path: Path) -> None:
        body = f"{STORY}\n\nFrom b@e.com Tue Jun 19 22:30:00 2018\nSubject: no mail of its own\n\nMore.\n"
        head = f"From a@e.com Tue Jun 19 22:30:00 2018\nSubject: Mail 1\nFrom: a@e.com\nDate: {DATE}\n"
        after = f"\nFrom a@e.com Tue Jun 19 22:30:00 2018\n{self.MAIL.format(2, 2, STORY)}"
        assert len(self.titles(tmp_path, f"{head}Content-Length: {len(body)}\n\n{body}{after}")) == 2
        assert len(self.titles(tmp_path, f"{head}\n{body}{after}")) == 3
        for wrong in (len(body) - 9, len(body) * 9, 10**11):  # what is said is not so
            assert len(self.titles(tmp_path, f"{head}Content-Length: {wrong}\n\n{body}{after}")) == 3


def test_an_alert_of_another_service_goes_by_its_links() -> None:
    page = "<a href='https://www.post.example/a'>Vexford and Marrow in talks on a merger</a>"
    page += "<a href='https://alerts.talkwalker.com/x'>Manage all of your alerts here</a>"
    message = letter(sender="Talkwalker Alerts <alerts@talkwalker.com>")
    message.set_content(page, subtype="html")
    found = one(message.as_bytes())
    assert (found.url, found.publisher) == ("https://www.post.example/a", "post.example")


@pytest.mark.parametrize("boxed", [False, True])
def test_memory_is_a_few_times_the_mail(boxed: bool) -> None:
    message = letter()
    line = "Ford is in talks with Skoda on a venture, two people familiar with the matter said.\n"
    message.set_content(line * 20_000)
    raw = b"From a@e.com Tue Jun 19 22:30:00 2018\n" * boxed + message.as_bytes()

    def reports(raw: bytes) -> list[Item]:
        return list(read_mbox(io.BytesIO(raw), "a.mbox", Options())) if boxed else read(raw)

    assert len(reports(raw[:3000])) == 1  # what is loaded once
    tracemalloc.start()
    (found,) = reports(raw)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(found, Report)
    assert peak < 7 * len(raw)
