package io.waybill.platform.queue;

import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;

/**
 * The threads of the SQS client. Its own threads would wait two seconds at the end in case more is sent; here,
 * listeners and outbox have ended by then.
 */
@Component
class QueueThreads implements DisposableBean {

    private final SdkEventLoopGroup group = SdkEventLoopGroup.builder().build();

    SdkEventLoopGroup group() {
        return group;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // nothing comes after it
    public void destroy() {
        group.eventLoopGroup().shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
