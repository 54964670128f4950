"""X API v2 (https://api.x.com), as a client sees it."""
