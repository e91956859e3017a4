"""Which reports the user wrote, by how their keys begin: the same words on two talks are two of them."""

OWN_WORDS = ("hand:", "judgement:")
"""How the keys of such reports begin."""

_BEGINS = [f"r.key GLOB '{beginning}*'" for beginning in OWN_WORDS]
IS_OWN = f"({' OR '.join(_BEGINS)})"
"""The condition under which a report `r` is one."""
