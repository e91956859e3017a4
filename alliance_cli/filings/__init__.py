"""What companies file with authorities: how such a text is laid out, and a reader of it. Pure, no I/O."""
