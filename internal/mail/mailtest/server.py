"""A real SMTP server (aiosmtpd) that does as the test tells it: see mailtest.go.

Its arguments are the deeds and the options, as JSON. It prints its port, then one line for each thing that happened.
"""

import asyncio
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

plan = json.loads(sys.argv[1])
options = json.loads(sys.argv[2]) if len(sys.argv) > 2 else {}


def tell(**what):
    print(json.dumps(what), flush=True)


def next_deed(recipient, at):
    """The next deed for this recipient, if it is done at this point of the conversation."""
    deeds = plan.get(recipient, [])
    if deeds and deeds[0].startswith(at):
        return deeds.pop(0)
    return ""


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        deed = next_deed(address, "rcpt-")
        if deed:
            tell(did=deed, to=address)
        if deed == "rcpt-busy":
            return "451 4.3.2 come back later"
        if deed == "rcpt-unknown":
            return "550 5.1.1 no such user here"
        if deed == "rcpt-drop":
            server.transport.close()
            return ""
        if deed == "rcpt-stall":
            await asyncio.sleep(3600)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        to = envelope.rcpt_tos[0]
        deed = next_deed(to, "data-")
        taken = deed in ("", "data-take-and-drop", "data-take-and-stall")
        tell(did=deed or "take", to=to, taken=taken, user=session.auth_data or "", tls=server.transport.get_extra_info("ssl_object") is not None, mail=envelope.content.decode())
        if deed == "data-busy":
            return "452 4.3.1 no room now"
        if deed == "data-refuse":
            return "554 5.7.1 not wanted"
        if deed in ("data-take-and-drop", "data-drop"):
            server.transport.close()
            return ""
        if deed == "data-take-and-stall":
            await asyncio.sleep(3600)
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    right = data.login == b"coup" and data.password == b"main"
    return AuthResult(success=right, auth_data="coup" if right else None)


async def main():
    context = None
    if options.get("Certificate"):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options["Certificate"], options["Key"])
    auth = options.get("Auth", False)
    starttls = context if options.get("STARTTLS") else None

    def session():
        return SMTP(Handler(), hostname="mail.example.org", enable_SMTPUTF8=True, tls_context=starttls, require_starttls=bool(starttls),
                    authenticator=authenticate if auth else None, auth_required=auth, auth_require_tls=bool(starttls))

    server = await asyncio.get_running_loop().create_server(
        session, "127.0.0.1", int(options.get("port", 0)), reuse_address=True, ssl=None if starttls else context)
    tell(port=server.sockets[0].getsockname()[1])
    async with server:
        await server.serve_forever()


asyncio.run(main())
