package io.waybill.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** The proxy through which all connections from Waybill to one server go. */
final class Link implements AutoCloseable {

    private final ServerSocket entrance;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;
    private volatile boolean silent;
    private volatile long slowBy;

    Link(int target) {
        this.target = target;
        try {
            entrance = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("link").start(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** Breaks all connections, and every new one at once. */
    void cut() {
        cut = true;
        open.forEach(Link::reset);
    }

    /** Lets nothing through, without closing any connection. */
    void silence() {
        silent = true;
    }

    /** Delays everything that passes, each time for up to {@code most}. */
    void slowDown(Duration most) {
        slowBy = most.toMillis();
    }

    /** Works again; connections that were silent are broken, as a firewall that has dropped them would do. */
    void mend() {
        if (silent) {
            open.forEach(Link::reset);
        }
        cut = false;
        silent = false;
        slowBy = 0;
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        if (cut) {
            reset(client);
            return;
        }
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(client);
            open.add(server);
            Thread.ofVirtual().start(() -> carry(client, server));
            Thread.ofVirtual().start(() -> carry(server, client));
        } catch (IOException down) {
            reset(client);
        }
    }

    private void carry(Socket from, Socket to) {
        byte[] buffer = new byte[16 * 1024];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                holdUp();
                out.write(buffer, 0, length);
            }
        } catch (IOException | InterruptedException broken) {
            // Both ends have to see it.
        }
        reset(from);
        reset(to);
        open.remove(from);
        open.remove(to);
    }

    private void holdUp() throws InterruptedException {
        long most = slowBy;
        if (most > 0) {
            Thread.sleep(ThreadLocalRandom.current().nextLong(most + 1));
        }
        while (silent) {
            Thread.sleep(50);
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException gone) {
            // It is closed, as intended.
        }
    }

    @Override
    public void close() {
        cut();
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
