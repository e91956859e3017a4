"""The other fields of a claim: region, subject, dates."""
