"""What people want done, one file each: values from the store, through the rooms below, back to the store."""
