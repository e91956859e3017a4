"""Mails that pass on others, as each mail program writes them; and mails whose lines were broken on the way."""

import time
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_cli.models import Report
from alliance_cli.sources import Options, read_inputs
from alliance_cli.sources.forwarded import layers
from alliance_cli.sources.mail import read_mail
from alliance_cli.sources.mail_flow import unflowed

TEXT = "Volvo and Scania are in merger talks, two people said."


def mail(body: str, *, html: str = "", subject: str = "Fwd: Volvo", kind: str = "") -> list[Report]:
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = (
        "Ann Roe <ann@home.example>",
        subject,
        "<9@home.example>",
    )
    message["Date"] = "Mon, 10 Mar 2025 09:00:00 +0100"
    message.set_content(body)
    if kind:
        message.replace_header("Content-Type", kind)
    if html:
        message.add_alternative(html, subtype="html")
    found = list(read_mail(message.as_bytes(), "a.eml", Options()))
    assert all(isinstance(item, Report) for item in found), found
    return [item for item in found if isinstance(item, Report)]


FORWARDS = {
    "gmail": "fyi\n\n---------- Forwarded message ---------\nFrom: Deal Desk <desk@wire.example>\n"
    "Date: Thu, Mar 6, 2025 at 5:58\u202fPM\nSubject: Volvo talks\nTo: Ann Roe <ann@home.example>\n\n\n" + TEXT,
    "apple": "See below.\n\nBegin forwarded message:\n\n> From: Deal Desk <desk@wire.example>\n> Subject: Volvo talks\n"
    "> Date: 6 March 2025 at 17:58:12 CET\n> To: Ann Roe <ann@home.example>\n> \n> " + TEXT + "\n> ",
    "outlook": "FYI\n\n________________________________\nFrom: Deal Desk <desk@wire.example>\n"
    "Sent: Thursday, March 6, 2025 5:58 PM\nTo: Ann Roe <ann@home.example>; Bob <bob@home.example>\n"
    "Subject: Volvo talks\n\n" + TEXT,
    "outlook without addresses": "From: Deal Desk\nSent: 06 March 2025 17:58\nTo: Ann Roe\nCc: Bob\nSubject: Volvo talks\n"
    "Importance: High\n\n" + TEXT,
    "outlook classic": "-----Original Message-----\nFrom: Deal Desk [mailto:desk@wire.example]\n"
    "Sent: Thursday, 6 March 2025 17:58\nTo: Ann Roe\nSubject: Volvo talks\n\n" + TEXT,
    "outlook with a date in figures": "From: Deal Desk\nSent: Thu 3/6/2025 17:58\nTo: Roe, Ann\nSubject: Volvo talks\n\n"
    + TEXT,
    "outlook bold": "*From:* Deal Desk <desk@wire.example>\n*Sent:* Thursday, March 6, 2025 5:58 PM\n*To:* Ann\n"
    "*Subject:* Volvo talks\n\n" + TEXT,
    "thunderbird": "\n\n-------- Forwarded Message --------\nSubject: \tVolvo talks\nDate: \tThu, 6 Mar 2025 17:58:12 +0100\n"
    "From: \tDeal Desk <desk@wire.example>\nTo: \tAnn Roe <ann@home.example>\n\n\n\n" + TEXT,
    "yahoo": "   ----- Forwarded Message -----\n"
    'From: "Deal Desk" <desk@wire.example>\nTo: "Ann" <ann@home.example>\n'
    "Sent: Thursday, March 6, 2025 at 05:58:12 PM GMT+1\nSubject: Volvo talks\n\n" + TEXT,
    "yahoo on one line": ' ----- Forwarded Message ----- From: "Deal Desk" <desk@wire.example>To: "Ann" '
    "<ann@home.example>Sent: Thursday, March 6, 2025 at 05:58:12 PM GMT+1Subject: Volvo talks\n " + TEXT,
    "proton": "------- Forwarded Message -------\nFrom: Deal Desk <desk@wire.example>\n"
    "Date: On Thursday, March 6th, 2025 at 5:58 PM\nSubject: Volvo talks\nTo: ann@home.example\n\n" + TEXT,
    "fastmail": "----- Original message -----\nFrom: Deal Desk <desk@wire.example>\nTo: ann@home.example\n"
    "Subject: Volvo talks\nDate: Thu, 06 Mar 2025 17:58:00 +0100\n\n" + TEXT,
    "zoho": "============ Forwarded message ============\nFrom: Deal Desk <desk@wire.example>\nTo: <ann@home.example>\n"
    "Date: Thu, 06 Mar 2025 17:58:00 +0100\nSubject: Volvo talks\n============ Forwarded message ============\n\n" + TEXT,
    "em client": '------ Forwarded Message ------\nFrom "Deal Desk" <desk@wire.example>\nTo "Ann" <ann@home.example>\n'
    "Date 3/6/2025 5:58:12 PM\nSubject Volvo talks\n\n" + TEXT,
    "mutt": "----- Forwarded message from Deal Desk <desk@wire.example> -----\n\nDate: Thu, 6 Mar 2025 17:58:00 +0100\n"
    "From: Deal Desk <desk@wire.example>\nTo: ann@home.example,\n  bob@home.example\nSubject: Volvo talks\n\n"
    + TEXT
    + "\n\n----- End forwarded message -----\n",
    "notes": "----- Forwarded by Ann Roe/Home on 03/10/2025 09:00 AM -----\n\nFrom: Deal Desk <desk@wire.example>\n"
    "To: Ann Roe/Home@Home\nDate: 03/06/2025 05:58 PM\nSubject: Volvo talks\n\n\n" + TEXT,
    "german": "Von: Deal Desk <desk@wire.example>\nGesendet: Donnerstag, 6. März 2025 17:58\nAn: Ann Roe\n"
    "Betreff: Volvo talks\n\n" + TEXT,
    "apple in german": "Anfang der weitergeleiteten Nachricht:\n\nVon: Deal Desk <desk@wire.example>\n"
    "Betreff: Volvo talks\nDatum: 6. März 2025 um 17:58:12 MEZ\nAn: Ann Roe <ann@home.example>\n\n" + TEXT,
    "french": "De : Deal Desk <desk@wire.example>\nEnvoyé : jeudi 6 mars 2025 17:58\nÀ : Ann Roe\nObjet : Volvo talks\n\n" + TEXT,
    "korean": "-----Original Message-----\n보낸 사람: Deal Desk <desk@wire.example>\n보낸 날짜: 2025년 3월 6일 목요일 오후 5:58\n"
    "받는 사람: ann@home.example\n제목: Volvo talks\n\n" + TEXT,
    "dutch": "---------- Doorgestuurd bericht ----------\nVan: Deal Desk <desk@wire.example>\nDatum: do 6 mrt 2025 om 17:58\n"
    "Onderwerp: Volvo talks\nAan: ann@home.example\n\n" + TEXT,
    "greek": "---------- Προωθημένο μήνυμα ----------\nΑπό: Deal Desk <desk@wire.example>\nΗμερομηνία: Πέμ 6 Μαρ 2025 στις 17:58\n"
    "Θέμα: Volvo talks\nΠρος: ann@home.example\n\n" + TEXT,
    "thai": "---------- ข้อความที่ส่งต่อ ----------\nจาก: Deal Desk <desk@wire.example>\nวันที่: พฤ. 6 มี.ค. 2025 เวลา 17:58\n"
    "เรื่อง: Volvo talks\nถึง: ann@home.example\n\n" + TEXT,
    "hindi": "---------- Forwarded message ---------\nद्वारा: Deal Desk <desk@wire.example>\n"
    "दिनांक: गुरु, 6 मार्च 2025 को 17:58 बजे\nविषय: Volvo talks\nप्रति: ann@home.example\n\n" + TEXT,
    "vietnamese": "---------- Thư đã chuyển tiếp ---------\nTừ: Deal Desk <desk@wire.example>\n"
    "Ngày: Th 5, 6 thg 3, 2025 vào lúc 17:58\nTiêu đề: Volvo talks\nĐến: ann@home.example\n\n" + TEXT,
    "indonesian": "---------- Pesan yang diteruskan ---------\nDari: Deal Desk <desk@wire.example>\n"
    "Tanggal: Kam, 6 Mar 2025 pukul 17.58\nSubjek: Volvo talks\nKepada: ann@home.example\n\n" + TEXT,
    "qq": '------------------ 原始邮件 ------------------\n发件人: "Deal Desk" <desk@wire.example>;\n'
    "发送时间: 2025年3月6日(星期四) 晚上5:58\n收件人: \"Ann\"<ann@home.example>;\n主题: Volvo talks\n\n" + TEXT,
    "turkish": "Kimden: Deal Desk <desk@wire.example>\nGönderilen: 6 Mart 2025 Perşembe 17:58\nKime: Ann\nKonu: Volvo talks\n\n" + TEXT,
    "hungarian": "Feladó: Deal Desk <desk@wire.example>\nElküldve: 2025. március 6. 17:58\nCímzett: Ann\nTárgy: Volvo talks\n\n" + TEXT,
    "superhuman": "---------- Forwarded message ----------\nFrom: *Deal Desk* <desk@wire.example>\nDate: Thu, Mar 06, 2025 at 5:58 PM\n"
    "Subject: Volvo talks\nTo: <ann@home.example>\n\n" + TEXT,
    "outlook on a telephone": "Get Outlook for iOS<https://aka.example/o0>\n________________________________\nFrom: Deal Desk <desk@wire.example>\n"
    "Sent: Thursday, March 6, 2025 5:58:12 PM\nTo: Ann\nSubject: Volvo talks\n\n" + TEXT,
    "outlook in Spanish": "De: Deal Desk <desk@wire.example>\nEnviado el: jueves, 6 de marzo de 2025 17:58\nPara: Ann\n"
    "Asunto: Volvo talks\n\n" + TEXT,
    "outlook in Portuguese": "De: Deal Desk <desk@wire.example>\nEnviada em: quinta-feira, 6 de março de 2025 17:58\nPara: Ann\n"
    "Assunto: Volvo talks\n\n" + TEXT,
    "outlook in Italian": "Da: Deal Desk <desk@wire.example>\nInviato il: giovedì 6 marzo 2025 17:58\nA: Ann\nOggetto: Volvo talks\n\n"
    + TEXT,
    "japanese": "差出人: Deal Desk <desk@wire.example>\n日付: 2025年3月6日 17:58\n件名: Volvo talks\n宛先: ann@home.example\n\n" + TEXT,
}  # fmt: skip


@pytest.mark.parametrize("body", FORWARDS.values(), ids=FORWARDS.keys())
def test_the_sender_the_day_and_the_subject_are_those_of_the_inner_mail(body: str) -> None:
    (found,) = mail(body)
    assert (found.publisher, found.title, found.text) == ("Deal Desk", "Volvo talks", TEXT)
    assert found.published is not None
    assert found.published.day.isoformat() == "2025-03-06"
    assert found.record_id == "<9@home.example>"


@pytest.mark.parametrize(
    "line",
    [
        '-------- Пересылаемое сообщение --------\n06.03.2025, 17:58, "Deal Desk" <desk@wire.example>:\n',
        "---- On Thu, 06 Mar 2025 17:58:00 +0100 Deal Desk <desk@wire.example> wrote ----\n",
        '>>> "Deal Desk" <desk@wire.example> 3/6/2025 5:58 PM >>>',
        "---------- Forwarded message ---------\nOn Thu, Mar 06, 2025 at 5:58 PM, Deal Desk <desk@wire.example> wrote:\n",
    ],
)
def test_a_sender_and_a_day_on_one_line_are_those_of_the_inner_mail(line: str) -> None:
    (found,) = mail(f"{line}\n{TEXT}", subject="Fwd: Volvo talks")
    assert found.published is not None
    assert (found.publisher, found.title, found.text) == ("Deal Desk", "Volvo talks", TEXT)
    assert found.published.day.isoformat() == "2025-03-06"


PAGES = {
    "gmail": '<div dir="ltr">fyi<br><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">---------- Forwarded '
    'message ---------<br>From: <strong class="gmail_sendername">Deal Desk</strong> <span>&lt;<a href="mailto:d@w.example">'
    "d@w.example</a>&gt;</span><br>Date: Thu, Mar 6, 2025 at 5:58 PM<br>Subject: Volvo talks<br>To: Ann &lt;a@h.example&gt;"
    f"<br></div><br><br><p>{TEXT}</p></div></div>",
    "outlook": '<div><p>FYI</p><hr><div id="divRplyFwdMsg"><b>From:</b> Deal Desk &lt;d@w.example&gt;<br><b>Sent:</b> '
    "Thursday, March 6, 2025 5:58 PM<br><b>To:</b> Ann &lt;a@h.example&gt;<br><b>Subject:</b> Volvo talks<div>&nbsp;</div>"
    f"</div><div>{TEXT}</div></div>",
    "thunderbird": "<p><br></p><div class=moz-forward-container><br>-------- Forwarded Message --------<table><tbody><tr>"
    "<th>Subject: </th><td>Volvo talks</td></tr><tr><th>Date: </th><td>Thu, 6 Mar 2025 17:58:12 +0100</td></tr><tr>"
    "<th>From: </th><td>Deal Desk <a href='mailto:d@w.example'>&lt;d@w.example&gt;</a></td></tr><tr><th>To: </th>"
    f"<td>a@h.example</td></tr></tbody></table><br><br>{TEXT}</div>",
    "apple": "<div>See below.</div><div><br><blockquote type=cite><div>Begin forwarded message:</div><br><div><span><b>From: "
    "</b></span><span>Deal Desk &lt;d@w.example&gt;<br></span></div><div><span><b>Subject: </b></span><span><b>Volvo talks</b>"
    "<br></span></div><div><span><b>Date: </b></span><span>6 March 2025 at 17:58:12 CET<br></span></div><div><span><b>To: </b>"
    f"</span><span>Ann &lt;a@h.example&gt;<br></span></div><br><div>{TEXT}</div></blockquote></div>",
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_a_mail_that_is_a_page_passes_on_another(page: str) -> None:
    (found,) = mail("See it in a browser", html=page)
    assert (found.publisher, found.title, found.text) == ("Deal Desk", "Volvo talks", TEXT)
    assert found.published is not None
    assert found.published.day.isoformat() == "2025-03-06"


def test_what_the_sender_says_himself_is_a_report_of_his_own() -> None:
    own, inner = mail("My source says that Ford and Renault are in talks.\n\n" + FORWARDS["gmail"])
    assert (own.publisher, own.title) == ("Ann Roe", "")
    assert own.text.startswith("My source says")
    assert "Volvo" not in own.text
    assert (inner.publisher, inner.text) == ("Deal Desk", TEXT)
    assert own.record_id != inner.record_id


@pytest.mark.parametrize(("said", "count"), [("fyi", 1), ("My source says that Ford and Renault are in talks.", 2)])
def test_a_mail_that_wraps_another_says_only_what_it_says(said: str, count: int) -> None:
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "Deal Desk <desk@wire.example>", "Volvo talks"
    inner["Date"], inner["Message-ID"] = "Thu, 6 Mar 2025 17:58:00 +0100", "<1@wire.example>"
    inner.set_content(TEXT)
    outer = EmailMessage()
    outer["From"], outer["Subject"], outer["Message-ID"] = (
        "Ann <ann@home.example>",
        "Fwd: Volvo talks",
        "<9@home.example>",
    )
    outer["Date"] = "Mon, 10 Mar 2025 09:00:00 +0100"
    outer.set_content(said)
    outer.add_attachment(inner)
    found = [item for item in read_mail(outer.as_bytes(), "a.eml", Options()) if isinstance(item, Report)]
    assert len(found) == count
    assert all(item.title == "" for item in found[:-1])
    assert (found[-1].publisher, found[-1].title) == ("Deal Desk", "Volvo talks")


@pytest.mark.parametrize("name", ["outlook classic", "gmail", "german", "outlook without addresses"])
def test_a_mail_that_was_saved_as_text(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text(FORWARDS[name].replace(": ", ":\t"), encoding="utf-8")
    (found,) = read_inputs([str(tmp_path / "a.txt")])
    assert isinstance(found, Report)
    assert (found.publisher, found.title, found.text) == ("Deal Desk", "Volvo talks", TEXT)
    assert found.published is not None
    assert found.published.day.isoformat() == "2025-03-06"


def test_the_innermost_of_several_counts() -> None:
    outer = "---------- Forwarded message ---------\nFrom: Bob <b@h.example>\nDate: Fri, Mar 7, 2025 at 8:00 AM\nSubject: Fwd: Volvo talks\nTo: Ann <a@h.example>\n\n"
    (found,) = mail(outer + FORWARDS["outlook"])
    assert (found.publisher, found.text) == ("Deal Desk", TEXT)


@pytest.mark.parametrize(
    "said",
    [
        "On Thu, Mar 6, 2025 at 5:58 PM Deal Desk <desk@wire.example> wrote:",
        "On Thu, Mar 6, 2025 at 5:58 PM Deal Desk\n<desk@wire.example> wrote:",
        "On 6 Mar 2025, at 17:58, Deal Desk <desk@wire.example> wrote:",
        "Am Do., 6. März 2025 um 17:58 Uhr schrieb Deal Desk <desk@wire.example>:",
        "Le jeu. 6 mars 2025 à 17:58, Deal Desk <desk@wire.example> a écrit :",
    ],
)
def test_what_a_reply_quotes_is_the_others(said: str) -> None:
    (found,) = mail(f"Thanks.\n\n{said}\n\n> {TEXT}\n", subject="Re: Volvo talks")
    assert (found.publisher, found.title, found.text) == ("Deal Desk", "Volvo talks", TEXT)
    assert found.published is not None
    assert found.published.day.isoformat() == "2025-03-06"


def test_a_date_with_two_readings_is_the_one_before_the_mail() -> None:
    body = "From: Deal Desk <d@w.example>\nSent: {}\nTo: Ann\nSubject: Volvo talks\n\n" + TEXT
    (found,) = mail(body.format("3/6/2025 5:58 PM"))
    assert found.published is not None
    assert found.published.at.isoformat() == "2025-03-06T17:58:00+01:00"
    (found,) = mail(body.format("02/03/2025 17:58"))
    assert found.published is None


@pytest.mark.parametrize(
    "body",
    [
        TEXT,
        "From: Tokyo\nTo: Osaka\nThe train of Volvo runs on time, the company said.",
        "Date: 6 March 2025\nSubject: none\n" + TEXT,
        "Volvo said:\nFrom: here on we go alone, without Scania or any other maker of trucks.",
    ],
)
def test_what_has_no_headers_of_a_mail_is_left_alone(body: str) -> None:
    (found,) = mail(body, subject="Volvo")
    assert (found.publisher, found.text) == ("Ann Roe", body)


@given(st.text(alphabet=st.sampled_from("From: Date\n>@- x2025"), max_size=80))
def test_layers_of_anything_hold_a_text(body: str) -> None:
    found = layers(body)
    assert found
    assert len(found) == 1 or all(layer.text for layer in found)


@pytest.mark.parametrize("line", ["To: x\n", "From: a@b\n", "> \n", "On 6 Mar 2025, at 17:58, A wrote:\n", "Sent:\n\n"])
def test_hostile_mails_cost_little(line: str) -> None:
    start = time.perf_counter()
    layers(line * 3_000)
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    ("kind", "body", "text"),
    [
        (
            "flowed",
            "Volvo and Scania are \nin talks.\n\nFord is \nnot.",
            "Volvo and Scania are in talks.\n\nFord is not.",
        ),
        ("flowed; delsp=yes", "Volvo and Sca \nnia are  \nin talks.", "Volvo and Scania are in talks."),
        ("Flowed; DelSp=Yes", "Volvo and Sca \nnia.\nFord.", "Volvo and Scania.\nFord."),
        ("flowed", "> Volvo and \n> Scania. \nI see.", "> Volvo and Scania. \nI see."),
        ("flowed", " From here \non.\n-- \nAnn", "From here on.\n-- \nAnn"),
        ("fixed", "Volvo and \nScania", "Volvo and \nScania"),
    ],
)
def test_flowed_lines_are_joined(kind: str, body: str, text: str) -> None:
    (found,) = mail(body, kind=f'text/plain; charset="utf-8"; format={kind}', subject="Volvo")
    assert found.text == text


@given(st.lists(st.text(alphabet="ab", min_size=1, max_size=8), min_size=1, max_size=8))
def test_what_was_broken_into_flowed_lines_comes_back(words: list[str]) -> None:
    assert unflowed(" \n".join(words), delete_space=False) == " ".join(words)
    assert unflowed(" \n".join(words), delete_space=True) == "".join(words)
