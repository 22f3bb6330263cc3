"""Questions of the French Assemblée nationale, in any published form, as valid linked data."""

__version__ = "0.1.0"
