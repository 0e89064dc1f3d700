"""Models side by side, and one assessment under several of them."""
