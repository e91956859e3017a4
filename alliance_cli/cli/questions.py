"""Questions to the person at the terminal, on standard error."""


def confirmed(question: str) -> bool:
    """True for yes. Raises KeyboardInterrupt where the answer is the end of the input."""
    import typer

    try:
        return typer.confirm(question, err=True)
    except typer.Abort:
        raise KeyboardInterrupt from None


def answered(question: str) -> str:
    """The answer without blanks around it. Raises KeyboardInterrupt as `confirmed`."""
    import typer

    try:
        return str(typer.prompt(question, err=True)).strip()
    except typer.Abort:
        raise KeyboardInterrupt from None
