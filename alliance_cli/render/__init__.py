"""Pure views to text: nothing here reads a file, a ledger or a clock."""
