"""French text: sentences with exact offsets, lexical analysis, detection."""
