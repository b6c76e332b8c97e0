package io.waybill.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Another address of a server, at which it can be reached only while the passage is open. At first it is closed. */
final class Passage implements AutoCloseable {

    private final URI to;
    private final int port;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private @Nullable ServerSocket door;

    Passage(URI to) throws IOException {
        this.to = to;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    void open() throws IOException {
        ServerSocket opened = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        door = opened;
        Thread.ofVirtual().start(() -> lead(opened));
    }

    private void lead(ServerSocket opened) {
        try {
            while (true) {
                Socket from = opened.accept();
                Socket server = new Socket(to.getHost(), to.getPort());
                carry(from, server);
                carry(server, from);
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void carry(Socket from, Socket to) {
        connections.add(from);
        Thread.ofVirtual().start(() -> {
            try (from;
                    to) {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException closed) {
                return;
            } finally {
                connections.remove(from);
            }
        });
    }

    /** Breaks the connections, too. */
    @Override
    public void close() {
        try {
            ServerSocket opened = door;
            if (opened != null) {
                opened.close();
            }
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
