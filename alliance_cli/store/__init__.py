"""The ledger in SQLite: schema, migrations, queries, nothing else."""
