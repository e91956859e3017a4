"""What the user decides: judgements, reviews, companies and who owns them."""
