"""The Graph API of Meta, thin: what the adapters of Facebook and Instagram share."""
