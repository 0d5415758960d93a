"""A person who knocks with a WebRTC stack that shares no code with the server's
nor with any browser's: Debian's python3-aiortc. It says on standard output, a
line each, what happens to it, and counts the RTP packets that reach it.

    knocker.py ORIGIN CODE
"""

import asyncio
import http.client
import json
import sys
import urllib.parse

import websockets
from aiortc import RTCPeerConnection, RTCSessionDescription, VideoStreamTrack
from aiortc.mediastreams import AudioStreamTrack
from aiortc.rtcdtlstransport import RTCDtlsTransport

received = 0


def count_rtp():
    """Counts every RTP packet that decrypts, before anything else looks at it."""
    handle = RTCDtlsTransport._handle_rtp_data

    async def counting(self, data, arrival_time_ms):
        global received
        received += 1
        await handle(self, data, arrival_time_ms=arrival_time_ms)

    RTCDtlsTransport._handle_rtp_data = counting


def knock(origin, code):
    """Types the code at the door as a plain form; gives the help's path and the cookie."""
    host = urllib.parse.urlsplit(origin).netloc
    connection = http.client.HTTPConnection(host)
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/", urllib.parse.urlencode({"code": code}), form)
    answer = connection.getresponse()
    if answer.status != 303:
        raise SystemExit(f"the door answered {answer.status}")
    return answer.getheader("Location"), answer.getheader("Set-Cookie").split(";")[0]


def lay():
    """Lays the fixed layout: microphone, camera, screen; three voices, one screen, four cameras; one channel."""
    connection = RTCPeerConnection()
    connection.addTransceiver(AudioStreamTrack(), direction="sendonly")
    connection.addTransceiver(VideoStreamTrack(), direction="sendonly")
    connection.addTransceiver(VideoStreamTrack(), direction="sendonly")
    for kind in ["audio"] * 3 + ["video"] * 5:
        connection.addTransceiver(kind, direction="recvonly")
    connection._sctpLegacySdp = False  # the m-line of RFC 8841, not of its drafts
    connection.createDataChannel("fast", negotiated=True, id=0, ordered=False, maxRetransmits=0)
    return connection


def say(*words):
    # In one piece: what goes wrong elsewhere is written in between otherwise.
    print(" ".join(map(str, words)) + "\n", end="", flush=True)


async def join(socket, connection, sends):
    """Joins, and says that it sends all it can, or nothing."""
    await connection.setLocalDescription(await connection.createOffer())
    device = {"kind": "computer", "system": "Linux", "browser": "", "canShow": True}
    screen = {"state": "showing" if sends else "off", "surface": "", "hidden": False, "closed": False}
    await socket.send(json.dumps({
        "type": "join", "offer": connection.localDescription.sdp, "device": device, "view": "waiting",
        "screen": screen, "camera": sends, "voice": {"mode": "device", "muted": not sends},
    }))


async def hear(socket, connection):
    async for text in socket:
        message = json.loads(text)
        if message["type"] == "joined":
            await connection.setRemoteDescription(RTCSessionDescription(message["answer"], "answer"))
        if message["type"] == "state":
            say("phase", message["scene"]["phase"])


async def answer_questions(answer):
    """Each line on standard input is a question."""
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while question := (await reader.readline()).decode().strip():
        say(question, answer())


async def ping(socket):
    while True:
        await asyncio.sleep(1)
        await socket.send('{"type":"ping"}')


async def main(origin, code):
    count_rtp()
    path, cookie = knock(origin, code)
    say("knocked", path)
    connection = lay()

    @connection.on("connectionstatechange")
    def changed():
        say("connection", connection.connectionState)

    address = "ws" + origin.removeprefix("http") + path + "/ws"
    async with websockets.connect(
        address, origin=origin, subprotocols=["coupdemain.1"], extra_headers={"Cookie": cookie}, ping_interval=None
    ) as socket:
        # It claims to show a screen that nobody let in: the server must not believe it.
        await join(socket, connection, sends=True)
        await asyncio.gather(ping(socket), answer_questions(lambda: received), hear(socket, connection))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
