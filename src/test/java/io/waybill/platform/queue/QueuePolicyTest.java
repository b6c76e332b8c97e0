package io.waybill.platform.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class QueuePolicyTest {

    private static final String TOPIC = "arn:aws:sns:eu-central-1:1:events";
    private static final String QUEUE = "arn:aws:sqs:eu-central-1:1:order-events";

    private final JsonMapper json = JsonMapper.shared();
    private final QueuePolicy policy = new QueuePolicy(json);

    @Test
    void lets_only_this_topic_send() {
        assertThat(json.readTree(policy.lettingIn(TOPIC, QUEUE, null).orElseThrow()))
                .isEqualTo(json.readTree("""
                        {"Version": "2012-10-17", "Statement": [{
                          "Sid": "WaybillEventsFromarnawssnseucentral11events",
                          "Effect": "Allow",
                          "Principal": {"Service": "sns.amazonaws.com"},
                          "Action": "sqs:SendMessage",
                          "Resource": "arn:aws:sqs:eu-central-1:1:order-events",
                          "Condition": {"ArnEquals": {"aws:SourceArn": "arn:aws:sns:eu-central-1:1:events"}}}]}"""));
    }

    @Test
    void changes_nothing_the_second_time() {
        String once = policy.lettingIn(TOPIC, QUEUE, "").orElseThrow();

        assertThat(policy.lettingIn(TOPIC, QUEUE, once)).isEmpty();
    }

    @Test
    void leaves_the_statements_of_others() {
        String others = """
                {"Version": "2012-10-17", "Id": "theirs", "Statement": {"Sid": "Theirs", "Effect": "Deny"}}""";

        JsonNode both = json.readTree(policy.lettingIn(TOPIC, QUEUE, others).orElseThrow());

        assertThat(both.path("Id").stringValue()).isEqualTo("theirs");
        assertThat(both.path("Statement"))
                .extracting(statement -> statement.path("Sid").stringValue())
                .containsExactly("Theirs", "WaybillEventsFromarnawssnseucentral11events");
    }
}
