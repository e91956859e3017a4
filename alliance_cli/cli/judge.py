"""`alliance judge`: the user's own judgement of a talk."""

from typing import Annotated

from alliance_cli.cli import changes, options
from alliance_cli.cli.declared import App, Argument, Context, Option
from alliance_cli.cli.output import say
from alliance_cli.cli.settings import Settings, now, today
from alliance_cli.vocabulary import Kind, Stage, Status

app = App("judge")


@app.command(
    help="Judge a talk yourself: its status, its kind, that claims belong to another talk, that two talks are one, or "
    "that it is none. A judgement outranks every claim of an earlier or the same date, survives later reports and "
    "`alliance rebuild`, shows in `alliance why`, and `alliance undo` takes it back.",
    epilog='Examples: alliance judge volkswagen-xpeng-development --status confirmed --reason "told by the CFO"  |  '
    "alliance judge honda-motor-nissan-motor-merger-2024 --split 3,4  |  "
    "alliance judge nissan-motor-honda-motor-development-2025 --split 2 "
    "--join nissan-motor-honda-motor-development-2024",
)
def judge(
    ctx: Context,
    talk: Annotated[str, Argument(help="The id or slug of a talk, or the beginning of one.")],
    status: Annotated[str, Option("--status", help=f"One of: {', '.join(Status)}.")] = "",
    kind: Annotated[str, Option("--kind", help=f"One of: {', '.join(Kind)}.")] = "",
    split: Annotated[
        list[str] | None,
        Option(
            "--split",
            metavar="CLAIM,...",
            help="These claims (numbers of `why`) are a talk of their own; with --join, they are of that one.",
        ),
    ] = None,
    join: Annotated[str, Option("--join", metavar="TALK", help="This talk and that one are the same.")] = "",
    not_a_talk: Annotated[bool, Option("--not-a-talk", help="It was misread: there is no such talk.")] = False,
    reason: Annotated[str, Option("--reason", help="Why, in your words.")] = "",
    stage: Annotated[str, Option("--stage", help=f"With --status; one of: {options.STAGES}.")] = "",
    day: Annotated[
        str | None, Option("--date", metavar="DATE", help="With --status: from when it holds (today).")
    ] = None,
    dry_run: options.DryRun = False,
    json: options.Json = False,
) -> None:
    """Store a judgement and say what changed."""
    from alliance_cli.services.judging import judgement
    from alliance_cli.services.keeping import opening

    settings: Settings = ctx.obj
    request = judgement.Request(
        status=options.word(Status, status, "--status") if status else None,
        kind=options.word(Kind, kind, "--kind") if kind else None, split=split or (), join=join,
        not_a_talk=not_a_talk, reason=reason, stage=options.word(Stage, stage, "--stage") if stage else None,
        when=options.when(day, "--date"),
    )  # fmt: skip
    conn = opening.for_reading(settings.db)
    done = judgement.judge(
        conn, talk, request, command=settings.command, now=now(), today=today(), keep=not dry_run
    )  # fmt: skip
    if not changes.refolded(changes.Telling(settings, json=json, dry_run=dry_run), conn, done):
        say(settings, "would change nothing" if dry_run else "stored; no talk changed")
