package io.waybill.platform.web.limits;

import com.github.benmanes.caffeine.cache.Ticker;
import io.waybill.platform.web.BodyRefused;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** A request whose body is read only up to its size and time limits. */
class GuardedRequest extends HttpServletRequestWrapper {

    private final long size;
    private final Duration time;
    private final Ticker ticker;
    private final long begin;
    private @Nullable GuardedBody body;

    GuardedRequest(HttpServletRequest request, long size, Duration time, Ticker ticker) {
        super(request);
        this.size = size;
        this.time = time;
        this.ticker = ticker;
        this.begin = ticker.read();
    }

    /** @throws BodyRefused if the headers alone show that the body must not be read */
    void check() throws BodyRefused {
        String encoding = getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw BodyRefused.compressed();
        }
        if (getContentLengthLong() > size) {
            throw BodyRefused.tooLarge(size);
        }
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        GuardedBody open = body;
        if (open == null) {
            open = new GuardedBody(super.getInputStream(), size, time, begin, ticker);
            body = open;
        }
        return open;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        String encoding = getCharacterEncoding();
        return new BufferedReader(
                encoding == null
                        ? new InputStreamReader(getInputStream(), StandardCharsets.UTF_8)
                        : new InputStreamReader(getInputStream(), Charset.forName(encoding)));
    }
}
