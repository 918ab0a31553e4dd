"""The way through a network of roads."""
