"""What things are: values without effects, known to every other floor."""
