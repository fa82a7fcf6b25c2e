"""Networks as TOML files, or written the same way in Python; limits and messages for what strangers may send."""

from .load import load, network

__all__ = ["load", "network"]
