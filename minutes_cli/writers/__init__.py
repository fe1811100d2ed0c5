"""Minutes → output."""
