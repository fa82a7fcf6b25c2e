"""How textbooks write: one .toml file each, found by being in this folder; `profile` reads one."""

from .profile import Profile, profile, profiles

__all__ = ["Profile", "profile", "profiles"]
