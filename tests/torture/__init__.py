"""What the ledger goes through under `make torture`: kills, power cuts, many at once."""
