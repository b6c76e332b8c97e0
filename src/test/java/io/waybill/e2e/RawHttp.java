package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A connection on which anything can be sent, byte by byte, as no client would. */
class RawHttp implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;

    RawHttp(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    /** Everything received until the connection was closed. */
    record Answer(String text) {

        int status() {
            Matcher line = Pattern.compile("^HTTP/1.1 (\\d{3}) ").matcher(text);
            assertThat(line.find()).as(text).isTrue();
            return Integer.parseInt(line.group(1));
        }

        String header(String name) {
            Matcher line = Pattern.compile("(?im)^" + Pattern.quote(name) + ": ([^\r\n]*)")
                    .matcher(head());
            return line.find() ? line.group(1) : "";
        }

        String head() {
            int end = text.indexOf("\r\n\r\n");
            return end < 0 ? text : text.substring(0, end);
        }

        /** Expects {@code application/problem+json} that reveals nothing about Waybill's implementation. */
        void assertProblem(int status, String type) {
            assertThat(status()).as(text).isEqualTo(status);
            assertThat(header("Content-Type")).as(text).isEqualTo("application/problem+json");
            assertThat(text)
                    .contains("\"type\":\"urn:waybill:problem:" + type + "\"")
                    .contains("\"status\":" + status)
                    .doesNotContain("Exception", "Tomcat", "\tat ", "io.waybill", "springframework", "<html");
        }
    }

    static Answer exchange(int port, String request) throws IOException {
        try (RawHttp http = new RawHttp(port)) {
            return http.send(request).answer();
        }
    }

    RawHttp send(String bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        return this;
    }

    /** Sends one byte after another, until everything is sent or the connection is closed. */
    RawHttp trickle(String bytes, Duration pause) throws InterruptedException {
        try {
            for (int i = 0; i < bytes.length(); i++) {
                Thread.sleep(pause);
                send(bytes.substring(i, i + 1));
            }
        } catch (IOException closed) {
            return this;
        }
        return this;
    }

    /** Reads until the other side closes the connection. */
    Answer answer() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        try {
            in.transferTo(all);
        } catch (SocketException reset) {
            return new Answer(all.toString(StandardCharsets.UTF_8));
        }
        return new Answer(all.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
