package io.waybill.faults;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** The points around sending to SQS, and a delivery that is less orderly than ElasticMQ's. */
final class QueuePoints {

    private final SqsAsyncClient sqs;
    private final FaultPoints points;

    private QueuePoints(SqsAsyncClient sqs, FaultPoints points) {
        this.sqs = sqs;
        this.points = points;
    }

    static SqsAsyncClient around(SqsAsyncClient sqs, FaultPoints points) {
        QueuePoints queuePoints = new QueuePoints(sqs, points);
        return (SqsAsyncClient) Proxy.newProxyInstance(
                QueuePoints.class.getClassLoader(),
                new Class<?>[] {SqsAsyncClient.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("sendMessage") && arguments[0] instanceof SendMessageRequest message) {
                        return queuePoints.send(message);
                    }
                    try {
                        return method.invoke(sqs, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }

    private CompletableFuture<SendMessageResponse> send(SendMessageRequest message) {
        String queue = message.queueUrl().substring(message.queueUrl().lastIndexOf('/') + 1);
        FaultPoints.Queueing how = points.queueing();
        points.pass(Point.SENDING, queue);
        SendMessageRequest first = points.happens(how.late()) ? later(message, 1, 3) : message;
        CompletableFuture<SendMessageResponse> sent = sqs.sendMessage(first);
        if (points.happens(how.twice())) {
            sent = sent.thenCombine(sqs.sendMessage(message), (one, copy) -> one);
        }
        if (points.happens(how.again())) {
            sent = sent.thenCombine(sqs.sendMessage(later(message, how.earliest(), how.latest())), (one, copy) -> one);
        }
        return sent.thenApply(answer -> {
            points.pass(Point.SENT, queue);
            return answer;
        });
    }

    private SendMessageRequest later(SendMessageRequest message, int earliest, int latest) {
        return message.toBuilder()
                .delaySeconds(points.between(earliest, latest))
                .build();
    }
}
