package io.waybill.platform.web.tomcat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * Gives a caller who was answered before the whole body was read a moment to finish sending: if the connection were
 * closed at once, the answer would be lost. A caller who takes longer is cut off; Tomcat by default would go on
 * reading.
 */
class LingeringValve extends ValveBase {

    private static final Duration MOMENT = Duration.ofSeconds(2);

    LingeringValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (!request.isAsync() && isStillSending(request.getCoyoteRequest())) {
            response.finishResponse();
            if (!isReadToItsEnd(request.getCoyoteRequest())) {
                response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
            }
        }
    }

    /** A caller waiting for "100 Continue" has not started sending. */
    private static boolean isStillSending(org.apache.coyote.Request request) {
        return !request.isFinished()
                && request.getErrorException() == null
                && !(request.hasExpectation() && request.getBytesRead() == 0);
    }

    private static boolean isReadToItsEnd(org.apache.coyote.Request request) {
        long begin = System.nanoTime();
        Nowhere nowhere = new Nowhere();
        try {
            while (System.nanoTime() - begin < MOMENT.toNanos()) {
                if (request.doRead(nowhere) < 0) {
                    return true;
                }
            }
        } catch (IOException noMoreComes) {
            return false;
        }
        return false;
    }

    private static class Nowhere implements ApplicationBufferHandler {

        private ByteBuffer buffer = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return buffer;
        }

        @Override
        public void expand(int size) {}
    }
}
