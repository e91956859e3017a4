"""What the program does, one module per job: read, decide, then one transaction."""
