"""What linking asks of English."""

from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.names.type_evidence import bracketed, extends, name_shape, without_prefix
from alliance_cli.extract.en.tables import read
from alliance_cli.extract.entities.linking import NameHints

_CLIPS = {short: frozenset(words.split()) for short, words in read("words/clips.tsv", 2)}
"""What the last word of a name is written in short for."""

HINTS = NameHints(
    alone=LEX.places | LEX.demonyms,
    prefixes=LEX.name_prefixes,
    joiners=frozenset({"and", "&"}),
    unlettered=frozenset({"of", "and", "the"}),
    short_forms=bracketed,
    shaped=lambda name: name_shape(name) is not None,
    after_prefix=without_prefix,
    goes_on=extends,
    clips=_CLIPS,
)
