"""A mail server for tests: takes mail on a port of its own, refuses two addresses, prints what a mail parser reads in it, and, given a folder,
lays each mail down there as it came, named by the microsecond."""

import asyncio
import json
import os
import sys
import time
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller

REFUSED = {"gone@example.org": "550 5.1.1 no such user", "full@example.org": "452 4.2.2 try later"}


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in REFUSED:
            return REFUSED[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = message_from_bytes(envelope.content, policy=policy.default)
        part = lambda kind: mail.get_body((kind,)).get_content() if mail.get_body((kind,)) else None
        read = {
            "to": envelope.rcpt_tos,
            "headers": {name.lower(): str(value) for name, value in mail.items()},
            "type": mail.get_content_type(),
            "parts": [p.get_content_type() for p in mail.walk()],
            "text": part("plain"),
            "html": part("html"),
            "defects": [str(d) for p in mail.walk() for d in p.defects] + [str(d) for v in mail.values() for d in v.defects],
        }
        if len(sys.argv) > 2:
            lay_down(sys.argv[2], envelope.content)
        print(json.dumps(read), flush=True)
        return "250 OK"


def lay_down(folder, content):
    os.makedirs(folder, exist_ok=True)
    name = os.path.join(folder, f"{time.time_ns() // 1000}.eml")
    with open(name + ".part", "xb") as file:
        file.write(content)
    os.rename(name + ".part", name)


async def main():
    controller = Controller(Handler(), hostname="127.0.0.1", port=int(sys.argv[1]))
    controller.start()
    print(json.dumps({"port": controller.port}), flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    controller.stop()


asyncio.run(main())
