package io.waybill.platform.web.tomcat;

import java.io.IOException;
import java.time.Duration;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * HTTP/1.1 with one deadline for all of a request's headers. Tomcat's own timeout restarts with each byte, so a caller
 * who sends one now and then could hold a connection for days. Public because Tomcat creates it by name.
 */
public class PromptHttp11Protocol extends Http11NioProtocol {

    private Duration headerTime = Duration.ofSeconds(20);

    void setHeaderTime(Duration headerTime) {
        this.headerTime = headerTime;
    }

    @Override
    protected Processor createProcessor() {
        return new Http11Processor(this, getAdapter()) {

            @Override
            public SocketState service(SocketWrapperBase<?> socket) throws IOException {
                SocketState state = super.service(socket);
                return state == SocketState.LONG && !isAsync() && isLate() ? SocketState.CLOSED : state;
            }

            private boolean isLate() {
                long begin = request.getStartTimeNanos();
                return begin != -1 && System.nanoTime() - begin > headerTime.toNanos();
            }
        };
    }
}
