"""The ledger itself: opened, derived anew, checked, its history and undo."""
