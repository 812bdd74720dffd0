"""Publishing: which files to send where, in which order. Pure functions over digests."""
