"""Who vouches for the archive: `kms` signs with a key nobody holds in hand, `time_stamps` asks an authority for the time."""
