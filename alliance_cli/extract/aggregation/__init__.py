"""From single readings to the talks of a report: document-level aggregation."""
