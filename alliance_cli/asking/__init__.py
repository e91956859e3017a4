"""A language model as a reader, by choice: what it is asked, how its answers are held to the text, kept and paid."""
