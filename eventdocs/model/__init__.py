"""The data model: values without effects, which all other layers use."""
