"""What the child process does with a video that is to be a map: looks into it, and writes its pictures into a new file.

As with sounds, nothing is believed of a header but the type: the container is told to libav, only a few decoders are
within reach, and it reads from an open file. The pictures themselves go over as they are (decoding and encoding minutes
of video would cost as many minutes); sound, tags, chapters and whatever else the container held stay behind.
"""

from __future__ import annotations

import os
from typing import Any

import av
from PIL import Image

from config.files import magic
from config.files.decode import described
from config.files.kinds import KINDS, MAX_VIDEO_SECONDS, MAX_VIDEO_SIDE
from config.files.refusal import Refused

CONTAINERS = {"MP4": ("mov", "mp4"), "WEBM": ("matroska", "webm")}
# What the current browsers play in each, and in which layouts of colour.
CODECS = {"mp4": {"h264", "av1", "vp9"}, "webm": {"vp8", "vp9", "av1"}}
DEEP = {"yuv420p10le"}
COLOURS = {
    "h264": {"yuv420p", "yuvj420p"},
    "vp8": {"yuv420p", "yuva420p"},
    "vp9": {"yuv420p", "yuva420p", *DEEP},
    "av1": {"yuv420p", *DEEP},
}
DECODERS = "h264,vp8,vp9,libdav1d,av1"
OPTIONS = {"codec_whitelist": DECODERS, "protocol_whitelist": "none"}
# Bit-exact: no name and version of the program that wrote it.
WRITING = {"mp4": {"movflags": "+faststart", "fflags": "+bitexact"}, "webm": {"fflags": "+bitexact"}}
MAX_STREAMS, MAX_PACKETS = 8, 200_000


def remux(path: str, directory: str) -> dict[str, Any]:
    """Writes `video.mp4` or `video.webm` and `thumbnail.webp` of its first picture, and tells what they are."""
    with open(path, "rb") as file:
        name = magic.sound(head := file.read(magic.HEAD_BYTES))
        if name not in CONTAINERS:
            raise Refused("unsupported" if head else "broken", "not an MP4 or WebM video")
        reads, format = CONTAINERS[name]
        small = _first_picture(file, reads, format, directory)
        target = os.path.join(directory, f"video.{format}")
        width, height, seconds = _copy(file, reads, format, target)
    return {**described(target, format, width, height, animated=True), "duration": seconds, "thumbnail": small}


def _first_picture(file: Any, reads: str, format: str, directory: str) -> dict[str, Any]:
    with _opened(file, reads) as source:
        stream = _stream(source, format)
        for frame in source.decode(stream):
            _check_size(frame.width, frame.height)
            picture = frame.to_image()
            break
        else:
            raise Refused("broken", "no picture could be decoded")
    box = KINDS["map"].thumbnail
    picture.thumbnail((box, box), Image.Resampling.LANCZOS)
    target = os.path.join(directory, "thumbnail.webp")
    picture.save(target, "WEBP", quality=80, method=4)
    return described(target, "webp", *picture.size)


def _copy(file: Any, reads: str, format: str, target: str) -> tuple[int, int, float]:
    """The pictures of `file` in a new container; their width, height, and how many seconds they last."""
    with _opened(file, reads) as source:
        stream = _stream(source, format)
        width, height = stream.codec_context.width, stream.codec_context.height
        packets, end = 0, 0.0
        with av.open(target, mode="w", format=format, options=WRITING[format]) as written:
            copied = written.add_stream_from_template(stream)
            copied.metadata.clear()
            for packet in source.demux(stream):
                if packet.dts is None:  # the last one is empty: it is for decoders
                    continue
                packets += 1
                if packets > MAX_PACKETS:
                    raise Refused("too_long", "too many pictures")
                end = max(end, float(((packet.pts or packet.dts) + (packet.duration or 0)) * packet.time_base))
                if end > MAX_VIDEO_SECONDS:
                    raise Refused("too_long", f"more than {MAX_VIDEO_SECONDS} s")
                packet.stream = copied
                written.mux(packet)
    if not packets:
        raise Refused("broken", "no pictures in it")
    claimed = float(stream.duration * stream.time_base) if stream.duration else 0.0
    if claimed - end > max(1.0, claimed * 0.05):
        raise Refused("broken", f"{end:.1f} s of {claimed:.1f} s are there")
    return width, height, round(end, 3)


def _opened(file: Any, reads: str) -> Any:
    file.seek(0)
    return av.open(file, mode="r", format=reads, options=OPTIONS, metadata_errors="replace")


def _stream(source: Any, format: str) -> Any:
    """The video of a container, when browsers play it. Raises Refused."""
    if not 1 <= len(source.streams) <= MAX_STREAMS:
        raise Refused("broken", f"{len(source.streams)} streams")
    videos = [stream for stream in source.streams.video if not stream.disposition & av.stream.Disposition.attached_pic]
    if len(videos) != 1 or videos[0].codec_context is None:
        raise Refused("unsupported", "not one video")
    context = videos[0].codec_context
    codec = {"libdav1d": "av1"}.get(context.name, context.name)
    if codec not in CODECS[format] or (context.pix_fmt or "yuv420p") not in COLOURS[codec]:
        raise Refused("unsupported", f"browsers do not play {codec} {context.pix_fmt} in {format}")
    _check_size(context.width, context.height)
    return videos[0]


def _check_size(width: int, height: int) -> None:
    if min(width, height) < 2:
        raise Refused("broken", "a video without pixels")
    if max(width, height) > MAX_VIDEO_SIDE:
        raise Refused("too_large", f"{width} x {height} px, at most {MAX_VIDEO_SIDE} a side")
