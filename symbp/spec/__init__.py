"""Networks as TOML files, or written the same way in Python; limits and messages for what strangers may send."""

from .load import load, load_any, network

__all__ = ["load", "load_any", "network"]
