package io.waybill.platform.web.limits;

import com.github.benmanes.caffeine.cache.Ticker;
import io.waybill.platform.web.BodyRefused;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.time.Duration;
import org.apache.coyote.BadRequestException;
import org.jspecify.annotations.Nullable;

/**
 * A body that is read only up to a size limit and a deadline. A single read may wait for its first byte as long as the
 * server's connection timeout. Time is measured by a ticker, because clocks jump.
 */
class GuardedBody extends ServletInputStream {

    private final ServletInputStream in;
    private final long size;
    private final Duration time;
    private final Ticker ticker;
    private final long begin;
    private final byte[] one = new byte[1];
    private long count;
    private @Nullable IOException failure;

    GuardedBody(ServletInputStream in, long size, Duration time, long begin, Ticker ticker) {
        this.in = in;
        this.size = size;
        this.time = time;
        this.ticker = ticker;
        this.begin = begin;
    }

    @Override
    public int read() throws IOException {
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (failure != null) {
            throw failure;
        }
        try {
            return guardedRead(buffer, offset, length);
        } catch (BadRequestException e) {
            failure = BodyRefused.broken();
            throw failure;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    private int guardedRead(byte[] buffer, int offset, int length) throws IOException {
        if (ticker.read() - begin > time.toNanos()) {
            throw BodyRefused.tooSlow(time);
        }
        // One byte more than allowed shows whether there is more.
        int read = in.read(buffer, offset, (int) Math.min(length - 1, size - count) + 1);
        count += Math.max(0, read);
        if (count > size) {
            throw BodyRefused.tooLarge(size);
        }
        return read;
    }

    @Override
    public boolean isFinished() {
        return in.isFinished();
    }

    @Override
    public boolean isReady() {
        return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        in.setReadListener(listener);
    }
}
