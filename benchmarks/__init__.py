"""What the project measures, by one command: `python -m benchmarks`."""
