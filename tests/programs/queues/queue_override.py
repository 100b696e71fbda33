# A subclass of Queue that overrides put and get, a queue in a class, queues of queues.
import queue
import threading


class Logged(queue.Queue):
    def put(self, item, block=True, timeout=None):
        print("put", item)
        super().put(item, block, timeout)

    def get(self, *args, **kwargs):
        item = super().get(*args, **kwargs)
        print("get", item)
        return item


log = Logged(3)
log.put("a")
log.put("b", timeout=1)
print(log.get(), log.get(timeout=1), log.qsize())


class Server:
    def __init__(self):
        self.requests = queue.Queue()
        self.thread = threading.Thread(target=self.serve)
        self.thread.start()

    def serve(self):
        while True:
            n, reply = self.requests.get()
            if reply is None:
                break
            reply.put(n * n)

    def ask(self, n):
        reply = queue.Queue(1)
        self.requests.put((n, reply))
        return reply.get()

    def stop(self):
        self.requests.put((0, None))
        self.thread.join()


server = Server()
print([server.ask(n) for n in range(5)])
server.stop()
