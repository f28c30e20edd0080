"""Headers that are the same for every installation. Open to all apps."""

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in [
        "accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer",
        "microphone", "midi", "payment", "publickey-credentials-get", "screen-wake-lock", "usb", "xr-spatial-tracking",
    ]
)  # fmt: skip

STATIC_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def add_static_headers(headers, path, url):
    """Static files load nothing themselves; WhiteNoise sends them before the middleware of pages is reached."""
    headers["Content-Security-Policy"] = STATIC_POLICY
    headers["X-Content-Type-Options"] = "nosniff"
