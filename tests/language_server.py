"""A few words of the Language Server Protocol: enough to open a study in yaml-language-server as an editor does."""

import json
import queue
import subprocess
import threading


class LanguageServer:
    """A running server; `open` shows it a file and `hover`, `complete` and `problems` ask what an author would see."""

    def __init__(self, command, root, schemas, seconds=60):
        self.schemas, self.seconds, self.number = schemas, seconds, 0
        self.messages = queue.Queue()
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        threading.Thread(target=self._read, daemon=True).start()
        snippets = {"completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}}}
        capabilities = {
            "textDocument": {**snippets, "hover": {"contentFormat": ["markdown"]}},
            "workspace": {"configuration": True},
        }
        self.ask(
            "initialize",
            {"processId": None, "rootUri": root.as_uri(), "workspaceFolders": None, "capabilities": capabilities},
        )
        self.tell("initialized", {})

    def close(self):
        self.ask("shutdown", None)
        self.tell("exit", None)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()

    def tell(self, method, params):
        self._send({"method": method, "params": params})

    def ask(self, method, params):
        """The answer to a request; what the server asks or tells meanwhile is answered or kept."""
        self.number += 1
        self._send({"id": self.number, "method": method, "params": params})
        return self._wait(lambda message: message.get("id") == self.number and "method" not in message)["result"]

    def open(self, path, text=None):
        """Show a file, or a text in its place; its problems as (line, column, message), from 1."""
        uri = path.as_uri()
        text = path.read_text(encoding="utf-8") if text is None else text
        self.tell(
            "textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}}
        )

        def told(message):
            return message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri

        found = self._wait(told)["params"]["diagnostics"]
        return [(d["range"]["start"]["line"] + 1, d["range"]["start"]["character"] + 1, d["message"]) for d in found]

    def hover(self, path, line, column):
        """The text an author sees with the pointer at a place (from 1); empty if there is none."""
        found = self.ask("textDocument/hover", self._at(path, line, column))
        if not found:
            return ""
        contents = found["contents"]
        return contents if isinstance(contents, str) else contents["value"]

    def complete(self, path, line, column):
        """What is offered at a place: label -> the text it would insert."""
        found = self.ask("textDocument/completion", self._at(path, line, column))
        items = found["items"] if isinstance(found, dict) else found or []
        return {item["label"]: item.get("insertText") or item.get("textEdit", {}).get("newText", "") for item in items}

    def _at(self, path, line, column):
        return {"textDocument": {"uri": path.as_uri()}, "position": {"line": line - 1, "character": column - 1}}

    def _send(self, message):
        raw = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(f"Content-Length: {len(raw)}\r\n\r\n".encode() + raw)
        self.process.stdin.flush()

    def _read(self):
        stream = self.process.stdout
        while header := stream.readline():
            length = 0
            while header.strip():
                name, _, value = header.decode().partition(":")
                length = int(value) if name.lower() == "content-length" else length
                header = stream.readline()
            self.messages.put(json.loads(stream.read(length)))
        self.messages.put(None)

    def _wait(self, wanted):
        while True:
            message = self.messages.get(timeout=self.seconds)
            if message is None:
                raise EOFError("the language server ended")
            if wanted(message):
                return message
            if "id" in message and "method" in message:
                self._send({"id": message["id"], "result": self._answer(message)})

    def _answer(self, message):
        if message["method"] != "workspace/configuration":
            return None
        yaml = {
            "hover": True,
            "completion": True,
            "validate": True,
            "schemaStore": {"enable": False},
            "schemas": self.schemas,
        }
        return [yaml if item.get("section") == "yaml" else None for item in message["params"]["items"]]
