"""Bytes that nobody would write, for whatever reads what comes from outside: `make fuzz MINUTES=10`."""
