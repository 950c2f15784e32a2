"""What is true of rooms, by noun."""

from rooms.models.attachment import Attachment as Attachment
from rooms.models.device import Device as Device
from rooms.models.device import DeviceQuerySet as DeviceQuerySet
from rooms.models.invite import Ban as Ban
from rooms.models.invite import Invite as Invite
from rooms.models.invite import Knock as Knock
from rooms.models.log import Entry as Entry
from rooms.models.log import Keyframe as Keyframe
from rooms.models.log import Presence as Presence
from rooms.models.macro import Macro as Macro
from rooms.models.message import Audience as Audience
from rooms.models.message import Message as Message
from rooms.models.message import Reaction as Reaction
from rooms.models.message import Reader as Reader
from rooms.models.message import Report as Report
from rooms.models.room import GRANTED as GRANTED
from rooms.models.room import LEADING as LEADING
from rooms.models.room import Member as Member
from rooms.models.room import Role as Role
from rooms.models.room import Room as Room
from rooms.models.room import user_of as user_of
from rooms.models.session import Answer as Answer
from rooms.models.session import CalendarFeed as CalendarFeed
from rooms.models.session import GameSession as GameSession
