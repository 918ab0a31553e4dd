"""Text on shipping labels."""
