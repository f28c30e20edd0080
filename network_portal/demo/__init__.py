"""The demo network: invented partners and offers in a real district. The data are TOML files under ``data/``."""

from network_portal.demo.loader import NotADemoError, load_demo

__all__ = ["NotADemoError", "load_demo"]
