"""Text → values: pure functions that read dates, names, identifiers and texts exactly, or say that they cannot."""
