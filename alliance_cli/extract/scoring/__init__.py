"""What candidates and talks are worth: named features, and scorers that weigh them."""
