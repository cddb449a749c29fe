"""Links out of the app: a call, a map."""

import re

from app.fieldwork.gcj import to_gcj


def call(phone: str) -> str:
    """A tel: link, or '' when there is nothing to dial."""
    digits = re.sub(r"[^\d+]", "", phone)
    return f"tel:{digits}" if digits else ""


def navigate(lat: float | None, lon: float | None) -> str:
    """Amap's marker link, which phones open in the map app; it wants GCJ-02. '' without a place."""
    if lat is None or lon is None:
        return ""
    gcj_lat, gcj_lon = to_gcj(lat, lon)
    return f"https://uri.amap.com/marker?position={gcj_lon:.6f},{gcj_lat:.6f}"
