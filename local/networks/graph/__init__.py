"""The Graph API (https://graph.facebook.com) for a Page and its Instagram account, as a client sees it."""
