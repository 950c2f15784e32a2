"""The chat of the Channels tutorial (asynchronous, one group, no sign-in), for `daphne config.benchmarks.documented:application`.

It stands for what one gets by following the documentation: an event through the channel layer to every consumer.
"""

from __future__ import annotations

import os
from typing import Any

from django.conf import settings

REDIS_URL = os.environ.get("REDIS_URL", "")
settings.configure(
    CHANNEL_LAYERS={
        "default": {"BACKEND": "channels_redis.core.RedisChannelLayer", "CONFIG": {"hosts": [REDIS_URL]}}
        if REDIS_URL
        else {"BACKEND": "channels.layers.InMemoryChannelLayer"}
    },
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
)

import django

django.setup()

from channels.generic.websocket import AsyncJsonWebsocketConsumer
from channels.routing import ProtocolTypeRouter

GROUP = "chat_room"


class ChatConsumer(AsyncJsonWebsocketConsumer):
    async def connect(self) -> None:
        await self.channel_layer.group_add(GROUP, self.channel_name)
        await self.accept()

    async def disconnect(self, code: int) -> None:
        await self.channel_layer.group_discard(GROUP, self.channel_name)

    async def receive_json(self, content: Any, **kwargs: Any) -> None:
        await self.channel_layer.group_send(GROUP, {"type": "chat.message", "message": content})

    async def chat_message(self, event: dict[str, Any]) -> None:
        await self.send_json(event["message"])


application = ProtocolTypeRouter({"websocket": ChatConsumer.as_asgi()})
