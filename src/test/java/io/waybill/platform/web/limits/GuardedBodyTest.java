package io.waybill.platform.web.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.Ticker;
import io.waybill.platform.web.BodyRefused;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

/** The deadline of a body is that of the ticker alone, whatever a clock shows. */
class GuardedBodyTest {

    private static final Duration TIME = Duration.ofSeconds(10);

    private long now = Long.MAX_VALUE; // A ticker may overflow.
    private final Ticker ticker = () -> now;

    private ServletInputStream body() throws IOException {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setContent(new byte[] {1, 2, 3});
        return new GuardedRequest(request, 100, TIME, ticker).getInputStream();
    }

    @Test
    void a_body_is_read_until_its_time_is_up() throws Exception {
        ServletInputStream body = body();
        now += TIME.toNanos();
        assertThat(body.read()).isEqualTo(1);

        now++;

        assertThatThrownBy(body::read)
                .isInstanceOf(BodyRefused.class)
                .hasMessageStartingWith("The body did not arrive within 10 s");
    }

    @Test
    void a_body_that_was_too_slow_stays_refused() throws Exception {
        ServletInputStream body = body();
        now += TIME.toNanos() + 1;
        assertThatThrownBy(body::read).isInstanceOf(BodyRefused.class);

        now -= TIME.toNanos();

        assertThatThrownBy(body::read).isInstanceOf(BodyRefused.class);
    }
}
