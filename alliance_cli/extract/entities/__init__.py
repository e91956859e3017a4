"""Entity linking within a report: mentions to the companies, people and places they name."""
