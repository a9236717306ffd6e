"""Proof: receipts, the key that signs them, and what else it signs."""
