"""Lines of a mail that its writer's program broke to be joined again (format=flowed, RFC 3676). Pure."""


def unflowed(text: str, *, delete_space: bool) -> str:
    """`text` with each paragraph on one line: a line that ends in a blank goes on with the next of the same depth.

    With `delete_space` (delsp=yes) that blank is not part of the text. Quoted lines keep their marks.
    """
    found: list[str] = []
    open_at = -1
    for raw in text.split("\n"):
        depth, line = _unquoted(raw)
        flows = line.endswith(" ") and line != "-- "
        kept = line[:-1] if flows and delete_space else line
        if open_at == depth and line.strip() and line != "-- ":
            found[-1] += kept
        else:
            found.append(">" * depth + " " * bool(depth) + kept)
        open_at = depth if flows else -1
    return "\n".join(found)


def _unquoted(line: str) -> tuple[int, str]:
    """How deep a line is quoted, and the line without those marks and the blank that protects its first character."""
    bare = line.lstrip(">")
    return len(line) - len(bare), bare.removeprefix(" ")
