"""What a file is, by its first bytes and never by its name. Imports nothing."""

from __future__ import annotations

HEAD_BYTES = 64
MPEG_LAYER_3 = 0b01
RESERVED = {"version": 0b01, "rate": 0b11}


def family(head: bytes) -> str:
    """ "picture", "sound", "pdf", or "" for everything else."""
    if picture(head):
        return "picture"
    if head.startswith(b"%PDF-"):
        return "pdf"
    return "sound" if sound(head) else ""


def picture(head: bytes) -> str:
    """PNG, JPEG, WEBP, GIF or AVIF; "" for everything else."""
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if head.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    if head[:6] in (b"GIF87a", b"GIF89a"):
        return "GIF"
    if head[4:8] == b"ftyp" and (b"avif" in head[8:HEAD_BYTES] or b"avis" in head[8:HEAD_BYTES]):
        return "AVIF"
    return ""


def sound(head: bytes) -> str:
    """The container: OGG, FLAC, WAV, MP3, MP4 or WEBM; "" for everything else."""
    if head.startswith(b"OggS"):
        return "OGG"
    if head.startswith(b"fLaC"):
        return "FLAC"
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "WAV"
    if head.startswith(b"ID3") or _is_mp3_frame(head):
        return "MP3"
    if head[4:8] == b"ftyp":
        return "MP4"
    return "WEBM" if head.startswith(b"\x1aE\xdf\xa3") else ""


def _is_mp3_frame(head: bytes) -> bool:
    """A frame of MPEG 1, 2 or 2.5, layer III, with a possible bit rate and sample rate."""
    if len(head) < 4 or head[0] != 0xFF or head[1] >> 5 != 0b111:
        return False
    version, layer, bit_rate, rate = head[1] >> 3 & 3, head[1] >> 1 & 3, head[2] >> 4, head[2] >> 2 & 3
    return (
        version != RESERVED["version"]
        and layer == MPEG_LAYER_3
        and bit_rate not in (0, 15)
        and rate != RESERVED["rate"]
    )
