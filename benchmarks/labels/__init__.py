"""News labelled by reading (`data/labels`): the texts brought from where they lie, and what is read of them scored."""
