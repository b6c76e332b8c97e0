package io.waybill.faults;

import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CompleteJobRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.PublishMessageRequest;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;

/** The points on the way to the engine and back. */
final class EnginePoints implements ClientInterceptor {

    private final FaultPoints points;

    EnginePoints(FaultPoints points) {
        this.points = points;
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {

            private boolean completes;
            private String message = "";

            @Override
            public void sendMessage(Q request) {
                if (request instanceof PublishMessageRequest publish) {
                    message = publish.getName();
                    points.pass(Point.SENDING, message);
                }
                completes = request instanceof CompleteJobRequest;
                super.sendMessage(request);
            }

            @Override
            public void start(Listener<A> listener, Metadata headers) {
                super.start(new Answers(listener), headers);
            }

            final class Answers extends SimpleForwardingClientCallListener<A> {

                private boolean lost;

                Answers(Listener<A> listener) {
                    super(listener);
                }

                @Override
                public void onMessage(A answer) {
                    if (completes) {
                        points.pass(Point.COMPLETED, FaultPoints.OTHER);
                    }
                    if (!message.isEmpty()) {
                        points.pass(Point.SENT, message);
                        lost = points.losesReply();
                    }
                    if (!lost) {
                        super.onMessage(answer);
                    }
                }

                @Override
                public void onClose(Status status, Metadata trailers) {
                    super.onClose(lost ? Status.UNAVAILABLE.withDescription("The reply was lost") : status, trailers);
                }
            }
        };
    }
}
