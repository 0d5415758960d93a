"""A person who comes to a live class with a WebRTC stack that shares no code with
the server's nor with any browser's: Debian's python3-aiortc. It shows nothing and
says nothing, asks to see the others, and counts the RTP packets that reach it by
whose they are; of pictures it looks no further. A line on standard input asks for
the counts.

    attendee.py ORIGIN CODE
"""

import asyncio
import collections
import http.client
import json
import re
import sys
import urllib.parse

import websockets
from aiortc import RTCSessionDescription
from aiortc.mediastreams import MediaStreamError
from aiortc.rtcdtlstransport import RTCDtlsTransport
from aiortc.rtp import RtpPacket
from knocker import answer_questions, join, lay, ping, say


class Browser:
    """Keeps cookies, and follows nothing by itself."""

    def __init__(self, origin):
        self.host = urllib.parse.urlsplit(origin).netloc
        self.cookies = {}

    def ask(self, method, path, form=None):
        connection = http.client.HTTPConnection(self.host)
        headers = {"Cookie": self.cookie()}
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, urllib.parse.urlencode(form or {}), headers)
        answer = connection.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, kept = value.split(";")[0].partition("=")
                self.cookies[key] = kept
        return answer.getheader("Location"), answer.read().decode()

    def cookie(self):
        return "; ".join(f"{key}={value}" for key, value in self.cookies.items())


class Counts:
    """Counts packets by slot and RTP timestamp, since the message that says who is
    in a slot, and from which timestamp on, may come after the first of them."""

    def __init__(self, connection):
        self.connection = connection
        self.packets = collections.Counter()
        self.slots = collections.defaultdict(list)  # by mid: (from, seat, kind), latest last
        self.names = {}  # by seat
        self.shown = []

    def overhear(self):
        """Counts every packet that decrypts, before anything else looks at it."""
        handle = RTCDtlsTransport._handle_rtp_data

        async def counting(transport, data, arrival_time_ms):
            packet = RtpPacket.parse(data, transport._rtp_header_extensions_map)
            mid = packet.extensions.mid
            self.packets[mid, packet.timestamp] += 1
            if any(line.mid == mid and line.kind == "audio" for line in self.connection.getTransceivers()):
                await handle(transport, data, arrival_time_ms=arrival_time_ms)

        RTCDtlsTransport._handle_rtp_data = counting

    def fill(self, slots):
        self.shown = [(slot["seat"], slot["kind"]) for slot in slots]
        for slot in slots:
            has = (slot["from"], slot["seat"], slot["kind"])
            if has not in self.slots[slot["mid"]]:
                self.slots[slot["mid"]].append(has)

    def meet(self, scene):
        self.names.update({one["seat"]: one["firstName"] for one in scene["helpers"]})
        self.names.update({one["seat"]: one["name"] for one in scene.get("people", [])})

    def whose(self, mid, timestamp):
        for begins, seat, kind in reversed(self.slots[mid]):
            if (timestamp - begins) % 2**32 < 2**31:
                return self.named(seat, kind)
        return "nobody"

    def named(self, seat, kind):
        return f"{self.names.get(seat, seat)}, {kind}"

    def tell(self):
        packets = collections.Counter()
        for (mid, timestamp), count in self.packets.items():
            packets[self.whose(mid, timestamp)] += count
        return json.dumps({"shown": sorted(self.named(*one) for one in self.shown), "packets": packets})


async def hear(socket, connection, counts):
    phase = ""
    async for text in socket:
        message = json.loads(text)
        if message["type"] == "joined" and message["answer"]:  # None comes with being let in.
            await connection.setRemoteDescription(RTCSessionDescription(message["answer"], "answer"))
        if message["type"] == "slots":
            counts.fill(message["slots"])
        if message["type"] != "class":
            continue
        scene = message["scene"]
        counts.meet(scene)
        if scene["phase"] != phase:
            phase = scene["phase"]
            say("phase", phase)
            if phase == "class":
                await socket.send('{"type":"faces","shown":true,"page":0}')


async def watch(track):
    """Takes what was decoded, which would pile up."""
    while True:
        try:
            await track.recv()
        except MediaStreamError:
            return


async def main(origin, code):
    connection = lay()
    counts = Counts(connection)
    counts.overhear()
    browser = Browser(origin)
    place, _ = browser.ask("POST", "/", {"code": code})
    _, page = browser.ask("GET", place)
    path = re.search(r'href="(/seance/[^"/?]+)"', page)[1]
    browser.ask("GET", path)
    watching = []

    @connection.on("track")
    def came(track):
        watching.append(asyncio.ensure_future(watch(track)))

    @connection.on("connectionstatechange")
    def changed():
        say("connection", connection.connectionState)

    address = "ws" + origin.removeprefix("http") + path + "/ws?role=participant"
    headers = {"Cookie": browser.cookie()}
    async with websockets.connect(
        address, origin=origin, subprotocols=["coupdemain.1"], extra_headers=headers, ping_interval=None
    ) as socket:
        await join(socket, connection, sends=False)
        await asyncio.gather(ping(socket), answer_questions(counts.tell), hear(socket, connection, counts))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
