"""Makes bugs from green projects."""
