package io.waybill.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A port, what needs it, and the setting that changes it. */
record Port(int number, String wantedBy, String setting) {

    /** @throws StartRefused with a line for each port that is in use, or needed twice */
    static void requireFree(List<Port> ports) {
        Set<Integer> unusable = ports.stream().map(Port::number).collect(Collectors.toCollection(HashSet::new));
        Map<Integer, Port> wanted = new HashMap<>();
        List<String> lines = new ArrayList<>();
        for (Port port : ports) {
            Port first = port.number == 0 ? null : wanted.putIfAbsent(port.number, port);
            if (first != null) {
                lines.add("Port %d is needed by both %s and %s; %s"
                        .formatted(port.number, first.wantedBy, port.wantedBy, port.howToMove(unusable)));
            } else if (!isFree(port.number)) {
                lines.add("Port %d, needed by %s, is in use by another program; %s"
                        .formatted(port.number, port.wantedBy, port.howToMove(unusable)));
            }
        }
        if (!lines.isEmpty()) {
            throw new StartRefused(String.join(System.lineSeparator(), lines));
        }
    }

    /**
     * Starts what needs the port. Another program may have taken the port since it was checked.
     *
     * @throws StartRefused in one line, if the start fails because the port is in use
     */
    void startOn(Runnable start) {
        try {
            start.run();
        } catch (RuntimeException e) {
            if (failedToBind(e)) {
                requireFree(List.of(this));
            }
            throw e;
        }
    }

    /** A server in its own process reports this in its log, by the message of the operating system. */
    private static boolean failedToBind(RuntimeException failure) {
        return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof BindException
                        || (cause instanceof StartRefused
                                && String.valueOf(cause.getMessage()).contains("Address already in use")));
    }

    private String howToMove(Set<Integer> unusable) {
        int free = number + 1;
        while (free < 65_535 && (unusable.contains(free) || !isFree(free))) {
            free++;
        }
        unusable.add(free);
        return "choose another port: %s=%d mvn spring-boot:test-run".formatted(environmentVariable(), free);
    }

    String environmentVariable() {
        return setting.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private static boolean isFree(int port) {
        return canListen(port, null) && canListen(port, InetAddress.getLoopbackAddress());
    }

    private static boolean canListen(int port, @Nullable InetAddress address) {
        try (ServerSocket socket = new ServerSocket(port, 1, address)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
