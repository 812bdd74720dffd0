"""The incremental build: from a catalog folder to an output folder."""
