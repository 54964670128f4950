"""The files on S3: what the offices upload, the renditions that go out, the three-year archive."""
