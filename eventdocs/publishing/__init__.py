"""Publishing: which files to write to a target and in which order, as pure functions over digests."""
