package io.waybill.platform.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;

/** How deliveries to a webhook are written. */
enum Format {
    /** For programs: the event as in Standard Webhooks. */
    JSON {
        @Override
        Object body(Event event, InWords words) {
            return event;
        }
    },
    /** For an incoming webhook of Slack. */
    SLACK {
        @Override
        Object body(Event event, InWords words) {
            String plain =
                    words.of(event).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
            return new SlackMessage(plain + words.link(event), false);
        }
    },
    /** For a webhook of a Discord channel. */
    DISCORD {
        @Override
        Object body(Event event, InWords words) {
            String plain = words.of(event).replaceAll("[\\\\*_~`|<>#\\[\\]]", "\\\\$0");
            return new DiscordMessage(plain + words.link(event), new Mentions(List.of()));
        }
    };

    record SlackMessage(String text, boolean mrkdwn) {}

    record DiscordMessage(
            String content,
            @JsonProperty("allowed_mentions") Mentions allowedMentions) {}

    record Mentions(List<String> parse) {}

    /** The formats as the API writes them. */
    static final String PATTERN = "json|slack|discord";

    static Format of(String inApi) {
        return valueOf(inApi.toUpperCase(Locale.ROOT));
    }

    String inApi() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is sent, to be written as JSON. In a chat, nothing that is part of an order counts as markup. */
    abstract Object body(Event event, InWords words);
}
