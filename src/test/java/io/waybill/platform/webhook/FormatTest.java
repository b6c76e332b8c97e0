package io.waybill.platform.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.OrdersInTests;
import io.waybill.core.CustomerId;
import io.waybill.core.OrderId;
import io.waybill.core.Progressed.Progress;
import io.waybill.platform.webhook.Format.DiscordMessage;
import io.waybill.platform.webhook.Format.Mentions;
import io.waybill.platform.webhook.Format.SlackMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FormatTest {

    private static final OrderId ORDER = OrderId.of("01a1fdd8-f59a-74df-b911-df8711fbfca6");
    private static final String PAGE = "https://shop.example.com/orders/01a1fdd8-f59a-74df-b911-df8711fbfca6";

    private final InWords withoutPages = words(null);
    private final InWords withPages = words("https://shop.example.com/orders/{orderId}");

    private static InWords words(@Nullable String orderPage) {
        return new InWords(new WebhookSettings(
                false, List.of(), Duration.ofHours(24), orderPage, Duration.ofSeconds(10), List.of()));
    }

    private static Event event(String status, @Nullable String reason) {
        return Event.of(
                new OrdersInTests(),
                new Progress(ORDER.subject(), new CustomerId("C_1"), status, false, Instant.EPOCH, reason));
    }

    @ParameterizedTest
    @CsvSource({"PLACED,is placed", "IN_DELIVERY,is in delivery", "COMPLETED,is completed"})
    void an_event_is_a_sentence(String status, String is) {
        assertThat(withoutPages.of(event(status, null))).isEqualTo("Order %s of C_1 %s.".formatted(ORDER, is));
    }

    @Test
    void the_end_of_an_order_says_why() {
        assertThat(withoutPages.of(event("REJECTED", "The customer's credit is insufficient")))
                .isEqualTo("Order %s of C_1 is rejected: The customer's credit is insufficient".formatted(ORDER));
    }

    @Test
    void programs_get_the_event_itself() {
        Event event = event("PLACED", null);
        assertThat(Format.JSON.body(event, withPages)).isSameAs(event);
    }

    @Test
    void nothing_in_an_order_is_markup_in_slack() {
        assertThat(Format.SLACK.body(event("CANCELLED", "<!channel> *now* & <http://evil.example|here>"), withoutPages))
                .isEqualTo(new SlackMessage(
                        "Order %s of C_1 is cancelled: &lt;!channel&gt; *now* &amp; &lt;http://evil.example|here&gt;"
                                .formatted(ORDER),
                        false));
    }

    @Test
    void nothing_in_an_order_is_markup_in_discord() {
        assertThat(Format.DISCORD.body(event("CANCELLED", "@everyone *now* [here](http://evil.example)"), withoutPages))
                .isEqualTo(new DiscordMessage(
                        "Order %s of C\\_1 is cancelled: @everyone \\*now\\* \\[here\\](http://evil.example)"
                                .formatted(ORDER),
                        new Mentions(List.of())));
    }

    @ParameterizedTest
    @EnumSource(names = {"SLACK", "DISCORD"})
    void a_message_links_to_the_page_of_its_order(Format format) {
        assertThat(format.body(event("PLACED", null), withPages).toString()).contains("is placed. " + PAGE);
    }

    @ParameterizedTest
    @EnumSource(names = {"SLACK", "DISCORD"})
    void a_test_has_no_page(Format format) {
        Event test = Event.test(WebhookId.next(), Instant.EPOCH);
        assertThat(format.body(test, withPages).toString())
                .contains("This is a test of the webhook ")
                .doesNotContain("http");
    }
}
